"""A picture file without what is beside its pixels: no pixel is decoded, so none is lost."""

from collections.abc import Callable, Iterator, Sequence

from carblog.make.rights import items, webp
from carblog.model.containers import Block, blocks
from carblog.model.containers.block import UNREADABLE
from carblog.model.containers.jpeg import ADOBE_LENGTH

_KEPT = frozenset({"pixels", "structure", "icc"})
"""A profile stays: without it the colours would be others."""

_JFIF_HEAD = b"\xff\xe0\x00\x10JFIF\0"
_JFIF_LENGTH = 7
"""Version and density, before the size of a thumbnail."""


def stripped(data: bytes, format_: str) -> bytes | None:
    """The file with its pixels, what they need, and its colour profile; the same where that is all.

    None when that cannot be had: the file makes no sense, or is an image sequence whose tracks
    would have to be written afresh.
    """
    found = blocks(data, format_)
    if any(block.name == UNREADABLE for block in found):
        return None
    return _STRIPPERS[format_](data, found)


def _jpeg(data: bytes, found: Sequence[Block]) -> bytes | None:
    return b"".join(_segments(data, found))


def _segments(data: bytes, found: Sequence[Block]) -> Iterator[bytes]:
    for block in found:
        start, end = block.payload
        if block.name == "APP0 JFIF":  # it may hold a thumbnail
            yield (
                _JFIF_HEAD + data[start : start + _JFIF_LENGTH].ljust(_JFIF_LENGTH, b"\0") + b"\0\0"
            )
        elif block.name == "APP14 Adobe" and end - start > ADOBE_LENGTH - len(b"Adobe"):
            yield b"\xff\xee\x00\x0eAdobe" + data[start : start + ADOBE_LENGTH - len(b"Adobe")]
        elif block.name != "APP13 ICC profile" and block.kind in _KEPT:
            yield data[block.start : block.end]


def _chain(data: bytes, found: Sequence[Block]) -> bytes | None:
    """A format whose blocks know nothing of one another: PNG, GIF."""
    return b"".join(data[block.start : block.end] for block in found if block.kind in _KEPT)


def _webp(data: bytes, found: Sequence[Block]) -> bytes | None:
    if all(block.kind in _KEPT for block in found):
        return data
    kept = frozenset(block.start for block in found if block.kind in _KEPT)
    return webp.assembled(webp.chunks_at(data, kept))


def _boxes(data: bytes, found: Sequence[Block]) -> bytes | None:
    is_sequence = any(block.name == "moov" for block in found)
    if all(block.kind in _KEPT for block in found) and not is_sequence:
        return data
    return items.rewritten(data, b"", only_main=True)


_STRIPPERS: dict[str, Callable[[bytes, Sequence[Block]], bytes | None]] = {
    "JPEG": _jpeg,
    "PNG": _chain,
    "GIF": _chain,
    "WEBP": _webp,
    "AVIF": _boxes,
    "HEIC": _boxes,
}
