"""AVIF files put together box by box, to say what no encoder would."""

import struct


def box(type_: str, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + type_.encode() + body


def avif(*in_meta: bytes, main: int = 1, items: int = 1, rest: bytes = b"") -> bytes:
    """A file of `items` pictures, numbered from 1, of which `main` is shown."""
    entries = (
        box("infe", bytes((2, 0, 0, 0)), struct.pack(">HH", number, 0), b"av01\0")
        for number in range(1, items + 1)
    )
    meta = box(
        "meta",
        bytes(4),
        box("hdlr", bytes(8), b"pict", bytes(13)),
        box("pitm", b"\1\0\0\0", struct.pack(">I", main)),
        box("iinf", bytes(4), struct.pack(">H", items), *entries),
        *in_meta,
    )
    return box("ftyp", b"avif\0\0\0\0avifmif1miaf") + meta + rest


def places(items: int, start: int, length: int) -> bytes:
    """All of them at one place."""
    lines = (struct.pack(">HHHII", number, 0, 1, start, length) for number in range(1, items + 1))
    return box("iloc", bytes(4), b"\x44\0", struct.pack(">H", items), *lines)
