"""GIF is a chain of blocks (GIF89a, sections 17 to 27)."""

from collections.abc import Iterator

from carblog.model.containers.block import Block, Kind, after_the_end, plain, unreadable

_APPLICATIONS: dict[bytes, tuple[Kind, str]] = {
    b"NETSCAPE2.0": ("structure", "loop"),
    b"ANIMEXTS1.0": ("structure", "loop"),
    b"XMP DataXMP": ("xmp", "application XMP"),
    b"ICCRGBG1012": ("icc", "application ICC profile"),
}

_EXTENSIONS: dict[int, tuple[Kind, str]] = {
    0xF9: ("structure", "graphic control"),
    0xFE: ("comment", "comment"),
    0x01: ("text", "plain text"),
}


def walk(data: bytes) -> Iterator[Block]:
    """The blocks of a GIF. What they hold is in chains of at most 255 bytes, lengths between."""
    if not data.startswith((b"GIF87a", b"GIF89a")):
        yield from unreadable(data, 0)
        return
    at = min(13 + _colours(data, 10), len(data))
    yield plain("structure", "header", 0, at, at)
    while at < len(data):
        if data[at] == 0x3B:
            yield plain("structure", "trailer", at, at + 1, 1)
            yield from after_the_end(data, at + 1)
            return
        if data[at] == 0x21:
            end = _after_chain(data, at + 2)
        elif data[at] == 0x2C:
            end = _after_chain(data, at + 11 + _colours(data, at + 9))
        else:
            end = len(data) + 1
        if end > len(data):
            yield from unreadable(data, at)
            return
        yield _extension(data, at, end) if data[at] == 0x21 else plain("pixels", "image", at, end)
        at = end


def _extension(data: bytes, start: int, end: int) -> Block:
    label = data[start + 1]
    if label == 0xFF and data[start + 2] == 11:
        identifier = data[start + 3 : start + 14]
        said = f"application {identifier.decode('ascii', 'replace')}"
        kind, name = _APPLICATIONS.get(identifier, ("other", said))
        # An XMP packet is not in a chain: 258 bytes after it lead a reader of chains to its end.
        stop = max(end - 258, start + 14) if kind == "xmp" else end
        return Block(kind, name, start, end, (min(start + 14, end), stop))
    kind, name = _EXTENSIONS.get(label, ("other", f"extension {label:02X}"))
    return plain(kind, name, start, end, 2)


def _colours(data: bytes, at: int) -> int:
    """The bytes of the colour table that the flags at `at` announce."""
    packed = data[at] if at < len(data) else 0
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _after_chain(data: bytes, at: int) -> int:
    """Where a chain ends, each link led by its length; beyond the data when it is cut."""
    while at < len(data):
        if data[at] == 0:
            return at + 1
        at += 1 + data[at]
    return len(data) + 1
