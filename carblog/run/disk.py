"""Everything that changes the disk, in seven verbs: the seam where tests put in failing ones."""

import ctypes
import functools
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from stat import S_IMODE, S_ISDIR

StrPath = str | os.PathLike[str]
"""A path in plain text is as good: of ten thousand, making objects takes as long as renaming."""

FILE_MODE = 0o644
FOLDER_MODE = 0o755
"""What is published can be read by a web server of another user, whatever the umask."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Disk:
    """The real disk. Every verb raises `OSError` as the system does."""

    def write(self, path: StrPath, chunks: Iterable[bytes]) -> None:
        """A new file with these bytes; `FileExistsError` when there is one."""
        handle = os.open(path, _NEW, FILE_MODE)
        try:
            with suppress(PermissionError):  # a file system without modes
                os.fchmod(handle, FILE_MODE)
            for chunk in chunks:
                _write_all(handle, chunk, path)
        finally:
            os.close(handle)

    def link(self, source: StrPath, path: StrPath) -> None:
        """A second name for the file `source`."""
        os.link(source, path, follow_symlinks=False)

    def replace(self, source: StrPath, path: StrPath) -> None:
        """`source` is at `path` from one moment to the next, in place of what was there."""
        os.replace(source, path)  # noqa: PTH105 - one verb, one call of the system

    def remove(self, path: StrPath) -> None:
        """One file less."""
        os.unlink(path)  # noqa: PTH108

    def make_folder(self, path: StrPath, mode: int = FOLDER_MODE) -> None:
        """A new folder; one that is there already gets the right mode."""
        try:
            os.mkdir(path, mode)  # noqa: PTH102
        except FileExistsError:
            if not S_ISDIR(os.lstat(path).st_mode):
                raise
        if S_IMODE(os.lstat(path).st_mode) & 0o777 != mode:
            with suppress(PermissionError):  # a file system without modes, or not our folder
                os.chmod(path, mode)  # noqa: PTH101

    def remove_folder(self, path: StrPath) -> None:
        """An empty folder less; `OSError` when it is not empty."""
        os.rmdir(path)  # noqa: PTH106

    def sync(self, folder: StrPath) -> None:
        """All that was written to the file system of `folder` outlasts a power cut from here on."""
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            _sync_file_system()(handle)
        finally:
            os.close(handle)


def _write_all(handle: int, data: bytes, path: StrPath) -> None:
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
    except OSError as error:
        # The system does not say which file it is that the disk has no room for.
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error


@functools.cache
def _sync_file_system() -> Callable[[int], object]:
    """Linux can sync one file system at once: 0.3 ms where 20 single files take 4 ms."""
    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):
        return lambda _: os.sync()

    def sync(handle: int) -> None:
        if syncfs(handle) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))

    return sync
