"""Opening files and folders without following a symbolic link anywhere on the way.

A link that is put in place between looking and opening is refused by the system itself
(`O_NOFOLLOW`, relative to the folder already open), so no check can be raced.
"""

import errno
import os
import stat
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from carblog.model.digest import LENGTH

# O_NONBLOCK: opening a pipe would wait for somebody to write to it.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC
_CHUNK = 1 << 20


@contextmanager
def opened_root(root: Path) -> Generator[int]:
    """The handle of the site folder, which itself may be reached through links."""
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def opened_folder(name: str, parent: int) -> Generator[int]:
    """The handle of a folder in the open folder `parent`."""
    handle = os.open(name, _FOLDER, dir_fd=parent)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def opened_file(name: str, parent: int) -> Generator[int]:
    """The handle of a regular file in the open folder `parent`; `OSError` for anything else."""
    handle = os.open(name, _FILE, dir_fd=parent)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "this is not a file", name)
        yield handle
    finally:
        os.close(handle)


def chunks(handle: int) -> Iterator[bytes]:
    """What is left to read of an open file, at most a mebibyte at a time."""
    while chunk := os.read(handle, _CHUNK):
        yield chunk


def digest_of(handle: int) -> str:
    """The digest of what is left to read of an open file; as `digest_bytes`, in little memory."""
    hashed = blake2b(digest_size=LENGTH)
    for chunk in chunks(handle):
        hashed.update(chunk)
    return hashed.hexdigest()


def chunks_of(path: Path) -> Iterator[bytes]:
    """The bytes of a regular file that is not a link; `OSError` when there is none to read."""
    handle = os.open(path, _FILE)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "this is not a file", str(path))
        yield from chunks(handle)
    finally:
        os.close(handle)


def digest_of_file(path: Path) -> str:
    """The digest of a regular file that is not a link; empty when there is none to read."""
    hashed = blake2b(digest_size=LENGTH)
    try:
        for chunk in chunks_of(path):
            hashed.update(chunk)
    except OSError:
        return ""
    return hashed.hexdigest()


def entries(handle: int) -> list[os.DirEntry[str]]:
    """What is in an open folder, by name."""
    with os.scandir(handle) as found:
        return sorted(found, key=lambda entry: entry.name)
