"""One run of the command line: whatever happens, it ends with an exit code and plain words."""

import gc
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from carblog.cli.commands import cli
from carblog.cli.voice import FINE, INTERRUPTED, MACHINE, Voice
from carblog.run.failure import MachineFailed

__all__ = ["cli", "main"]

_BUG = "This is a bug in carblog, not in your site. Please report it with the lines above."


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run a command, by default that of the command line, and end with its exit code."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:  # not what nohup ignores
            signal.signal(number, _terminated)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    # Values have no cycles: looking for some was 0.2 of 1.4 s, with one title of 5,000 edited.
    gc.disable()
    code = _run(args)
    # What is left is the system's to free; looking through it once more would take 35 ms.
    gc.freeze()
    gc.enable()
    sys.exit(code)


def _run(args: Sequence[str] | None) -> int:
    try:
        return cli.main(args, prog_name="carblog", standalone_mode=False) or FINE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except MachineFailed as error:
        Voice().tell((error.problem,))
        return MACHINE
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; what is published is whole", err=True)
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - what no one foresaw still ends in words and an exit code
        click.echo(f"{traceback.format_exc()}\n{_BUG}", err=True)
        return MACHINE


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    """A polite kill ends like Ctrl-C: nothing half published, no worker left."""
    raise KeyboardInterrupt
