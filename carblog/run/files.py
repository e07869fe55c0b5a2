"""What is on disk: every file of a site with its digest, and no file of anything else."""

import errno
import os
import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import msgspec

from carblog.model.digest import LENGTH
from carblog.model.problem import Place, Problem, in_order
from carblog.model.site import Skipped
from carblog.run.failure import shown
from carblog.run.names import verdict
from carblog.run.nofollow import chunks, digest_of, entries, opened_file, opened_folder, opened_root
from carblog.run.remembered import Seen
from carblog.run.store import Store

SETTINGS = "site.yaml"
FOLDERS = ("content", "galleries", "static", "templates", "themes")
"""All that a site is made of. What else lies in the folder is never looked at."""
_PARTS = (SETTINGS, *FOLDERS)

RACY_NS = 2_000_000_000
"""A file that changed less than 2 s before it was read may change again within the same tick of
its file system's clock (FAT counts in 2 s), so its time says nothing yet: git's "racily clean"."""


class File(msgspec.Struct, frozen=True):
    """One input file as it was when it was looked at."""

    path: str
    """Relative to the site folder, with `/`, spelt as on disk."""
    size: int
    mtime_ns: int
    digest: str
    seen: Seen | None = None
    """What proves that it is still the same; None of a file that had only just changed."""


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


class InputChanged(OSError):  # noqa: N818 - it says what happened
    """A file is no longer what the scan saw: somebody saved it meanwhile."""


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


def read_bytes(root: Path, path: str, digest: str = "") -> bytes:
    """The bytes of an input file, no symbolic link followed on the way to it.

    Raises `OSError` when it cannot be read, and `InputChanged` when `digest` is given and the
    bytes are others.
    """
    return b"".join(read_chunks(root, path, digest))


def read_found(root: Path, file: File) -> bytes:
    """The bytes of a file as a scan found it. Raises as `read_bytes` does.

    Its digest, 1 ms a megabyte, is taken again only where nothing else proves that it is the same.
    """
    return b"".join(read_chunks(root, file.path, file.digest, file.seen))


def read_chunks(
    root: Path, path: str, digest: str = "", seen: Seen | None = None
) -> Iterator[bytes]:
    """As `read_bytes`, a mebibyte at a time. What raises `InputChanged` comes after the last."""
    hashed = blake2b(digest_size=LENGTH)
    try:
        with opened_input(root, path) as handle:
            is_same = seen is not None and seen.is_still(os.fstat(handle))
            for chunk in chunks(handle):
                if not is_same:
                    hashed.update(chunk)
                yield chunk
            if is_same and seen is not None and seen.is_still(os.fstat(handle)):
                return
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error
    if digest and hashed.hexdigest() != digest:
        raise InputChanged(errno.ESTALE, "the file changed while the build was reading it", path)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file in a folder that is not part of a site, such as a theme that carblog brings.

    Path in it → bytes, sorted. Raises `OSError`.
    """
    files: dict[str, bytes] = {}
    with opened_root(folder) as handle:
        _read_all(handle, "", files)
    return files


def _read_all(folder: int, prefix: str, files: dict[str, bytes]) -> None:
    for entry in entries(folder):
        path = prefix + entry.name
        if verdict(path, entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            with opened_folder(entry.name, folder) as inner:
                _read_all(inner, f"{path}/", files)
        elif entry.is_file(follow_symlinks=False):
            with opened_file(entry.name, folder) as handle:
                files[path] = b"".join(chunks(handle))


@contextmanager
def opened_input(root: Path, path: str) -> Generator[int]:
    """The handle of an input file, no symbolic link followed on the way to it. Raises `OSError`."""
    with opened_root(root) as folder, _opened(path.split("/"), folder) as handle:
        yield handle


@contextmanager
def _opened(parts: list[str], folder: int) -> Generator[int]:
    """The handle of the file at a path from an open folder."""
    if parts[0] in ("", ".", ".."):
        raise OSError(errno.EINVAL, "this is not a path in the site folder")
    if len(parts) > 1:
        with opened_folder(parts[0], folder) as inner, _opened(parts[1:], inner) as handle:
            yield handle
    else:
        with opened_file(parts[0], folder) as handle:
            yield handle


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
