"""PNG is a chain of chunks (PNG 3, 5.3 and 11)."""

from collections.abc import Iterator

from carblog.model.containers.block import Block, Kind, after_the_end, plain, unreadable

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_PIXELS = frozenset({b"IDAT", b"fdAT"})

_STRUCTURE = frozenset(
    b"IHDR PLTE IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs hIST cICP mDCV cLLI acTL fcTL".split()
)

_XMP = b"XML:com.adobe.xmp"


def walk(data: bytes) -> Iterator[Block]:
    """The blocks of a PNG; chunks of pixels that follow one another are one."""
    if not data.startswith(SIGNATURE):
        yield from unreadable(data, 0)
        return
    yield plain("structure", "signature", 0, len(SIGNATURE), len(SIGNATURE))
    at = pixels = len(SIGNATURE)
    while at < len(data):
        type_ = data[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(data[at : at + 4])
        whole = at + 12 <= len(data) and end <= len(data)
        if whole and type_ in _PIXELS:
            at = end
            continue
        if pixels < at:
            yield plain("pixels", "IDAT", pixels, at)
        if not whole:
            yield from unreadable(data, at)
            return
        yield _chunk(data, type_, at, end)
        at = pixels = end
        if type_ == b"IEND":
            yield from after_the_end(data, at)
            return
    if pixels < at:
        yield plain("pixels", "IDAT", pixels, at)


def _chunk(data: bytes, type_: bytes, start: int, end: int) -> Block:
    body, stop = start + 8, end - 4
    name = type_.decode("ascii", "replace")
    kind: Kind = "structure" if type_ in _STRUCTURE else "other"
    if type_ == b"eXIf":
        kind = "exif"
    elif type_ == b"iCCP":
        kind, body = "icc", min(_after_zero(data, body, stop) + 1, stop)
    elif type_ in (b"tEXt", b"zTXt", b"iTXt"):
        return _text(data, name, start, end)
    return Block(kind, name, start, end, (body, stop))


def _text(data: bytes, name: str, start: int, end: int) -> Block:
    """A keyword, and its text; that of an `iTXt` may be an XMP packet."""
    stop = end - 4
    body = _after_zero(data, start + 8, stop)
    keyword = data[start + 8 : max(body - 1, start + 8)]
    named = f"{name} {keyword[:79].decode('latin-1')}".strip()
    if name == "zTXt":
        return Block("text", named, start, end, (min(body + 1, stop), stop))
    if name == "tEXt":
        return Block("text", named, start, end, (body, stop))
    compressed = data[body : body + 1] == b"\x01"
    body = _after_zero(data, _after_zero(data, min(body + 2, stop), stop), stop)
    if keyword == _XMP:
        return Block(
            "xmp", "iTXt XMP, compressed" if compressed else "iTXt XMP", start, end, (body, stop)
        )
    return Block("text", named, start, end, (body, stop))


def _after_zero(data: bytes, at: int, stop: int) -> int:
    found = data.find(b"\0", at, stop)
    return stop if found < 0 else found + 1
