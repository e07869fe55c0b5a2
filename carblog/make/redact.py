"""Number plates and faces are covered so that nothing can bring them back.

Pixels under a cover are never looked at: its blocks have the colours of what lies around it. So two
photos that differ only under their covers become the same files, whatever was written on a plate.
Blurring can be undone, and so can blocks that average what they hide: seven letters in a known
typeface are found by trying.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import product
from operator import mul
from typing import NamedTuple

from PIL import Image

from carblog.model.picture import Box, Fractions

MARGIN = 16
"""Pixels of the original: a JPEG is made of blocks as large, which mix what they hold."""

WIDER = 0.1
"""The margin of large boxes, as a part of their sides: boxes are drawn by hand."""

BLOCK = 16
"""The smallest side of a block, in pixels of the original."""

BLOCKS = 4
"""At most so many across the shorter side of a cover."""

LONGEST = 64
"""At most so many along the longer side."""

STEP = 10
"""Every other block is so much lighter, of 255, so that readers see that something is covered."""

GREY = (128, 128, 128)
UNKNOWN = (0, 0, 0, 0)


class Seen(NamedTuple):
    """A block beside a cover."""

    x: int
    y: int
    """Counted from the first block under the cover."""
    colour: tuple[int, int, int]
    known: int
    """How much of it is not under a cover, of 255."""


def redacted(
    photo: Image.Image, boxes: Sequence[Fractions], original: tuple[int, int]
) -> Image.Image:
    """An upright photo in RGB or RGBA, its `boxes` and a margin around them covered.

    `original` is the upright size of its file: the photo may have been decoded smaller.
    """
    if not boxes:
        return photo
    covers = [_grown(box, original, photo.size) for box in boxes]
    covered = photo.copy()
    for cover in covers:
        covered.paste(_cover(photo, cover, covers, photo.width / original[0]), cover)
    return covered


def _grown(box: Fractions, original: tuple[int, int], size: tuple[int, int]) -> Box:
    """A box with its margin in pixels of the photo: whole ones, and none outside."""
    sides: list[tuple[int, int]] = []
    for start, length, full, pixels in zip(box[:2], box[2:], original, size, strict=True):
        margin = max(MARGIN / full, WIDER * length)
        first = math.floor((start - margin) * pixels)
        last = math.ceil((start + length + margin) * pixels)
        sides.append((min(max(first, 0), pixels - 1), max(min(last, pixels), 1)))
    (left, right), (top, bottom) = sides
    return left, top, right, bottom


def _cover(photo: Image.Image, cover: Box, covers: Sequence[Box], scale: float) -> Image.Image:
    """The blocks of one cover, each the mean of what lies around it, the nearest most."""
    left, top, right, bottom = cover
    width, height = right - left, bottom - top
    side = max(BLOCK * scale, min(width, height) / BLOCKS, max(width, height) / LONGEST)
    columns, rows = max(1, int(width / side)), max(1, int(height / side))
    around = list(_around(photo, cover, covers, (columns, rows)))
    blocks = Image.new("RGB", (columns, rows))
    for x, y in product(range(columns), range(rows)):
        lighter = STEP if (x + y) % 2 else 0
        red, green, blue = (min(255, part + lighter) for part in _mean(around, (x, y)))
        blocks.putpixel((x, y), (red, green, blue))
    return blocks.resize((width, height), Image.Resampling.NEAREST).convert(photo.mode)


def _around(
    photo: Image.Image, cover: Box, covers: Sequence[Box], blocks: tuple[int, int]
) -> Iterator[Seen]:
    """The ring of blocks around a cover, without what is under any other."""
    (left, top, right, bottom), (columns, rows) = cover, blocks
    wide, high = math.ceil((right - left) / columns), math.ceil((bottom - top) / rows)
    for x, y in product(range(-1, columns + 1), range(-1, rows + 1)):
        if 0 <= x < columns and 0 <= y < rows:
            continue
        across, down = left + x * (right - left) // columns, top + y * (bottom - top) // rows
        start, end = (max(across, 0), max(down, 0)), (across + wide, down + high)
        block = (*start, min(end[0], photo.width), min(end[1], photo.height))
        if block[0] < block[2] and block[1] < block[3]:
            red, green, blue, known = _seen(photo, block, covers)
            if known:
                yield Seen(x, y, (red, green, blue), known)


def _seen(photo: Image.Image, block: Box, covers: Sequence[Box]) -> tuple[int, int, int, int]:
    """The mean colour of a block without what is under covers, and how much of it that is."""
    seen = photo.crop(block).convert("RGBA")
    for left, top, right, bottom in covers:
        seen.paste(UNKNOWN, (left - block[0], top - block[1], right - block[0], bottom - block[1]))
    red, green, blue, known = seen.resize((1, 1), Image.Resampling.BOX).tobytes()
    return red, green, blue, known


def _mean(around: Sequence[Seen], block: tuple[int, int]) -> tuple[int, int, int]:
    """By the inverse square of the distance; grey where nothing is around."""
    x, y = block
    weights = [seen.known / ((seen.x - x) ** 2 + (seen.y - y) ** 2) for seen in around]
    if not weights:
        return GREY
    parts = zip(*(seen.colour for seen in around), strict=True)
    red, green, blue = (round(sum(map(mul, weights, part)) / sum(weights)) for part in parts)
    return red, green, blue
