"""Where a picture's subject is, for crops of photos of which nobody said it.

A car has edges; sky, tarmac and studio walls have few. So the focus is where the edges of a small
copy balance. `docs/pictures.md` shows how much of the subject such crops keep.
"""

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter

from carblog.make.encode import on_white
from carblog.model.picture import Focus

LOOKED_AT = 96
"""Pixels of the longer side of the copy that is looked at: 1 ms."""

STRONGEST = 120
"""A lamp in the dark, however bright, weighs no more than this step of brightness."""

FLOOR = 0.85
"""So much of what the emptiest fifth of the columns has is taken for background, and taken off."""

STEADY = (0.1, 0.05)
"""Photographers put their subjects in the middle: what is found so near to it is the middle."""

REACH = 1.5
"""The farther way beyond that which the focus goes: the edges of the rest pull it to the middle."""

RIM = 2
"""Pixels at the border in which frames and halves of edges lie."""

_BRIGHTER = [round(255 * (value / 255) ** 0.7) for value in range(256)]
"""Edges in the dark are edges too."""

_CAPPED = [min(value, STRONGEST) for value in range(256)]


def automatic_focus(picture: Image.Image) -> Focus:
    """The point that crops keep of a small copy of a photo, whose longer side is `LOOKED_AT`."""
    bright = on_white(picture).convert("L").point(_BRIGHTER)
    highest, lowest = ImageFilter.MaxFilter(3), ImageFilter.MinFilter(3)
    edges = ImageChops.difference(bright.filter(highest), bright.filter(lowest)).point(_CAPPED)
    width, height = edges.size
    if min(width, height) > 3 * RIM:
        edges = edges.crop((RIM, RIM, width - RIM, height - RIM))
    columns = edges.resize((edges.width, 1), Image.Resampling.BOX).tobytes()
    rows = edges.resize((1, edges.height), Image.Resampling.BOX).tobytes()
    floor = FLOOR * sorted(columns)[len(columns) // 5]
    across = _balance([max(0.0, column - floor) for column in columns])
    return _steadied(across, STEADY[0]), _steadied(_balance(rows), STEADY[1])


def _balance(weights: Sequence[float]) -> float:
    """Where a row of weights balances, as a fraction of its length."""
    total = sum(weights)
    if not total:
        return 0.5
    moments = ((place + 0.5) * weight for place, weight in enumerate(weights))
    return sum(moments) / total / len(weights)


def _steadied(found: float, near: float) -> float:
    beyond = max(0.0, abs(found - 0.5) - near) * REACH
    off = min(beyond, 0.5)
    # Three digits are finer than any crop needs, and the same wherever sums are rounded otherwise.
    return round(0.5 + off if found > 0.5 else 0.5 - off, 3)
