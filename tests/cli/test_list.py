"""`carblog list`: what there is, and what is due when."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import NOW
from tests.cli.scenario import picture
from tests.cli.terminal import Ran, carblog
from tests.support.sites import write

FUTURE = """\
2031-01-01 09:00  content/news/soon.md   Soon
2031-02-01 00:00  content/news/later.md  Later
"""
ARTICLES = """\
2026-01-06 18:30  content/news/two.md  /news/two/  Two
2026-01-05 00:00  content/news/one.md  /news/one/  One
"""


def listed(site: Path, *what: str) -> Ran:
    return carblog(site, "list", *what, *NOW)


@pytest.fixture
def full(site: Path) -> Path:
    """With a gallery and a car."""
    return write(
        site,
        {
            "galleries/suv/gallery.yaml": "title: The SUV\n",
            "galleries/suv/1.jpg": picture("JPEG", "40x30"),
            "galleries/suv/2.jpg": picture("JPEG", "40x31"),
            "content/cars/lumen/arc.yaml": "make: Lumen\nname: Arc\n",
        },
    )


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("drafts", "content/reviews/idea.md  Idea\n"),
        ("future", FUTURE),
        ("expired", "2026-01-02 00:00  content/news/gone.md  Gone\n"),
        ("articles", ARTICLES),
        ("galleries", "2  galleries/suv  /galleries/suv/  The SUV\n"),
        ("cars", "lumen/arc  content/cars/lumen/arc.yaml  /cars/lumen/arc/  Lumen Arc\n"),
    ],
)
def test_a_list_has_what_a_writer_looks_for_in_columns(full: Path, what: str, text: str) -> None:
    assert listed(full, what) == Ran(0, text, "")


@pytest.mark.parametrize("option", [["--json"], ["--format", "json"]])
def test_a_list_for_programs_says_when_with_the_offset(full: Path, option: list[str]) -> None:
    ran = listed(full, "future", *option)
    assert json.loads(ran.out) == {
        "problems": [],
        "future": [
            {"when": "2031-01-01T09:00+01:00", "path": "content/news/soon.md", "title": "Soon"},
            {"when": "2031-02-01T00:00+01:00", "path": "content/news/later.md", "title": "Later"},
        ],
    }
    assert ran.err == ""


@pytest.mark.parametrize("what", ["galleries", "cars"])
def test_an_empty_list_says_so(site: Path, what: str) -> None:
    assert listed(site, what) == Ran(0, f"no {what}\n", "")
    assert json.loads(listed(site, what, "--json").out)[what] == []


def test_a_list_is_as_of_the_moment_that_is_asked_for(site: Path) -> None:
    ran = carblog(site, "list", "future", "--now", "2031-01-15")
    assert ran.out == "2031-02-01 00:00  content/news/later.md  Later\n"


def test_galleries_inside_another_follow_it_and_a_spin_is_one_picture(full: Path) -> None:
    frames = {f"galleries/suv/turn/{n}.jpg": picture("JPEG", f"40x{30 + n}") for n in range(8)}
    write(full, {**frames, "galleries/suv/turn/gallery.yaml": "spin: true\n"})
    write(full, {"galleries/rally/day-1/1.jpg": picture("JPEG", "40x30")})
    assert listed(full, "galleries").out == (
        "1  galleries/rally        /galleries/rally/        Rally\n"
        "1  galleries/rally/day-1  /galleries/rally/day-1/  Day 1\n"
        "3  galleries/suv          /galleries/suv/          The SUV\n"
        "1  galleries/suv/turn     /galleries/suv/turn/     Turn\n"
    )


def test_a_list_does_not_repeat_the_warnings_of_the_site(site: Path) -> None:
    write(site, {"content/news/x.md": "---\ntitle: x\ndate: 2026-01-05\nfoo: bar\n---\n"})
    assert listed(site, "drafts").err == ""


def test_a_list_publishes_nothing(site: Path) -> None:
    listed(site, "articles")
    assert not (site / "public").exists()


def test_a_terminal_that_knows_few_letters_gets_what_it_can_show(site: Path) -> None:
    write(site, {"content/news/x.md": "---\ntitle: Škoda Élan\ndate: 2026-02-01\n---\n"})
    run = subprocess.run(
        [sys.executable, "-m", "carblog", "list", "articles"],
        cwd=site,
        env={**os.environ, "PYTHONIOENCODING": "iso-8859-1"},
        capture_output=True,
        encoding="iso-8859-1",
        check=True,
    )
    assert run.stdout.splitlines()[0].endswith("/news/x/    ?koda Élan")
