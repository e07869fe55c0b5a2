"""The bar says how long it still takes, once that can be said, and no finer than it is known."""

import io
import os
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.cli.bar import Bar, line
from carblog.cli.estimate import Estimate, in_words


class Clock:
    """A clock that stands still until it is told not to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    _columns(monkeypatch, 100)
    return Terminal()


def _columns(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    size = os.terminal_size((count, 24))
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_, **__: size)


def test_it_goes_by_the_work_that_is_done_and_not_by_the_number_of_things(clock: Clock) -> None:
    estimate = Estimate(clock)
    clock.now += 30
    assert estimate.left(0.25) == 90
    clock.now += 30
    assert estimate.left(0.5) == 60


def test_at_the_beginning_nothing_is_said(clock: Clock) -> None:
    estimate = Estimate(clock)
    clock.now += 1
    assert estimate.left(0.5) is None
    clock.now += 60
    assert estimate.left(0.001) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "a few seconds"),
        (5, "5 s"),
        (43, "45 s"),
        (57.4, "55 s"),
        (57.5, "1 min"),
        (82, "1 min 20 s"),
        (594, "9 min 50 s"),
        (595, "10 min"),
        (3599, "1 h"),
        (7500, "2 h 5 min"),
    ],
)
def test_time_is_said_as_people_say_it(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


@given(st.floats(0, 10**5))
def test_no_time_is_said_strangely(seconds: float) -> None:
    assert "60" not in in_words(seconds).split()
    assert not in_words(seconds).startswith("0 ")
    assert in_words(seconds)


def test_a_line_has_all_of_it() -> None:
    assert line("pictures", 312, 1204, 0.4, 80.0) == (
        "pictures  [############------------------]  312 of 1,204, 1 min 20 s left"
    )
    assert line("pages", 7, 7, 1.0, 0.0) == f"pages  [{'#' * 30}]  7 of 7"


def test_photos_that_cost_much_move_the_bar_much(clock: Clock, terminal: Terminal) -> None:
    bar = Bar(wanted=True, clock=clock, stream=terminal)
    bar("pictures", 1, 10, 0.0)
    clock.now += 40
    bar("pictures", 2, 10, 0.5)
    assert "2 of 10, 40 s left" in terminal.getvalue()
    assert terminal.getvalue().count("#") == 15


def test_another_kind_of_thing_begins_anew(clock: Clock, terminal: Terminal) -> None:
    bar = Bar(wanted=True, clock=clock, stream=terminal)
    bar("pictures", 1, 2, 0.5)
    clock.now += 40
    bar("pages", 1, 2)
    assert "left" not in terminal.getvalue()
    bar.close()
    assert terminal.getvalue().endswith("\r\x1b[2K")


def test_it_is_drawn_no_more_often_than_eyes_follow(clock: Clock, terminal: Terminal) -> None:
    bar = Bar(wanted=True, clock=clock, stream=terminal)
    for done in range(1, 1001):
        clock.now += 0.001
        bar("pages", done, 1000)
    assert terminal.getvalue().count("pages") < 15
    assert "1,000 of 1,000" in terminal.getvalue()


def test_it_fits_the_terminal(
    clock: Clock, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _columns(monkeypatch, 40)
    Bar(wanted=True, clock=clock, stream=terminal)("pictures", 1, 2)
    assert 30 < len(terminal.getvalue().rpartition("\x1b[2K")[2]) < 40
