"""What a scan finds: every file of a site with its digest, and no file of anything else."""

import os
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from carblog.model.problem import Place, Problem, in_order
from carblog.model.site import Skipped
from carblog.run.failure import shown
from carblog.run.files import FOLDERS, SETTINGS, File
from carblog.run.names import verdict
from carblog.run.nofollow import digest_of, entries, opened_file, opened_folder, opened_root
from carblog.run.remembered import Seen
from carblog.run.store import Store

_PARTS = (SETTINGS, *FOLDERS)

RACY_NS = 2_000_000_000
"""A file that changed less than 2 s before it was read may change again within the same tick of
its file system's clock (FAT counts in 2 s), so its time says nothing yet: git's "racily clean"."""


class Scan(msgspec.Struct, frozen=True):
    files: dict[str, File]
    """By path, sorted."""
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]


class Entry(Protocol):
    """Something in a folder: of `os.DirEntry`, what a scan asks."""

    @property
    def name(self) -> str:
        """In its folder."""

    def is_symlink(self) -> bool:
        """Whether it is a link, to whatever."""

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        """Whether it is a folder."""

    def is_file(self, *, follow_symlinks: bool) -> bool:
        """Whether it is a regular file."""

    def stat(self, *, follow_symlinks: bool) -> os.stat_result:
        """What the system says of it."""


def scan(
    root: Path,
    store: Store,
    output: Path | None = None,
    clock_ns: Callable[[], int] = time.time_ns,
) -> Scan:
    """Every input file under `root`, the output folder excepted; the store learns their digests.

    A digest comes from the store when size, times and inode are those remembered, else from
    reading the file. Symbolic links are never followed, so nothing outside `root` is read.
    Raises `OSError` when `root` itself cannot be read.
    """
    walk = Walk(store.files(), left_out(root, output), clock_ns)
    found = walk.all_of(root)
    store.keep_files(walk.seen)
    return found


def glance(
    root: Path,
    seen: Mapping[str, Seen],
    output: Path | None = None,
    unsure: Collection[str] = (),
) -> Scan | None:
    """What `scan` finds when every file is as it was `seen`; None when one would have to be read
    that is not among the `unsure`, which are.

    Raises `OSError` when `root` itself cannot be read.
    """
    try:
        return _Glance(seen, left_out(root, output), time.time_ns, frozenset(unsure)).all_of(root)
    except _UnknownFile:
        return None


def left_out(root: Path, output: Path | None) -> str:
    """The path of the output folder in the site folder."""
    return os.path.relpath(output.resolve(), root.resolve()) if output else ""


