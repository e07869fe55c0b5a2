"""Characters that YAML would misread in a plain value, hidden while it reads.

YAML ends a plain value at ` #`, so `title: BMW #1 pick` would lose its end. For carblog a comment
needs a space after its `#` too, or a line of its own. YAML 1.1 also breaks lines at U+0085, U+2028
and U+2029, which come along when text is pasted from a page layout program.
"""

import re
from itertools import chain

# Private use first, the characters that a text is least likely to hold; then all other planes.
_SPARE = range(0xE000, 0xF900), range(0x10FFFD, 0xFFFF, -1)
_BREAKS = "\x85\u2028\u2029"

_LINE_WITH_HASH = re.compile(r".*#.*")
_HASH = re.compile(r"#(?=\S)")
_ENCLOSED = tuple("\"'[{]}")
_AFTER_CLOSING = re.compile(r"""["'\]}]\s*#""")
_BEFORE_VALUE = re.compile(r"""\s*+(?:-\s+)*+(?:(?:"[^"]*"|'[^']*'|[^\s"'\[{][^:]*):\s+)?""")


def shield(text: str) -> tuple[str, dict[int, str]]:
    """The text to give to YAML, of the same length, and the `str.translate` table that undoes it.

    The table is empty when there was nothing to hide. The text must be shorter than a million
    characters: then there are some that it does not hold.
    """
    undo: dict[int, str] = {}
    spare = (char for char in map(chr, chain.from_iterable(_SPARE)) if char not in text)
    for char in _BREAKS:
        if char in text:
            stand_in = next(spare)
            undo[ord(stand_in)] = char
            text = text.replace(char, stand_in)
    if "#" in text:
        stand_in = next(spare)
        shielded = _LINE_WITH_HASH.sub(lambda line: _hide_hashes(line[0], stand_in), text)
        if shielded != text:
            undo[ord(stand_in)] = "#"
        text = shielded
    return text, undo


def _hide_hashes(line: str, stand_in: str) -> str:
    """A `#` is a part of the value, unless a quote or bracket has closed it before."""
    before_value = _BEFORE_VALUE.match(line)
    value = line[before_value.end() :] if before_value else line
    if line.lstrip().startswith("#") or value.startswith(("|", ">")):
        return line
    if not value.startswith(_ENCLOSED):
        return _HASH.sub(stand_in, line)
    comment = _AFTER_CLOSING.search(line)
    end = comment.start() if comment else len(line)
    return _HASH.sub(stand_in, line[:end]) + line[end:]
