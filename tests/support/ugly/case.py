"""A file as it might arrive, and what must come of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.support.photos import CORNERS

DATA = Path(__file__).parent.parent.parent / "ugly" / "data"
"""Four files that Pillow cannot write, of 350 bytes each: made once with imagecodecs 2026.3.6, by
`avif_encode(bitspersample=10 and 12)`, `jpeg8_encode(bitspersample=12)` and `ljpeg_encode`."""

PAINT = (200, 120, 90)
"""A colour inside the gamut of every space."""

Colour = tuple[float, ...]


class Published(NamedTuple):
    """It is published with these pixels, and perhaps with warnings."""

    corners: Mapping[str, Colour] = CORNERS
    """The middle of each quarter; with a fourth number where it is not opaque."""
    size: tuple[int, int] = (64, 32)
    within: float = 4
    """How far a channel may be off: most of these formats lose something."""
    warned: tuple[str, ...] = ()
    says: str = ""
    """What the warning says, among other things."""


class Refused(NamedTuple):
    """It is not published, and a message with this code says why."""

    code: str
    says: str
    when_made: bool = False
    """Only decoding can tell: its header is perfect."""


class Ugly(NamedTuple):
    """One file."""

    name: str
    data: bytes
    outcome: Published | Refused


def plain(colour: Colour) -> dict[str, Colour]:
    """The same in all four quarters."""
    return dict.fromkeys(CORNERS, colour)


def turned(orientation: int) -> dict[str, Colour]:
    """What is in which corner once a picture lies as it was seen (Exif 3.0, table 5)."""
    places = {
        1: "TL TR BL BR",
        2: "TR TL BR BL",
        3: "BR BL TR TL",
        4: "BL BR TL TR",
        5: "TL BL TR BR",
        6: "BL TL BR TR",
        7: "BR TR BL TL",
        8: "TR BR TL BL",
    }[orientation]
    return dict(zip(CORNERS, (CORNERS[name] for name in places.split()), strict=True))
