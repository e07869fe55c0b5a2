"""What a picture file is made of, block by block, without decoding a pixel.

Reading takes words from it, making writes a file afresh from it, checking proves what is in it.
"""

from collections.abc import Callable, Iterator

from carblog.model.containers import gif, isobmff, jpeg, png, webp
from carblog.model.containers.block import Block, Kind

__all__ = ["FORMATS", "Block", "Kind", "blocks", "head", "payloads", "walk"]

_WALKS: dict[str, Callable[[bytes], Iterator[Block]]] = {
    "JPEG": jpeg.walk,
    "PNG": png.walk,
    "WEBP": webp.walk,
    "GIF": gif.walk,
    "AVIF": isobmff.walk,
    "HEIC": isobmff.walk,
}

FORMATS = frozenset(_WALKS)
"""The formats that are understood, by Pillow's names."""


def walk(data: bytes, format_: str) -> Iterator[Block]:
    """The blocks of a file in their order, from its first byte to its last, without a gap.

    It takes any bytes whatever and never raises: what makes no sense is a block of kind `other`.
    Who needs only what stands before the pixels stops there, and pays for no more.
    """
    return _WALKS[format_](data)


def head(data: bytes, format_: str) -> Iterator[Block]:
    """Of `walk` what stands before the pixels of a JPEG; other formats have words behind theirs."""
    return jpeg.walk(data, head_only=True) if format_ == "JPEG" else walk(data, format_)


def blocks(data: bytes, format_: str) -> tuple[Block, ...]:
    """All of `walk`."""
    return tuple(walk(data, format_))


def payloads(data: bytes, found: Iterator[Block] | tuple[Block, ...], kind: Kind) -> list[bytes]:
    """What the blocks of one kind hold, without their headers."""
    return [data[slice(*block.payload)] for block in found if block.kind == kind]
