"""Files that were made to hurt cost what their size costs: at worst these took hours before."""

import struct

from carblog.model.containers import blocks
from carblog.model.containers.boxes import boxes
from carblog.model.containers.items import Item, read_items
from tests.support.boxes import avif, box, places

MANY = 20_000


def items_of(data: bytes) -> tuple[Item, ...]:
    [meta] = (found for found in boxes(data, 0, len(data)) if found.type == "meta")
    return read_items(data, meta)


def test_pieces_that_take_no_bytes_to_say_are_one() -> None:
    """Twenty items of 65,535 pieces each, in 500 bytes."""
    lines = (struct.pack(">HHHH", number, 0, 0, 65_535) for number in range(1, 21))
    iloc = box("iloc", b"\1\0\0\0", b"\0\0", struct.pack(">H", 20), *lines)
    assert [len(item.extents) for item in items_of(avif(iloc, items=20))] == [1] * 20


def test_a_long_chain_of_pictures_is_followed_once() -> None:
    links = (
        box("auxl", struct.pack(">HHH", number + 1, 1, number)) for number in range(MANY - 1, 0, -1)
    )
    data = avif(places(MANY, 0, 4), box("iref", bytes(4), *links), items=MANY)
    assert all(item.main for item in items_of(data))


def test_many_boxes_do_not_each_look_through_all_items() -> None:
    data = avif(places(MANY, 0, 4), items=MANY, rest=box("mdat") * MANY)
    assert len([block for block in blocks(data, "AVIF") if block.name == "mdat"]) == MANY
