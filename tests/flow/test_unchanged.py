"""A build that finds all as it was left says so at once; when anything is other, it looks."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from carblog.flow.request import Report
from carblog.run import brought, publish
from carblog.run.scan import RACY_NS, scan
from tests.run.failing import CountedDisk
from tests.support.sites import NOW, built, site_files, write


class LookedError(Exception):
    """The build went on to read, assemble and plan."""


@pytest.fixture(autouse=True)
def _impatient_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits until its site would outlast a power cut."""
    monkeypatch.setattr(publish, "Disk", CountedDisk)


def built_later(root: Path, **options: Any) -> Report:
    """A build at a time at which no file has just been saved."""
    with mock.patch("carblog.flow.survey.scan", partial(scan, clock_ns=_later)):
        return built(root, **options)


def _later() -> int:
    return time.time_ns() + 2 * RACY_NS


def again(root: Path, **options: Any) -> Report:
    """A build that may not look."""
    with mock.patch("carblog.flow.building.survey", side_effect=LookedError):
        return built(root, **options)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site as a build has left it."""
    root = write(tmp_path / "site", site_files())
    assert built_later(root).published
    return root


def test_nothing_is_read_when_nothing_changed(root: Path) -> None:
    report = again(root)
    assert report.published
    assert (report.made, report.gone, report.urls) == ({}, (), ())


def test_it_says_what_a_build_that_looks_says(root: Path) -> None:
    write(
        root,
        {
            "content/news/typo.md": b"---\ntitle: T\ndate: 2026-01-01\nstandfrist: x\n---\n",
            "content/news/soon.md": b"---\ntitle: S\ndate: 2031-01-01\n---\n",
            "content/news/loose.txt": b"nobody points at it",
            "public/mine.txt": b"foreign",
        },
    )
    built_later(root)
    looked = built_later(root)
    glanced = again(root)
    assert glanced == looked
    assert {problem.code for problem in glanced.problems} == {"key-unknown", "foreign"}
    assert glanced.waiting
    assert glanced.skipped


def _appended(path: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        with (root / path).open("ab") as file:
            file.write(b"\n")

    return change


def _same_size(root: Path) -> None:
    page = root / "public/index.html"
    page.write_bytes(page.read_bytes()[::-1])


def _replaced(root: Path) -> None:
    page = root / "public/index.html"
    twin = root / "public/twin"
    shutil.copy2(page, twin)
    twin.rename(page)


def _staging_left(root: Path) -> None:
    (root / ".carblog/staged").mkdir()


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": _appended("content/news/van.md"),
    "a photo": _appended("galleries/m3/1.jpg"),
    "the settings": _appended("site.yaml"),
    "a template": _appended("themes/plain/templates/footer.html"),
    "a file saved again as it was": lambda root: os.utime(root / "content/news/van.md"),
    "a new article": lambda root: write(root, {"content/news/n.md": b"---\ntitle: N\n---\n"}),
    "a new photo": lambda root: shutil.copy(
        root / "galleries/m3/1.jpg", root / "galleries/m3/9.jpg"
    ),
    "a new theme file": lambda root: write(root, {"templates/footer.html": b"mine"}),
    "a new file that is skipped": lambda root: write(root, {"content/.hidden": b""}),
    "a misspelt folder": lambda root: write(root, {"Content/a.md": b""}),
    "an article less": lambda root: (root / "content/news/van.md").unlink(),
    "a published file edited": _appended("public/index.html"),
    "a published file edited to the same size": _same_size,
    "a published file replaced by a copy": _replaced,
    "a published file touched": lambda root: os.utime(root / "public/news/van/index.html"),
    "a published file deleted": lambda root: (root / "public/feed.xml").unlink(),
    "a foreign file": lambda root: write(root, {"public/mine.txt": b""}),
    "a foreign file deep inside": lambda root: write(root, {"public/news/van/mine.txt": b""}),
    "a foreign folder": lambda root: (root / "public/news/mine").mkdir(),
    "another manifest": _appended("public/.carblog-manifest"),
    "no output folder": lambda root: shutil.rmtree(root / "public"),
    "no cache": lambda root: shutil.rmtree(root / ".carblog"),
    "a cache that is garbage": lambda root: (root / ".carblog/store.db").write_bytes(b"no"),
    "a cache that is empty": lambda root: (root / ".carblog/store.db").write_bytes(b""),
    "a build that died": _staging_left,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_somebody_touched_is_looked_at(root: Path, change: str) -> None:
    CHANGES[change](root)
    with pytest.raises(LookedError):
        again(root)


@pytest.mark.parametrize(
    "options",
    [
        {"output": "elsewhere"},
        {"drafts": True},
        {"future": True},
        {"expired": True},
        {"strict": True},
        {"base_url": "https://other.example/"},
    ],
    ids=str,
)
def test_who_asks_for_something_else_gets_it(root: Path, options: dict[str, Any]) -> None:
    given = {key: root / value if key == "output" else value for key, value in options.items()}
    with pytest.raises(LookedError):
        again(root, **given)


@pytest.mark.parametrize("options", [{"jobs": 3}, {"explain": True}, {"avif_budget": 0.0}], ids=str)
def test_how_it_is_made_makes_no_difference(root: Path, options: dict[str, Any]) -> None:
    assert again(root, **options).published


def test_a_story_that_comes_due_or_goes_is_noticed(root: Path) -> None:
    due, gone = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC)
    story = f"---\ntitle: S\ndate: {due:%Y-%m-%d}\nexpires: {gone:%Y-%m-%d}\n---\n"
    write(root, {"content/news/s.md": story.encode()})
    built_later(root)
    assert again(root, now=NOW).published
    assert again(root, now=datetime(2026, 6, 30, 23, 59, tzinfo=UTC)).published
    for now in (due, gone, datetime(2020, 1, 1, tzinfo=UTC)):
        with pytest.raises(LookedError):
            again(root, now=now)
    built_later(root, now=due)
    assert again(root, now=datetime(2026, 7, 31, 23, 59, tzinfo=UTC)).published
    with pytest.raises(LookedError):
        again(root, now=gone)


def test_a_moment_without_a_zone_is_in_the_zone_of_the_site(root: Path) -> None:
    write(root, {"content/news/s.md": b"---\ntitle: S\ndate: 2026-07-01 00:00\n---\n"})
    settings = (root / "site.yaml").read_bytes()
    write(root, {"site.yaml": settings.replace(b"timezone: UTC", b"timezone: Asia/Tokyo")})
    built_later(root)
    assert again(root, now=datetime(2026, 6, 30, 23, 59)).published  # noqa: DTZ001 - that is it
    with pytest.raises(LookedError):
        again(root, now=datetime(2026, 7, 1, 0, 0))  # noqa: DTZ001


def test_an_output_folder_without_a_manifest_is_nobodys(root: Path) -> None:
    (root / "public/.carblog-manifest").unlink()
    assert [problem.code for problem in again(root).problems] == ["output-not-ours"]


def test_a_theme_that_carblog_brings_may_change(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brought, "digest_of_all", lambda: "another")
    with pytest.raises(LookedError):
        again(root)


def test_another_carblog_looks_for_itself(root: Path) -> None:
    with (
        mock.patch("carblog.flow.unchanged.identity", return_value="another"),
        pytest.raises(LookedError),
    ):
        again(root)


def test_a_file_that_was_just_saved_may_be_saved_again_in_the_same_moment(root: Path) -> None:
    path = root / "content/news/n.md"
    write(root, {"content/news/n.md": b"---\ntitle: N\ndate: 2026-01-01\n---\n"})
    assert built(root).published
    assert again(root).published
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"N", b"M"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(LookedError):
        again(root)


def test_files_that_all_have_just_been_saved_are_not_read_each_time(root: Path) -> None:
    with mock.patch("carblog.flow.building.MOST_UNSURE", 1):
        write(
            root, {f"content/news/{n}.md": b"---\ntitle: N\ndate: 2026-01-01\n---\n" for n in "ab"}
        )
        assert built(root).published
    with pytest.raises(LookedError):
        again(root)


def test_a_failed_build_in_between_leaves_what_is_published_up_to_date(root: Path) -> None:
    path = root / "content/news/van.md"
    good = path.read_bytes()
    path.write_bytes(b"---\ntitle: [\n---\n")
    assert built_later(root).failed
    path.write_bytes(good)
    assert built_later(root).made == {}
    assert again(root).published


def test_a_site_that_moved_is_still_what_it_was(root: Path, tmp_path: Path) -> None:
    root.rename(tmp_path / "moved")
    assert again(tmp_path / "moved").published
