"""Marks in a text, and the characters that may not be in one because marks are made of them."""

import re
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from carblog.read.prose.marks import MARK, MORE, PLACE, TAG_MARK, Source, allowed, unmarked
from tests.read.prose.typed import PATH

MARKS = re.compile(
    f' ?{PLACE}(?:="[^"]*")?| {TAG_MARK}(?:="[^"]*")?|{MARK}|{TAG_MARK}|[{MORE}{PLACE}]'
)
"""What `unmarked` takes out, as one pattern; it would try every character in five ways."""
SIGNS = [MORE, PLACE, "\U000f0000", "\U000ffffd", "\U00100000", "\U0010fffd"]


def is_forbidden(number: int) -> bool:
    """Controls, surrogates, noncharacters (HTML 13.2.3.5), and what marks and slots are made of."""
    return (
        (unicodedata.category(chr(number)) in {"Cc", "Cs"} and chr(number) not in "\t\n\r")
        or number & 0xFFFE == 0xFFFE
        or 0xFDD0 <= number <= 0xFDEF
        or 0xE000 <= number <= 0xE003
        or number == 0xFEFF
        or number >= 0xF0000
    )


def test_what_html_forbids_goes_and_nothing_else() -> None:
    gone = [number for number in range(sys.maxunicode + 1) if not allowed(chr(number))]
    assert gone == [number for number in range(sys.maxunicode + 1) if is_forbidden(number)]


@given(st.text(st.sampled_from("a\n\t\xa0\u202f–\x85\ue000\ue004\U000f0000🚗")))
def test_what_html_forbids_goes_from_any_company(text: str) -> None:
    assert allowed(text) == "".join(char for char in text if not is_forbidden(ord(char)))


@given(st.text(st.sampled_from("ab[](){}#<> \n=-!:/.")))
def test_marks_leave_no_trace(text: str) -> None:
    marked = Source(text, PATH, 1).marked(0, len(text))
    assert unmarked(marked) == text


@given(st.lists(st.sampled_from([" ", "a", "=", '"', '="', '="x"', *SIGNS])).map("".join))
def test_a_mark_goes_with_its_value_and_the_space_before_it(text: str) -> None:
    assert unmarked(text) == MARKS.sub("", text)


def test_places_are_counted_in_the_text_as_it_was_typed() -> None:
    source = Source("a\x00b\r\nc\x01[d", PATH, 5)
    place = source.place_at(source.text.index("["))
    assert (place.line, place.column) == (6, 3)
