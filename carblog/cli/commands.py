"""The commands. Each is a few lines: options in, one flow, what to tell, an exit code."""

import time
from pathlib import Path
from typing import Any, cast

import click
import msgspec

import carblog
from carblog.cli.group import Commands
from carblog.cli.options import FILE, FOLDER, OPTIONS, Asked, site_of, takes
from carblog.cli.voice import FINE, Voice, colour, exit_code
from carblog.cli.words import plural

LISTS = ("drafts", "future", "expired", "articles", "galleries", "cars")


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="A first site: carblog new site blog && cd blog && carblog build",
)
@click.version_option(carblog.__version__, "-V", "--version", message="carblog %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Turn Markdown articles and folders of pictures into a car publication."""
    ctx.color = colour()


@cli.group(cls=Commands)
def new() -> None:
    """Start a site or an article."""


@new.command("site")
@click.argument("folder", type=FOLDER)
@click.option("-f", "--force", is_flag=True, help="Also beside files that are there; none is lost")
def new_site(folder: Path, force: bool) -> None:
    """Make FOLDER a site with a first article and a gallery, ready to build.

    \b
    Examples:
      carblog new site blog       in a new folder
      carblog new site .          in this one, such as a repository just made
    """
    from carblog.cli.new import start_site

    click.echo(start_site(folder, force=force))


@new.command("article")
@click.argument("title")
@click.option("--section", default="", help="A section  [default: the site's first]")
@click.option("-k", "--kind", default="", help="news, road_test, video_review, …")
@click.option("--gallery", default="", help="A folder of galleries/ that it shows")
@click.option("-t", "--tags", default="", help="Separated by commas")
@click.option("-e", "--edit", is_flag=True, help="Open it in $VISUAL or $EDITOR")
@takes("source", "now")
def new_article(
    asked: Asked, title: str, section: str, kind: str, gallery: str, tags: str, edit: bool
) -> int:
    """Write the file of a new draft called TITLE, and say where it is.

    \b
    Examples:
      carblog new article "The long way to Lauterbach"
      carblog new article "Lumen Arc" --section reviews --kind first_drive
    """
    from carblog.cli.new import Draft, start_article

    draft = Draft(
        title=title,
        section=section,
        kind=kind,
        gallery=gallery,
        tags=tuple(tag.strip() for tag in tags.split(",") if tag.strip()),
    )
    path = start_article(asked.request.root, draft, asked.request.now)
    asked.voice.tell(
        (), f"{asked.voice.path(path)}\nIt is a draft until you delete its line `draft: true`."
    )
    if edit:
        click.edit(filename=str(path))
    return FINE


@cli.command(short_help="Show the site in a browser while you write.")
@takes("source", "output", "base_url", "expired", "now", "jobs")
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    help="Where it listens; taken: the next one; 0: any  [default: 8000]",
)
@click.option(
    "--bind",
    metavar="ADDRESS",
    default="",
    help="An address of this machine, for other machines to see it  [default: only this one]",
)
@click.option("-O", "--open", "browse", is_flag=True, help="Open it in a browser, too")
@click.option("-D/ ", "--drafts/--no-drafts", default=True, help="Show drafts  [default: yes]")
@click.option(
    "-F/ ", "--future/--no-future", default=True, help="Show what is not due yet  [default: yes]"
)
@click.option("--navigate", is_flag=True, help="Follow you to the page of the file just saved")
@click.option("--poll", is_flag=True, help="Look for changes again and again, as on a network disk")
@click.option(
    "--editor",
    metavar="URL",
    envvar="CARBLOG_EDITOR",
    default="",
    help="What opens your editor, with {path} and {line}  [default: $CARBLOG_EDITOR]",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("-q", "--quiet", is_flag=True, help="Say only where it is, and errors")
@click.option("-v", "--verbose", is_flag=True, help="Name every saved file; tell all of a bug")
def serve(
    asked: Asked,
    *,
    drafts: bool,
    future: bool,
    format_: str,
    quiet: bool,
    verbose: bool,
    **opening: Any,
) -> int:
    """Show the site in a browser while you write: every save, in a tenth of a second.

    Pages are as a build would write them, with drafts and what is to come, each under a ribbon that
    says so. Nothing is published. Only this machine can see it. Ctrl-C ends it.

    \b
    Examples:
      carblog serve -O                    in the browser
      carblog serve -p 8080 --navigate    the browser follows you
      carblog serve --no-drafts --no-future --now 2031-01-01
      carblog serve --editor 'vscode://file//path/to/blog/{path}:{line}'
    """
    from carblog.cli.serving import Terminal, serve_site

    terminal = Terminal(asked.request.root, format_, quiet=quiet, verbose=verbose)
    request = msgspec.structs.replace(asked.request, drafts=drafts, future=future)
    is_fixed = click.get_current_context().params["now"] is not None
    return serve_site(request, terminal, is_fixed=is_fixed, **opening)


@cli.command(short_help="Build the site; only what changed is made again.")
@takes(
    *("source", "output", "base_url", "drafts", "future", "expired", "now"),
    *("avif_budget", "strict", "jobs", "format", "quiet", "verbose"),
)
def build(asked: Asked) -> int:
    """Build the site. Only what changed is made again.

    With an error nothing is published. Exit codes: 0 fine, 1 the site has problems, 2 usage or
    site.yaml, 3 the machine failed, 130 interrupted.

    \b
    Examples:
      carblog build                       into public/
      carblog build -D -F -o preview      with drafts and what is to come
      carblog build --now 2031-01-01      as it will be on that day
      carblog build --avif-budget 2m      what takes longer is left for later
      carblog build --strict --format github
    """
    from carblog.cli.bar import Bar
    from carblog.cli.summary import as_data, summary
    from carblog.flow.build import build as run

    voice, started = asked.voice, time.monotonic()
    with Bar(wanted=voice.format == "text" and not voice.quiet) as bar:
        report = run(asked.request, bar)
    seconds = time.monotonic() - started
    told = summary(report, asked.output, seconds, verbose=voice.verbose) if report.published else ""
    voice.tell(report.problems, told, as_data(report, seconds), ending="Nothing was published.")
    return exit_code(report.problems)


@cli.command(short_help="Say what a build would make, and why.")
@click.option("--why", "url", metavar="URL", default="", help="Only what is at URL, and why")
@takes(
    *("source", "output", "base_url", "drafts", "future", "expired", "now"),
    *("jobs", "format"),
)
def plan(asked: Asked, url: str) -> int:
    """Say what a build would make, without making it.

    Every output is new, changed, same, or gone. With --why, what decides the bytes of one of
    them, and which of that changed since it was published.

    \b
    Examples:
      carblog plan
      carblog plan --why /news/smartmi-car/
      carblog plan --why content/news/smartmi-car.md
    """
    from carblog.flow.explain import outline, why

    told = why(asked.request, url) if url else outline(asked.request)
    asked.voice.tell(told.problems, told.text, {"outputs": told.data}, errors_only=True)
    return exit_code(told.problems)


@cli.command("list", short_help="List what the site has, or what is due when.")
@click.argument("what", type=click.Choice(LISTS))
@takes("source", "output", "now", "jobs", "format")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json")
def list_(asked: Asked, what: str, as_json: bool) -> int:
    """List what the site has, or what is not due: `future` says what is due when.

    \b
    Examples:
      carblog list future
      carblog list articles --json
    """
    from carblog.flow.listing import listing

    voice = asked.voice.in_json() if as_json else asked.voice
    told = listing(asked.request, what)
    voice.tell(told.problems, told.text, {what: told.data}, errors_only=True)
    return exit_code(told.problems)


@cli.command(short_help="Say what a photo tells, and what of it would be published.")
@click.argument("photos", metavar="PHOTO...", nargs=-1, required=True, type=FILE)
@OPTIONS["format"]
def inspect(photos: tuple[Path, ...], format: str) -> None:  # noqa: A002 - the option's name
    """Say what a PHOTO tells, what of it would be published, and what would be removed.

    In a site, what its gallery.yaml and an XMP file beside it say counts as in a build. Nothing is
    changed. Coordinates are never printed, only that there are some.

    \b
    Examples:
      carblog inspect galleries/electric-suv/01-front.jpg
      carblog inspect --format json galleries/electric-suv/*.jpg
    """
    from carblog.cli.inspected import as_data, as_text
    from carblog.flow.inspecting import inspect as run

    found = [run(photo, site_of(photo)) for photo in photos]
    problems = [problem for photo in found for problem in photo.problems]
    usable = [photo for photo in found if photo.format]
    voice = Voice(Path.cwd(), format)
    voice.tell(
        problems, "\n\n".join(map(as_text, usable)), {"photos": [as_data(each) for each in usable]}
    )
    click.get_current_context().exit(exit_code(problems))


@cli.command(short_help="Look at what was built before it goes online.")
@takes("source", "output", "strict", "format", "quiet")
def check(asked: Asked) -> int:
    """Look at what was built before it goes online.

    Every picture in the output folder is read again, whoever put it there: beside its pixels it
    may carry its rights, and nothing else. Nothing is changed.

    \b
    Examples:
      carblog build && carblog check
      carblog check -o preview --format github
    """
    from carblog.check.rules import check as run

    report = run(asked.request)
    seen = " and ".join(plural(number, what) for what, number in report.looked_at.items())
    told = f"looked at {seen} in {asked.output}" if seen else ""
    data = {"looked_at": {f"{what}s": count for what, count in report.looked_at.items()}}
    asked.voice.tell(report.problems, told, data, ending="Do not publish this.")
    return exit_code(report.problems)


@cli.command(short_help="Remove what carblog made, and nothing else.")
@click.option("--cache", "cache_only", is_flag=True, help="Only the cache; public/ stays")
@takes("source", "output")
def clean(asked: Asked, cache_only: bool) -> int:
    """Remove what carblog made: its files in the output folder, and the cache.

    Files that carblog did not make, or that were changed since, stay.

    \b
    Examples:
      carblog clean
      carblog clean --cache       then a build makes everything again
    """
    from carblog.flow.cleaning import clean as run

    cleaned = run(asked.request, cache_only=cache_only)
    gone, left = cleaned.output
    parts = [f"{plural(len(gone), 'file')} in {asked.output}"] if gone else []
    parts += ["the cache"] if cleaned.had_cache else []
    lines = [f"removed {' and '.join(parts)}" if parts else "there was nothing to remove"]
    lines += [f"left {asked.output}{path}: it is not as carblog made it" for path in left]
    asked.voice.tell(cleaned.problems, "\n".join(lines))
    return exit_code(cleaned.problems)


@cli.command(short_help="Print completions for a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what teaches a SHELL to complete commands and options.

    \b
    Examples:
      eval "$(carblog completion bash)"                    in ~/.bashrc
      eval "$(carblog completion zsh)"                     in ~/.zshrc
      carblog completion fish > ~/.config/fish/completions/carblog.fish
    """
    from click.shell_completion import get_completion_class

    class_ = get_completion_class(shell)
    assert class_ is not None  # noqa: S101 - click knows the three shells of the argument
    click.echo(class_(cli, {}, "carblog", "_CARBLOG_COMPLETE").source())


@click.command(hidden=True)
def version() -> None:
    """Print the version."""
    click.echo(f"carblog {carblog.__version__}")


for group, also in (
    (cli, {"init": new_site, "server": serve, "preview": serve, "dev": serve, "version": version}),
    (new, {"content": new_article, "post": new_article, "project": new_site}),
):
    cast("Commands", group).also.update(also)
