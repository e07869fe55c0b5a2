"""AVIF and HEIF are boxes in boxes (ISO/IEC 14496-12, 4.2), whose pictures are items (8.11)."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from carblog.model.containers.block import Block, Kind, plain, unreadable
from carblog.model.containers.boxes import Box, Numbers, boxes
from carblog.model.containers.items import PICTURES, Item, entries, read_items

_IN_META: dict[str, Kind] = dict.fromkeys(
    ("hdlr", "pitm", "iloc", "iinf", "iref", "dinf", "grpl"), "structure"
)

PROPERTIES: dict[str, Kind] = dict.fromkeys(
    (
        *("ispe", "pixi", "pasp", "clap", "irot", "imir", "auxC", "clli", "mdcv", "cclv", "amve"),
        *("av1C", "av1S", "hvcC", "lhvC", "a1op", "a1lx", "lsel", "oinf", "tols", "reve", "ndwt"),
        *("iscl", "rrtp", "cmin", "cmex"),
    ),
    "structure",
)
PROPERTIES |= {"udes": "text", "altt": "text", "colr": "structure"}
_IN_IPRP = PROPERTIES | {"ipma": "structure"}

_IN_MOOV = frozenset({"trak", "mdia", "minf", "stbl", "edts", "dinf", "mvex"})
_CLOCKS = frozenset({"mvhd", "tkhd", "mdhd"})
_DEEPEST = 6
"""Boxes in boxes of a track: none needs more, and what is made to hurt could have thousands."""
_WORDY = frozenset({"udta", "meta", "uuid", "free", "skip", "ilst", "loci", "cprt"})

_NAMES = {"", "Color", "Alpha", "libavif"}
"""Names that say nothing: those that libavif gives to items."""

_XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")

_ITEM_KINDS: dict[str, tuple[Kind, str]] = {
    "Exif": ("exif", "Exif item"),
    "application/rdf+xml": ("xmp", "XMP item"),
}


def walk(data: bytes) -> Iterator[Block]:
    """The blocks of an AVIF or a HEIF: the boxes, and the items inside `mdat` and `idat`."""
    top = tuple(boxes(data, 0, len(data)))
    meta = next((box for box in top if box.type == "meta"), None)
    held = _held(data, meta)
    in_tracks = any(box.type == "moov" for box in top)
    for box in top:
        if box == meta:
            yield from _meta(data, box, held)
        elif box.type == "moov":
            yield from _moov(data, box)
        elif box.type == "mdat":
            yield from _stored(box, held, "pixels" if in_tracks else "other")
        else:
            # A second file may follow, and begins like this one.
            yield from _other(data, box, {} if box.start else {"ftyp": "structure"})


def _held(data: bytes, meta: Box | None) -> list[Block]:
    """What the items of the file are made of, by place; one has a block for each of its extents."""
    if meta is None:
        return []
    found = [
        _item(data, item, start, end)
        for item in read_items(data, meta)
        for start, end in item.extents
    ]
    return sorted(found, key=lambda block: (block.start, block.end))


def _item(data: bytes, item: Item, start: int, end: int) -> Block:
    if item.type in PICTURES:
        kind: Kind = "pixels" if item.main else "preview"
        return plain(kind, f"{item.type} item" if item.main else "second picture item", start, end)
    said = item.content_type or item.type
    kind, name = _ITEM_KINDS.get(said, ("other", f"{said} item"))
    first = item.extents[0][0] == start
    # Before the TIFF header of EXIF: how many bytes are between (ISO/IEC 23008-12, A.2.1).
    header = 4 + int.from_bytes(data[start : start + 4]) if kind == "exif" and first else 0
    return plain(kind, name, start, end, header)


def _meta(data: bytes, box: Box, held: list[Block]) -> Iterator[Block]:
    children = min(box.body + 4, box.end)  # after version and flags
    yield plain("structure", "meta", box.start, children, children - box.start)
    for child in boxes(data, children, box.end):
        if child.type == "iprp":
            yield from _inside(data, child, "ipco")
        elif child.type == "idat":
            yield from _stored(child, held, "other")
        elif _names(data, child) - _NAMES:
            yield Block(
                "text", f"{child.type} name", child.start, child.end, (child.body, child.end)
            )
        else:
            yield from _other(data, child, _IN_META)


def _names(data: bytes, box: Box) -> set[str]:
    """What the writer of a file called itself, or its items."""
    if box.type == "hdlr":
        return {Numbers(data, box.body + 24, box.end).text()}
    return {entry.name for entry in entries(data, box)} if box.type == "iinf" else set()


def _inside(data: bytes, box: Box, name: str) -> Iterator[Block]:
    """`iprp` holds `ipco`, which holds the properties."""
    yield plain("structure", box.type, box.start, box.body, box.body - box.start)
    for child in boxes(data, box.body, box.end):
        if name and child.type == name:
            yield from _inside(data, child, "")
        elif child.type == "colr":
            kind: Kind = "structure" if data[child.body : child.body + 4] == b"nclx" else "icc"
            yield Block(
                kind, "colr", child.start, child.end, (min(child.body + 4, child.end), child.end)
            )
        else:
            yield from _other(data, child, _IN_IPRP)


def _moov(data: bytes, box: Box, depth: int = 0) -> Iterator[Block]:
    """The tracks of an image sequence, without the words that may be beside them."""
    yield plain("structure", box.type, box.start, box.body, box.body - box.start)
    for child in boxes(data, box.body, box.end):
        if child.type in _IN_MOOV and depth < _DEEPEST:
            yield from _moov(data, child, depth + 1)
        elif child.type in _WORDY or not child.type:
            yield from _other(data, child, {})
        elif child.type in _CLOCKS and _tells_time(data, child):
            name = f"{child.type}, when it was made"
            yield Block("other", name, child.start, child.end, (child.body, child.end))
        else:
            yield Block("structure", child.type, child.start, child.end, (child.body, child.end))


def _tells_time(data: bytes, box: Box) -> bool:
    """Whether the moments of making and changing are said: zero will do (8.2.2, 8.3.2, 8.4.2)."""
    wide = 8 if data[box.body : box.body + 1] == b"\1" else 4
    return any(data[box.body + 4 : min(box.body + 4 + 2 * wide, box.end)])


def _stored(box: Box, held: list[Block], rest: Kind) -> Iterator[Block]:
    """The items inside a box of data; what is between them nobody has asked for."""
    yield plain("structure", box.type, box.start, box.body, box.body - box.start)
    at = box.body
    start_of = attrgetter("start")
    first, last = (bisect_left(held, place, key=start_of) for place in (at, box.end))
    for block in held[first:last]:
        if block.end <= at:
            continue
        start, end = max(block.start, at), min(block.end, box.end)
        if at < start:
            yield plain(rest, f"{box.type} of no item", at, start)
        yield Block(
            block.kind, block.name, start, end, (min(max(block.payload[0], start), end), end)
        )
        at = end
    if at < box.end:
        yield plain(rest, f"{box.type} of no item", at, box.end)


def _other(data: bytes, box: Box, known: dict[str, Kind]) -> Iterator[Block]:
    if not box.type:
        yield from unreadable(data[: box.end], box.start)
    elif box.type == "uuid" and data[box.body : box.body + 16] == _XMP_UUID:
        yield Block("xmp", "XMP box", box.start, box.end, (min(box.body + 16, box.end), box.end))
    else:
        is_empty = box.type in ("free", "skip") and not data[box.body : box.end].strip(b"\0")
        kind = "structure" if is_empty else known.get(box.type, "other")
        yield Block(kind, f"{box.type} box", box.start, box.end, (box.body, box.end))
