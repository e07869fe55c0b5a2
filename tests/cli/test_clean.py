"""`carblog clean` takes back what carblog made, and not one file more."""

from pathlib import Path

import pytest

from tests.cli.conftest import NOW
from tests.cli.terminal import Ran, carblog
from tests.support.sites import stamps, tree, write


@pytest.fixture
def built(site: Path) -> Path:
    assert carblog(site, "build", *NOW).code == 0
    return site


def test_after_cleaning_the_folder_is_as_before_the_first_build(site: Path) -> None:
    before = tree(site)
    carblog(site, "build", *NOW)
    files = len(tree(site / "public")) - 1
    ran = carblog(site, "clean")
    assert ran == Ran(0, f"removed {files} files in public/ and the cache\n", "")
    assert tree(site) == before
    assert not (site / "public").exists()
    assert not (site / ".carblog").exists()


def test_what_is_not_carblogs_stays_and_is_named(built: Path) -> None:
    write(built / "public", {"CNAME": "cars.example", "news/one/index.html": "edited"})
    ran = carblog(built, "clean")
    assert ran.code == 0
    assert ran.out.splitlines()[1:] == [
        "left public/CNAME: it is not as carblog made it",
        "left public/news/one/index.html: it is not as carblog made it",
    ]
    assert tree(built / "public") == {"CNAME": b"cars.example", "news/one/index.html": b"edited"}


def test_a_folder_that_carblog_never_published_to_is_not_touched(site: Path) -> None:
    write(site / "public", {"index.html": "mine", "news/one/index.html": "mine"})
    before = stamps(site)
    ran = carblog(site, "clean")
    assert ran.code == 2
    assert "public: error[output-not-ours] this holds files that carblog did not make" in ran.err
    assert stamps(site) == before


def test_another_output_folder_can_be_cleaned(site: Path) -> None:
    carblog(site, "build", *NOW, "-o", "../web")
    assert carblog(site, "clean", "-o", "../web").code == 0
    assert not (site.parent / "web").exists()


def test_the_cache_alone_can_be_cleaned_and_then_all_is_made_again(built: Path) -> None:
    before = stamps(built / "public")
    ran = carblog(built, "clean", "--cache")
    assert ran == Ran(0, "removed the cache\n", "")
    assert stamps(built / "public") == before
    assert "  made  " in carblog(built, "build", *NOW).out


def test_cleaning_twice_says_that_there_was_nothing(built: Path) -> None:
    carblog(built, "clean")
    assert carblog(built, "clean") == Ran(0, "there was nothing to remove\n", "")


def test_a_link_in_the_place_of_the_cache_leads_nowhere(site: Path) -> None:
    treasure = write(site.parent / "treasure", {"a.txt": "a"})
    (site / ".carblog").symlink_to(treasure)
    assert carblog(site, "clean").code == 0
    assert tree(treasure) == {"a.txt": b"a"}
