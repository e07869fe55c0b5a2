"""A problem is a value: where it is, what is wrong, what to do about it."""

from collections.abc import Iterable
from difflib import get_close_matches
from heapq import nlargest
from typing import Literal

import msgspec

COMPARED = 300
"""Names that are compared letter by letter with a mistyped one."""


class Place(msgspec.Struct, frozen=True, order=True):
    """A place in an input file. Lines and columns count from 1; 0 means "the file as a whole"."""

    path: str
    """Relative to the site folder, with forward slashes."""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Problem(msgspec.Struct, frozen=True):
    """Something a person can mend. Exceptions are for bugs in carblog itself."""

    place: Place
    code: str
    """Short and stable, for tools and search engines: `photo-missing`."""
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"


class Located(msgspec.Struct, frozen=True):
    """A word as somebody wrote it, with its place, for what can only be checked later."""

    value: str
    place: Place


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place and each said once, as they are shown."""
    return sorted(set(problems), key=lambda p: (p.place, p.code, p.message))


def nearest(word: str, known: Iterable[str]) -> str:
    """`did you mean "…"?` for the known name nearest to `word`, or nothing."""
    found = nearest_of(word, known)
    return f'did you mean "{found}"?' if found else ""


def nearest_of(word: str, known: Iterable[str]) -> str:
    """The known name nearest to `word`; empty when none is near."""
    names = sorted(set(known))
    by_case = [name for name in names if name.casefold() == word.casefold()]
    found = by_case or get_close_matches(word, _likely(word, names), n=1, cutoff=0.6)
    return found[0] if found else ""


def _likely(word: str, names: list[str]) -> list[str]:
    """Of very many names those that share most letter pairs: comparing one well takes 0.1 ms."""
    if len(names) <= COMPARED:
        return names
    pairs = {word[at : at + 2] for at in range(len(word) - 1)}
    return nlargest(COMPARED, names, lambda name: sum(pair in name for pair in pairs))
