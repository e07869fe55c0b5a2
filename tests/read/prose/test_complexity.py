"""Texts made to keep a computer busy: refused with a place, or read in few steps."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from carblog.read.prose import complexity
from tests.read.prose.typed import typed


@contextmanager
def counted() -> Iterator[list[int]]:
    """How many functions are called, of Python and of C; no clock is asked."""
    steps = [0]

    def step(_: FrameType, event: str, __: object) -> None:
        steps[0] += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        yield steps
    finally:
        sys.setprofile(None)


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a" * (complexity.LONGEST + 1), "1:1", "make several of it"),
        ("x\n" + "[" * 20_000, "2:1", "make several of it"),
        ("{a} " * 60_000, "1:1", "make several of it"),
        ("x\n\n" + "\\*" * 20_000, "3:1", "make several of it"),
        ("x\n\n" + "> " * 200 + "x", "3:1", "nest them less"),
        ("- " * 1000 + "x", "1:1", "nest them less"),
        ("1. " * 1000, "1:1", "nest them less"),
        ("x\n\n" + "# a\n" * 1000, "3:1", "put blank lines between them"),
        ("[a]: b\n" * 1000, "1:1", "put blank lines between them"),
        ("x\n" + "a|" * 2000, "2:1", "make several lines of it"),
        ("x <b>" * 1000, "1:3", "close them"),
        ("x " + "<a " * 10_000, None, "write &lt; for a sign"),
        ("<!a " * 10_000, None, "write &lt; for a sign"),
    ],
)
def test_a_text_that_nobody_writes_is_refused(text: str, place: str | None, hint: str) -> None:
    with counted() as steps:
        read = typed(text)
    assert [line.split(" ")[1] for line in read.told] == ["too-complex:"]
    assert place in (None, read.told[0].split(" ")[0])
    assert (read.hints, read.html) == ([hint], "")
    assert steps[0] < 50_000


@pytest.mark.parametrize(
    "piece",
    [
        "[", "![", "[a](", "[a](<", "[a][", "[a](b 'c", '[a](b "c', "[^", "[^a] ", "[]", "]", "](",
        "*a ", "a*", "_a ", "**a *b ", "*", "`a ", "\\`", "<", "<b></b>", "<a@b>", "&amp;", "{a} ",
        " {.a", '"', "'a ", "--", "![a](b.jpg) ", "[a](b) ", "*a* ", "`a` ", "word ", "<!-- x -->",
        "# a\n\n", "- a\n", "1. a\n\n", "> a\n\n", "a|b\n-|-\nc|d\n\n", "a\n: b\n\n",
        "```\nx\n```\n", "    ```\n", "[a]: b\n\n", "*[a]: b\n\n", "![a](b.jpg)\n\n", "<!--", "<?",
        "<p>x</p>\n\n",
    ],
)  # fmt: skip
def test_twice_the_text_takes_about_twice_the_steps(piece: str) -> None:
    """Few enough repetitions for a bound not to be met, and many enough for a square to show."""
    steps = []
    for length in (600, 1200):
        with counted() as taken:
            typed(piece * (length // len(piece)) + "\n\n[^a]: note")
        steps.append(taken[0])
    assert steps[1] < 2.6 * steps[0] + 3_000


@pytest.mark.parametrize(
    "text",
    [
        "*a _b " * 2000 + "_ *" * 2000,
        "a\n: b\n\n    " * 500,
        "\n".join("    " * depth + "- a" for depth in range(300)),
        "<div markdown=1>\n" * 450 + "x",
        "[" * 30 + "a" + "](b)" * 30,
    ],
)
def test_things_nested_in_one_another_never_end_in_a_traceback(text: str) -> None:
    read = typed(text)
    assert read.html or read.told
