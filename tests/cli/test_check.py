"""`carblog check` looks at what was built, says what it looked at, and how it ended."""

import json
from pathlib import Path

from tests.cli.conftest import NOW
from tests.cli.terminal import Ran, carblog
from tests.support.photos import four_corners
from tests.support.private import loaded, saved
from tests.support.sites import stamps, write


def built(site: Path) -> Path:
    write(site, {"static/press/car.jpg": loaded(four_corners(), "JPEG")})
    assert carblog(site, "build", *NOW).code == 0
    return site


def test_what_carblog_built_has_nothing_to_hide(site: Path) -> None:
    ran = carblog(built(site), "check")
    assert ran == Ran(0, "looked at 1 picture in public/\n", "")


def test_a_picture_that_somebody_put_there_is_an_error_with_its_path(site: Path) -> None:
    write(built(site) / "public", {"mine.jpg": saved(four_corners(), "JPEG", comment=b"home")})
    before = stamps(site)
    ran = carblog(site, "check")
    assert ran.code == 1
    assert ran.out == "looked at 2 pictures in public/\n"
    assert ran.err == (
        "public/mine.jpg: error[picture-metadata] it carries COM\n"
        "      = put it in static/ or a gallery and build again, or export it without metadata\n"
        "\n1 error. Do not publish this.\n"
    )
    assert stamps(site) == before


def test_another_folder_can_be_looked_at(site: Path) -> None:
    write(site.parent / "web", {"a.jpg": b"words"})
    ran = carblog(site, "check", "-o", "../web")
    assert ran.code == 1
    assert "web/a.jpg: error[picture-misnamed] it is not a picture, but its name" in ran.err


def test_where_nothing_was_built_there_is_nothing_to_check(site: Path) -> None:
    ran = carblog(site, "check")
    assert ran.code == 2
    assert ran.err.startswith("public: error[nothing-built] there is no such folder")


def test_under_strict_a_warning_is_an_error(site: Path) -> None:
    write(built(site) / "public", {"a.tif": saved(four_corners(), "TIFF")})
    assert carblog(site, "check").code == 0
    assert carblog(site, "check", "--strict").code == 1


def test_programs_are_told_the_same(site: Path) -> None:
    ran = carblog(built(site), "check", "--format", "json")
    assert json.loads(ran.out) == {"problems": [], "looked_at": {"pictures": 1}}
