"""Which way up a picture is: reading tells its size by it, making turns its pixels by it."""

import struct

from PIL import ExifTags, Image

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
    except (SyntaxError, ValueError, LookupError, TypeError, OSError, struct.error):
        return 1
    return value if isinstance(value, int) and value in _TURNS else 1


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """The picture as it was seen when it was taken."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)
