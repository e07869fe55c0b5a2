"""A large file as it lies in the site folder: sent in the parts that a player asks for."""

import asyncio
import errno
import os
from collections.abc import AsyncIterator, Generator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from carblog.run.files import File, InputChanged, opened_input

CHUNK = 256 << 10
"""Bytes that are read at a time: 0.1 ms from a disk that has them in memory."""


class Film(msgspec.Struct, frozen=True):
    """An input file that is read when it is sent, and never as a whole."""

    root: Path
    """The site folder."""
    file: File
    """As it was looked at; another one is not sent under its name."""

    def __len__(self) -> int:
        """In bytes."""
        return self.file.size

    def check(self) -> None:
        """Raises `OSError` when it cannot be read, and `InputChanged` when it is another one."""
        with self._opened():
            pass

    async def part(self, start: int, end: int) -> AsyncIterator[bytes]:
        """Its bytes from `start` to before `end`. Raises as `check` does, in the middle too."""
        with self._opened() as handle:
            while start < end:
                chunk = await asyncio.to_thread(os.pread, handle, min(CHUNK, end - start), start)
                self._compare(handle)
                yield chunk
                start += len(chunk)

    @contextmanager
    def _opened(self) -> Generator[int]:
        with opened_input(self.root, self.file.path) as handle:
            self._compare(handle)
            yield handle

    def _compare(self, handle: int) -> None:
        """By what the system says: the digest of a film would take a second a gigabyte."""
        stat, seen = os.fstat(handle), self.file.seen
        is_same = (stat.st_size, stat.st_mtime_ns) == (self.file.size, self.file.mtime_ns)
        if not is_same or (seen and not seen.is_still(stat)):
            raise InputChanged(errno.ESTALE, "the file has changed", self.file.path)
