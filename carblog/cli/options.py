"""The options that several commands share, gathered into one value."""

import functools
import os
import re
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from carblog.cli.group import Option
from carblog.cli.voice import FORMATS, MACHINE, Voice
from carblog.flow.request import Request
from carblog.read.dates import FIRST_YEAR, LAST_YEAR
from carblog.run.failure import MachineFailed, machine

Command = Callable[..., Any]
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a command line asks for: of the flow, and of how it is told."""

    request: Request
    output: str
    """The output folder as messages print it."""
    voice: Voice


def takes(*names: str) -> Callable[[Command], Command]:
    """Gives a command the shared options of these names, as `Asked`; it returns its exit code."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def run(**given: Any) -> None:
            asked = _asked(**{name: given.pop(name) for name in names})
            try:
                code = command(asked, **given)
            except MachineFailed as error:
                asked.voice.tell((error.problem,))
                code = MACHINE
            click.get_current_context().exit(code)

        decorated: Command = run
        for name in reversed(names):
            decorated = OPTIONS[name](decorated)
        return decorated

    return decorate


def _asked(
    *,
    source: Path,
    output: Path | None = None,
    now: datetime | None = None,
    jobs: int | None = None,
    format: str = "text",  # noqa: A002 - the option's name
    quiet: bool = False,
    verbose: bool = False,
    **more: Any,
) -> Asked:
    with machine(source):
        root = find_root(source)
        folder = output or source / "public"
        request = Request(
            root=root,
            output=folder.absolute(),
            now=now or datetime.now(UTC),
            jobs=jobs or 0,
            explain=verbose,
            **more,
        )
    voice = Voice(root, format, quiet=quiet, verbose=verbose)
    return Asked(request=request, output=f"{folder}/", voice=voice)


def find_root(source: Path) -> Path:
    """The site folder: it has a `site.yaml`, or articles or galleries."""
    root = source.absolute()
    if _is_site(root):
        return root
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {source}")
    message = f"there is no site in {source}: no site.yaml, no content/, no galleries/"
    around = next((parent for parent in root.parents if _is_site(parent)), None)
    if around is None:
        raise click.UsageError(f"{message}; start one with: carblog new site blog")
    folder = shlex.quote(os.path.relpath(around))
    raise click.UsageError(f"{message}, but there is one around it; add -s {folder}")


def site_of(photo: Path) -> Path | None:
    """The site folder that makes other pictures of the file `photo`."""
    file = Path(os.path.normpath(photo.absolute()))
    for folder in file.parents:
        top = file.relative_to(folder).parts[0]
        if top in ("content", "galleries") and _is_site(folder):
            return folder
    return None


def _is_site(folder: Path) -> bool:
    folders = (folder / "content", folder / "galleries")
    return (folder / "site.yaml").exists() or any(each.is_dir() for each in folders)


def _moment(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    value: str | None,
) -> datetime | None:
    """An ISO 8601 time; without a zone it is left to the site to say which."""
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise click.BadParameter(f"{value!r} is not a time such as 2031-01-01T09:00")
    return found


_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600}


def _duration(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    value: str | None,
) -> float | None:
    """Seconds, minutes or hours: `60`, `60s`, `2m`, `1.5h`."""
    if value is None:
        return None
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?([smh]?)", value.strip())
    if match is None:
        raise click.BadParameter(f"{value!r} is not a time such as 60s, 2m or 0")
    return float(match[1]) * _SECONDS[match[2]]


OPTIONS: dict[str, Callable[[Command], Command]] = {
    "source": click.option(
        "-s",
        "--source",
        cls=Option,
        also=("-C", "--root"),
        type=FOLDER,
        default=".",
        help="The site folder  [default: this one]",
    ),
    "output": click.option(
        "-o",
        "--output",
        cls=Option,
        also=("-d", "--destination"),
        type=FOLDER,
        help="Where the published site goes  [default: public/ in the site folder]",
    ),
    "base_url": click.option(
        "-b",
        "--base-url",
        metavar="URL",
        default="",
        help="Where the site will be, instead of what site.yaml says",
    ),
    "drafts": click.option("-D", "--drafts", is_flag=True, help="Show drafts, too"),
    "future": click.option("-F", "--future", is_flag=True, help="Show what is not due yet, too"),
    "expired": click.option("-E", "--expired", is_flag=True, help="Show what has expired, too"),
    "now": click.option(
        "--now",
        metavar="TIME",
        callback=_moment,
        help="The moment it is done for, such as 2031-01-01T09:00  [default: now]",
    ),
    "jobs": click.option(
        "-j",
        "--jobs",
        metavar="N",
        type=click.IntRange(1, 64),
        help="How many processes work side by side  [default: one for each processor, at least 2]",
    ),
    "avif_budget": click.option(
        "--avif-budget",
        metavar="TIME",
        callback=_duration,
        help="Make AVIF files for so long, such as 60s or 2m; later builds make the rest",
    ),
    "strict": click.option("--strict", is_flag=True, help="Warnings are errors"),
    "format": click.option(
        "--format",
        type=click.Choice(FORMATS),
        default="text",
        help="For people, for programs, or as annotations of a GitHub workflow  [default: text]",
    ),
    "quiet": click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors"),
    "verbose": click.option(
        "-v", "--verbose", is_flag=True, help="Name every file that is made or skipped, and why"
    ),
}
