"""What a photo costs before it is made: how long it takes and how much memory, by arithmetic.

Progress, the budget of slow formats and the bound on memory rest on it. Seconds are of one core of
a server of 2026; only their ratios count.
"""

from collections.abc import Iterable

from carblog.model.picture import Format, Rendition

SECONDS_IN = 0.012
"""For a megapixel of the photo: decoding it, and the first resize."""

SECONDS_OUT: dict[Format, float] = {"jpeg": 0.02, "webp": 0.07, "avif": 0.05, "png": 0.25}
"""For a megapixel of a file: resizing it, 0.01, and encoding it (docs/benchmarks.md, Formats)."""

BYTES = {"JPEG": 12, "MPO": 12, "PNG": 18}
"""For each pixel that is decoded: the picture, with copies of it in another colour space or turned
upright, and the decoder's own. Measured with 80 megapixels: JPEG 11, PNG 17, WebP 24."""

MOST_BYTES = 24
"""In any other format."""

LEAST = 64 << 20
"""For any photo: the file, and the sizes that are made of it."""

SMALLER = frozenset({"JPEG", "MPO"})
"""The formats of which a smaller picture can be decoded."""


def seconds_in(pixels: int) -> float:
    """For decoding a photo of so many pixels."""
    return pixels * SECONDS_IN / 1e6


def seconds_out(renditions: Iterable[Rendition]) -> float:
    """For all files of a photo once it is decoded."""
    return sum(SECONDS_OUT[each.format] * each.width * each.height / 1e6 for each in renditions)


def memory(pixels: int, format_: str, shrink: int) -> int:
    """Bytes that a process needs at most for a photo of so many pixels, in a format by the name
    that reading gives it, of which nothing larger is wanted than a `shrink`-th of its width."""
    decoded = pixels // shrink**2 if format_ in SMALLER else pixels
    return LEAST + decoded * BYTES.get(format_, MOST_BYTES)
