"""A WebP put together from its chunks, with the header that they need (RFC 9649, section 2.7)."""

import struct
from collections.abc import Iterable, Iterator

from carblog.model.containers.webp import FRAME_HEADER

Chunk = tuple[bytes, bytes]
"""Its four letters, and what it holds."""

_FLAGS = {b"ICCP": 0x20, b"EXIF": 0x08, b"XMP ": 0x04}
_ALPHA = 0x10
_SIMPLE = (b"VP8 ", b"VP8L")


def chunks(data: bytes) -> Iterator[Chunk]:
    """The chunks of a file."""
    for _, type_, held in _chunks(data, 12, 8 + int.from_bytes(data[4:8], "little")):
        yield type_, held


def chunks_at(data: bytes, starts: frozenset[int]) -> Iterator[Chunk]:
    """Of the chunks of a file, and of those inside its frames, the ones that begin there."""
    for at, type_, held in _chunks(data, 12, 8 + int.from_bytes(data[4:8], "little")):
        if at not in starts:
            continue
        if type_ == b"ANMF":
            body = at + 8
            inner = _chunks(data, body + FRAME_HEADER, body + len(held))
            kept = b"".join(written((name, part) for at, name, part in inner if at in starts))
            yield type_, held[:FRAME_HEADER] + kept
        else:
            yield type_, held


def _chunks(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes, bytes]]:
    while at + 8 <= min(end, len(data)):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield at, data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + (length & 1)


def assembled(parts: Iterable[Chunk]) -> bytes:
    """The file. Where there is more than pixels an extended header is made, and says what."""
    parts = list(parts)
    if not (len(parts) == 1 and parts[0][0] in _SIMPLE):
        header = next((held for type_, held in parts if type_ == b"VP8X"), b"") or _header(parts)
        rest = [part for part in parts if part[0] != b"VP8X"]
        flags = header[0] & ~sum(_FLAGS.values()) | sum({_FLAGS.get(type_, 0) for type_, _ in rest})
        parts = [(b"VP8X", bytes((flags,)) + header[1:]), *rest]
    body = b"".join(written(parts))
    return b"".join((b"RIFF", struct.pack("<I", 4 + len(body)), b"WEBP", body))


def written(parts: Iterable[Chunk]) -> Iterator[bytes]:
    """Chunks as they stand in a file: each of an even length."""
    for type_, held in parts:
        yield struct.pack("<4sI", type_, len(held))
        yield held
        yield b"\0" * (len(held) & 1)


def _header(parts: list[Chunk]) -> bytes:
    """The extended header of what had none: transparency, width and height."""
    type_, held = next((part for part in parts if part[0] in _SIMPLE), (b"", bytes(10)))
    if type_ == b"VP8L":  # a signature, and two sides of 14 bits, less one (RFC 9649, 3.4)
        bits = int.from_bytes(held[1:5], "little")
        width, height, flags = bits & 0x3FFF, bits >> 14 & 0x3FFF, _ALPHA * (bits >> 28 & 1)
    else:  # RFC 6386, 9.1: two sides of 14 bits behind a start code
        width = (int.from_bytes(held[6:8], "little") & 0x3FFF) - 1
        height = (int.from_bytes(held[8:10], "little") & 0x3FFF) - 1
        flags = 0
    return bytes((flags, 0, 0, 0)) + width.to_bytes(3, "little") + height.to_bytes(3, "little")
