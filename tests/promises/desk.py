"""A site on disk under many hands, held against the same site built from nothing."""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from carblog.flow.request import Report
from carblog.run import publish
from carblog.run.failure import MachineFailed
from carblog.run.scan import RACY_NS, scan
from tests.promises.edits import EDITS, Files, Pick
from tests.promises.oracle import Oracle, Outcome, told
from tests.run.failing import Killed, TearingDisk
from tests.support.sites import built, differences, folders, site_files, stamps, tree, write

MARGIN_NS = 20_000_000
"""How long ago a file must have changed for its times to count, instead of the 2 s of real life:
more than a tick of the file system's clock, and less than a build takes."""

OPTIONS: dict[str, list[Any]] = {
    "now": [datetime(year, 6, 1, 12, tzinfo=UTC) for year in (2025, 2026, 2027)],
    "drafts": [False, True],
    "future": [False, True],
    "expired": [False, True],
    "strict": [False, True],
    "base_url": ["", "https://other.example/cars/"],
}


class Desk:
    """One site folder with its cache and its output, that is edited and built on and on."""

    def __init__(self, root: Path, oracle: Oracle, jobs: int = 1) -> None:
        self.root = root
        self.files: Files = slow_files()
        self.options: dict[str, Any] = {"now": OPTIONS["now"][1]}
        self.is_broken = False
        """Whether the latest build failed."""
        self._oracle = oracle
        self._jobs = jobs
        self._good = (self.files, self.options)
        self._edited: set[str] = set()
        self._is_killed = False
        write(root, self.files)

    @property
    def public(self) -> Path:
        return self.root / "public"

    @property
    def cache(self) -> Path:
        return self.root / ".carblog"

    def edit(self, name: str, pick: Pick, *, keeps_times: bool = False) -> None:
        """One of `EDITS`; files may keep the times that they had, as with `cp -p` or `rsync`."""
        self.become(EDITS[name](self.files, pick), keeps_times=keeps_times)

    def ask_for(self, pick: Pick) -> None:
        """Another moment, another option of the command line."""
        name = pick(list(OPTIONS))
        self.options = {**self.options, name: pick(OPTIONS[name])}

    def touch(self, pick: Pick) -> None:
        """Another time for a file, the same bytes."""
        os.utime(self.root / pick(sorted(self.files)), ns=(0, pick([0, 10**18, time.time_ns()])))

    def mend(self) -> None:
        """Back to what was last published."""
        files, self.options = self._good
        self.become(files)

    def damage(self, pick: Pick) -> None:
        """The cache is torn, flipped, gone, or that of another day."""
        older = self.root.parent / "older"
        match pick(["truncated", "flipped", "garbage", "gone", "kept", "older", "picture"]):
            case "truncated":
                _rewrite(self.cache / "store.db", lambda data: data[: len(data) // 2])
            case "flipped":
                _rewrite(self.cache / "store.db", partial(_flipped, at=pick([9, 5, 3, 1.5])))
            case "garbage":
                _rewrite(self.cache / "store.db", lambda _: b"SQLite format 3\0 no more")
            case "gone":
                shutil.rmtree(self.cache, ignore_errors=True)
            case "kept":
                shutil.rmtree(older, ignore_errors=True)
                if self.cache.exists():
                    shutil.copytree(self.cache, older)
            case "older":
                if older.exists():
                    shutil.rmtree(self.cache, ignore_errors=True)
                    shutil.copytree(older, self.cache)
            case _:
                if kept := sorted((self.cache / "pictures").glob("*")):
                    self._damage_picture(pick(kept))

    def _damage_picture(self, kept: Path) -> None:
        """It is the published file too, under its second name, which then nobody knows again."""
        twin = kept.stat().st_ino
        self._edited |= {path for path, (_, inode) in stamps(self.public).items() if inode == twin}
        _rewrite(kept, partial(_flipped, at=2))

    def tamper(self, pick: Pick) -> None:
        """Somebody else was in the output folder."""
        published = sorted(tree(self.public).keys() - {".carblog-manifest"})
        what = pick(["edited", "deleted", "foreign", "touched", "gone"])
        if what == "foreign":
            write(self.public, {"notes/of-mine.txt": b"mine"} if published else {})
        elif what == "gone":
            shutil.rmtree(self.public, ignore_errors=True)
        elif published:
            path = pick(published)
            if what == "deleted":
                (self.public / path).unlink()
            elif what == "touched":
                os.utime(self.public / path, ns=(0, 0))
            elif path != "notes/of-mine.txt":
                (self.public / path).unlink()
                (self.public / path).write_bytes(b"edited")
                self._edited.add(path)

    def hurried(self) -> None:
        """A build that has no time for AVIF, whatever comes of it."""
        with suppress(MachineFailed):
            self._build(avif_budget=0.0)

    def killed(self, at: int) -> None:
        """A build that dies just before the change number `at` of the disk."""
        disk = TearingDisk(at)
        try:
            with mock.patch.object(publish, "Disk", return_value=disk):
                self._build()
        except Killed:
            self._is_killed = True
        except MachineFailed:
            pass
        else:
            self.build()  # it came to its end, so it has to be right

    def build(self) -> None:
        """Build what is there, and hold it against the same site built from nothing."""
        before, times = tree(self.public), stamps(self.public)
        wanted = self._oracle.outcome(self.files, self.options)
        try:
            report = self._build()
        except MachineFailed as error:
            problems, is_published = told([error.problem]), False
        else:
            problems, is_published = told(report.problems), report.published
        assert problems == wanted.problems, f"other problems: {sorted(problems ^ wanted.problems)}"
        assert is_published == (wanted.tree is not None)
        self.is_broken = not is_published
        if wanted.tree is None:
            if not self._is_killed:
                _same(tree(self.public), before)
                assert stamps(self.public) == times
            return
        self._compare(wanted, before, times)
        self._good = (self.files, self.options)
        self._is_killed = False
        self._check_nothing_is_left()

    def _compare(self, wanted: Outcome, before: Files, times: dict[str, tuple[int, int]]) -> None:
        assert wanted.tree is not None
        now = tree(self.public)
        # What somebody edited and the site no longer has is left for them to look at.
        mine = {p: now.pop(p) for p in now.keys() - wanted.tree.keys() & self._theirs(now)}
        _same(now, wanted.tree)
        for path in self._edited & mine.keys():
            (self.public / path).unlink()
        self._edited = set()
        if not mine and wanted.folders != folders(self.public):
            raise AssertionError(f"folders: {folders(self.public) ^ wanted.folders}")
        if not self._is_killed:  # else what was begun is first brought to its end
            alike = {path for path, data in now.items() if before.get(path) == data}
            after = stamps(self.public)
            touched = {p for p in alike if after[p] != times[p]} - {".carblog-manifest"}
            assert not touched, f"written again with the bytes they had: {sorted(touched)}"

    def _theirs(self, now: Files) -> set[str]:
        return (self._edited | {"notes/of-mine.txt"}) & now.keys()

    def _check_nothing_is_left(self) -> None:
        times = stamps(self.public)
        report = self._build()
        assert report.made == {}, f"made again: {report.urls}"
        assert stamps(self.public) == times

    def _build(self, **more: Any) -> Report:
        with mock.patch("carblog.flow.survey.scan", partial(scan, clock_ns=_a_little_later)):
            return built(self.root, jobs=self._jobs, **self.options, **more)

    def become(self, files: Files, *, keeps_times: bool = False) -> None:
        """Change the disk to `files`. What only changed its name is renamed and keeps its times."""
        gone = self.files.keys() - files.keys()
        for path in sorted(files.keys()):
            data = files[path]
            if self.files.get(path) == data:
                continue
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            moved = next((old for old in sorted(gone) if self.files[old] == data), None)
            if moved is not None:
                (self.root / moved).rename(target)
                gone = gone - {moved}
                continue
            times = target.stat() if keeps_times and target.exists() else None
            target.write_bytes(data)
            if times is not None:
                os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))
        for path in gone:
            (self.root / path).unlink()
        self.files = files


def slow_files() -> Files:
    """The site, with a format that a build may put off."""
    files = site_files()
    theme = files["themes/plain/theme.yaml"]
    slow = theme.replace(b"formats: [webp, jpeg]", b"formats: [avif, jpeg]")
    assert slow != theme
    return {**files, "themes/plain/theme.yaml": slow}


def _same(found: Files, wanted: Files) -> None:
    different = differences(found, wanted)
    assert not different, f"{len(different)} files differ: {different[:5]}"


def _a_little_later() -> int:
    return time.time_ns() + RACY_NS - MARGIN_NS


def _flipped(data: bytes, at: float) -> bytes:
    place = int(len(data) / at)
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :] if data else data


def _rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    if path.exists():
        path.write_bytes(change(path.read_bytes()))
