"""How keys point at pictures."""

import pytest

from carblog.read.shown import focus, lead, reference
from tests.read.samples import fields, told


def test_a_path_is_pointed_at_with_its_escapes_undone() -> None:
    cursor, _ = fields("photo: a%20b/c.jpg")
    found = reference(cursor, "photo")
    assert found is not None
    assert (found.target, found.embed, str(found.place)) == ("a b/c.jpg", True, "x.yaml:1:8")


@pytest.mark.parametrize("written", ["[0.5, 0.4]", "0.5 0.4", "0.5, 0.4", "50% 40%"])
def test_a_focus_may_be_written_in_several_ways(written: str) -> None:
    cursor, problems = fields(f"focus: {written}")
    assert (focus(cursor), problems.found) == ((0.5, 0.4), [])


@pytest.mark.parametrize("written", ["[0.5]", "0.5", "[0.1, 0.2, 0.3]", "[[0.5], 0.4]", "{x: 1}"])
def test_a_focus_is_two_numbers(written: str) -> None:
    cursor, problems = fields(f"focus: {written}")
    assert focus(cursor) is None
    assert told(problems.found) == ['1:8 "focus" must be two fractions']


def test_a_lead_picture_may_be_a_path_alone() -> None:
    cursor, problems = fields("image: a.jpg")
    found = lead(cursor)
    assert found is not None
    assert (found.src.target, found.caption, problems.found) == ("a.jpg", "", [])


def test_a_lead_picture_without_a_file_is_an_error_only_when_it_has_words() -> None:
    cursor, problems = fields("image:\ncover: {alt: x}")
    assert (lead(cursor), problems.found) == (None, [])
    assert lead(cursor, "cover") is None
    assert told(problems.found) == ['2:8 there is no "src" in "cover"']
