"""What a writer saves is noticed, whatever the editor does and whatever the system offers."""

import os
import shutil
import threading
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from carblog.run import polling
from carblog.run.polling import differing, stamps
from carblog.run.watch import MANY, Gathering, watching
from tests.support.sites import write

SITE = {"site.yaml": "title: A\n", "content/news/a.md": "one", "galleries/suv/1.jpg": "photo"}
PATIENCE = 20.0
"""Seconds until a change counts as missed."""


class Ear:
    """Hears what is told."""

    def __init__(self) -> None:
        self.told: list[Collection[str] | None] = []
        self._heard = threading.Condition()

    def __call__(self, paths: Collection[str] | None) -> None:
        with self._heard:
            self.told.append(paths)
            self._heard.notify()

    @property
    def paths(self) -> set[str]:
        return {path for paths in self.told for path in paths or ()}

    def waits_for(self, *paths: str) -> None:
        """Waits until each of them was told, or that anything may have changed."""

        def is_told() -> bool:
            return self.paths >= set(paths) or None in self.told

        with self._heard:
            assert self._heard.wait_for(is_told, PATIENCE), self.told

    def waits_for_some(self, folder: str) -> None:
        """Waits until the folder, or something in it, was told."""

        def is_told() -> bool:
            return any(path == folder or path.startswith(f"{folder}/") for path in self.paths)

        with self._heard:
            assert self._heard.wait_for(is_told, PATIENCE), self.told

    def waits_for_everything(self) -> None:
        with self._heard:
            assert self._heard.wait_for(lambda: None in self.told, PATIENCE), self.told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "site", SITE)


@pytest.fixture(params=["told", "polled"])
def ear(
    request: pytest.FixtureRequest, root: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Ear]:
    """Listens while a test changes files."""
    monkeypatch.setattr(polling, "POLLED", 0.02)
    heard, poll = Ear(), request.param == "polled"
    with watching(root, heard, poll=poll) as is_told:
        assert is_told is not poll
        yield heard


def test_a_saved_file_is_told(root: Path, ear: Ear) -> None:
    write(root, {"content/news/a.md": "two!"})
    ear.waits_for("content/news/a.md")


def test_an_editor_that_saves_by_rename_is_understood(root: Path, ear: Ear) -> None:
    write(root, {"content/news/.a.md.tmp": "three"})
    (root / "content/news/.a.md.tmp").rename(root / "content/news/a.md")
    ear.waits_for("content/news/a.md")


def test_a_file_that_comes_from_elsewhere_is_told(root: Path, ear: Ear) -> None:
    write(root.parent, {"b.md": "from elsewhere"})
    (root.parent / "b.md").rename(root / "content/news/b.md")
    ear.waits_for("content/news/b.md")


def test_a_deleted_file_is_told(root: Path, ear: Ear) -> None:
    (root / "galleries/suv/1.jpg").unlink()
    ear.waits_for("galleries/suv/1.jpg")


def test_settings_that_go_and_come_back_are_told(root: Path, ear: Ear) -> None:
    (root / "site.yaml").unlink()
    ear.waits_for("site.yaml")
    ear.told.clear()
    write(root, SITE)
    ear.waits_for("site.yaml")


def test_a_folder_of_the_site_that_is_made_later_is_watched(root: Path, ear: Ear) -> None:
    write(root, {"static/css/site.css": "a {}"})
    ear.waits_for_some("static")
    ear.told.clear()
    write(root, {"static/css/site.css": "b { color: red }"})
    ear.waits_for("static/css/site.css")


def test_a_folder_of_the_site_that_is_put_aside_and_back_is_watched(root: Path, ear: Ear) -> None:
    (root / "content").rename(root / "aside")
    ear.waits_for_some("content")
    ear.told.clear()
    (root / "aside").rename(root / "content")
    ear.waits_for_some("content")
    ear.told.clear()
    write(root, {"content/news/a.md": "again"})
    ear.waits_for("content/news/a.md")


