"""What is written into XML is read back as it was."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from carblog.model.xml import in_attribute, in_text, legal

ANYTHING = st.text(st.characters(codec="utf-8") | st.sampled_from("\x00\x08\ufffe&<>\"'\t\n\r]"))


@given(ANYTHING)
def test_every_legal_character_survives_in_a_text_and_in_an_attribute(text: str) -> None:
    wanted = legal(text)
    read = etree.fromstring(f'<a b="{in_attribute(wanted)}">{in_text(wanted)}</a>')
    assert read.get("b") == wanted
    # A parser makes one line break of every kind of it (XML 1.0, 2.11).
    assert (read.text or "") == wanted.replace("\r\n", "\n").replace("\r", "\n")


def test_a_closing_bracket_of_a_section_needs_no_care() -> None:
    assert etree.fromstring(f"<a>{in_text(']]>')}</a>").text == "]]>"


def test_what_xml_forbids_is_left_out_and_nothing_else() -> None:
    # XML 1.0, 2.2: Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]
    ranges = ((9, 10), (13, 13), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    allowed = "".join(chr(code) for first, last in ranges for code in range(first, last + 1))
    assert legal("".join(map(chr, range(0x110000)))) == allowed
