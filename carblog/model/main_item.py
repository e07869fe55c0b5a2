"""What an AVIF or HEIC says of the one picture that is shown (ISO/IEC 23008-12, 9.3)."""

from collections.abc import Iterator

from carblog.model.containers.boxes import Box, Numbers, boxes


def properties(data: bytes) -> list[tuple[str, bytes]]:
    """Type and body of each property of the main picture: `ispe`, `colr`, `irot`, …

    A main picture that is put together from tiles may leave its colours to them, so a `colr` of
    any picture comes last. Bytes that make no sense have no properties.
    """
    meta = _child(data, Box("", 0, 0, len(data)), "meta")
    parts = _child(data, meta, "iprp", 4) if meta else None
    held = _child(data, parts, "ipco") if parts else None
    if meta is None or parts is None or held is None:
        return []
    every = [(box.type, data[box.body : box.end]) for box in boxes(data, held.body, held.end)]
    links = _child(data, parts, "ipma")
    numbers = _numbers(data, links, _main(data, meta)) if links else []
    found = [every[number - 1] for number in numbers if 0 < number <= len(every)]
    return found + [one for one in every if one[0] == "colr"]


def _child(data: bytes, box: Box, type_: str, skipped: int = 0) -> Box | None:
    inside = boxes(data, box.body + skipped, box.end)
    return next((child for child in inside if child.type == type_), None)


def _main(data: bytes, meta: Box) -> int:
    """The number of the main picture (ISO/IEC 14496-12, 8.11.4)."""
    pitm = _child(data, meta, "pitm", 4)
    if pitm is None:
        return 0
    wide = data[pitm.body : pitm.body + 1] != b"\0"
    return Numbers(data, pitm.body + 4, pitm.end).take(4 if wide else 2)


def _numbers(data: bytes, ipma: Box, item: int) -> list[int]:
    """Which properties are those of an item, counted from 1 (ISO/IEC 14496-12, 8.11.14)."""
    return [number for of, number in _links(data, ipma) if of == item]


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
