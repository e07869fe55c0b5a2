"""What a build leaves in the output folder, so that the next sees at a glance that it is still so.

A file is as it was left when its size, time and inode are; that nothing was added is said by the
times of the folders. A file that is added in the very moment in which its folder was last written
to may go unnoticed: it is foreign, so all that is missing is the word about it.
"""

import os
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from carblog.model.digest import digest_bytes
from carblog.run.manifest import MANIFEST
from carblog.run.nofollow import opened_root
from carblog.run.remembered import Published
from carblog.run.steps import folders_of


class Seal(msgspec.Struct, frozen=True, array_like=True):
    """The files and folders of an output folder, and the digest of what the system says of them."""

    folders: str
    """Their paths, one a line; the output folder itself is `.`."""
    files: str
    stamps: str

    def is_of(self, paths: Iterable[str]) -> bool:
        """Whether it is of exactly these files."""
        return self.files == "\n".join(sorted(paths))


def sealed(output: Path, published: Mapping[str, Published]) -> Seal | None:
    """The seal of an output folder that holds `published`; None when none can be made.

    Of files it believes what is known, not what is there: somebody may have been at them since.
    """
    paths = sorted(published)
    folders = [".", *sorted(folders_of(paths))]
    known = [(f.size, f.mtime_ns, f.inode) for f in (published[path] for path in paths)]
    with suppress(OSError, OverflowError):
        numbers = [*_of_folders(output, folders), *(number for each in known for number in each)]
        numbers += _of_files(output, [MANIFEST])
        return Seal("\n".join(folders), "\n".join(paths), _digest(numbers))
    return None


def is_whole(seal: Seal, output: Path) -> bool:
    """Whether nothing in the output folder was touched since.

    2 µs for each file: 50,000 are asked for in 0.1 s, and walked through in 0.3 s.
    """
    with suppress(OSError, OverflowError):
        folders = _of_folders(output, seal.folders.split("\n"))
        files = _of_files(output, [*filter(None, seal.files.split("\n")), MANIFEST])
        return _digest([*folders, *files]) == seal.stamps
    return False


def _of_folders(output: Path, paths: Iterable[str]) -> list[int]:
    numbers: list[int] = []
    with opened_root(output) as folder:
        for path in paths:
            found = os.stat(path, dir_fd=folder, follow_symlinks=False)
            numbers += (found.st_mode, found.st_mtime_ns, found.st_ino)
    return numbers


def _of_files(output: Path, paths: Iterable[str]) -> list[int]:
    numbers: list[int] = []
    with opened_root(output) as folder:
        for path in paths:
            found = os.stat(path, dir_fd=folder, follow_symlinks=False)
            numbers += (found.st_size, found.st_mtime_ns, found.st_ino)
    return numbers


def _digest(numbers: Iterable[int]) -> str:
    return digest_bytes(array("Q", numbers).tobytes())
