"""How a problem looks: the place, the line, a caret under the column, and what to do."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.cli.problems import GUTTER, NARROWEST, as_github, as_json, as_text, cells, printable
from carblog.model.problem import Place, Problem


def shown(line: str, column: int, hint: str = "", width: int = 80) -> str:
    """One problem in line 3, without its colours."""
    problem = Problem(Place("a.md", 3, column), "code", "it is wrong", hint)
    return re.sub(r"\x1b\[\d+m", "", as_text([problem], str, lambda _: line, width))


def test_a_line_is_shown_with_a_caret_under_its_column_and_the_hint_behind_it() -> None:
    assert shown("date: 2026-02-30", 7, "take another day").splitlines() == [
        "a.md:3:7: error[code] it is wrong",
        "    3 | date: 2026-02-30",
        "      |       ^ take another day",
    ]


def test_a_hint_that_does_not_fit_behind_the_caret_stands_below() -> None:
    assert shown("date: 2026-02-30", 7, "x" * 70).splitlines()[2:] == [
        "      |       ^",
        "      = " + "x" * 70,
    ]


def test_without_a_column_there_is_no_caret() -> None:
    assert shown("date: 2026-02-30", 0, "take another day").splitlines()[1:] == [
        "    3 | date: 2026-02-30",
        "      = take another day",
    ]


def test_without_a_line_there_is_no_excerpt() -> None:
    assert shown("", 1, "take it out").splitlines()[1:] == ["      = take it out"]


def test_the_caret_stands_right_under_letters_that_take_two_columns_or_none() -> None:
    lines = shown("静か e\u0301 x", 7).splitlines()
    assert lines[2].index("^") - lines[1].index("静") == len("静か e x") + 2 - 1


@given(
    line=st.text(st.characters(codec="utf-8"), min_size=1, max_size=400).filter(str.strip),
    column=st.integers(1, 500),
    width=st.integers(20, 160),
)
def test_an_excerpt_never_breaks_the_line_of_the_terminal(
    line: str, column: int, width: int
) -> None:
    _, excerpt, caret = shown(line, column, width=width).splitlines()
    room = max(width, NARROWEST + GUTTER + 3)
    assert cells(excerpt) <= room
    assert cells(caret) <= room + 1


@given(
    line=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=9),
    at=st.data(),
)
def test_the_caret_is_under_the_letter_that_is_meant(line: str, at: st.DataObject) -> None:
    letters = [n for n, letter in enumerate(line) if not letter.isspace()]
    if not letters:
        return
    index = at.draw(st.sampled_from(letters))
    _, excerpt, caret = shown(line, index + 1, width=60).splitlines()
    before = cells(caret) - 1
    under = next(end for end in range(len(excerpt) + 1) if cells(excerpt[: end + 1]) > before)
    assert excerpt[under] == printable(line[index]) or cells(printable(line[index])) == 0


@given(st.text())
def test_nothing_that_is_printed_can_steer_a_terminal(text: str) -> None:
    problem = Problem(Place(text, 1, 1), "code", text, text)
    told = re.sub(r"\x1b\[\d+m", "", as_text([problem], str, lambda _: text, 80))
    assert all(char.isprintable() for line in told.split("\n") for char in line)


def test_problems_come_in_the_order_of_their_places_and_each_once() -> None:
    places = [Place("b.md", 1), Place("a.md", 10, 2), Place("a.md", 9), Place("a.md", 9)]
    told = as_json(Problem(place, "code", "message") for place in places)
    listed = [(each["path"], each["line"]) for each in json.loads(told)["problems"]]
    assert listed == [("a.md", 9), ("a.md", 10), ("b.md", 1)]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("50%", "50%25"), ("a\nb", "a%0Ab"), ("a\rb", "a%0Db"), ("::error::x", "::error::x")],
)
def test_no_message_can_write_a_command_into_githubs_log(text: str, escaped: str) -> None:
    told = as_github([Problem(Place("a.md"), "code", text)], str)
    assert told == f"::error file=a.md,title=code::{escaped}"


def test_no_path_can_write_a_property_of_githubs_annotation() -> None:
    told = as_github([Problem(Place("a,line=9::b.md", 1), "code", "x")], str)
    assert told == "::error file=a%2Cline=9%3A%3Ab.md,line=1,title=code::x"