def test_a_site_that_is_deleted_and_made_again_is_watched(root: Path, ear: Ear) -> None:
    shutil.rmtree(root / "content")
    ear.waits_for_some("content")
    write(root, SITE)
    ear.told.clear()
    write(root, {"content/news/a.md": "made again"})
    ear.waits_for_some("content")


def test_a_site_folder_that_is_deleted_and_made_again_is_watched(
    root: Path, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)  # then the system does not tell that it is deleted
    shutil.rmtree(root)
    ear.waits_for("site.yaml")
    ear.told.clear()
    write(root, SITE)
    ear.waits_for("site.yaml")
    ear.waits_for_some("content")


def test_what_is_not_of_the_site_is_no_change(root: Path, ear: Ear) -> None:
    write(
        root, {"public/index.html": "x", ".carblog/store": "x", "notes.txt": "x", ".git/HEAD": "x"}
    )
    write(root, {"content/news/a.md": "last"})
    ear.waits_for("content/news/a.md")
    assert ear.paths == {"content/news/a.md"}


def test_reading_is_no_change(root: Path, ear: Ear) -> None:
    (root / "content/news/a.md").read_bytes()
    write(root, {"site.yaml": "title: B\n"})
    ear.waits_for("site.yaml")
    assert ear.paths == {"site.yaml"}


def test_no_file_of_a_large_checkout_is_missed(root: Path, ear: Ear) -> None:
    files = {f"content/news/{number}.md": "x" for number in range(MANY * 2)}
    write(root, files)
    ear.waits_for(*files)


def test_changes_of_very_many_files_are_told_as_changes_of_any() -> None:
    ear, names = Ear(), [f"content/{number}.md" for number in range(MANY)]
    with Gathering(ear) as gathering:
        gathering.add(names[1:])
        ear.waits_for(*names[1:])
        gathering.add(names)
        ear.waits_for_everything()


def test_files_that_are_saved_together_are_told_together(root: Path) -> None:
    ear = Ear()
    with watching(root, ear):
        write(root, {"content/news/a.md": "1", "content/news/b.md": "2", "site.yaml": "title: C"})
        ear.waits_for("content/news/a.md", "content/news/b.md", "site.yaml")
    assert len(ear.told) == 1


def test_where_no_more_can_be_watched_files_are_polled(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = BaseObserver.schedule

    def refuse_the_last(self: BaseObserver, handler: object, path: str, **more: object) -> object:
        if Path(path) == root:
            raise OSError(28, "inotify watch limit reached")
        return schedule(self, handler, path, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(BaseObserver, "schedule", refuse_the_last)
    monkeypatch.setattr(polling, "POLLED", 0.02)
    ear = Ear()
    with watching(root, ear) as is_told:
        assert not is_told
        write(root, {"content/news/a.md": "polled"})
        ear.waits_for("content/news/a.md")


def test_a_site_that_is_reached_by_a_link_is_watched(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    ear = Ear()
    with watching(tmp_path / "link", ear):
        write(root, {"site.yaml": "title: D\n", "content/news/a.md": "by a link"})
        ear.waits_for("site.yaml", "content/news/a.md")


def test_no_thread_is_left_behind(root: Path) -> None:
    before = threading.active_count()
    for poll in (False, True):
        with watching(root, Ear(), poll=poll):
            assert threading.active_count() > before
    assert threading.active_count() == before


def test_polling_sees_a_file_that_was_exchanged_for_one_of_the_same_size_and_time(
    root: Path,
) -> None:
    path = root / "content/news/a.md"
    before, seen = stamps(root), path.stat()
    write(root.parent, {"new.md": "two"})
    os.utime(root.parent / "new.md", ns=(seen.st_atime_ns, seen.st_mtime_ns))
    (root.parent / "new.md").replace(path)
    assert differing(before, stamps(root)) == {"content/news/a.md"}


def test_polling_follows_no_link_out_of_the_site(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"secret.md": "x"})
    (root / "content/out").symlink_to(tmp_path / "elsewhere")
    (root / "templates").symlink_to(tmp_path / "elsewhere")
    assert not [path for path in stamps(root) if "secret" in path]
