"""A picture file becomes a value, from its header alone, and only if it is one we publish."""

import posixpath
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from carblog.model.content import Picture, Read
from carblog.model.digest import digest_bytes
from carblog.model.pillow import SIDEWAYS, TOO_MANY_PIXELS, UNREADABLE, orientation, quiet
from carblog.model.problem import Place, Problem
from carblog.read.magic import SUFFIXES, Refused, sniff
from carblog.read.whole import is_whole

MOST_PIXELS = 80_000_000
"""Above the largest medium format cameras sold, and a quarter of a gigabyte as RGB."""

MOST_BYTES = 100_000_000

AGAIN = "copy it again from where it came from, or export it anew"


def read_picture(path: str, data: bytes) -> Read:
    """The value of a picture file is a `Picture`.

    One that cannot be published, which a problem says, has no pixels and still is there, so that
    what points at it is not blamed too.

    The bytes are looked at before Pillow is: one decoder is asked, for the header, and only when
    the file is in a format that is published. Of an animation only the first frame is ever read.
    """
    suffix = posixpath.splitext(path)[1].lower()
    if len(data) > MOST_BYTES:
        return _error(path, "photo-too-large", _too_heavy(len(data)), "export it smaller")
    format_ = sniff(data, suffix)
    if isinstance(format_, Refused):
        return _error(path, "photo-format", f"it is {format_.what}", format_.hint)
    if not is_whole(data, format_):
        return _error(path, "photo-broken", f"it is a {format_} that ends too early", AGAIN)
    return _opened(path, data, format_, suffix)


def _opened(path: str, data: bytes, format_: str, suffix: str) -> Read:
    try:
        with quiet(), Image.open(BytesIO(data), formats=[format_]) as image:
            return _read(path, data, image, suffix)
    except TOO_MANY_PIXELS:
        return _error(path, "photo-too-large", _too_many_pixels(), "export it smaller")
    except UnidentifiedImageError:
        return _error(path, "photo-broken", f"it is a {format_} that cannot be read", AGAIN)
    except UNREADABLE as why:
        message = f"it is a {format_} that cannot be read: {why}"
        return _error(path, "photo-broken", message, AGAIN)


def _read(path: str, data: bytes, image: Image.Image, suffix: str) -> Read:
    width, height = image.size
    if width * height > MOST_PIXELS:
        return _error(path, "photo-too-large", _too_many_pixels(image.size), "export it smaller")
    if orientation(image) in SIDEWAYS:
        width, height = height, width
    picture = Picture(
        path=path,
        digest=digest_bytes(data),
        width=width,
        height=height,
        format=str(image.format),
        alpha=image.has_transparency_data,
    )
    return Read(value=picture, problems=tuple(_warnings(path, image, suffix)))


def _warnings(path: str, image: Image.Image, suffix: str) -> list[Problem]:
    format_ = "JPEG" if image.format == "MPO" else str(image.format)
    found = []
    if suffix not in SUFFIXES[format_]:
        named = f"its name ends in {suffix}" if suffix else "its name has no ending"
        right = posixpath.splitext(posixpath.basename(path))[0] + SUFFIXES[format_][0]
        found.append(
            Problem(
                Place(path),
                "photo-extension",
                f"it is a {format_}, but {named}",
                f'rename it to "{right}"',
                "warning",
            )
        )
    # The second picture of an MPO is another view or a preview, not a frame.
    if format_ != "JPEG" and getattr(image, "is_animated", False):
        found.append(
            Problem(
                Place(path),
                "photo-animated",
                "it is animated; only its first frame is published",
                "for a moving picture, use a video",
                "warning",
            )
        )
    return found


def _too_many_pixels(size: tuple[int, int] | None = None) -> str:
    has = f"{size[0]} × {size[1]} pixels" if size else "its size in pixels"
    return f"{has} is more than {MOST_PIXELS // 1_000_000} megapixels"


def _too_heavy(length: int) -> str:
    return f"{length / 1e6:.0f} MB is more than {MOST_BYTES // 1_000_000} MB"


def _error(path: str, code: str, message: str, hint: str) -> Read:
    unseen = Picture(path=path, digest="", width=1, height=1, format="")
    return Read(value=unseen, problems=(Problem(Place(path), code, message, hint),))
