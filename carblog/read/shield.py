"""Characters that YAML would misread in a plain value, hidden while it reads.

YAML ends a plain value at ` #`, so `title: BMW #1 pick` would lose its end. For carblog a comment
needs a space after its `#` too, or a line of its own. YAML 1.1 also breaks lines at U+0085, U+2028
and U+2029, which come along when text is pasted from a page layout program.
"""

import re
from itertools import chain

# Private use first: these are the characters a text is least likely to hold.
_SPARE = (0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD)
_BREAKS = "\x85\u2028\u2029"

_LINE_WITH_HASH = re.compile(r".*#.*")
_HASH = re.compile(r"#(?=\S)")
_BEFORE_VALUE = re.compile(r"""\s*(?:-\s+)*(?:(?:"[^"]*"|'[^']*'|[^\s"'\[{][^:]*):\s+)?""")


def shield(text: str) -> tuple[str, dict[int, str]]:
    """The text to give to YAML, of the same length, and the `str.translate` table that undoes it.

    The table is empty when there was nothing to hide. The text must be shorter than 500,000 bytes:
    then it cannot hold all 137,000 private-use characters, and there are some to spare.
    """
    undo: dict[int, str] = {}
    spare = (
        char
        for char in map(chr, chain.from_iterable(range(a, z + 1) for a, z in _SPARE))
        if char not in text
    )
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
    if line.lstrip().startswith("#"):
        return line
    before_value = _BEFORE_VALUE.match(line)
    value = line[before_value.end() :] if before_value else line
    return _HASH.sub(
        lambda found: "#" if _begins_comment(value, line[: found.start()]) else stand_in, line
    )


def _begins_comment(value: str, before: str) -> bool:
    """Whether a `#` after `before` cannot belong to the value: a quote or bracket has closed it."""
    if value.startswith(("|", ">")):
        return True
    return value.startswith(tuple("\"'[{]}")) and before.rstrip().endswith(tuple("\"']}"))
