"""The document on the architecture names what is there, and all of it."""

import re
from itertools import chain

from tests.docs.documents import ARCHITECTURE, ROOT, first_words, rows, section, spans
from tests.test_floors import FLOORS
from tests.test_repository import PROJECT


def test_every_path_that_it_names_is_there() -> None:
    folders = ("carblog/", "tests/", "themes/", "docs/", "benchmarks/")
    named = [word for word in spans(ARCHITECTURE) if word.startswith(folders)]
    assert len(named) > 20
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_room_is_in_its_table() -> None:
    rooms = {file.parent.name for file in (ROOT / "carblog").glob("*/*.py")}
    assert first_words(section(ARCHITECTURE, "Rooms and floors")) == rooms
    assert rooms <= set(FLOORS)
    brief = section(ROOT / "CONTRIBUTING.md", "The house")
    assert rooms <= set(re.findall(r"`(\w+)`", brief))


def test_every_dependency_has_its_reason() -> None:
    told = first_words(section(ARCHITECTURE, "Dependencies"))
    wanted = [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]
    assert told == {re.split("[<>=!~]", requirement)[0] for requirement in wanted}


def test_there_are_seven_promises_and_each_names_its_tests() -> None:
    table = section(ARCHITECTURE, "Promises")
    promises = re.findall(r"(?m)^\| (\d)\. .* \| (.*) \|$", table)
    assert [number for number, _ in promises] == list("1234567")
    assert all("`tests/" in tests for _, tests in promises)


def test_a_figure_is_the_one_that_stands_in_the_code() -> None:
    measured = list(rows(section(ARCHITECTURE, "What was measured")))
    in_code = [(figure, where.strip("`")) for _, figure, where in measured if "carblog/" in where]
    assert len(in_code) > 3
    for figure, where in in_code:
        code = (ROOT / where).read_text(encoding="utf-8")
        for number in re.findall(r"[0-9.]+(?= (?:ms|dB))", figure):
            assert re.search(rf"(?<![0-9.]){re.escape(number)}(?![0-9])", code), (
                f"{number}: {where}"
            )
