"""Texts that would keep Python-Markdown busy for minutes are refused before it sees them.

Each bound stands for a step of it, or of Python's HTML parser, that takes quadratic time or one
level of recursion for each repetition; nothing that people write comes near to any of them.
"""

import re
from typing import NamedTuple

LONGEST = 300_000
"""Characters of a body, four hours of reading."""
MOST_BRACKETS = 10_000
MOST_SIGNS = 50_000
"""Brackets, tags, lists and headings together: there are 60,000 marks."""
DEEPEST = 32
"""Quotes or lists in one another."""
MOST_IN_A_BLOCK = 500
"""Headings and definitions with no blank line between them."""
MOST_IN_A_PARAGRAPH = 20_000
"""Signs of emphasis, code, entities and escapes: each changes the text, and copies all of it."""
MOST_IN_A_LINE = 1_000
"""Cell borders and code signs."""
MOST_OPEN = 500
"""Raw tags that are never closed."""
FARTHEST = 5_000_000
"""Characters from each `<` to the next `>`, in sum: every `<` is tried as a tag up to there."""

_INLINE = ("*", "_", "`", "&", "\\")
_SIGNS = ("[", "<", "{", "#", "\n=", "\n-")
# These two begin with the end of the line before, for a search hops from one to the next.
_MARGIN = re.compile(rf"\n(?:[ ]{{0,3}}>|[ \t]*(?:[-*+]|\d+[.)])(?=\s)){{{DEEPEST + 1},}}")
_LINES = re.compile(r"\n[ >]*(?:#{1,6}(?=\s)|[=-]+\s*$|\*?\[[^\]\n]*\][ ]?:)", re.MULTILINE)
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_WIDE = re.compile(rf"^(?:[^|`\n]*+[|`]){{{MOST_IN_A_LINE + 1}}}", re.MULTILINE)
_TAG = re.compile(r"<[A-Za-z/!?]")
_OPENING = re.compile(r"<(?!(?:br|hr|img|input|source|track|wbr|col)\b)[A-Za-z][^<>]*+(?<!/)>")


class Fault(NamedTuple):
    """What makes a text too complex, and where."""

    offset: int
    message: str
    hint: str


def fault(text: str) -> Fault | None:
    """What makes a text too complex, and where; None for a text that people write."""
    if len(text) > LONGEST:
        return Fault(0, f"this text has more than {LONGEST:,} characters", "make several of it")
    if len(text) > MOST_BRACKETS and text.count("[") > MOST_BRACKETS:
        message = f"this text has more than {MOST_BRACKETS:,} opening brackets"
        return Fault(text.find("["), message, "make several of it")
    if len(text) > MOST_SIGNS and sum(map(text.count, _SIGNS)) > MOST_SIGNS:
        message = f"this text has more than {MOST_SIGNS:,} signs that could mean something"
        return Fault(0, message, "make several of it")
    if deep := _MARGIN.search("\n" + text):
        message = f"quotes or lists are nested more than {DEEPEST} deep"
        return Fault(deep.start(), message, "nest them less")
    if _borders(text) > MOST_IN_A_LINE and (wide := _WIDE.search(text)):
        message = f"this line has more than {MOST_IN_A_LINE:,} cell borders or code signs"
        return Fault(wide.start(), message, "make several lines of it")
    return _crowded(text) or (_unclosed(text) if "<" in text else None)


def _crowded(text: str) -> Fault | None:
    if _lines(text) <= MOST_IN_A_BLOCK and _inline(text) <= MOST_IN_A_PARAGRAPH:
        return None
    for block in _BLOCK.finditer(text):
        if _lines(block[0]) > MOST_IN_A_BLOCK:
            message = f"more than {MOST_IN_A_BLOCK} headings or definitions follow one another"
            return Fault(block.start(), message, "put blank lines between them")
        if _inline(block[0]) > MOST_IN_A_PARAGRAPH:
            message = f"this paragraph has more than {MOST_IN_A_PARAGRAPH:,} signs"
            return Fault(block.start(), message, "make several of it")
    return None


def _borders(text: str) -> int:
    return text.count("|") + text.count("`")


def _lines(text: str) -> int:
    """How many may be headings and definitions; few lines are not looked at, and all may be."""
    lines = text.count("\n") + 1
    return lines if lines <= MOST_IN_A_BLOCK else sum(1 for _ in _LINES.finditer("\n" + text))


def _inline(text: str) -> int:
    """How many signs of emphasis and the like; of a short text, none of which can be too many."""
    return sum(map(text.count, _INLINE)) if len(text) > MOST_IN_A_PARAGRAPH else 0


def _unclosed(text: str) -> Fault | None:
    if sum(1 for _ in _OPENING.finditer(text)) - text.count("</") > MOST_OPEN:
        message = f"more than {MOST_OPEN} tags are never closed"
        return Fault(text.find("<"), message, "close them")
    sum_, close = 0, -1
    for tag in _TAG.finditer(text):
        if close < tag.start():
            close = text.find(">", tag.start())
            close = len(text) if close < 0 else close
        sum_ += close - tag.start()
        if sum_ > FARTHEST:
            return Fault(tag.start(), 'too many "<" have no ">"', "write &lt; for a sign")
    return None
