"""The lines around a problem, from the file as it is now."""

from pathlib import Path

from carblog.model.problem import Place
from carblog.run.files import read_bytes

AROUND = 2
"""Lines before and after the one that an excerpt is about."""
LONGEST = 400
"""Characters of a line of an excerpt: nobody reads more of it beside a page."""

Excerpt = tuple[tuple[int, str], ...]
"""Lines with their numbers."""


def excerpt_at(root: Path, place: Place) -> Excerpt:
    """Empty where the file as a whole is meant, or cannot be read."""
    if not place.line:
        return ()
    try:
        text = read_bytes(root, place.path).decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return ()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    first, last = max(place.line - AROUND, 1), min(place.line + AROUND, len(lines))
    return tuple((number, lines[number - 1][:LONGEST]) for number in range(first, last + 1))
