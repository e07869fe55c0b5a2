"""Whether a picture file is all there: a walk over its structure, without decoding a pixel.

A copy that broke off halfway has a perfect header, and half of its photo would be published grey.
"""

from collections.abc import Callable

from carblog.model.containers import head, walk
from carblog.model.containers.boxes import boxes


def is_whole(data: bytes, format_: str) -> bool:
    """Whether the first picture in `data`, in a format that `sniff` names, has its end."""
    return _RULES[format_](data)


def _jpeg(data: bytes) -> bool:
    """An end-of-image marker follows the first scan (ITU-T T.81, B.1.1).

    It is looked for behind the segments before that, for an embedded thumbnail has its own end.
    """
    scan = max(block.end for block in head(data, "JPEG"))
    return data.rfind(b"\xff\xd9", scan) > 0


def _png(data: bytes) -> bool:
    """Every chunk is as long as it says, up to `IEND` (PNG 3, 5.3)."""
    return any(block.name == "IEND" for block in walk(data, "PNG"))


def _webp(data: bytes) -> bool:
    """The RIFF chunk is as long as it says."""
    return 8 + int.from_bytes(data[4:8], "little") <= len(data)


def _gif(data: bytes) -> bool:
    """The first image and its data are there (GIF89a, 20 to 22)."""
    return any(block.kind == "pixels" for block in walk(data, "GIF"))


def _boxes(data: bytes) -> bool:
    """Every box is as long as it says (ISO/IEC 14496-12, 4.2)."""
    return all(box.type for box in boxes(data, 0, len(data)))


_RULES: dict[str, Callable[[bytes], bool]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "WEBP": _webp,
    "GIF": _gif,
    "AVIF": _boxes,
    "HEIC": _boxes,
}
