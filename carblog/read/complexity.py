"""Texts that would take Python-Markdown minutes are refused before it sees them."""

import re
from typing import NamedTuple

LONGEST = 1_000_000
"""Characters of a body; the whole of "Moby-Dick" has 1.2 million."""
DEEPEST = 32
"""Levels of quotes, lists or brackets in one another."""
_MARGIN = re.compile(
    rf"^(?:\s{{0,3}}>|[ \t]*(?:[-*+]|\d+[.)])(?=\s)){{{DEEPEST + 1},}}", re.MULTILINE
)


class Fault(NamedTuple):
    offset: int
    message: str


def fault(text: str) -> Fault | None:
    """What makes a text too complex, and where; None for a text that people write."""
    if len(text) > LONGEST:
        return Fault(LONGEST, f"a text of more than {LONGEST:,} characters")
    if deep := _MARGIN.search(text):
        return Fault(deep.start(), f"quotes or lists are nested more than {DEEPEST} deep")
    return None
