"""WebP is a RIFF of chunks (RFC 9649, section 2)."""

from collections.abc import Iterator

from carblog.model.containers.block import Block, Kind, after_the_end, plain, unreadable

_KINDS: dict[bytes, Kind] = {
    b"VP8 ": "pixels",
    b"VP8L": "pixels",
    b"ALPH": "pixels",
    b"ANMF": "pixels",
    b"VP8X": "structure",
    b"ANIM": "structure",
    b"ICCP": "icc",
    b"EXIF": "exif",
    b"XMP ": "xmp",
}

FRAME_HEADER = 16
"""Bytes of an animation's frame before its own chunks."""


def walk(data: bytes) -> Iterator[Block]:
    """The blocks of a WebP."""
    if not (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        yield from unreadable(data, 0)
        return
    yield plain("structure", "RIFF", 0, 12, 12)
    length = int.from_bytes(data[4:8], "little")
    end = min(8 + max(length, 4) + (length & 1), len(data))
    yield from _chunks(data, 12, end, in_frame=False)
    yield from after_the_end(data, end)


def _chunks(data: bytes, at: int, stop: int, *, in_frame: bool) -> Iterator[Block]:
    while at < stop:
        type_ = data[at : at + 4]
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        body = at + 8
        if body + length > stop:
            yield plain("other", "unreadable data", at, stop)
            return
        end = min(body + length + (length & 1), stop)
        if type_ == b"ANMF" and not in_frame and length > FRAME_HEADER:
            yield plain("pixels", "ANMF", at, body + FRAME_HEADER)
            yield from _chunks(data, body + FRAME_HEADER, end, in_frame=True)
        else:
            kind = _KINDS.get(type_, "other")
            inner = 6 if kind == "exif" and data.startswith(b"Exif\0\0", body) else 0
            name = type_.decode("ascii", "replace").strip()
            yield Block(kind, name, at, end, (body + inner, body + length))
        at = end
