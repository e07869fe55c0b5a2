"""What a photo costs before it is made: how long it takes and how much memory, by arithmetic.

Progress, the budget of slow formats and the bound on memory rest on it. Seconds are of one core of
a server of 2026; only their ratios count.
"""

from collections.abc import Iterable

from carblog.model.picture import Format, Rendition

SECONDS_IN = 0.012
"""For a megapixel of the photo: decoding it, and the first resize."""

SECONDS_OUT: dict[Format, float] = {"jpeg": 0.017, "webp": 0.11, "avif": 0.1, "png": 0.25}
"""For a megapixel of a file: resizing and encoding it."""

BYTES = 12
"""For each pixel that is decoded: the picture as RGBA in memory, with a copy of it in another
colour space or turned upright, and rows in between."""

LEAST = 16 << 20
"""For any photo: the file, and the sizes that are made of it."""


def seconds_in(pixels: int) -> float:
    """For decoding a photo of so many pixels."""
    return pixels * SECONDS_IN / 1e6


def seconds_out(renditions: Iterable[Rendition]) -> float:
    """For all files of a photo once it is decoded."""
    return sum(SECONDS_OUT[each.format] * each.width * each.height / 1e6 for each in renditions)


def memory(pixels: int) -> int:
    """Bytes that a process needs at most for a photo of so many pixels."""
    return LEAST + pixels * BYTES
