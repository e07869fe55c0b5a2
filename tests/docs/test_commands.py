"""Every command in the documents is one that carblog or the Makefile understands."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from carblog.cli.main import cli
from tests.docs.documents import DOCUMENTS, ROOT, WRITERS, blocks, rows, section, spans
from tests.docs.test_links import named

SHELLS = {"sh", "console", "yaml"}
_WORD = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s"'&;|>#)]+)"""
_COMMAND = re.compile(
    rf"(?:^ *(?:\$ |(?:- )?run: |[A-Z_]+=\S+ )?|&& |\$\()((?:carblog|make)(?: +{_WORD})+)",
    re.MULTILINE,
)


def commands(document: Path, program: str) -> Iterator[list[str]]:
    """What a document tells people to type, word by word."""
    texts = [block.text for block in blocks(document) if block.language in SHELLS]
    typed = [found for text in texts for found in _COMMAND.findall(text.replace("\\\n", " "))]
    for line in [*typed, *spans(document)]:
        if line.startswith(f"{program} "):
            yield shlex.split(line)[1:]


def parse(arguments: list[str]) -> None:
    """Raises `click.UsageError` when carblog would not understand; it does nothing else."""
    command: click.Command = cli
    context: click.Context | None = None
    rest, name = arguments, "carblog"
    while True:
        try:
            context = command.make_context(name, list(rest), parent=context)
        except click.exceptions.Exit:  # --help and --version end here
            return
        if not isinstance(command, click.Group):
            return
        found = command.resolve_command(context, [*context._protected_args, *context.args])
        name, command, rest = found[0] or "", found[1] or cli, found[2]


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_carblog_command_can_be_typed_as_it_stands(document: Path) -> None:
    for arguments in commands(document, "carblog"):
        parse(arguments)


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_make_command_is_one_of_the_makefile(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z-]+):", makefile))
    for arguments in commands(document, "make"):
        assert {word for word in arguments if "=" not in word} <= targets, arguments


def test_a_command_that_carblog_has_not_is_noticed() -> None:
    for wrong in (["bild"], ["build", "--drafs"], ["list", "weather"], ["build", "extra"]):
        with pytest.raises(click.UsageError):
            parse(wrong)


def leaves(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its whole name."""
    if not isinstance(command, click.Group):
        yield name.strip(), command
        return
    for each, inner in command.commands.items():
        if not inner.hidden:
            yield from leaves(inner, f"{name} {each}")


def test_every_command_and_every_option_is_told_of() -> None:
    told = " ".join(word for cells in rows(section(WRITERS, "Commands")) for word in cells)
    told += section(WRITERS, "Commands")
    for name, command in leaves(cli):
        assert f"`carblog {name}" in told
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert f"`{option.opts[-1]}`" in told, f"{name} {option.opts}"
