"""One writer at a time, by a lock that the kernel releases when its holder dies."""

import errno
import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from carblog.model.problem import Place, Problem
from carblog.run.failure import MachineFailed

_TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES}
_CANNOT = {errno.EBADF, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}
"""What file systems answer that know no locks, or none on folders (NFS)."""


@contextmanager
def locked_file(path: Path) -> Generator[None]:
    """Hold the lock that is the file at `path`, made when it is missing.

    Raises `MachineFailed` (`locked`) naming the process that holds it, `OSError` when the file
    cannot be written.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        _lock(handle, path.parent)
        os.ftruncate(handle, 0)
        os.pwrite(handle, b"%d\n" % os.getpid(), 0)
        yield
    finally:
        os.close(handle)


@contextmanager
def locked_folder(path: Path) -> Generator[None]:
    """Hold the lock that is the folder itself, so that nothing of ours lies in it.

    Raises `MachineFailed` (`locked`) when another process holds it, `OSError` when it is no folder.
    """
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        _lock(handle, path)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _CANNOT:
            return
        if error.errno not in _TAKEN:
            raise
        raise MachineFailed(_taken(handle, folder)) from error


def _taken(handle: int, folder: Path) -> Problem:
    return Problem(
        Place(folder.name),
        "locked",
        f"another build is running{_holder(handle)}",
        "wait until it is done, then build again",
    )


def _holder(handle: int) -> str:
    """`, process 4711`, when the holder wrote its number down."""
    try:
        noted = os.pread(handle, 20, 0).strip()
    except OSError:
        return ""
    return f", process {noted.decode()}" if noted.isdigit() else ""
