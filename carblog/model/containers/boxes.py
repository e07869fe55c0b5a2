"""A box: its length, its type, and what is in it (ISO/IEC 14496-12, 4.2)."""

from collections.abc import Iterator
from typing import NamedTuple


class Box(NamedTuple):
    """`data[start:end]` is the whole of it, `data[body:end]` what it holds."""

    type: str
    """Empty for bytes that are no box."""
    start: int
    body: int
    end: int


def boxes(data: bytes, at: int, stop: int) -> Iterator[Box]:
    """The boxes from `at` to `stop`, without a gap."""
    while at < stop:
        box = _box(data, at, stop)
        yield box
        at = box.end


def _box(data: bytes, at: int, stop: int) -> Box:
    body, length = at + 8, int.from_bytes(data[at : at + 4])
    if length == 1:  # a long one
        body, length = at + 16, int.from_bytes(data[at + 8 : at + 16])
    elif length == 0:  # to the end of the file
        length = stop - at
    if length < body - at or at + length > stop:
        return Box("", at, at, stop)
    return Box(data[at + 4 : at + 8].decode("latin-1"), at, body, at + length)


class Numbers:
    """Whole numbers one after another, most significant byte first; zero where there is no more."""

    def __init__(self, data: bytes, at: int, stop: int) -> None:
        self._data = data
        self.at = at
        self.stop = stop

    @property
    def more(self) -> bool:
        return self.at < self.stop

    def take(self, length: int) -> int:
        """The next number, of so many bytes."""
        start = self.at
        self.at += length
        return int.from_bytes(self._data[start : self.at]) if self.at <= self.stop else 0

    def text(self) -> str:
        """The next text, which ends with a zero."""
        found = self._data.find(b"\0", self.at, self.stop)
        end = found if found >= 0 else self.stop
        start, self.at = self.at, end + 1
        return self._data[start:end].decode("utf-8", "replace")
