"""Help that teaches, and what is answered to what carblog does not know."""

import gc
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import carblog as package
from carblog.cli.commands import LISTS, cli
from carblog.flow.listing import LISTS as KNOWN
from tests.cli.terminal import carblog


def commands(group: click.Group = cli, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command that the help lists."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield (*before, name)


def test_carblog_alone_teaches(tmp_path: Path) -> None:
    ran = carblog(tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == carblog(tmp_path, "--help").out
    assert "carblog new site blog && cd blog && carblog build" in ran.out


def test_new_alone_teaches(tmp_path: Path) -> None:
    ran = carblog(tmp_path, "new")
    assert (ran.code, ran.err) == (0, "")
    assert "Make FOLDER a site" in ran.out


def test_the_help_lists_every_command_in_the_order_of_a_writers_day(tmp_path: Path) -> None:
    listed = re.findall(r"(?m)^  ([a-z]+)  +[A-Z].*\w\.$", carblog(tmp_path).out)
    assert listed == "new serve build plan list inspect check clean completion".split()


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_the_help_of_a_command_has_examples_of_it(
    tmp_path: Path, words: tuple[str, ...], option: str
) -> None:
    ran = carblog(tmp_path, *words, option)
    assert (ran.code, ran.err) == (0, "")
    examples = ran.out.partition("Examples:\n")[2].partition("Options:\n")[0]
    assert f"carblog {' '.join(words)}" in examples
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("option", ["-V", "--version", "version"])
def test_the_version_is_told(tmp_path: Path, option: str) -> None:
    assert carblog(tmp_path, option).out == f"carblog {package.__version__}\n"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["bild"], 'there is no command "bild"; did you mean "build"?'),
        (["new", "artikle", "x"], 'there is no command "artikle"; did you mean "article"?'),
        (["xyzzy"], 'there is no command "xyzzy"; the commands are new, serve, build, '),
        (["build", "--drafst"], "--drafts"),
        (["list", "draft"], "'draft' is not one of 'drafts', 'future'"),
        (["list"], "Missing argument"),
        (["build", "-j", "0"], "0 is not in the range"),
        (["build", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["build", "--now", "soon"], "'soon' is not a time such as 2031-01-01T09:00"),
        (["build", "--now", "0001-01-01"], "'0001-01-01' is not a time such as"),
        (["new", "article"], "Missing argument 'TITLE'"),
        (["build", "extra"], "unexpected extra argument"),
    ],
)
def test_what_cannot_be_understood_is_answered_with_what_can(
    site: Path, words: list[str], answer: str
) -> None:
    ran = carblog(site, *words)
    assert (ran.code, ran.out) == (2, "")
    assert answer in " ".join(ran.err.split())


@pytest.mark.parametrize("command", ["build", "plan", "clean"])
def test_outside_of_a_site_it_is_said_how_to_start_one(tmp_path: Path, command: str) -> None:
    ran = carblog(tmp_path, command)
    assert ran.code == 2
    assert "there is no site in .: no site.yaml, no content/, no galleries/" in ran.err
    assert "start one with: carblog new site blog" in ran.err


def test_below_a_site_it_is_said_where_the_site_is(site: Path) -> None:
    ran = carblog(site / "content/news", "build")
    assert ran.code == 2
    assert "there is one around it; add -s ../..\n" in ran.err


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    ran = carblog(tmp_path, "build", "-s", "blgo")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "Error: there is no folder blgo")


def test_the_lists_of_the_command_are_those_of_the_flow() -> None:
    assert set(LISTS) == set(KNOWN)


@pytest.mark.parametrize(
    ("shell", "sign"),
    [("bash", "complete -o nosort"), ("zsh", "#compdef carblog"), ("fish", "complete --no-files")],
)
def test_a_shell_is_taught_to_complete(tmp_path: Path, shell: str, sign: str) -> None:
    ran = carblog(tmp_path, "completion", shell)
    assert ran.code == 0
    assert sign in ran.out
    assert "_CARBLOG_COMPLETE" in ran.out


def test_a_shell_completes_commands_lists_and_options() -> None:
    assert {"build", "plan", "list"} <= completed("carblog ", 1)
    assert completed("carblog list f", 2) == {"future"}
    assert "--drafts" in completed("carblog build --dr", 2)


def completed(words: str, at: int) -> set[str]:
    """What bash would offer."""
    asked = {"_CARBLOG_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    command = [sys.executable, "-m", "carblog"]
    run = subprocess.run(command, env=asked, capture_output=True, text=True, check=True)
    return {line.partition(",")[2] for line in run.stdout.splitlines()}


def test_saying_the_version_loads_nothing_that_takes_time() -> None:
    code = (
        "import sys; from carblog.cli import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: pass\n"
        "print(*sorted({'babel', 'jinja2', 'markdown', 'nh3', 'yaml'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == f"carblog {package.__version__}\n\n"


def test_nothing_looks_for_rubbish_while_a_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bool] = []
    monkeypatch.setattr(cli, "main", lambda *_, **__: looks.append(gc.isenabled()))
    assert carblog(tmp_path).code == 0
    assert looks == [False]
    assert gc.isenabled()
