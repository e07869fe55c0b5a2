"""What an AVIF or HEIC says of the one picture that is shown (ISO/IEC 23008-12, 9.3)."""

from collections.abc import Iterator

from carblog.model.containers.boxes import Box, Numbers, boxes
from carblog.model.containers.items import primary

Property = tuple[str, bytes]
"""Its type and its body: `ispe`, `colr`, `irot`, `hvcC`, …"""


def properties(data: bytes) -> list[Property]:
    """Those of the main picture.

    A main picture that is put together from tiles may leave its colours to them, so a `colr` of
    any picture comes last. Bytes that make no sense have no properties.
    """
    every = every_property(data)
    found = [every[number - 1] for number in _numbers(data) if 0 < number <= len(every)]
    return found + [one for one in every if one[0] == "colr"]


def every_property(data: bytes) -> list[Property]:
    """Those of all pictures, in the order that they are numbered by."""
    _, parts = _meta_and_parts(data)
    held = _child(data, parts, "ipco")
    inside = boxes(data, held.body, held.end) if held else ()
    return [(box.type, data[box.body : box.end]) for box in inside]


def _meta_and_parts(data: bytes) -> tuple[Box | None, Box | None]:
    """`meta`, which says which items there are, and `iprp` in it, which says what they are like."""
    meta = _child(data, Box("", 0, 0, len(data)), "meta")
    return meta, _child(data, meta, "iprp", 4)


def _child(data: bytes, box: Box | None, type_: str, skipped: int = 0) -> Box | None:
    inside = boxes(data, box.body + skipped, box.end) if box else ()
    return next((child for child in inside if child.type == type_), None)


def _numbers(data: bytes) -> list[int]:
    """Which properties are the main picture's, counted from 1 (ISO/IEC 14496-12, 8.11.14)."""
    meta, parts = _meta_and_parts(data)
    links = _child(data, parts, "ipma")
    main = primary(data, _child(data, meta, "pitm", 4))
    return [number for item, number in _links(data, links) if item == main] if links else []


def _links(data: bytes, ipma: Box) -> Iterator[tuple[int, int]]:
    version, flags = data[ipma.body : ipma.body + 1], data[ipma.body + 3 : ipma.body + 4]
    wide_item = 4 if version != b"\0" else 2
    wide = 2 if flags and flags[0] & 1 else 1
    fields = Numbers(data, ipma.body + 4, ipma.end)
    for _ in range(fields.take(4)):
        if not fields.more:
            return
        item = fields.take(wide_item)
        for _ in range(fields.take(1)):
            yield item, fields.take(wide) & (0x7FFF if wide == 2 else 0x7F)
