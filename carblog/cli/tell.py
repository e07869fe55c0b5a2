"""What commands tell: summaries for a tired writer, progress only on a terminal."""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any
from zoneinfo import ZoneInfo

import click

from carblog.build.request import Report
from carblog.cli import problems as shown
from carblog.model.problem import Place, Problem
from carblog.model.site import Waiting
from carblog.run.files import InputChanged, read_bytes

FORMATS = ("text", "json", "github")


class Voice:
    """How one run of a command speaks: in which format, how much, about which site."""

    def __init__(
        self, root: Path, format_: str = "text", *, quiet: bool = False, verbose: bool = False
    ) -> None:
        self.root = root
        self.format = format_
        self.quiet = quiet
        self.verbose = verbose

    def say(self, text: str) -> None:
        """A line for people: nothing when quiet or when a machine listens."""
        if self.format != "json" and not self.quiet:
            click.echo(text)

    def problems(self, problems: tuple[Problem, ...], **more: object) -> None:
        """All problems, sorted by place; to the error stream, but JSON where a program reads it."""
        if self.format == "json":
            click.echo(shown.as_json(problems, **more))
        elif self.format == "github":
            if problems:
                click.echo(shown.as_github(problems))
        elif told := tuple(p for p in problems if p.severity == "error" or not self.quiet):
            click.echo(shown.as_text(told, self.line_of), err=True)
            click.echo(f"\n{_count(told)}", err=True)

    def line_of(self, place: Place) -> str:
        """The line of an input file that a problem is about."""
        try:
            lines = read_bytes(self.root, place.path).decode("utf-8", "replace").splitlines()
        except (OSError, InputChanged, ValueError):
            return ""
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def _count(problems: tuple[Problem, ...]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [_plural(errors, "error"), _plural(warnings, "warning")]
    counted = " and ".join(
        part for part, number in zip(parts, (errors, warnings), strict=True) if number
    )
    return f"{counted}." + (" Nothing was published." if errors else "")


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def summary(report: Report, output: str, seconds: float, zone: str) -> str:
    """What was made, what was kept, what is not due, how long it took."""
    total = sum(report.made.values())
    kinds = [_plural(count, kind.removesuffix("s")) for kind, count in report.made.items() if count]
    made = f"made {', '.join(kinds)}" if total else "nothing to make"
    kept = f"kept {report.kept:,}" if report.kept else ""
    removed = f"removed {report.removed:,}" if report.removed else ""
    first = "; ".join(part for part in (made, kept, removed) if part)
    lines = [f"{output}: {first} ({seconds:.1f} s)"]
    lines.append(f"  {report.files:,} files, {megabytes(report.size)}")
    if report.waiting:
        lines.append(f"  not due: {not_due(report.waiting, zone)}")
    if report.skipped:
        lines.append(f"  skipped: {_plural(len(report.skipped), 'file')} (-v names them)")
    return "\n".join(lines)


def megabytes(size: int) -> str:
    """Bytes as people say them, in powers of ten as hosts count."""
    return f"{size / 1e6:,.1f} MB" if size >= 1e5 else f"{size / 1e3:,.1f} kB"


def not_due(waiting: tuple[Waiting, ...], zone: str) -> str:
    """`2 drafts, 1 future (next 1 January 2031 09:00)`."""
    reasons = {"draft": 0, "future": 0, "expired": 0}
    for each in waiting:
        reasons[each.reason] += 1
    names = {"draft": "draft", "future": "future", "expired": "expired"}
    parts = [
        f"{count:,} {'drafts' if reason == 'draft' and count > 1 else names[reason]}"
        for reason, count in reasons.items()
        if count
    ]
    coming = sorted(each.when for each in waiting if each.reason == "future" and each.when)
    after = f"; next due {moment(coming[0], zone)}" if coming else ""
    return ", ".join(parts) + after


def moment(when: Any, zone: str) -> str:
    """A time in the site's zone, to the minute."""
    return f"{when.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"


class Bar:
    """A progress bar with an honest estimate, on a terminal only."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._bar: Any = None
        self._what = ""

    def __call__(self, what: str, done: int, all_: int) -> None:
        if not self._wanted:
            return
        if what != self._what:
            self.close()
            self._what = what
            self._bar = click.progressbar(
                length=all_, label=f"{what:>9}", file=sys.stderr, show_pos=True, width=24
            )
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos)
        if done >= all_:
            self.close()

    def close(self) -> None:
        """Leaves the terminal as it was found."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
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


def as_data(report: Report, seconds: float) -> Mapping[str, object]:
    """The summary for programs."""
    return {
        "published": report.published,
        "made": report.made,
        "kept": report.kept,
        "removed": report.removed,
        "files": report.files,
        "bytes": report.size,
        "seconds": round(seconds, 3),
        "waiting": [
            {
                "path": each.path,
                "title": each.title,
                "reason": each.reason,
                "when": each.when.isoformat() if each.when else None,
            }
            for each in report.waiting
        ],
        "skipped": [{"path": each.path, "reason": each.reason} for each in report.skipped],
    }
