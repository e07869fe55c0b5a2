"""Disks that stop working: at a given change, for good or just once, or that know no renames."""

import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from carblog.run.disk import FOLDER_MODE, Disk, StrPath


class Killed(BaseException):
    """The process is dead: nothing that stands in `except` or `finally` changes the disk now."""


class CountedDisk(Disk):
    """A disk on which something happens instead of the change number `at`, counted from 1.

    It changes the real one, but waits for nothing to outlast a power cut.
    """

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.changes = 0

    def happen(self) -> None:
        """What happens. Here: nothing."""

    def is_reached(self) -> bool:
        """Whether it happens now."""
        return self.changes == self.at

    def tick(self, half: Callable[[], object] = lambda: None) -> None:
        """Count one change; `half` of it is done before what happens happens."""
        self.changes += 1
        if self.is_reached():
            half()
            self.happen()

    def write(self, path: StrPath, chunks: Iterable[bytes]) -> None:
        data = b"".join(chunks)
        self.tick(lambda: self.half_written(path, data))
        super().write(path, [data])

    def half_written(self, path: StrPath, data: bytes) -> None:
        """What a write leaves that does not come to its end."""

    def link(self, source: StrPath, path: StrPath) -> None:
        self.tick()
        super().link(source, path)

    def replace(self, source: StrPath, path: StrPath) -> None:
        self.tick()
        super().replace(source, path)

    def remove(self, path: StrPath) -> None:
        self.tick()
        super().remove(path)

    def make_folder(self, path: StrPath, mode: int = FOLDER_MODE) -> None:
        self.tick()
        super().make_folder(path, mode)

    def remove_folder(self, path: StrPath) -> None:
        self.tick()
        super().remove_folder(path)

    def sync(self, folder: StrPath) -> None:  # noqa: ARG002 - the verb is the same
        self.tick()


class KillingDisk(CountedDisk):
    """From the change `at` on, none is made: the process was killed just before it."""

    def is_reached(self) -> bool:
        return self.changes >= self.at > 0

    def happen(self) -> None:
        raise Killed


class TearingDisk(KillingDisk):
    """As `KillingDisk`, but a file that is being written then is left half written."""

    def half_written(self, path: StrPath, data: bytes) -> None:
        if self.changes == self.at:
            Path(path).write_bytes(data[: len(data) // 2])


class FaultyDisk(CountedDisk):
    """The change `at` fails with an error of the system; those after it work again."""

    def __init__(self, at: int, code: int) -> None:
        super().__init__(at)
        self.code = code

    def happen(self) -> None:
        raise OSError(self.code, os.strerror(self.code))


class MountedDisk(Disk):
    """Nothing can be renamed into `output` from outside it: it is a mount of its own."""

    def __init__(self, output: Path) -> None:
        self.output = output

    def replace(self, source: StrPath, path: StrPath) -> None:
        if Path(path).is_relative_to(self.output) and not Path(source).is_relative_to(self.output):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source))
        super().replace(source, path)
