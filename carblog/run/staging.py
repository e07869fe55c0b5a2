"""Files on their way to the output folder: all of them are whole before the first is moved."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from carblog.model.digest import LENGTH
from carblog.run.disk import Disk
from carblog.run.manifest import STAGED
from carblog.run.nofollow import chunks_of, digest_of_file
from carblog.run.remembered import Stamp

_NO_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.EACCES, errno.ENOSYS}
"""Another file system, one that knows no hard links, too many of them, or not our file."""

_PRIVATE = 0o700
"""What waits is not published yet, though it may wait inside the output folder."""


class Staged(NamedTuple):
    """A file that waits."""

    name: str
    """In the staging folder: a number, so that no path is too long or in another's way."""
    digest: str
    stamp: Stamp
    """It takes it along when it is moved."""


class Slot(NamedTuple):
    """Where a file is to wait, for the process that makes it, whichever that is."""

    folder: str
    """The staging folder."""
    name: str

    @property
    def path(self) -> str:
        """That of the file."""
        return f"{self.folder}/{self.name}"

    def write(self, chunks: Iterable[bytes], disk: Disk) -> Staged:
        """Let these bytes wait here, where nothing is yet."""
        hashed = blake2b(digest_size=LENGTH)
        disk.write(self.path, _passing(chunks, hashed))
        return Staged(self.name, hashed.hexdigest(), Stamp.of(os.lstat(self.path)))

    def write_anew(self, data: bytes, disk: Disk) -> Staged:
        """Let these bytes wait here, where a process may have begun to write that is dead."""
        try:
            return self.write([data], disk)
        except FileExistsError:
            disk.remove(self.path)
            return self.write([data], disk)


class Staging:
    """A folder of waiting files, on the file system of the output folder."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self.folder = folder
        self.files: dict[str, Staged] = {}
        """Path in the output folder → the file that waits for it."""
        self._disk = disk
        self._number = 0

    def slots(self, count: int) -> list[Slot]:
        """Where so many files can wait that somebody else writes."""
        return [self._next() for _ in range(count)]

    def write(self, path: str, chunks: Iterable[bytes]) -> Staged:
        """Let these bytes wait for `path`, instead of others that did."""
        self.files[path] = staged = self._next().write(chunks, self._disk)
        return staged

    def take(self, path: str, staged: Staged) -> None:
        """Let a file that somebody wrote in a slot wait for `path`."""
        self.files[path] = staged

    def link(self, path: str, file: Path) -> None:
        """Let `file` under a second name wait for `path`; a copy of it where links cannot be."""
        slot = self._next()
        try:
            self._disk.link(file, slot.path)
        except OSError as error:
            if error.errno not in _NO_LINK:
                raise
            self.write(path, chunks_of(file))
        else:
            place = Path(slot.path)
            self.files[path] = Staged(slot.name, digest_of_file(place), Stamp.of(place.lstat()))

    def moved_to(self, folder: Path) -> "Staging":
        """The same files waiting in another folder, and not here any more."""
        there = Staging(folder, self._disk)
        try:
            for path, staged in self.files.items():
                there.write(path, chunks_of(self.folder / staged.name))
        except BaseException:
            there.discard()
            raise
        self.discard()
        return there

    def discard(self) -> None:
        """Nothing waits any more. What cannot be deleted is left to the next build."""
        self.files = {}
        with suppress(OSError):
            for file in sorted(self.folder.iterdir()):
                if file.is_dir() and not file.is_symlink():
                    shutil.rmtree(file)
                else:
                    self._disk.remove(file)
            self._disk.remove_folder(self.folder)

    def _next(self) -> Slot:
        if not self._number:
            self._disk.make_folder(self.folder, _PRIVATE)
        self._number += 1
        return Slot(str(self.folder), str(self._number))


def staging_in_cache(cache: Path) -> Path:
    """Where files wait unless the cache lies on another file system than the output folder."""
    return cache / "staged"


def staging_for(output: Path, cache: Path) -> Path:
    """A folder from which files can be renamed into `output`, as far as can be seen now."""
    nearest = next(path for path in (output, *output.absolute().parents) if path.exists())
    if nearest.stat().st_dev == cache.stat().st_dev:
        return staging_in_cache(cache)
    return output / STAGED


def _passing(chunks: Iterable[bytes], hashed: "blake2b") -> Iterator[bytes]:
    for chunk in chunks:
        hashed.update(chunk)
        yield chunk
