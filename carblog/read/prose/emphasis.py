"""Emphasis: `*`, `**`, `_` and `__`, without two faults of Python-Markdown 3.11.

In `*a(**b*\\*` it lets a single `*` close the `**`, and so takes the character behind it, which may
be half of a placeholder; here the signs then stay as they are. And the pairs that it keeps for
later are at times looked for in the wrong place; here none are kept.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import Delimiter, DelimiterProcessor


class Emphasis(DelimiterProcessor):
    """Every pair of signs is looked for afresh, and must consist of signs."""

    def __init__(self, md: Markdown) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        self.reset()
        self._closings: list[tuple[int, int]] = []
        found = super().handleMatch(m, data)
        if all(set(data[start:end]) <= self.delimiters.keys() for start, end in self._closings):
            return found
        return None, m.start(), m.end()

    def add_region(self, delim: Delimiter, a: int, b: int, c: int, d: int, size: int) -> None:
        self._closings.append((c, d))
        super().add_region(delim, a, b, c, d, size)
