"""The items of a `meta` box: which there are, and where (ISO/IEC 14496-12, 8.11)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from carblog.model.containers.boxes import Box, Numbers, boxes


class Item(NamedTuple):
    """A picture, a part of one, or metadata."""

    id: int
    type: str
    """Four letters: `av01`, `Exif`, `mime`."""
    content_type: str
    """Of a `mime` item."""
    extents: tuple[tuple[int, int], ...]
    """Start and end in the file of each of its pieces; none when one is not in the file."""
    hidden: bool
    main: bool
    """It is the picture that is shown, or a part of it: a tile, its transparency, a gain map."""


Extents = tuple[tuple[int, int], ...]
Reference = tuple[str, int, tuple[int, ...]]

PICTURES = frozenset("av01 hvc1 hev1 lhv1 jpeg avc1 vvc1 grid iovl iden tmap".split())
"""The types of items that have pixels, or are made of others that do."""

_NO_PARTS = frozenset({"thmb", "cdsc"})
"""A thumbnail and what describes a picture refer to it without being a part of it."""


def read_items(data: bytes, meta: Box) -> tuple[Item, ...]:
    """The items of a `meta` box in their order."""
    inside = {box.type: box for box in boxes(data, meta.body + 4, meta.end)}
    where = locations(data, inside.get("iloc"), inside.get("idat"))
    found = tuple(entries(data, inside.get("iinf")))
    pictures = {entry.id for entry in found if entry.type in PICTURES}
    first = primary(data, inside.get("pitm"))
    main = _parts(first, list(references(data, inside.get("iref"))), pictures)
    return tuple(
        Item(
            *(entry.id, entry.type, entry.content_type, where.get(entry.id, ())),
            *(entry.hidden, entry.id in main if first in pictures else entry.id in pictures),
        )
        for entry in found
    )


def primary(data: bytes, pitm: Box | None) -> int:
    """The number of the item that is shown (8.11.4); 0 when nothing says so."""
    if pitm is None:
        return 0
    fields = Numbers(data, pitm.body, pitm.end)
    return fields.take(4 if fields.take(4) >> 24 else 2)


def _parts(first: int, links: list[Reference], pictures: set[int]) -> set[int]:
    """The pictures that are tied to the first, in either direction."""
    tied: dict[int, set[int]] = defaultdict(set)
    for kind, source, targets in links:
        if kind in _NO_PARTS or source not in pictures:
            continue
        for target in pictures.intersection(targets):
            tied[source].add(target)
            tied[target].add(source)
    main, new = {first}, [first]
    while new:
        more = tied[new.pop()] - main
        main |= more
        new += more
    return main


class Entry(NamedTuple):
    """What `iinf` says of an item."""

    id: int
    type: str
    name: str
    content_type: str
    hidden: bool


def entries(data: bytes, iinf: Box | None) -> Iterator[Entry]:
    """Which items there are (8.11.6)."""
    if iinf is None:
        return
    wide = data[iinf.body : iinf.body + 1] != b"\0"
    for box in boxes(data, iinf.body + (8 if wide else 6), iinf.end):
        if box.type != "infe":
            continue
        version = data[box.body] if box.body < box.end else 0
        fields = Numbers(data, box.body + 4, box.end)
        number = fields.take(4 if version >= 3 else 2)
        fields.take(2)  # protection
        type_ = fields.take(4).to_bytes(4).decode("latin-1") if version >= 2 else "mime"
        name = fields.text()
        hidden = bool(data[box.body + 3] & 1) if box.body + 4 <= box.end else False
        yield Entry(number, type_, name, fields.text() if type_ == "mime" else "", hidden)


def locations(data: bytes, iloc: Box | None, idat: Box | None) -> dict[int, Extents]:
    """Where the bytes of every item are (8.11.3)."""
    if iloc is None:
        return {}
    version = data[iloc.body] if iloc.body < iloc.end else 0
    fields = Numbers(data, iloc.body + 4, iloc.end)
    sizes = fields.take(2)
    widths = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, (sizes & 15 if version else 0)
    wide = 4 if version >= 2 else 2
    found: dict[int, Extents] = {}
    for _ in range(fields.take(wide)):
        if not fields.more:
            break
        number = fields.take(wide)
        method = fields.take(2) & 15 if version else 0
        elsewhere = fields.take(2) != 0
        base = fields.take(widths[2])
        pieces = list(_pieces(fields, widths))
        origin = _origin(method, idat)
        if origin is not None and not elsewhere:
            found[number] = _extents(pieces, origin, base, len(data) if method == 0 else idat)
    return found


def _pieces(fields: Numbers, widths: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    """Offset and length of each extent. One that takes no bytes to say is there but once."""
    number, width = fields.take(2), widths[0] + widths[1] + widths[3]
    for _ in range(number if width else min(number, 1)):
        if width and not fields.more:
            return
        fields.take(widths[3])
        yield fields.take(widths[0]), fields.take(widths[1])


def _origin(method: int, idat: Box | None) -> int | None:
    """What offsets count from: the file, or `idat`. Items made of other items are not found."""
    if method == 0:
        return 0
    return idat.body if method == 1 and idat is not None else None


def _extents(
    pieces: list[tuple[int, int]], origin: int, base: int, within: int | Box | None
) -> Extents:
    """All of them, or none when one is not in the file; a length of zero is all the rest."""
    last = within.end if isinstance(within, Box) else within or 0
    starts = [(origin + base + offset, length) for offset, length in pieces]
    found = tuple((start, start + length if length else last) for start, length in starts)
    return found if all(start < end <= last for start, end in found) else ()


def references(data: bytes, iref: Box | None) -> Iterator[Reference]:
    """Which item refers to which others, and as what (8.11.12)."""
    if iref is None:
        return
    wide = 4 if data[iref.body : iref.body + 1] != b"\0" else 2
    for box in boxes(data, iref.body + 4, iref.end):
        fields = Numbers(data, box.body, box.end)
        source, number = fields.take(wide), fields.take(2)
        there = max(0, (box.end - fields.at) // wide)
        yield box.type, source, tuple(fields.take(wide) for _ in range(min(number, there)))
