"""Bytes of text that do not say, or say wrongly, in which letters they are written."""

import codecs
import re

_LETTER = r"[^\W\d_]"
_ODD = re.compile(
    rf"(?<=[a-z])[À-ÖØ-ÞŠŒŽŸ](?=[a-z])|(?<={_LETTER})[^\w\s'’‘“”\-–—.,:;/&@·+](?={_LETTER})|\ufffd"
)
"""What hardly stands inside a word: a capital among small letters, a symbol between letters."""

_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]")
"""A first and a second byte of UTF-8 that were each taken for a character."""


def guessed(data: bytes) -> str:
    """Text in an encoding that nobody named: see `encoding_of`."""
    return decoded(data, encoding_of([data]))


def encoding_of(values: list[bytes]) -> str:
    """The likeliest encoding of texts that one program wrote: `utf-8`, `cp1252` or `mac_roman`.

    What is valid UTF-8 and not ASCII is UTF-8 but for one text in many thousands. Before, Windows
    and old Macs wrote their own letters: taken is the one that leaves fewer oddities inside words,
    and Windows when they leave as many.
    """
    if all(_is_utf8(value) for value in values):
        return "utf-8"
    joined = b" ".join(values)
    oddities = {name: len(_ODD.findall(decoded(joined, name))) for name in ("cp1252", "mac_roman")}
    return min(oddities, key=lambda name: oddities[name])


def decoded(data: bytes, encoding: str) -> str:
    """The text, without a last character that a limit cut in two; wrong bytes become U+FFFD."""
    if encoding == "utf-8":
        return codecs.getincrementaldecoder("utf-8")("replace").decode(data)
    return data.decode(encoding, "replace")


def mended(text: str) -> str:
    """`MÃ¼nchen` as `München`: UTF-8 that a program on the way took for Windows-1252.

    Only when all of the text becomes other text by it; else it is left alone.
    """
    if not _SUSPECT.search(text):
        return text
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except ValueError:
        return text


def _is_utf8(data: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _byte(char: str) -> bytes:
    """The byte that was shown as `char`. Five have no letter in Windows-1252 and pass as C1."""
    return char.encode("latin-1" if "\x80" <= char <= "\x9f" else "cp1252")
