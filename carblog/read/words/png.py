"""The words in the text chunks of a PNG, by the keywords of its standard (PNG 3, 11.3.3.2)."""

import zlib

from carblog.read.words.said import Said

MOST_BYTES = 8_000_000
"""Of a text when it is unpacked: 1 kB of zeros can be a megabyte."""

_KEYWORDS = frozenset({"Title", "Author", "Description", "Copyright"})


def png_words(name: str, data: bytes) -> Said:
    """What one chunk says; `name` is its type and keyword: `tEXt Author`."""
    type_, _, keyword = name.partition(" ")
    if keyword not in _KEYWORDS:
        return {}
    if type_ == "iTXt":
        text = data.decode("utf-8", "replace")
    else:
        text = (unpacked(data) if type_ == "zTXt" else data).decode("latin-1")
    return {f"PNG {keyword}": text.strip("\0 \r\n\t")} if text.strip("\0 \r\n\t") else {}


def unpacked(data: bytes) -> bytes:
    """Compressed text, up to `MOST_BYTES` of it; none when it is damaged."""
    try:
        return zlib.decompressobj().decompress(data, MOST_BYTES)
    except zlib.error:
        return b""
