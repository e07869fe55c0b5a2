"""Fences: where front matter ends, and what is said when they are wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.read.frontmatter import Halves, split
from carblog.read.problems import Problems
from tests.read.samples import told

CHARACTERS = st.characters(codec="utf-8")
LINES = st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs"))), max_size=6)


def cut(source: str) -> tuple[Halves | None, list[str]]:
    problems = Problems("x.md")
    halves = split(source, problems)
    assert all(problem.code.startswith("front-matter") for problem in problems.found)
    assert all(problem.hint for problem in problems.found)
    return halves, told(problems.found)


def test_front_matter_ends_at_the_second_fence() -> None:
    halves, problems = cut("---\ntitle: x\n---\nOne.\n\n---\n\nTwo.\n")
    assert problems == []
    assert halves == Halves(
        block="title: x\n", block_line=2, text="One.\n\n---\n\nTwo.\n", text_line=4
    )


@pytest.mark.parametrize("fence", ["---  ", "---\t", "..."])
def test_a_fence_may_have_spaces_after_it_or_be_yamls_three_dots(fence: str) -> None:
    halves, problems = cut(f"---  \na: 1\n{fence}\nText.")
    assert (halves and halves.text, problems) == ("Text.", [])


def test_a_file_may_end_with_its_front_matter() -> None:
    halves, problems = cut("---\na: 1\n---")
    assert (halves and (halves.block, halves.text), problems) == (("a: 1\n", ""), [])


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("----\na: 1\n---\nText.", '1:1 {begin}"----"'),
        ("--\na: 1\n---\nText.", '1:1 {begin}"--"'),
        ("—\na: 1\n---\nText.", '1:1 {begin}"—"'),
        (" ---\na: 1\n---\nText.", "1:1 {begin}indented"),
        ("--- # keys\na: 1\n---\nText.", '1:1 {begin}"--- # keys"'),
        ("---\na: 1\n----\nText.", '3:1 {end}"----"'),
        ("---\na: 1\n--\nText.", '3:1 {end}"--"'),
        ("---\na: 1\n–––\nText.", '3:1 {end}"–––"'),
        ("---\na: 1\n ---\nText.", "3:1 {end}indented"),
        ("\n---\na: 1\n---\nText.", "2:1 there are blank lines above the front matter"),
        ("a: 1\n---\nText.", "1:1 there is no line `---` above the front matter"),
    ],
)
def test_a_mistyped_fence_is_an_error_and_what_was_meant_is_still_read(
    source: str, problem: str
) -> None:
    halves, problems = cut(source)
    assert problems == [
        problem.format(
            begin="the front matter must begin with a line `---`, and this one is ",
            end="the front matter must end with a line `---`, and this one is ",
        )
    ]
    assert halves is not None
    assert (halves.block.strip(), halves.text) == ("a: 1", "Text.")
    assert source.split("\n")[halves.block_line - 1] == "a: 1"
    assert source.split("\n")[halves.text_line - 1] == "Text."


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("", "1:1 the file is empty"),
        ("\n \n", "1:1 the file is empty"),
        ("# A heading\n\nText.", "1:1 there is no front matter"),
        ("+++\ntitle = 'x'\n+++\nText.", "1:1 front matter in TOML (+++) is not understood"),
        ('{\n  "title": "x"\n}\nText.', "1:1 front matter in JSON is not understood"),
        ("title: x\n\nText.", "1:1 there is no line `---` above the front matter"),
        (
            "---\ntitle: x\n\nText.",
            "1:1 the front matter that begins here is never closed",
        ),
    ],
)
def test_front_matter_that_cannot_be_found_is_one_error_and_no_text(
    source: str, problem: str
) -> None:
    assert cut(source) == (None, [problem])


@given(LINES, LINES)
def test_no_text_below_changes_what_is_front_matter(keys: list[str], text: list[str]) -> None:
    block = "".join(f"k: {line}\n" for line in keys)
    below = "\n".join(text)
    halves, problems = cut(f"---\n{block}---\n{below}")
    assert problems == []
    assert halves == Halves(block=block, block_line=2, text=below, text_line=len(keys) + 3)


@given(st.text(CHARACTERS | st.sampled_from("-—. \n:")))
def test_text_is_only_ever_what_stands_below_a_fence(source: str) -> None:
    problems = Problems("x.md")
    halves = split(source, problems)
    assert halves is not None or problems.found
    if halves is not None:
        lines = source.split("\n")
        assert halves.block_line + halves.block.count("\n") <= halves.text_line
        assert "\n".join(lines[halves.text_line - 1 :]) == halves.text or not halves.text


def test_a_line_of_typographic_dashes_without_end_is_read_like_any_other() -> None:
    # In quadratic time this takes minutes.
    cut("—" * 80_000 + "x\n---\n")
