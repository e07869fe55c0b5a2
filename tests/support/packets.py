"""Metadata as cameras and programs write it: EXIF, IPTC and XMP blocks, and pictures with them."""

import struct
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

from tests.support.photos import four_corners, saved

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cc": "http://creativecommons.org/ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
}

UTF8 = b"\x1b%G"
Tags = Mapping[int, bytes | int]
"""Tag → text (ASCII), or a number (LONG)."""


def exif_block(
    main: Tags, photo: Tags | None = None, place: Tags | None = None, *, order: str = "<"
) -> bytes:
    """A TIFF with the directories that EXIF has."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    data = mark + struct.pack(f"{order}I", 8)
    inside = {0x8769: photo, 0x8825: place}
    pointers = {tag: 0 for tag, tags in inside.items() if tags is not None}
    after = 8 + len(_directory({**main, **pointers}, 8, order))
    for tag, tags in inside.items():
        if tags is not None:
            pointers[tag] = after
            after += len(_directory(tags, after, order))
    data += _directory({**main, **pointers}, 8, order)
    for tag, tags in inside.items():
        if tags is not None:
            data += _directory(tags, pointers[tag], order)
    return data


def _directory(tags: Tags, at: int, order: str) -> bytes:
    entries, values = b"", b""
    end = at + 2 + 12 * len(tags) + 4
    for tag, value in sorted(tags.items()):
        if isinstance(value, int):
            entries += struct.pack(f"{order}HHII", tag, 4, 1, value)
            continue
        # XP fields are bytes, a user comment is undefined, all else is text
        type_ = 1 if 0x9C9B <= tag <= 0x9C9F else 7 if tag == 0x9286 else 2
        entries += struct.pack(f"{order}HHI", tag, type_, len(value))
        if len(value) <= 4:
            entries += value.ljust(4, b"\0")
        else:
            entries += struct.pack(f"{order}I", end + len(values))
            values += value
    return struct.pack(f"{order}H", len(tags)) + entries + bytes(4) + values


def iim(*datasets: tuple[int, bytes], charset: bytes = b"") -> bytes:
    """Datasets of record 2 by number, after the character set."""
    head = _dataset(1, 90, charset) if charset else b""
    return head + b"".join(_dataset(2, number, value) for number, value in datasets)


def _dataset(record: int, number: int, value: bytes) -> bytes:
    length = (
        struct.pack(">H", len(value))
        if len(value) < 0x8000
        else struct.pack(">HI", 0x8004, len(value))
    )
    return bytes((0x1C, record, number)) + length + value


def packet(inside: str = "", attributes: str = "") -> bytes:
    """An XMP packet with one `rdf:Description`."""
    spaces = " ".join(f'xmlns:{prefix}="{url}"' for prefix, url in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}>'
        f'<rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def alt(name: str, **texts: str) -> str:
    """A text in several languages; `x_default` is the default."""
    items = "".join(
        f'<rdf:li xml:lang="{language.replace("_", "-")}">{escape(text)}</rdf:li>'
        for language, text in texts.items()
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def jpeg_with(
    *, exif: bytes = b"", iptc: bytes = b"", xmp: bytes = b"", comment: bytes = b""
) -> bytes:
    """A small JPEG with these blocks."""
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + bytes(len(iptc) % 2)
    segments = [
        (0xE1, b"Exif\0\0" + exif, exif),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp, xmp),
        (0xED, b"Photoshop 3.0\0" + resource, iptc),
        (0xFE, comment, comment),
    ]
    head = b"".join(
        bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body
        for marker, body, wanted in segments
        if wanted
    )
    plain = saved(four_corners(), "JPEG")
    return plain[:2] + head + plain[2:]


def png_with(*chunks: tuple[bytes, bytes]) -> bytes:
    """A small PNG with these chunks after its header."""
    plain = saved(four_corners(), "PNG")
    packed = b"".join(
        struct.pack(">I", len(body)) + type_ + body + struct.pack(">I", zlib.crc32(type_ + body))
        for type_, body in chunks
    )
    return plain[:33] + packed + plain[33:]
