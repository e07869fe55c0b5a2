"""Words that travel in picture files: what people wrote into them, and what the camera knows."""

from collections.abc import Callable

from carblog.model.containers import head
from carblog.model.containers.block import Block
from carblog.read.words.exif import exif_words
from carblog.read.words.iptc import iptc_words
from carblog.read.words.order import FIELDS, Field, Found, found_in, words_of
from carblog.read.words.png import png_words, unpacked
from carblog.read.words.said import Said
from carblog.read.words.xmp import Broken, xmp_words

__all__ = ["FIELDS", "Field", "Found", "found_words", "words_of"]


def found_words(
    data: bytes, format_: str, path: str = "", language: str = "en"
) -> tuple[Found, ...]:
    """All that a picture file says, by field, those that count more first.

    `format_` is a name that `sniff` gives. It takes any bytes whatever and never raises. Of blocks
    of one name the first is read: nobody means two, and each of a thousand could unpack to 8 MB.
    """
    said: Said = {}
    read = set[str]()
    for block in head(data, format_):
        decode = _DECODERS.get(block.kind)
        if decode and block.name not in read:
            read.add(block.name)
            for source, text in decode(block, data[slice(*block.payload)], language).items():
                said.setdefault(source, text)
    return found_in(said, path)


def _exif(_block: Block, payload: bytes, _language: str) -> Said:
    return exif_words(payload)


def _iptc(_block: Block, payload: bytes, _language: str) -> Said:
    return iptc_words(payload)


def _xmp(block: Block, payload: bytes, language: str) -> Said:
    """What an extended packet adds is too large to be words: depth maps, other pictures."""
    if "extended" in block.name:
        return {}
    said = xmp_words(unpacked(payload) if "compressed" in block.name else payload, language)
    return {} if isinstance(said, Broken) else said


def _text(block: Block, payload: bytes, _language: str) -> Said:
    return png_words(block.name, payload)


_DECODERS: dict[str, Callable[[Block, bytes, str], Said]] = {
    "exif": _exif,
    "iptc": _iptc,
    "xmp": _xmp,
    "text": _text,
}
