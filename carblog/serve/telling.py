"""A problem as a browser is told of it: everything that it shows, and nothing outside the site."""

from pathlib import PurePath

import msgspec

from carblog.model.problem import Place, Problem


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One problem of the event `problems`, whose data is `{"problems": [Told, …]}` as JSON."""

    place: str
    """`content/news/x.md:3:8`."""
    path: str
    line: int
    column: int
    severity: str
    code: str
    message: str
    hint: str
    excerpt: tuple[tuple[int, str], ...]
    """Lines of the file around the place, with their numbers; empty where there are none."""
    more: str = ""
    """Where else it is met."""


def told(problem: Problem, excerpt: tuple[tuple[int, str], ...] = ()) -> Told:
    """`excerpt` is what the file has there now. Of other paths than of the site only the name."""
    place = problem.place
    if PurePath(place.path).is_absolute():
        place = Place(PurePath(place.path).name, place.line, place.column)
    return Told(
        place=str(place),
        path=place.path,
        line=place.line,
        column=place.column,
        severity=problem.severity,
        code=problem.code,
        message=problem.message,
        hint=problem.hint,
        excerpt=excerpt,
    )
