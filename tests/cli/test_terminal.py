"""What only a terminal shows: progress while it lasts, colours where they are wanted."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import NOW
from tests.cli.pseudoterminal import NOTHING, typed
from tests.cli.scenario import picture
from tests.cli.terminal import carblog
from tests.support.sites import write

MISTAKE = """\
---
title: Quiet
date: 2026-01-05
---

The light comes from the left, as it does in every picture of a car that somebody took before \
breakfast, and so does [the drive](nowhere.md), or does it?
"""
ESCAPE = "\x1b["
CLEARED = "\r\x1b[2K"


def screen(
    folder: Path, *arguments: str, variables: Mapping[str, str] = NOTHING, columns: int = 80
) -> str:
    """All that was shown."""
    with typed(folder, *arguments, variables=variables, columns=columns) as terminal:
        return terminal.read_to_end().replace("\r\n", "\n")


@pytest.fixture
def pictured(site: Path) -> Path:
    return write(site, {"galleries/suv/1.jpg": picture("JPEG", "400x300")})


def test_progress_is_shown_while_it_lasts_and_then_only_the_summary_stays(pictured: Path) -> None:
    shown = screen(pictured, "build", *NOW)
    before, _, after = shown.rpartition(CLEARED)
    for what in ("files", "pictures", "pages", "feeds"):
        assert re.search(rf"{what}  \[#+-*\]", before)
    assert after.startswith("public/ is ready (")
    assert ESCAPE not in after


def test_nothing_to_do_shows_no_progress(site: Path) -> None:
    carblog(site, "build", *NOW)
    assert screen(site, "build", *NOW).startswith("public/ is up to date (")


@pytest.mark.parametrize(
    ("options", "variables"),
    [
        (("-q",), {}),
        (("--format", "json"), {}),
        (("--format", "github"), {}),
        ((), {"TERM": "dumb"}),
    ],
)
def test_who_does_not_want_progress_gets_none(
    pictured: Path, options: tuple[str, ...], variables: dict[str, str]
) -> None:
    shown = screen(pictured, "build", *NOW, *options, variables=variables)
    assert ESCAPE not in shown
    assert "pictures  [" not in shown
    if "json" in options:
        assert json.loads(shown)["published"]


def test_errors_are_coloured_on_a_terminal(site: Path) -> None:
    write(site, {"content/news/x.md": MISTAKE})
    assert "\x1b[31m\x1b[1merror[link-broken]\x1b[0m" in screen(site, "build")


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_who_wants_no_colours_gets_none(site: Path, variables: dict[str, str]) -> None:
    write(site, {"content/news/x.md": MISTAKE})
    shown = screen(site, "build", variables=variables)
    assert "error[link-broken]" in shown
    assert ESCAPE not in shown.rpartition(CLEARED)[2]


def test_a_pipe_gets_no_colours_unless_it_is_forced(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site, {"content/news/x.md": MISTAKE})
    assert ESCAPE not in carblog(site, "build").err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m" in carblog(site, "build").err
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in carblog(site, "build").err


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_an_excerpt_fits_the_terminal(site: Path, columns: int) -> None:
    write(site, {"content/news/x.md": MISTAKE})
    shown = screen(site, "build", variables={"NO_COLOR": "1"}, columns=columns)
    _, excerpt, *_ = shown.rpartition(CLEARED)[2].splitlines()
    assert "[the drive](nowhere.md)" in excerpt
    assert len(excerpt) <= columns
