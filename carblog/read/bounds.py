"""How much decoding a picture would ask for, by its header, before any decoder is asked."""

import math
import struct
from typing import NamedTuple

from carblog.model.containers import walk
from carblog.model.main_item import properties
from carblog.read.coded import Size, coded_sizes

MOST_BYTES = 100_000_000

MOST_PIXELS = 80_000_000
"""Above the largest medium format cameras sold, and a quarter of a gigabyte as RGB."""

MOST_SCANS = 64
"""Of a progressive JPEG: the usual ten go over all of its pixels, and so would ten thousand."""

_FRAMES = {f"marker {number:02X}": number for number in range(0xC0, 0xD0)}
"""The segments of a JPEG that say its size; 0xC4, 0xC8 and 0xCC have names of their own."""

_ORDINARY = (0xC0, 0xC1, 0xC2)
"""Baseline, extended and progressive with Huffman codes: what browsers show."""


_PROGRESSIVE = 0xC2


class Unfit(NamedTuple):
    """Why a picture is not published."""

    code: str
    message: str
    hint: str


def unfit(data: bytes, format_: str) -> Unfit | None:
    """What speaks against decoding a whole file in a format that `sniff` names."""
    if format_ == "JPEG":
        return _unfit_jpeg(data)
    return _too_large(_size(data, format_))


def _unfit_jpeg(data: bytes) -> Unfit | None:
    scans, frame, marker = 0, b"", 0
    for block in walk(data, "JPEG"):
        if not frame and block.name in _FRAMES:
            frame, marker = data[slice(*block.payload)], _FRAMES[block.name]
        scans += block.name == "scan"
        if marker != _PROGRESSIVE and _is_all_next(data, block.end, frame):
            break
    if marker not in _ORDINARY or frame[:1] != b"\x08":
        message = "it is a JPEG of a rare kind: lossless, arithmetic, or not of 8 bits"
        return Unfit("photo-format", message, "export it as an ordinary JPEG")
    if scans > MOST_SCANS:
        message = f"it is a JPEG of {scans} scans; {MOST_SCANS} are the most"
        return Unfit("photo-too-large", message, "export it anew")
    height, width = struct.unpack(">2H", frame[1:5].ljust(4, b"\0"))
    return _too_large((width, height))


def _is_all_next(data: bytes, at: int, frame: bytes) -> bool:
    """Whether a scan with all components follows: the decoder stops after it, and so may we.

    Looking for more would take half as long as the digest of the file.
    """
    return data.startswith(b"\xff\xda", at) and data[at + 4 : at + 5] == frame[5:6] != b""


def _size(data: bytes, format_: str) -> Size | None:
    """Width and height by the header; None when it does not say."""
    if format_ == "PNG":
        return _unpacked(">2I", data[16:24])
    if format_ == "GIF":
        return _unpacked("<2H", data[6:10])
    if format_ == "WEBP":
        return _webp(data)
    return _largest_in_boxes(data)


def _largest_in_boxes(data: bytes) -> Size | None:
    """Of the size that the main picture has, and those of the streams that it is decoded from."""
    said = [_unpacked(">2I", body[4:12]) for type_, body in properties(data) if type_ == "ispe"]
    sizes = [*filter(None, said[:1]), *coded_sizes(data)]
    return max(sizes, key=math.prod, default=None)


def _unpacked(form: str, data: bytes) -> Size | None:
    if len(data) != struct.calcsize(form):
        return None
    first, second = struct.unpack(form, data)
    return first, second


def _webp(data: bytes) -> Size | None:
    """The canvas (RFC 9649, 2.7), or the one picture (2.5; RFC 6386, 9.1; lossless: 3.4)."""
    chunk, body = data[12:16], data[20:30]
    if len(body) < 10:
        return None
    if chunk == b"VP8X":
        width, height = (int.from_bytes(body[at : at + 3], "little") for at in (4, 7))
        return width + 1, height + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    size = _unpacked("<2H", body[6:10])
    return size and (size[0] & 0x3FFF, size[1] & 0x3FFF)


def _too_large(size: Size | None) -> Unfit | None:
    if size is None or size[0] * size[1] <= MOST_PIXELS:
        return None
    message = f"{size[0]} × {size[1]} pixels is more than {MOST_PIXELS // 1_000_000} megapixels"
    return Unfit("photo-too-large", message, "export it smaller")
