"""Bytes → text: UTF-8 with any line ends, or a problem that says what the file is instead."""

import codecs
import re

from carblog.model.problem import Place
from carblog.read.problems import Problems

_SAVE_AS = "save the file as UTF-8"
_OTHER = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# What no HTML, XML or YAML may hold: controls except tab and line ends, and two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

_PLAIN = bytes([*b"\t\n", *range(0x20, 0x7F)])


def decode(data: bytes, problems: Problems) -> str | None:
    """The text of a file, without byte order mark, every line ended by `\\n`."""
    if other := _other_encoding(data):
        problems.error(Place(problems.path), "encoding", f"the file is {other}", _SAVE_AS)
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        _explain(data, error.start, problems)
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # None of them is printable, and to ask for that takes a third of the time.
    is_sound = is_plain(text) or text.replace("\n", "").isprintable()
    if not is_sound and (found := _FORBIDDEN.search(text)):
        place = _place(text[: found.start()], problems.path)
        message = f"the character U+{ord(found[0]):04X} cannot be shown on a page"
        problems.error(place, "character", message, "remove it")
        return None
    return text


def is_plain(text: str) -> bool:
    """Whether a text is of ASCII without controls, which 3,000 characters tell in 1 µs."""
    return text.isascii() and not text.encode().translate(None, _PLAIN)


def _other_encoding(data: bytes) -> str:
    """By its mark; without one, every other byte of Latin text in UTF-16 is zero."""
    for mark, name in _OTHER:
        if data.startswith(mark):
            return name
    start = data[:64]
    return "UTF-16" if start.count(0) > len(start) // 3 else ""


def _explain(data: bytes, start: int, problems: Problems) -> None:
    """`start` is where the first byte is that cannot be UTF-8."""
    before = data[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    message = f"the byte 0x{data[start]:02X} is not UTF-8"
    if (looks_like := data[start : start + 1].decode("cp1252", "ignore")).isprintable():
        message += f'; in Windows-1252 it is "{looks_like}"' if looks_like else ""
    problems.error(_place(before, problems.path), "encoding", message, _SAVE_AS)


def _place(before: str, path: str) -> Place:
    """The place of what follows `before`."""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
