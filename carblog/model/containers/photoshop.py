"""Photoshop keeps its resources in APP13: IPTC, thumbnails, paths (Adobe, "Image Resources")."""

from collections.abc import Iterator

from carblog.model.containers.block import Block, Kind, plain

SIGNATURE = b"Photoshop 3.0\0"

_KINDS: dict[int, tuple[Kind, str]] = {
    0x0404: ("iptc", "APP13 IPTC"),
    0x0409: ("preview", "APP13 thumbnail"),
    0x040C: ("preview", "APP13 thumbnail"),
    0x040F: ("icc", "APP13 ICC profile"),
    0x0422: ("exif", "APP13 Exif"),
    0x0423: ("exif", "APP13 Exif"),
    0x0424: ("xmp", "APP13 XMP"),
}

_SIGNATURES = frozenset({b"8BIM", b"PHUT", b"DCSR", b"AgHg", b"MeSa"})


def resources(data: bytes, start: int, at: int, end: int) -> Iterator[Block]:
    """The resources of the segment from `start` to `end`, the first of them at `at`.

    The first block has the header of the segment before its own.
    """
    while at + 12 <= end and data[at : at + 4] in _SIGNATURES:
        number = int.from_bytes(data[at + 4 : at + 6])
        name_ends = at + 7 + data[at + 6]  # a Pascal string, padded to an even length
        name_ends += (name_ends - at) & 1
        body = name_ends + 4
        length = int.from_bytes(data[name_ends:body])
        if body + length > end:
            break
        kind, name = _KINDS.get(number, ("other", f"APP13 8BIM {number:04X}"))
        at = min(body + length + (length & 1), end)
        if end - at == 1:  # a last odd byte
            at = end
        yield Block(kind, name, start, at, (body, body + length))
        start = at
    if start < end:
        yield plain("other", "APP13 Photoshop", start, end)
