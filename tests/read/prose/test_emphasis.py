"""Emphasis, and that no sign of it ever costs a letter."""

import re
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from carblog.read.prose.emphasis import Emphasis, mend_emphasis
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


SIGNS = st.lists(st.sampled_from(["*", "**", "_", "n", "(", " ", "\n"]), min_size=1, max_size=12)


@given(SIGNS.map("".join))
def test_a_pair_with_nothing_between_is_what_weighing_all_signs_finds(text: str) -> None:
    md = Markdown()
    mend_emphasis(md)
    emphasis = md.inlinePatterns["em_strong"]
    assert isinstance(emphasis, Emphasis)
    for sign in emphasis.getCompiledRegExp().finditer(text):
        pair, *span = emphasis.handleMatch(sign, text)
        weighed, *other_span = emphasis._paired(sign, text)
        assert span == other_span
        assert (pair is None) == (weighed is None)
        if pair is not None and weighed is not None:
            assert tostring(pair) == tostring(weighed)
