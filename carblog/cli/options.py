"""The options that several commands share, gathered into one value."""

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from carblog.build.request import Request
from carblog.cli.tell import FORMATS


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Which site, as of when, to where, told how."""

    root: Path
    output: Path
    shown_output: str
    """The output folder as the user would type it."""
    base_url: str = ""
    jobs: int = 0
    format: str = "text"
    now: datetime
    drafts: bool = False
    future: bool = False
    expired: bool = False

    def request(self, *, strict: bool = False) -> Request:
        """The same for the flow."""
        return Request(
            root=self.root,
            now=self.now,
            output=self.output,
            base_url=self.base_url,
            drafts=self.drafts,
            future=self.future,
            expired=self.expired,
            jobs=self.jobs,
            strict=strict,
        )


_SITE = (
    click.option(
        "-s",
        "--source",
        type=click.Path(path_type=Path, file_okay=False),
        default=".",
        help="The site folder [default: this one].",
    ),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        default=None,
        help="Where the published site goes [default: public/ in the site folder].",
    ),
    click.option("-b", "--base-url", default="", help="Instead of base_url in site.yaml."),
    click.option("-j", "--jobs", type=click.IntRange(1, 64), help="Processes [default: all]."),
    click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default="text",
        help="How problems and results are told.",
    ),
)

_WHEN = (
    click.option("-D", "--drafts", is_flag=True, help="Show drafts."),
    click.option("-F", "--future", is_flag=True, help="Show what is not due yet."),
    click.option("-E", "--expired", is_flag=True, help="Show what has expired."),
)


def site_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command `where`."""

    @functools.wraps(command)
    def with_where(
        *args: Any,
        source: Path,
        output: Path | None,
        base_url: str,
        jobs: int | None,
        format_: str,
        now: datetime,
        drafts: bool = False,
        future: bool = False,
        expired: bool = False,
        **more: Any,
    ) -> Any:
        root = find_root(source)
        folder = output or root / "public"
        where = Where(
            root=root,
            output=Path(folder).absolute(),
            shown_output=f"{output or 'public'}/",
            base_url=base_url,
            jobs=jobs or 0,
            format=format_,
            now=now,
            drafts=drafts,
            future=future,
            expired=expired,
        )
        return command(*args, where=where, **more)

    for option in reversed(_SITE):
        with_where = option(with_where)
    return click.option(
        "--now",
        type=Moment(),
        default=lambda: datetime.now(UTC),
        help="The moment the site is built for: 2031-01-01T09:00+01:00 [default: the clock].",
    )(with_where)


def when_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the switches for what is not due."""
    for option in reversed(_WHEN):
        command = option(command)
    return command


class Moment(click.ParamType[datetime]):
    """An ISO 8601 time; without an offset it is UTC."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a time such as 2031-01-01T09:00+01:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def find_root(source: Path) -> Path:
    """The site folder: it has a `site.yaml` or a `content/`."""
    root = source.absolute()
    if not (root / "site.yaml").is_file() and not (root / "content").is_dir():
        raise click.UsageError(
            f"there is no site in {source}: no site.yaml and no content/. "
            "Start one with: carblog new site blog"
        )
    return root
