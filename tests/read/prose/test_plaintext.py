"""HTML as plain text: teasers, and how many words there are."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from carblog.read.prose.plaintext import count_words, text_of_html


@given(st.text(st.sampled_from("ab1_ –—&\xa0\u2003\n<>p/'’.é東")))
@example("– a")
@example("a –")
@example("–")
@example("a – — b")
@example("(a) 0–100")
def test_words_are_what_holds_a_letter_or_a_digit(html: str) -> None:
    assert count_words(html) == len(re.findall(r"\w\S*", text_of_html(html)))
