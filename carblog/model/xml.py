"""Text in XML, whatever characters it has.

The standard library has the same, but imports an HTTP client for it: 35 ms of every command.
"""

import re

_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_IN_ATTRIBUTE = _IN_TEXT | str.maketrans(
    {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


_ESCAPED = re.compile('[&<>"\n\r\t]').search
"""Addresses and titles hold little of it: asking takes a sixth of the time that replacing does."""


def legal(text: str) -> str:
    """Without the characters that no XML document may have, not even escaped (XML 1.0, 2.2)."""
    return _ILLEGAL.sub("", text)


def in_text(text: str) -> str:
    """Between two tags."""
    return text.translate(_IN_TEXT) if _ESCAPED(text) else text


def in_attribute(text: str) -> str:
    """Between double quotes, with its line breaks (XML 1.0, 3.3.3)."""
    return text.translate(_IN_ATTRIBUTE) if _ESCAPED(text) else text
