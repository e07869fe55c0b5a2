"""What a writer reads while the preview is open: where it is, what each save came to."""

import json
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import click

from carblog.cli.bar import Bar
from carblog.cli.problems import as_list, printable
from carblog.cli.voice import INTERRUPTED, Voice, number_of
from carblog.flow.request import Request
from carblog.model.problem import Problem
from carblog.serve.bugs import is_bug
from carblog.serve.darkroom import Notify
from carblog.serve.dressing import editor_link
from carblog.serve.preview import Preview, opened_preview, the_time
from carblog.serve.seen import Seen
from carblog.serve.server import Opening, Ready, serve


def serve_site(
    request: Request, terminal: "Terminal", *, is_fixed: bool, editor: str, **opening: Any
) -> int:
    """Opens the preview until Ctrl-C. `is_fixed`: it shows one moment, that of the request."""
    if editor and not editor_link(editor, "content/a.md"):
        message = (
            f"{editor!r} is no address with {{path}}, such as vscode://file//path/to/blog/{{path}}"
        )
        raise click.BadParameter(message, param_hint="--editor")
    clock = (lambda: request.now) if is_fixed else the_time
    how = Opening(root=request.root, editor=editor, clock=clock, **opening)
    moving = None if is_fixed else the_time

    def opened(notify: Notify) -> AbstractContextManager[Preview]:
        return opened_preview(request, moving, notify, terminal.progress)

    with suppress(KeyboardInterrupt), terminal.bar:
        serve(how, opened, terminal)
    return INTERRUPTED


class Terminal:
    """A line for each save, problems as `build` shows them, and nothing when nothing happened."""

    def __init__(
        self,
        root: Path,
        format_: str,
        *,
        quiet: bool = False,
        verbose: bool = False,
        clock: Callable[[], str] = lambda: time.strftime("%H:%M:%S"),
    ) -> None:
        self._root = root
        self._format = format_
        self._quiet = quiet
        self._verbose = verbose
        self._clock = clock
        self._problems: tuple[Problem, ...] = ()
        self.bar = Bar(wanted=format_ == "text" and not quiet)
        """Of what the first look reads: no other reads much."""
        self._is_open = False

    def progress(self, what: str, done: int, total: int, share: float | None = None, /) -> None:
        """A `Progress` of looks."""
        if not self._is_open:
            self.bar(what, done, total, share)

    def ready(self, ready: Ready) -> None:
        """Where it is; the address first, for who only reads the first word."""
        self._is_open = True
        self.bar.close()
        if self._format == "json":
            told = {"url": ready.url, "port": ready.port, "others": ready.others}
            self._say(_line("ready", **told, polling=not ready.told))
            return
        title = f"  {ready.title}" if ready.title else ""
        self._say(f"{click.style(ready.url, bold=True)}{title}")
        if ready.wanted not in {0, ready.port}:
            self._say(f"  Port {ready.wanted} is taken; {ready.port} is the next that is free.")
        if ready.others is not None:
            where = " ".join(ready.others) or f"this machine's address, port {ready.port}"
            self._say(f"  For other machines: {where}")
            self._say("  Whoever reaches that can read all of it, drafts and embargoes too.")
        if not self._quiet:
            if not ready.told:
                self._say("  Files are looked at every second, as the system tells of no changes.")
            self._say("  Every save is shown at once. Nothing is published. Ctrl-C ends it.")

    def round(self, seen: Seen) -> None:
        """What was saved, where it is to be seen, how long that took; what is wrong, or mended."""
        before, self._problems = self._problems, seen.problems
        if self._format == "json":
            if seen.saved or seen.problems != before:
                self._say(_as_json(seen))
            return
        if seen.saved and not self._quiet:
            page = f" → {seen.page}" if seen.page else ""
            self._say(f"{self._clock()}  {self._names(seen)}{page}  {_milliseconds(seen)}")
        news = [problem for problem in seen.problems if problem not in before]
        is_mended = _is_mended(before, seen.problems)
        is_less = not news and any(problem not in seen.problems for problem in before)
        if (is_mended or is_less) and not self._quiet:
            left = f"{number_of(seen.problems)} left" if seen.problems else ""
            words = (_mended(before) if is_mended else "", left)
            self._say(f"{self._clock()}  {', '.join(filter(None, words))}")
        self._tell(news, among=() if is_mended else seen.problems)
        if seen.bug and self._verbose:
            self._say(seen.bug, err=True)

    def _names(self, seen: Seen) -> str:
        if self._verbose or len(seen.saved) == 1:
            return printable(", ".join(seen.saved))
        return f"{printable(seen.saved[-1])} and {len(seen.saved) - 1:,} more"

    def _tell(self, problems: list[Problem], *, among: Sequence[Problem]) -> None:
        with suppress(OSError):  # the terminal is gone, which is no reason to stop
            voice = Voice(self._root, quiet=self._quiet)
            voice.tell(problems, ending="The last good pages stay.", among=among)

    def _say(self, text: str, *, err: bool = False) -> None:
        with suppress(OSError):
            click.echo(text, err=err)


def _errors(problems: tuple[Problem, ...]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _is_mended(before: tuple[Problem, ...], left: tuple[Problem, ...]) -> bool:
    """Whether there were errors, and only warnings are left; or warnings, and nothing is."""
    return bool(before) and (not left or (bool(_errors(before)) and not _errors(left)))


def _mended(gone: tuple[Problem, ...]) -> str:
    errors = _errors(gone)
    return "goes on" if errors and all(map(is_bug, errors)) else "mended"  # nobody mends carblog


def _milliseconds(seen: Seen) -> str:
    return f"{max(round(seen.seconds * 1000), 1):,} ms"


def _as_json(seen: Seen) -> str:
    return _line(
        "round",
        saved=seen.saved,
        page=seen.page,
        milliseconds=round(seen.seconds * 1000),
        fresh=seen.fresh,
        problems=as_list(seen.problems),
    )


def _line(event: str, **data: object) -> str:
    return json.dumps({"event": event, **data}, ensure_ascii=False)
