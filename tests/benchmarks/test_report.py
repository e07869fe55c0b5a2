"""What `make bench` says, and where it writes it."""

from pathlib import Path

import pytest

from benchmarks.__main__ import PARTS, options
from benchmarks.clock import timed
from benchmarks.report import DOCUMENT, Table, times, write
from benchmarks.saving import waits


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_its_place_in_the_document(part: str, tmp_path: Path) -> None:
    copy = tmp_path / "benchmarks.md"
    copy.write_text(DOCUMENT.read_text())
    write(part, "| new |", into=copy)
    assert f"<!-- {part} -->\n| new |\n<!-- /{part} -->" in copy.read_text()


def test_writing_twice_leaves_only_the_second(tmp_path: Path) -> None:
    copy = tmp_path / "benchmarks.md"
    copy.write_text("before\n<!-- cold -->\nold\n<!-- /cold -->\nafter\n")
    write("cold", "new", into=copy)
    assert copy.read_text() == "before\n<!-- cold -->\nnew\n<!-- /cold -->\nafter\n"


def test_figures_stand_at_the_right_and_words_at_the_left() -> None:
    table = Table("", "s", "lacks")
    table.row("carblog", "1.2", "")
    table.row("other", "2.4", "related")
    assert "| --- | ---: | --- |" in str(table)


@pytest.mark.parametrize(
    ("ratio", "said"), [(0.5, "0.50 × as fast"), (1.634, "1.63 × as fast"), (12.4, "12 × as fast")]
)
def test_a_ratio_has_as_many_digits_as_are_worth_something(ratio: float, said: str) -> None:
    assert times(ratio) == said


def test_the_wait_of_which_it_is_told_is_the_longest_of_nineteen_in_twenty() -> None:
    found = waits([number / 100 for number in range(1, 101)])
    assert found.middle == pytest.approx(0.505)
    assert found.most == pytest.approx(0.95, abs=0.01)


def test_a_trial_may_leave_parts_and_peers_out() -> None:
    asked = options().parse_args(
        ["--articles", "500", "--leave-out", "serve", "--without", "nikola"]
    )
    assert (asked.articles, asked.leave_out, asked.without) == (500, ["serve"], ["nikola"])


def test_a_command_is_charged_for_the_work_of_all_its_processes(tmp_path: Path) -> None:
    work = "sum(n * n for n in range(6_000_000))"
    one = timed(["python3", "-c", work], tmp_path)
    two = timed(
        ["python3", "-c", f"import os; pid = os.fork(); {work}\nif pid: os.wait()"], tmp_path
    )
    assert two.cpu > one.cpu * 1.4
