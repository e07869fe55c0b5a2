"""Hiding characters from YAML loses none of them."""

from hypothesis import given
from hypothesis import strategies as st

from carblog.read.shield import shield

TEXTS = st.text(st.characters() | st.sampled_from("# \t'\"[]{}|>-:\n\ue000\ue001\u2028\u2029\x85"))


@given(TEXTS)
def test_what_was_hidden_comes_back_and_columns_stay_true(text: str) -> None:
    shielded, undo = shield(text)
    assert len(shielded) == len(text)
    assert shielded.translate(undo) == text


def test_a_text_that_uses_private_characters_itself_keeps_them() -> None:
    text = "a: \ue000 #1 \ue001\u2028x"
    shielded, undo = shield(text)
    assert set(undo) == {0xE002, 0xE003}
    assert shielded.translate(undo) == text


def test_a_text_without_such_characters_is_left_alone() -> None:
    assert shield("a: b\n# c\n") == ("a: b\n# c\n", {})
