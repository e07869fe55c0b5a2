"""The command line in this process: what a person types, and all that comes of it."""

import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from carblog.cli import main


class Ran(NamedTuple):
    """How a command ended, and what it said where."""

    code: int
    out: str
    err: str


def carblog(folder: Path, *arguments: str) -> Ran:
    """`carblog ARGUMENTS`, typed in `folder`."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with _in(folder), _signals_kept(), redirect_stdout(out), redirect_stderr(err):
        code = _code(arguments)
    return Ran(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def _code(arguments: tuple[str, ...]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


@contextmanager
def _in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _signals_kept() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
