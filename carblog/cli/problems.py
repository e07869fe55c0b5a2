"""Problems as people and machines read them: sorted by place, with the line and a caret."""

import json
import unicodedata
from collections.abc import Callable, Iterable

import click

from carblog.model.problem import Place, Problem, in_order

Shown = Callable[[str], str]
"""A path of the site as it is to be printed."""
Line = Callable[[Place], str]
"""The text of a line of an input file; empty when there is none."""

COLOURS = {"error": "red", "warning": "yellow"}
GUTTER = 5
"""Columns for the number of a line."""
NARROWEST = 40
"""Columns of an excerpt: below, it would show nothing."""


def as_text(problems: Iterable[Problem], shown: Shown, line_of: Line, width: int) -> str:
    """For a terminal of `width` columns. Click drops the colours where they are not wanted."""
    return "\n".join(_text(problem, shown, line_of, width) for problem in in_order(problems))


def _text(problem: Problem, shown: Shown, line_of: Line, width: int) -> str:
    colour = COLOURS[problem.severity]
    place = Place(printable(shown(problem.place.path)), problem.place.line, problem.place.column)
    kind = click.style(f"{problem.severity}[{problem.code}]", fg=colour, bold=True)
    first = f"{click.style(f'{place}:', bold=True)} {kind} {printable(problem.message)}"
    hint = printable(problem.hint)
    line = line_of(problem.place)
    if not problem.place.line or not line.strip():
        return f"{first}\n{_below(hint)}" if hint else first
    return "\n".join([first, *_excerpt(problem.place, line, hint, colour, width)])


def _excerpt(place: Place, line: str, hint: str, colour: str, width: int) -> list[str]:
    """The line, a caret under the column, and the hint behind it, or below where it is too long."""
    room = max(width - GUTTER - 3, NARROWEST)
    text, at = _window(line, place.column, room)
    gutter = click.style(f"{place.line:>{GUTTER}} |", dim=True)
    lines = [f"{gutter} {text}"]
    if place.column:
        blank = click.style(f"{'':>{GUTTER}} |", dim=True)
        lines.append(f"{blank} {' ' * at}{click.style('^', fg=colour, bold=True)}")
    if hint and place.column and at + 2 + cells(hint) <= room:
        lines[-1] += f" {hint}"
    elif hint:
        lines.append(_below(hint))
    return lines


def _below(hint: str) -> str:
    return f"{'':>{GUTTER}} = {hint}"


def _window(line: str, column: int, room: int) -> tuple[str, int]:
    """What of a line fits in `room` columns, the one counted from 1 among it, and where that is."""
    text = printable(line).rstrip()
    at = min(max(column, 1) - 1, len(text))
    if cells(text) <= room:
        return text, cells(text[:at])
    start = max(0, at - room // 2)
    before = "…" if start else ""
    rest, at = before + text[start : start + room], at - start + len(before)
    is_cut = len(text) > start + room
    while cells(rest) + is_cut > room:
        rest, is_cut = rest[:-1], True
    return rest + ("…" if is_cut else ""), cells(rest[:at])


def printable(text: str) -> str:
    """Nothing that a terminal obeys: no escapes, no control characters, no reversed text."""
    return "".join(char if char.isprintable() else " " if char.isspace() else "�" for char in text)


def cells(text: str) -> int:
    """The columns that a text takes on a terminal (UAX #11)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def as_github(problems: Iterable[Problem], shown: Shown) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(problem, shown) for problem in in_order(problems))


def _annotation(problem: Problem, shown: Shown) -> str:
    place = problem.place
    fields = [f"file={_property(shown(place.path))}"]
    fields += [f"line={place.line}"] if place.line else []
    fields += [f"col={place.column}"] if place.column else []
    fields.append(f"title={_property(problem.code)}")
    message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {','.join(fields)}::{_data(message)}"


def _data(text: str) -> str:
    """Escaped as GitHub's own toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_list(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """For programs."""
    return [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in in_order(problems)
    ]


def as_json(problems: Iterable[Problem], **more: object) -> str:
    """One object: `problems`, and whatever else the command tells."""
    return json.dumps({"problems": as_list(problems), **more}, ensure_ascii=False, indent=2)
