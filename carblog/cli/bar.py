"""A progress bar with an honest estimate, on a terminal only."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

from carblog.cli.estimate import Estimate, in_words

WIDTH = 30
"""Columns of the bar itself."""
OFTEN = 0.1
"""Seconds between two pictures of it: more often than eyes follow costs time for nothing."""
_CLEAR = "\r\x1b[2K"
"""ECMA-48: from the beginning of the line, erase all of it."""


class Bar:
    """Shows one line at a time on the error stream, and takes it away when it is done."""

    def __init__(
        self,
        *,
        wanted: bool,
        clock: Callable[[], float] = time.monotonic,
        stream: TextIO | None = None,
    ) -> None:
        self._stream = stream or sys.stderr
        self._wanted = wanted and self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._clock = clock
        self._what = ""
        self._estimate = Estimate(clock)
        self._shown = 0.0

    def __call__(self, what: str, done: int, total: int, share: float | None = None, /) -> None:
        """A `Progress`: so many of `what` are done, which is this share of the work."""
        if not self._wanted:
            return
        now = self._clock()
        is_first = what != self._what
        if is_first:
            self._what, self._estimate = what, Estimate(self._clock)
        elif now - self._shown < OFTEN and done < total:
            return
        self._shown = now
        part = share if share is not None else done / max(total, 1)
        text = line(what, done, total, part, self._estimate.left(part))
        columns = shutil.get_terminal_size().columns
        self._stream.write(f"{_CLEAR}{text[: columns - 1]}")
        self._stream.flush()

    def close(self) -> None:
        """Leaves the terminal as it was found."""
        if self._what:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._what = ""

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def line(what: str, done: int, total: int, share: float, left: float | None) -> str:
    """`pictures  [#########---------------------]  312 of 1,204, 1 min 20 s left`."""
    full = int(WIDTH * min(max(share, 0.0), 1.0))
    bar = "#" * full + "-" * (WIDTH - full)
    rest = f", {in_words(left)} left" if left is not None and done < total else ""
    return f"{what}  [{bar}]  {done:,} of {total:,}{rest}"
