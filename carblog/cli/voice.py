"""How one run of a command speaks: what goes to which stream, and in which format."""

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import click

from carblog.cli import problems as shown
from carblog.cli.words import plural
from carblog.model.problem import Place, Problem
from carblog.run.files import read_bytes

FORMATS = ("text", "json", "github")
FINE, PROBLEMS, USAGE, MACHINE, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes."""
_USAGE_CODES = frozenset({"output-not-ours", "unknown-url", "nothing-built"})
_MACHINE_CODES = frozenset({"worker-killed"})
WIDTH = 100
"""Columns of what is no terminal: a log."""
NOTHING: Mapping[str, object] = {}


class Voice:
    """Tells the outcome of one command about the site in `root`.

    What was done goes to the standard output and problems to the standard error stream. In JSON
    all of it is one document on the standard output.
    """

    def __init__(
        self,
        root: Path = Path(),
        format_: str = "text",
        *,
        quiet: bool = False,
        verbose: bool = False,
    ) -> None:
        self.format = format_
        self.quiet = quiet
        self.verbose = verbose
        self._root = root
        self._lines = cache(self._read)

    def tell(
        self,
        problems: Iterable[Problem],
        text: str = "",
        data: Mapping[str, object] = NOTHING,
        *,
        ending: str = "",
        among: Sequence[Problem] | None = None,
        errors_only: bool = False,
    ) -> None:
        """Everything that a command has to say: problems; `text` for people, `data` for programs.

        `ending` is said after errors and their number, which is that of all `among` which these
        are; of none, neither is said.
        """
        found = tuple(problems)
        if self.format == "json":
            click.echo(shown.as_json(found, **data))
            return
        if self.format == "github":
            self._say(shown.as_github(found, self.path))
        else:
            errors_only = errors_only or self.quiet
            told, all_ = (
                [p for p in some if p.severity == "error" or not errors_only]
                for some in (found, found if among is None else among)
            )
            self._complain(told, _count(all_, ending))
        if not self.quiet:
            self._say(text)

    def _say(self, text: str) -> None:
        if text:
            click.echo(text)

    def _complain(self, problems: list[Problem], count: str) -> None:
        if not problems:
            return
        width = shutil.get_terminal_size((WIDTH, 24)).columns
        click.echo(shown.as_text(problems, self.path, self._line, width), err=True)
        if count:
            click.echo(f"\n{count}", err=True)

    def path(self, path: str | Path) -> str:
        """A path in the site as it can be opened from here."""
        file = self._root / path
        try:
            is_in_site = file.is_relative_to(self._root) and file.exists()
            return os.path.relpath(file) if is_in_site else str(path)
        except OSError:  # the folder where the command was typed is gone
            return str(path)

    def in_json(self) -> "Voice":
        """The same for programs."""
        return Voice(self._root, "json", quiet=self.quiet, verbose=self.verbose)

    def _line(self, place: Place) -> str:
        lines = self._lines(place.path)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def _read(self, path: str) -> list[str]:
        """The lines of an input file, as reading counts them; none when there is no such file."""
        try:
            text = read_bytes(self._root, path).decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def exit_code(problems: Iterable[Problem]) -> int:
    """3 when the machine failed, 2 for an error in `site.yaml` or in an option, 1 for any other."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if any(problem.code in _MACHINE_CODES for problem in errors):
        return MACHINE
    places = [problem.place.path for problem in errors]
    if any(path == "site.yaml" or path.startswith("--") for path in places):
        return USAGE
    if any(problem.code in _USAGE_CODES for problem in errors):
        return USAGE
    return PROBLEMS if errors else FINE


def colour() -> bool | None:
    """Whether to colour; None leaves it to whether the stream is a terminal.

    https://no-color.org; `FORCE_COLOR` is what CI systems set whose logs show colours.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def _count(problems: Sequence[Problem], ending: str) -> str:
    is_wrong = any(problem.severity == "error" for problem in problems)
    return f"{number_of(problems)}.{f' {ending}' if is_wrong and ending else ''}" * bool(problems)


def number_of(problems: Sequence[Problem]) -> str:
    """`2 errors and 1 warning`."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [plural(errors, "error")] if errors else []
    parts += [plural(warnings, "warning")] if warnings else []
    return " and ".join(parts)
