"""The problems of one file, as they are found."""

from typing import Literal, Protocol

from carblog.model.problem import Located, Place, Problem


class Spot(Protocol):
    """Anything that knows where in its file it stands: a node, a place."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


LONGEST_QUOTE = 60


def said(text: str) -> str:
    """What somebody wrote, in quotes, short enough for a message."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= LONGEST_QUOTE else f'"{line[: LONGEST_QUOTE - 1]}…"'


class Problems:
    """Collects what is wrong with one file, so that a run can tell all of it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def place(self, spot: Spot) -> Place:
        return Place(self.path, spot.line, spot.column)

    def located(self, value: str, spot: Spot) -> Located:
        return Located(value, self.place(spot))

    def error(self, spot: Spot, code: str, message: str, hint: str = "") -> None:
        self._add("error", spot, code, message, hint)

    def warning(self, spot: Spot, code: str, message: str, hint: str = "") -> None:
        self._add("warning", spot, code, message, hint)

    def _add(
        self, severity: Literal["error", "warning"], spot: Spot, code: str, message: str, hint: str
    ) -> None:
        self.found.append(Problem(self.place(spot), code, message, hint, severity))
