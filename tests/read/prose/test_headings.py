"""Headings: every one has an anchor and a level that leaves none out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.prose.typed import typed


def test_an_anchor_is_made_of_the_words_of_a_heading() -> None:
    read = typed('## The *new* "Škoda" & [co](x.md)[^1]\n\n[^1]: Note.')
    assert read.prose.headings == ((2, "the-new-skoda-co", "The new “Škoda” & co"),)


def test_a_heading_may_choose_its_anchor() -> None:
    read = typed("## Numbers {#figures .wide}\n\nRange {#range}\n-----")
    assert '<h2 class="wide" id="figures">Numbers</h2>' in read.html
    assert read.prose.anchors == ("figures", "range")


@given(st.lists(st.sampled_from(["a", "a-2", "a 2", "A", "!!", "section", "b {#a}"]), max_size=8))
def test_anchors_are_unlike_one_another(titles: list[str]) -> None:
    read = typed("\n\n".join(f"## {title}" for title in titles))
    made = [id_ for _, id_, _ in read.prose.headings]
    chosen = max(titles.count("b {#a}") - 1, 0)  # two that say the same are the writer's error
    assert len(set(made)) == len(made) - chosen
    assert sum("id-duplicate" in line for line in read.told) == chosen


def test_the_first_level_is_the_titles() -> None:
    read = typed("Title\n=====\n\n# Another")
    assert read.html == '<h2 id="title">Title</h2>\n<h2 id="another">Another</h2>'
    message = "this heading is of the first level, and so is only the title of a page"
    assert read.told == [f"1:1 ?heading-level: {message}", f"4:1 ?heading-level: {message}"]
    assert read.hints == ["begin it with ##"] * 2


@pytest.mark.parametrize(
    ("written", "shown", "told"),
    [
        ([2, 3, 4, 2], [2, 3, 4, 2], []),
        ([2, 4, 4, 3, 5], [2, 3, 3, 3, 4], [2, 3, 5]),
        ([3, 2, 3], [2, 2, 3], [1]),
        ([6, 6], [2, 2], [1, 2]),
    ],
)
def test_a_skipped_level_is_told_and_closed(
    written: list[int], shown: list[int], told: list[int]
) -> None:
    read = typed("\n".join(f"{'#' * level} Heading" for level in written))
    assert [level for level, _, _ in read.prose.headings] == shown
    assert [int(line.partition(":")[0]) for line in read.told] == told


@pytest.mark.parametrize("text", ["#1 in Europe", "C# is a note", "\\# No", "#", "##"])
def test_not_every_sharp_is_a_heading(text: str) -> None:
    assert typed(text).prose.headings == ()


@given(st.lists(st.integers(1, 6), max_size=12))
def test_no_level_is_ever_left_out(levels: list[int]) -> None:
    read = typed("\n\n".join(f"{'#' * level} Heading" for level in levels))
    shown = [1, *(level for level, _, _ in read.prose.headings)]
    assert len(shown) == len(levels) + 1
    assert all(1 < after <= before + 1 for before, after in pairwise(shown))
