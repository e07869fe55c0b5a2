"""The commands. Each is a few lines: options in, one flow, what to tell, an exit code."""

import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

import carblog
from carblog.cli.options import Where, find_root, site_options, when_options
from carblog.cli.tell import Bar, Voice, as_data, summary
from carblog.model.problem import nearest

FINE, PROBLEMS, USAGE, MACHINE, INTERRUPTED = 0, 1, 2, 3, 130

EPILOG = "A first site: carblog new site blog && cd blog && carblog build"


class Commands(click.Group):
    """Commands in the order that a writer needs them, with the nearest name for a mistyped one."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.commands and (hint := nearest(name, self.commands)):
            raise click.UsageError(f'there is no command "{name}"; {hint}', ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(carblog.__version__, "-V", "--version", message="carblog %(version)s")
def cli() -> None:
    """Turn Markdown articles and folders of pictures into a car publication."""


@cli.group()
def new() -> None:
    """Start a site or an article."""


@new.command("site")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def new_site(folder: Path) -> None:
    """Make FOLDER a site with a first article and a gallery, ready to build."""
    from carblog.cli.new import start_site

    told = start_site(folder)
    click.echo(told)


@new.command("article")
@click.argument("title")
@click.option("--section", default="", help="Folder of content/ [default: the site's first].")
@click.option("--kind", default="", help="news, road_test, video_review, …")
@click.option("--gallery", default="", help="A folder of galleries/ that it shows.")
@click.option("-s", "--source", type=click.Path(path_type=Path, file_okay=False), default=".")
def new_article(title: str, section: str, kind: str, gallery: str, source: Path) -> None:
    """Write the file of a new draft called TITLE, and say where it is."""
    from carblog.cli.new import start_article

    told = start_article(find_root(source), title, section=section, kind=kind, gallery=gallery)
    click.echo(told)


@cli.command()
@site_options
@when_options
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file made and every file skipped.")
def build(where: Where, strict: bool, quiet: bool, verbose: bool) -> None:
    """Build the site into public/. Only what changed is made again.

    With an error nothing is published. Exit codes: 0 fine, 1 the site has problems,
    2 usage or site.yaml, 3 the machine failed, 130 interrupted.
    """
    from carblog.build.flow import build as run

    started = time.monotonic()
    voice = Voice(where.root, where.format, quiet=quiet, verbose=verbose)
    with Bar(wanted=not quiet and where.format == "text") as bar:
        report = run(where.request(strict=strict), bar)
    seconds = time.monotonic() - started
    voice.problems(report.problems, **as_data(report, seconds))
    if report.published:
        if verbose:
            voice.say("\n".join(f"  made {path}" for path in report.urls))
            voice.say("\n".join(f"  skipped {each.path}: {each.reason}" for each in report.skipped))
        voice.say(summary(report, where.shown_output, seconds, report.timezone))
    if report.settings_failed:
        sys.exit(USAGE)
    sys.exit(PROBLEMS if report.failed else FINE)


@cli.command()
@site_options
@when_options
@click.option("--why", "url", default="", help="Why the output at this URL would be made again.")
def plan(where: Where, url: str) -> None:
    """Print every output of the site; with --why, what changed since one was published."""
    from carblog.build.explain import outline, why

    voice = Voice(where.root, where.format)
    told = why(where.request(), url) if url else outline(where.request())
    voice.problems(told.problems, outputs=told.data)
    voice.say(told.text)
    sys.exit(_code(told.problems, told.settings_failed))


@cli.command("list")
@click.argument(
    "what", type=click.Choice(["drafts", "future", "expired", "articles", "galleries", "cars"])
)
@site_options
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def list_(what: str, where: Where, as_json: bool) -> None:
    """List what the site has; `future` says what is due when."""
    from carblog.build.listing import listing

    voice = Voice(where.root, "json" if as_json else where.format)
    told = listing(where.request(), what)
    voice.problems(told.problems, **{what: told.data})
    voice.say(told.text)
    sys.exit(_code(told.problems, told.settings_failed))


@cli.command()
@site_options
def clean(where: Where) -> None:
    """Remove what carblog made: its files in the output folder, and the cache."""
    from carblog.build.flow import clean as run

    removed = run(where.request())
    click.echo(f"removed {removed:,} files")


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a SHELL: eval "$(carblog completion bash)"."""
    from click.shell_completion import get_completion_class

    class_ = get_completion_class(shell)
    assert class_ is not None  # noqa: S101 - click knows the three shells of the argument
    click.echo(class_(cli, {}, "carblog", "_CARBLOG_COMPLETE").source())


def _code(problems: Sequence[Any], settings_failed: bool) -> int:
    if settings_failed:
        return USAGE
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else FINE


def main() -> NoReturn:
    """Run a command and end with its exit code. What only the machine can cause is told plainly."""
    from carblog.run.failure import MachineFailed

    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except MachineFailed as error:
        problem = error.problem
        hint = f"\n    {problem.hint}" if problem.hint else ""
        click.echo(f"{problem.place}: error[{problem.code}] {problem.message}{hint}", err=True)
        code = MACHINE
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted; what is published is whole", err=True)
        code = INTERRUPTED
    sys.exit(code)


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    """A polite kill ends like Ctrl-C: nothing half published, no worker left."""
    raise KeyboardInterrupt
