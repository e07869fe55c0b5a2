"""Emphasis, and that no sign of it ever costs a letter."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.prose.typed import typed


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** _c_ __d__ ***e***", "<em>a</em> <strong>b</strong> <em>c</em> "),
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("a_b_c and 2 * 3 * 4", "a_b_c and 2 * 3 * 4"),
        ("*(**(*\\*", "*(**(**"),
        ("*(\\*`a`**x*`a`", "*(*<code>a</code>**x*<code>a</code>"),
    ],
)
def test_stars_and_lines_emphasise(text: str, html: str) -> None:
    assert html in typed(text).html


@given(
    st.lists(st.sampled_from(["*", "**", "_", "`k`", "[l](m)", "\\*", "n", "(", " "]), max_size=14)
)
def test_no_letter_is_lost_between_signs(pieces: list[str]) -> None:
    text = "".join(["a", *pieces, "z"])
    shown = re.sub(r"<[^>]*>|[^a-z]", "", typed(text).html)
    typed_letters = re.sub(r"\(m\)|[^a-z]", "", text)
    assert shown == typed_letters
