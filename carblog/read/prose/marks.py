"""Invisible marks: how the place of a link survives the way through Python-Markdown.

Python-Markdown forgets where things came from. So every bracket, raw tag, heading and attribute
list of the source gets a private-use character of its own behind it; who finds the character
later knows the place. Those that nobody needed are taken out at the end.
"""

import re
from bisect import bisect_right
from functools import cached_property
from html import unescape
from xml.etree.ElementTree import Element

from carblog.model.problem import Place
from carblog.read.text import is_plain

MOST = 60_000
"""Marks of one text; a plane of Unicode has 65,534 characters."""
_PLACES = 0xF0000
"""Plane 15: marks that stand between other characters."""
_TAGS = 0x100000
"""Plane 16: marks of raw tags, with a space before them: `<div M class="wide">`."""

MARK = "[\U000f0000-\U000ffffd]"
TAG_MARK = "[\U00100000-\U0010fffd]"
SLOT_OPEN, SLOT_CLOSE = "\ue000", "\ue001"
"""Around the number of a slot."""
MORE, PLACE = "\ue002", "\ue003"
"""Where `<!--more-->` was; the attribute by which an element carries its mark."""

# What HTML does not allow (controls, surrogates, noncharacters), and what marks are made of.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue003\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(f"{chr(0x10000 * n + 0xFFFE)}{chr(0x10000 * n + 0xFFFF)}" for n in range(1, 15))
    + "\U000f0000-\U0010ffff]"
)
_LINE_END = re.compile("\r\n|\r|\n")
_SIGN = re.compile(f"[{MORE}{PLACE}\U000f0000-\U0010fffd]")
_VALUE = re.compile('="[^"]*"')
_MARK = re.compile(MARK)
_ORDINARY = "\n\t\xa0\u202f"
# Each alternative begins with a character of its own, so that the search hops from one to the next.
_MARKABLE = re.compile(
    r"""!\[ | \[
    | <[A-Za-z][\w.-]*(?::[\w.-]+)?(?=[\s/>])   # a raw tag
    | <[A-Za-z][\w+.-]*://                      # <https://…>
    | \{:?[ ]*(?=[^\s}])                        # an attribute list
    | \#\#{0,5}(?=[ \t])                        # a heading
    | \n(?=[ >]*(?:=+|-+)[ ]*$)                 # the end of a line underlined as a heading
    """,
    re.VERBOSE | re.MULTILINE,
)
_DEFINITION = re.compile(r"\[[^\]\n]*\][ ]?:")
_MARGIN = " \t>*+-0123456789.)"
"""What may stand before a heading or a definition: quotes, list items, indentation."""
_TAB = 4


