"""Pillow, asked alike by reading, which tells sizes, and by making, which turns pixels."""

import importlib
import struct
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from io import BytesIO

from PIL import (
    AvifImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from carblog.model.containers import Block, walk

PLUGINS = (
    *(AvifImagePlugin, GifImagePlugin, JpegImagePlugin, MpoImagePlugin),
    *(PngImagePlugin, WebPImagePlugin),
)
"""What reads and writes the formats that are published. Pillow would import all of its forty when
it is first asked for one that is not there: 17 ms in every process, and forty decoders."""

_STARTS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)

_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
)

UNREADABLE = (
    *(OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, RuntimeError),
    *(AssertionError, ArithmeticError, struct.error),
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


def format_of(data: bytes) -> str | None:
    """Which of the formats that are decoded a file is in, by its first bytes; None if in none."""
    for start, format_ in _STARTS:
        if data.startswith(start):
            return format_
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        brands = brands_of(data)
        if not _AVIF_BRANDS.isdisjoint(brands):
            return "AVIF"
        return None if _HEIC_BRANDS.isdisjoint(brands) else "HEIC"
    return None


def brands_of(data: bytes) -> set[bytes]:
    """The brands of an ISO base media file (ISO/IEC 14496-12, 4.3): which of them it is."""
    length = min(int.from_bytes(data[:4]), 256)
    return {data[8:12], *(data[at : at + 4] for at in range(16, length - 3, 4))}


@cache
def heic_is_decoded() -> bool:
    """Whether the extra `heic` is installed, which brings a decoder for HEIC."""
    try:
        plugin = importlib.import_module("pillow_heif")
    except ImportError:
        return False
    # One thread: workers are processes. A thumbnail is no smaller version of what was cropped.
    plugin.register_heif_opener(
        thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
    )
    return True


def opened(data: bytes) -> Image.Image:
    """A picture of which only the header was read, by the decoder of its format and no other.

    Raises `UNREADABLE` and `TOO_MANY_PIXELS`.
    """
    format_ = format_of(data)
    if format_ is None or (format_ == "HEIC" and not heic_is_decoded()):
        raise UnidentifiedImageError("it is in no format that is decoded")
    if format_ == "PNG":
        return _opened_png(data)
    return Image.open(BytesIO(data), formats=["HEIF" if format_ == "HEIC" else format_])


def _opened_png(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(_without_texts(data)), formats=["PNG"])
    clear, depth = image.info.get("transparency"), data[24]
    if isinstance(clear, int) and depth in (2, 4):
        # Pillow makes eight bits of the pixels, and leaves the value that is clear as it was.
        image.info["transparency"] = clear * 255 // (2**depth - 1)
    return image


def _without_texts(data: bytes) -> bytes:
    """A PNG without what its pixels do not need.

    Texts and profiles are compressed: a kilobyte may unpack to a megabyte, and Pillow, which would
    unpack them, gives up a picture because of a text, or because of a checksum of one.
    """
    blocks = [block for block in walk(data, "PNG") if not _is_beside(block)]
    return b"".join(data[block.start : block.end] for block in blocks)


def _is_beside(block: Block) -> bool:
    """Whether a chunk may be left out: its first letter is small (PNG 3, 5.4), and we know it."""
    return block.kind not in ("pixels", "structure", "exif") and block.name[:1].islower()


def orientation(image: Image.Image) -> int:
    """The EXIF orientation of an opened picture, 1 to 8; whatever else the tag holds counts as 1.

    It needs the header only, which the images' own `getexif` do not content themselves with: PNG's
    decodes the pixels, and all believe an XMP packet, too, by which no browser turns anything.
    """
    exif = Image.Exif()
    try:
        exif.load(image.info.get("exif", b""))
        value = exif.get(ExifTags.Base.Orientation)
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
