"""Whether a picture file is all there: a walk over its structure, without decoding a pixel.

A copy that broke off halfway has a perfect header, and half of its photo would be published grey.
"""

from collections.abc import Callable


def is_whole(data: bytes, format_: str) -> bool:
    """Whether the first picture in `data`, in a format that `sniff` names, has its end."""
    return _WALKS[format_](data)


def _jpeg(data: bytes) -> bool:
    """An end-of-image marker follows the first scan (ITU-T T.81, B.1.1).

    The segments before are walked, for an embedded thumbnail has its own end.
    """
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xFF:  # a fill byte
            at += 1
            continue
        if data[at + 1] == 0xDA:
            return data.rfind(b"\xff\xd9", at) > 0
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return False


def _png(data: bytes) -> bool:
    """Every chunk is as long as it says, up to `IEND` (PNG 3, 5.3)."""
    at = 8
    while at + 12 <= len(data):
        type_ = data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4])
        if type_ == b"IEND":
            return at <= len(data)
    return False


def _webp(data: bytes) -> bool:
    """The RIFF chunk is as long as it says."""
    return 8 + int.from_bytes(data[4:8], "little") <= len(data)


def _boxes(data: bytes) -> bool:
    """Every box is as long as it says (ISO/IEC 14496-12, 4.2); 0 means to the end of the file."""
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16])
        if length == 0:
            return True
        if length < 8:
            return False
        at += length
    return at == len(data)


def _gif(data: bytes) -> bool:
    """The first image and its data are there (GIF89a, 20 to 22)."""
    at = 13 + _colours(data, 10)
    while at < len(data):
        if data[at] == 0x21:  # an extension: its label, then blocks
            at = _after_blocks(data, at + 2)
        elif data[at] == 0x2C:
            at += 10 + _colours(data, at + 9)
            return _after_blocks(data, at + 1) <= len(data)
        else:
            return False
    return False


def _colours(data: bytes, flags: int) -> int:
    """The bytes of the colour table that the flags at `flags` announce."""
    packed = data[flags] if flags < len(data) else 0
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    """Where a chain of blocks ends, each led by its length; beyond the data when it is cut."""
    while at < len(data):
        if data[at] == 0:
            return at + 1
        at += 1 + data[at]
    return len(data) + 1


_WALKS: dict[str, Callable[[bytes], bool]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "WEBP": _webp,
    "GIF": _gif,
    "AVIF": _boxes,
    "HEIC": _boxes,
}
