"""Pillow, asked alike by reading, which tells sizes, and by making, which turns pixels."""

import struct
import warnings
from collections.abc import Generator
from contextlib import contextmanager

from PIL import ExifTags, Image

DECODED = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
"""The formats, by Pillow's names, that are ever handed to a decoder. MPO is opened as JPEG."""

UNREADABLE = (
    *(OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, RuntimeError),
    struct.error,
)
"""What Pillow raises for a damaged file: it has no exception of its own for it."""

TOO_MANY_PIXELS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

SIDEWAYS = frozenset({5, 6, 7, 8})
"""The orientations that swap width and height."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation(image: Image.Image) -> int:
    """The EXIF orientation of an opened picture, 1 to 8; whatever else the tag holds counts as 1.

    It needs the header only: `Image.getexif` itself, because PNG's own one decodes the pixels.
    """
    try:
        value = Image.Image.getexif(image).get(ExifTags.Base.Orientation)
    except UNREADABLE:
        return 1
    return value if isinstance(value, int) and value in _TURNS else 1


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """The picture as it was seen when it was taken."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


@contextmanager
def quiet() -> Generator[None]:
    """Without its warnings, which are about metadata that is not published, but for one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield
