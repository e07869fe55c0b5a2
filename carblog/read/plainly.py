"""YAML as most front matter is: one key a line, and behind it a text, in quotes or not, or a list.

It is read by patterns: four keys take 16 µs, where libyaml and its events take 63. A text with
anything else in it, and be it a comment, is left to YAML.
"""

import re

from carblog.read.nodes import Entry, Mapping, Node, Scalar, Sequence

LONGEST = 16 * 1024
"""Characters: more is never plain."""

_WORD = r"""[A-Za-z0-9][^,\[\]{}:?#"']*"""
_LINE = re.compile(
    r"(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,99}): +(?:"
    r"(?P<plain>[A-Za-z0-9](?:[^:#]|:(?=[^ ]))*)"
    r'|(?P<double>"[^"\\]*") *'
    r"|(?P<single>'[^']*') *"
    rf"|(?P<list>\[ *{_WORD}(?:, *{_WORD})*\]) *"
    r")"
)
_ITEM = re.compile(_WORD)


def read_plainly(text: str, first_line: int) -> Mapping | None:
    """What YAML would make of a text that begins on `first_line`; `None` when it is to be asked."""
    lines = text.removesuffix("\n").split("\n")
    if len(text) > LONGEST or not all(map(str.isprintable, lines)):
        return None
    entries: dict[str, Entry] = {}
    for line, written in enumerate(lines, first_line):
        found = _LINE.fullmatch(written)
        if found is None or found["key"] in entries:
            return None
        entries[found["key"]] = Entry(Scalar(line, 1, found["key"]), _value(found, line))
    return Mapping(first_line, 1, entries)


def _value(found: re.Match[str], line: int) -> Node:
    kind = found.lastgroup or ""
    text, start = found[kind], found.start(kind)
    if kind == "plain":
        return Scalar(line, start + 1, text.rstrip(" "))
    if kind == "list":
        items = _ITEM.finditer(found.string, start, found.end(kind))
        words: list[Node] = [Scalar(line, item.start() + 1, item[0].rstrip(" ")) for item in items]
        return Sequence(line, start + 1, words)
    return Scalar(line, start + 1, text[1:-1], text[0])
