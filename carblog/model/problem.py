"""A problem is a value: where it is, what is wrong, what to do about it."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from heapq import nlargest
from typing import Literal

import msgspec

COMPARED = 50
"""Names that are compared letter by letter with a mistyped one: one well takes 0.1 ms."""

NEAR = 0.6
"""The part of two names that must be alike (`difflib.SequenceMatcher.ratio`)."""


class Place(msgspec.Struct, frozen=True, order=True, gc=False):
    """A place in an input file. Lines and columns count from 1; 0 means "the file as a whole".

    With `gc=False` the collector passes over every reference and word that has one: 10 of them are
    40,000 values in 4,000 articles, and took a third of reading those from the store.
    """

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
    return sorted(set(problems), key=lambda p: (p.place, p.code, p.message, p.hint))


def nearest(word: str, known: Iterable[str]) -> str:
    """`did you mean "…"?` for the known name nearest to `word`, or nothing."""
    found = nearest_of(word, known)
    return f'did you mean "{found}"?' if found else ""


def nearest_of(word: str, known: Iterable[str]) -> str:
    """The known name nearest to `word`; empty when none is near."""
    names, folded = set(known), word.casefold()
    by_case = sorted(name for name in names if name.casefold() == folded)
    found = by_case or get_close_matches(word, _likely(word, names), n=1, cutoff=NEAR)
    return found[0] if found else ""


def _likely(word: str, names: Collection[str]) -> Collection[str]:
    """Of very many names those that share most letter pairs, for what they are long: of ten
    thousand in 10 ms."""
    if len(names) <= COMPARED:
        return names
    pairs = tuple({word[at : at + 2] for at in range(len(word) - 1)})
    # What is much longer or shorter cannot be near, however much of it is the same.
    least, most = len(word) * NEAR / (2 - NEAR), len(word) * (2 - NEAR) / NEAR
    shared = (
        (sum(map(name.__contains__, pairs)) / (len(word) + len(name)), name)
        for name in names
        if least <= len(name) <= most
    )
    return [name for _, name in nlargest(COMPARED, shared)]