class Source:
    """The text of a body, prepared for Python-Markdown, that knows its places in the file."""

    def __init__(self, written: str, path: str, first_line: int) -> None:
        self._written = _LINE_END.sub("\n", written) if "\r" in written else written
        self._path = path
        self._first_line = first_line
        self._offsets: list[int] = []
        self.text = allowed(self._written)
        """Line ends are `\\n`, characters that HTML forbids are gone."""
        self.tags: list[str] = []
        """The marks of everything that looks like a raw tag."""

    def marked(self, start: int, end: int) -> str:
        """The prepared text from `start` to `end`, with a mark at everything that has a place."""
        pieces, done = [], start
        for match in _MARKABLE.finditer(self.text, start, end):
            if self._has_place(match):
                pieces += [self.text[done : match.start()], self._mark(match)]
                done = match.end()
        return _expanded("".join([*pieces, self.text[done:end]]))

    def _has_place(self, match: re.Match[str]) -> bool:
        """Not a `#` inside a line; not a definition (`[label]:`), whose label must stay whole."""
        found, offset = match[0], match.start()
        if len(self._offsets) >= MOST:
            return False
        if found == "\n":
            return self._begins_block(offset)
        if found[0] == "#":
            return self._in_margin(offset)
        definition = found == "[" and _DEFINITION.match(self.text, offset)
        return not (definition and self._in_margin(offset))

    def _mark(self, match: re.Match[str]) -> str:
        found, offset, number = match[0], match.start(), len(self._offsets)
        if found == "\n":
            self._offsets.append(self.text.rfind("\n", 0, offset) + 1)
            return f"{chr(_PLACES + number)}\n"
        self._offsets.append(offset)
        if found[0] == "<" and "://" not in found:
            self.tags.append(chr(_TAGS + number))
            return f"{found} {self.tags[-1]}"
        return found + chr(_PLACES + number)

    def _in_margin(self, offset: int) -> bool:
        """Whether nothing but quote and list signs stands before `offset` in its line."""
        line = self.text.rfind("\n", 0, offset) + 1
        return not self.text[line:offset].strip(_MARGIN)

    def _begins_block(self, line_end: int) -> bool:
        """Whether the line that ends here is the first of its block, as a heading's must be."""
        line = self.text.rfind("\n", 0, line_end) + 1
        before = self.text[self.text.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
        return not before.strip(" >=-\n") or before.startswith("#")

    def offset(self, mark: str) -> int:
        """Where in the prepared text the marked thing begins; 0 when `mark` is none."""
        number = ord(mark) - (_TAGS if ord(mark) >= _TAGS else _PLACES) if mark else -1
        return self._offsets[number] if 0 <= number < len(self._offsets) else 0

    def place(self, mark: str) -> Place:
        """The place in the file of a marked thing; the start of the text when `mark` is none."""
        return self.place_at(self.offset(mark))

    def place_at(self, offset: int) -> Place:
        """The place in the file of an offset in the prepared text."""
        written = offset + bisect_right(self._gaps, offset)
        line = bisect_right(self._line_starts, written)
        column = written - (self._line_starts[line - 1] if line else 0) + 1
        return Place(self._path, self._first_line + line, column)

    @cached_property
    def _gaps(self) -> list[int]:
        """Where in the prepared text forbidden characters are missing."""
        if len(self.text) == len(self._written):
            return []
        forbidden = _FORBIDDEN.finditer(self._written)
        return [match.start() - before for before, match in enumerate(forbidden)]

    @cached_property
    def _line_starts(self) -> list[int]:
        """Of every line but the first, in the text as written."""
        return [match.end() for match in re.finditer("\n", self._written)]


def _expanded(text: str) -> str:
    """Tabs as spaces, to columns that marks do not count in."""
    if "\t" not in text:
        return text
    return "\n".join(_expanded_line(line) if "\t" in line else line for line in text.split("\n"))


def _expanded_line(line: str) -> str:
    *before, last = line.split("\t")
    pieces, column = [], 0
    for piece in before:
        column += len(unmarked(piece))
        gap = _TAB - column % _TAB
        pieces += [piece, " " * gap]
        column += gap
    return "".join([*pieces, last])


def unmarked(text: str) -> str:
    """The text without the marks that were not needed.

    Those that are attributes go with their value, and with the space before them.
    """
    if _is_printable(text.replace(SLOT_OPEN, "").replace(SLOT_CLOSE, "")):
        return text
    pieces, done = [], 0
    for sign in _SIGN.finditer(text):
        start, end = sign.span()
        if start < done:
            continue  # in the value of the one before
        is_place, is_tag = sign[0] == PLACE, sign[0] >= chr(_TAGS)
        spaced = (is_place or is_tag) and start > done and text[start - 1] == " "
        if (is_place or spaced) and (value := _VALUE.match(text, end)):
            end = value.end()
        pieces.append(text[done : start - spaced])
        done = end
    return "".join([*pieces, text[done:]])


def decoded(html: str) -> str:
    """The text that HTML without tags stands for; a character reference cannot forge a mark."""
    if "&" not in html and _is_printable(html):
        return html
    return allowed(unescape(unmarked(html)))


def allowed(text: str) -> str:
    """The text without the characters that HTML forbids, and without anything like a mark."""
    return text if _is_printable(text) else _FORBIDDEN.sub("", text)


def _is_printable(text: str) -> bool:
    """Whether a text holds neither marks nor what HTML forbids, for none of these is printable.

    It takes 3 ns a character; to look for them by a pattern takes 37. Some of what Python does not
    call printable is ordinary all the same.
    """
    if text.isprintable() or is_plain(text):
        return True
    for char in _ORDINARY:
        text = text.replace(char, "")
        if text.isprintable():
            return True
    return False


def first_mark(text: str) -> str:
    """The mark that `text` begins with, or nothing."""
    return text[:1] if "\U000f0000" <= text[:1] <= "\U000ffffd" else ""


def any_mark(text: str) -> str:
    """The first mark in `text`, or nothing."""
    found = _MARK.search(text)
    return found[0] if found else ""


def is_raw(element: Element) -> bool:
    """Whether an element of the tree was written as raw HTML, in `<div markdown="1">`."""
    return any("\U00100000" <= key[:1] <= "\U0010fffd" for key in element.attrib)