class Walk:
    """One scan on its way through the folders."""

    def __init__(
        self, remembered: Mapping[str, Seen], left_out: str, clock_ns: Callable[[], int]
    ) -> None:
        self.remembered = remembered
        self.left_out = left_out
        self.clock_ns = clock_ns
        self.files: dict[str, File] = {}
        self.seen: dict[str, Seen] = {}
        self.skipped: list[Skipped] = []
        self.problems: list[Problem] = []

    def all_of(self, root: Path) -> Scan:
        """All that a site is made of."""
        with opened_root(root) as folder:
            found = entries(folder)
            names = {entry.name for entry in found}
            for entry in found:
                if entry.name in _PARTS:
                    self.visit(entry, entry.name, folder)
                elif (meant := _meant(entry.name)) and entry.name != self.left_out:
                    self.problems.append(_about_name(entry.name, meant, is_there=meant in names))
        return Scan(
            files={path: self.files[path] for path in sorted(self.files)},
            skipped=tuple(sorted(self.skipped)),
            problems=tuple(in_order(self.problems)),
        )

    def visit(self, entry: Entry, path: str, folder: int) -> None:
        """Take in `entry`, which is `path` and lies in the open `folder`."""
        if path == self.left_out or self._skips(entry, path):
            return
        try:
            if entry.is_symlink():
                target = os.readlink(entry.name, dir_fd=folder)
                self._refuse(path, "symlink", *_about_link(target))
            elif entry.is_dir(follow_symlinks=False) and path != SETTINGS:
                self._folder(entry.name, path, folder)
            elif entry.is_file(follow_symlinks=False) and path not in FOLDERS:
                self._file(entry, path, folder)
            else:
                wanted = "folder" if path in FOLDERS else "file"
                self._refuse(path, "not-a-file", f"this is not a {wanted}", "remove or rename it")
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            self._refuse(path, "unreadable", f"this cannot be read: {why}", "check its permissions")

    def _skips(self, entry: Entry, path: str) -> bool:
        if not _is_utf8(entry.name):
            self._refuse(path, "name-encoding", "the name is not UTF-8", "rename the file")
            return True
        why = verdict(path, entry.name)
        if why is None:
            return False
        slash = "/" if entry.is_dir(follow_symlinks=False) else ""
        self.skipped.append(Skipped(path + slash, why.reason))
        if why.kind == "secret":
            self.problems.append(_about_secret(path))
        return True

    def _folder(self, name: str, path: str, parent: int) -> None:
        with opened_folder(name, parent) as folder:
            for entry in entries(folder):
                self.visit(entry, f"{path}/{entry.name}", folder)

    def _file(self, entry: Entry, path: str, folder: int) -> None:
        known = self.remembered.get(path)
        if known is not None and known.is_still(entry.stat(follow_symlinks=False)):
            self.seen[path] = known
        else:
            known = self._digested(entry.name, path, folder)
        seen = self.seen.get(path)
        self.files[path] = File(path, known.size, known.mtime_ns, known.digest, seen)

    def _digested(self, name: str, path: str, folder: int) -> Seen:
        started = self.clock_ns()
        with opened_file(name, folder) as handle:
            found = Seen.of(os.fstat(handle), digest_of(handle))
            is_settled = max(found.mtime_ns, found.ctime_ns) < started - RACY_NS
            if is_settled and found.is_still(os.fstat(handle)):
                self.seen[path] = found
        return found

    def _refuse(self, path: str, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Place(shown(path)), code, message, hint))


class _UnknownFile(Exception):  # noqa: N818 - it says what was met
    """A file is not as it was seen, or was never seen."""


class _Glance(Walk):
    """A scan that reads no files but few."""

    def __init__(
        self,
        remembered: Mapping[str, Seen],
        left_out: str,
        clock_ns: Callable[[], int],
        unsure: Collection[str],
    ) -> None:
        super().__init__(remembered, left_out, clock_ns)
        self._unsure = unsure

    def _digested(self, name: str, path: str, folder: int) -> Seen:
        if path not in self._unsure:
            raise _UnknownFile(path)
        return super()._digested(name, path, folder)


def _is_utf8(name: str) -> bool:
    """Python shows bytes that are not UTF-8 as lone surrogates, which cannot be encoded."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _meant(name: str) -> str:
    """The part of a site that a name nearly is: `Site.yml` → `site.yaml`."""
    low = name.casefold()
    return SETTINGS if low == "site.yml" else low if low in _PARTS else ""


def _about_name(name: str, meant: str, *, is_there: bool) -> Problem:
    """What is no part of a site, though somebody may believe so. Case counts on every system."""
    message = f'this is not looked at: carblog looks for "{meant}"'
    if is_there:
        hint = f'there is "{meant}" too: put everything there'
        return Problem(Place(shown(name)), "part-name", message, hint, "warning")
    return Problem(Place(shown(name)), "part-name", message, f'rename it to "{meant}"')


def _about_link(target: str) -> tuple[str, str]:
    return (
        f"this is a symbolic link to {shown(target)}, and links are not followed",
        "put the file itself here",
    )


def _about_secret(path: str) -> Problem:
    message = "this looks like a secret, and is not published"
    return Problem(Place(shown(path)), "secret", message, "keep it outside the site", "warning")
