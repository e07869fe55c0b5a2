"""An AVIF with fewer items, and one more: its packet (ISO/IEC 14496-12, 8.11; 23008-12, A.3).

The boxes that say which items there are, and where, are written afresh, so that names and gaps
do not survive; the bytes of each item that stays are copied as they are.
"""

import struct
from collections.abc import Iterable
from typing import NamedTuple

from carblog.model.containers.boxes import Box, Numbers, boxes
from carblog.model.containers.isobmff import PROPERTIES
from carblog.model.containers.items import Item, Reference, primary, read_items, references

_XMP = b"mime\0application/rdf+xml\0"
"""Type, no name, content type."""

_MOST = 0xFFFF
"""Items, and their numbers, in the narrow form of the boxes."""

_MOST_COPIED = 100_000_000
"""Bytes: as many as the largest photo may have."""


class _New(NamedTuple):
    """An item of the new file."""

    id: int
    entry: bytes
    hidden: bool
    data: bytes


def rewritten(data: bytes, said: bytes, *, only_main: bool = False) -> bytes | None:
    """The file with the packet, if there is one; on demand without all but its main picture.

    None when it is more than pictures at places in the file: a sequence with tracks, items that
    are made of other items' bytes, or a file that contradicts itself.
    """
    top = _first_of(boxes(data, 0, len(data)))
    inside = _first_of(boxes(data, top["meta"].body + 4, top["meta"].end)) if "meta" in top else {}
    if "moov" in top or not {"ftyp"} <= top.keys() or not {"hdlr", "pitm", "iprp"} <= inside.keys():
        return None
    found = read_items(data, top["meta"])
    kept = [item for item in found if item.main or not only_main]
    numbers, main = {item.id for item in kept}, primary(data, inside["pitm"])
    if main not in numbers or not all(map(_is_plain, kept)) or not _are_few(kept):
        return None
    new = [_copied(data, item) for item in sorted(kept, key=lambda item: item.extents)]
    links = [link for link in references(data, inside.get("iref")) if _among(link, numbers)]
    if said:
        number = max(item.id for item in found) + 1
        new.append(_New(number, _XMP, hidden=False, data=said))
        links.append(("cdsc", number, (main,)))
    head = data[top["ftyp"].start : top["ftyp"].end]
    before = _handler(data, inside["hdlr"]) + data[inside["pitm"].start : inside["pitm"].end]
    after = _entries(new) + _references(links) + _properties(data, inside["iprp"], numbers)
    if "grpl" in inside and not only_main:
        after += data[inside["grpl"].start : inside["grpl"].end]
    start = len(head) + 12 + len(before) + len(_places(new, 0)) + len(after) + 8
    meta = _box("meta", bytes(4), before, _places(new, start), after)
    return b"".join((head, meta, _box("mdat", *(item.data for item in new))))


def _first_of(found: Iterable[Box]) -> dict[str, Box]:
    """The first box of each type."""
    first: dict[str, Box] = {}
    for box in found:
        first.setdefault(box.type, box)
    return first


def _is_plain(item: Item) -> bool:
    return item.id < _MOST and (bool(item.extents) or item.type == "iden")


def _are_few(kept: list[Item]) -> bool:
    """Items may share their bytes, as tiles of one colour do; each gets its own in the new file."""
    copied = sum(end - start for item in kept for start, end in item.extents)
    return len(kept) < _MOST and copied <= _MOST_COPIED


def _among(link: Reference, numbers: set[int]) -> bool:
    return link[1] in numbers and numbers.issuperset(link[2])


def _copied(data: bytes, item: Item) -> _New:
    said = f"{item.type}\0{item.content_type}\0" if item.type == "mime" else f"{item.type}\0"
    held = b"".join(data[start:end] for start, end in item.extents)
    return _New(item.id, said.encode("latin-1", "replace"), item.hidden, held)


def _box(type_: str, *parts: bytes) -> bytes:
    length = 8 + sum(map(len, parts))
    return b"".join((struct.pack(">I", length), type_.encode("latin-1"), *parts))


def _handler(data: bytes, box: Box) -> bytes:
    """Without the name that its writer gave itself (8.4.3)."""
    return _box("hdlr", data[box.body : box.body + 24], b"\0")


def _places(new: list[_New], start: int) -> bytes:
    """Where items are that follow one another from `start` (8.11.3)."""
    lines = []
    for item in new:
        pieces = struct.pack(">II", start, len(item.data)) if item.data else b""
        lines.append(struct.pack(">HHH", item.id, 0, bool(pieces)) + pieces)
        start += len(item.data)
    return _box("iloc", bytes(4), b"\x44\0", struct.pack(">H", len(new)), *lines)


def _entries(new: list[_New]) -> bytes:
    """Which items there are (8.11.6)."""
    lines = [
        _box("infe", bytes((2, 0, 0, item.hidden)), struct.pack(">HH", item.id, 0), item.entry)
        for item in new
    ]
    return _box("iinf", bytes(4), struct.pack(">H", len(new)), *lines)


def _references(links: list[Reference]) -> bytes:
    """Which item refers to which (8.11.12)."""
    lines = [
        _box(kind, struct.pack(f">HH{len(targets)}H", source, len(targets), *targets))
        for kind, source, targets in links
    ]
    return _box("iref", bytes(4), *lines) if lines else b""


def _properties(data: bytes, iprp: Box, numbers: set[int]) -> bytes:
    """The properties, and those of which items they are (23008-12, 9.3).

    They are counted, so one that is words, or unknown, leaves an empty box.
    """
    parts = []
    for box in boxes(data, iprp.body, iprp.end):
        if box.type == "ipco":
            held = boxes(data, box.body, box.end)
            parts.append(_box("ipco", *(_property(data, each) for each in held)))
        elif box.type == "ipma":
            parts.append(_associations(data, box, numbers))
    return _box("iprp", *parts)


def _property(data: bytes, box: Box) -> bytes:
    is_needed = PROPERTIES.get(box.type) == "structure"
    return data[box.start : box.end] if is_needed else _box("free")


def _associations(data: bytes, box: Box, numbers: set[int]) -> bytes:
    fields = Numbers(data, box.body, box.end)
    head = fields.take(4)
    wide, each = (4 if head >> 24 else 2), (2 if head & 1 else 1)
    lines = []
    for _ in range(fields.take(4)):
        if not fields.more:
            break
        start = fields.at
        is_kept = fields.take(wide) in numbers
        fields.take(each * fields.take(1))
        if is_kept:
            lines.append(data[start : fields.at])
    return _box("ipma", struct.pack(">II", head, len(lines)), *lines)
