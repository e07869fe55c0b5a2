"""A block is a stretch of a picture file with one purpose."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal[
    "pixels",  # what is decoded
    "structure",  # what decoding needs: sizes, tables, colour space
    "exif",
    "xmp",
    "iptc",
    "icc",
    "comment",
    "text",
    "preview",  # another, smaller picture: of before it was cropped, or redacted
    "other",  # what nobody should need, what is unknown, what follows the end
]

AFTER_THE_END = "data after the end"
UNREADABLE = "unreadable data"


class Block(NamedTuple):
    """Blocks follow one another without a gap: `data[start:end]` of all of them is the file."""

    kind: Kind
    name: str
    """As the format calls it: `APP1 Exif`, `tEXt Author`."""
    start: int
    end: int
    payload: tuple[int, int]
    """Where its content is, without header and padding.

    EXIF begins with its TIFF header. An XMP packet of several JPEG segments begins, in each
    `APP1 extended XMP`, with GUID, length and offset (XMP part 3, 1.1.3.1). Profiles and texts
    of a PNG are compressed where PNG says so.
    """


def plain(kind: Kind, name: str, start: int, end: int, header: int = 0) -> Block:
    """A block whose content is all that follows its header."""
    return Block(kind, name, start, end, (min(start + header, end), end))


def after_the_end(data: bytes, at: int) -> Iterator[Block]:
    """What follows a whole picture: cameras append views, previews and videos there."""
    if at >= len(data):
        return
    if data.startswith(b"\xff\xd8\xff", at):
        yield plain("preview", "second picture after the end", at, len(data))
    elif data[at + 4 : at + 8] == b"ftyp":
        yield plain("other", "video after the end", at, len(data))
    else:
        yield plain("other", AFTER_THE_END, at, len(data))


def unreadable(data: bytes, at: int) -> Iterator[Block]:
    """The rest of a file that makes no sense from here on."""
    if at < len(data):
        yield plain("other", UNREADABLE, at, len(data))
