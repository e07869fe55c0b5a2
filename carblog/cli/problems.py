"""Problems as people and machines read them: sorted by place, with the line and a caret."""

import json
from collections.abc import Callable, Iterable

import click

from carblog.model.problem import Place, Problem, in_order

Line = Callable[[Place], str]
"""The text of a line of an input file; empty when there is none."""

COLOURS = {"error": "red", "warning": "yellow"}
LONGEST = 120
"""Characters of an excerpt: a terminal's width and a little."""


def as_text(problems: Iterable[Problem], line_of: Line) -> str:
    """For a terminal. Colours are stripped by click where they are not wanted."""
    return "\n".join(_text(problem, line_of) for problem in in_order(problems))


def _text(problem: Problem, line_of: Line) -> str:
    colour = COLOURS[problem.severity]
    place = click.style(f"{problem.place}:", bold=True)
    kind = click.style(f"{problem.severity}[{problem.code}]", fg=colour, bold=True)
    first = f"{place} {kind} {problem.message}"
    excerpt = _excerpt(problem.place, line_of(problem.place), colour)
    if excerpt is None:
        return f"{first}\n    {problem.hint}" if problem.hint else first
    lines = [first, *excerpt]
    if problem.hint:
        lines[-1] += f" {problem.hint}"
    return "\n".join(lines)


def _excerpt(place: Place, line: str, colour: str) -> list[str] | None:
    """The line and, under it, a caret at the column."""
    if not place.line or not line.strip():
        return None
    column = max(place.column, 1)
    shown = line.replace("\t", " ")
    cut = max(0, column - LONGEST // 2) if len(shown) > LONGEST else 0
    shown = ("…" if cut else "") + shown[cut : cut + LONGEST].rstrip()
    at = column - 1 - cut + (1 if cut else 0)
    number = f"{place.line:>5} | "
    caret = " " * (len(number) - 2) + "| " + " " * at + click.style("^", fg=colour, bold=True)
    return [click.style(number, dim=True) + shown, caret]


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(problem) for problem in in_order(problems))


def _annotation(problem: Problem) -> str:
    place = problem.place
    fields = [f"file={_property(place.path)}"]
    if place.line:
        fields.append(f"line={place.line}")
    if place.column:
        fields.append(f"col={place.column}")
    fields.append(f"title={_property(problem.code)}")
    message = f"{problem.message}. {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {','.join(fields)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Iterable[Problem], **more: object) -> str:
    """One object: `problems`, and whatever else the command tells."""
    listed = [
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
    return json.dumps({"problems": listed, **more}, ensure_ascii=False, indent=2)
