"""A progress bar with an honest estimate, on a terminal only."""

import os
import sys
from types import TracebackType
from typing import Any

import click

_UP_AND_CLEAR = "\x1b[A\x1b[2K"
"""ECMA-48: what a bar leaves behind is the line above the cursor."""


class Bar:
    """Shows one bar at a time on the error stream, and takes it away when it is done."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._bar: Any = None
        self._what = ""

    def __call__(self, what: str, done: int, all_: int) -> None:
        """A `Progress`: so many of `what` are done."""
        if not self._wanted:
            return
        if what != self._what:
            self.close()
            self._what = what
            self._bar = click.progressbar(
                length=all_, label=what, file=sys.stderr, show_pos=True, width=30
            )
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos)

    def close(self) -> None:
        """Leaves the terminal as it was found."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            sys.stderr.write(_UP_AND_CLEAR)
            sys.stderr.flush()
            self._bar, self._what = None, ""

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
