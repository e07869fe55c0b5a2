"""Files in any encoding: UTF-8 is read, everything else is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.read.problems import Problems
from carblog.read.text import decode


def wrong(data: bytes) -> tuple[str, str]:
    problems = Problems("x.md")
    assert decode(data, problems) is None
    [problem] = problems.found
    assert problem.hint
    return str(problem.place), problem.message


def test_a_byte_order_mark_and_all_line_ends_are_understood() -> None:
    problems = Problems("x.md")
    assert decode("\ufeffa\r\nb\rc\nŠ".encode(), problems) == "a\nb\nc\nŠ"
    assert problems.found == []


def test_a_file_in_windows_1252_names_the_letter_and_its_place() -> None:
    place, message = wrong("title: x\r\nby: José".encode("cp1252"))
    assert place == "x.md:2:8"
    assert message == 'the byte 0xE9 is not UTF-8; in Windows-1252 it is "é"'


def test_columns_count_letters_and_not_bytes() -> None:
    assert wrong("Škoda ".encode() + b"\xe9")[0] == "x.md:1:7"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_named(encoding: str) -> None:
    assert wrong("---\ntitle: x\n---\n".encode(encoding)) == ("x.md", "the file is UTF-16")


def test_a_file_in_utf_32_is_named() -> None:
    assert wrong("title: x\n".encode("utf-32")) == ("x.md", "the file is UTF-32")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0c", "\x7f", "\x85", "\uffff"])
def test_a_character_that_no_page_can_show_has_its_place(character: str) -> None:
    code = f"U+{ord(character):04X}"
    text = f"title: a long enough line\nab{character}"
    assert wrong(text.encode()) == ("x.md:2:3", f"the character {code} cannot be shown on a page")


@given(st.binary())
def test_any_bytes_are_text_or_one_problem(data: bytes) -> None:
    problems = Problems("x.md")
    text = decode(data, problems)
    assert (text is None) == (len(problems.found) == 1)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")))
def test_text_in_utf_8_is_read_as_it_was(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode(), Problems("x.md")) == text
