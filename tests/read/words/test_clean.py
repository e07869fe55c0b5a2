"""A value out of a file becomes one line of plain text."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from carblog.read.words.charset import mended
from carblog.read.words.clean import cleaned


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  The nose \r\n\r\n at dusk\t", "The nose at dusk"),
        ("<p>The <b>nose</b></p><p>at dusk</p>", "The nose at dusk"),
        ("The nose<br/>at dusk", "The nose at dusk"),
        ('<a href="https://example.com/">Kerbweight</a>', "Kerbweight"),
        ("Seat &amp; Cupra &#8211; both", "Seat & Cupra – both"),
        ("0 &lt; 100 km/h", "0 < 100 km/h"),
        ("a < b and c > d <3", "a < b and c > d <3"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("MÃ¼nchen", "München"),
        ("â€œLidoâ€\x9d", "“Lido”"),
        ("Fotos: Škoda", "Fotos: Škoda"),
        ("ÃœBER", "ÜBER"),
        ("São Paulo â", "São Paulo â"),
        ("nose\x00\x07\x1b[31m", "nose[31m"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\u200f\u05e8\u05db\u05d1", "\u200f\u05e8\u05db\u05d1"),
        ("\ufeffnose", "nose"),
        ("cafe\u0301", "café"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_a_value_is_put_right(raw: str, text: str) -> None:
    assert cleaned(raw) == text


@given(st.text())
def test_any_text_becomes_one_line_that_can_be_encoded(raw: str) -> None:
    text = cleaned(raw)
    assert text == " ".join(text.split())
    assert not set(text) & set("\0\n\r\t\x1b\u202e\ufeff")
    text.encode()


@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x17F), min_size=1))
@example("Ñandú")
def test_words_with_accents_come_back_from_a_wrong_turn(text: str) -> None:
    assume(mended(text) == text)  # "ÂŠ" has itself come from a wrong turn
    wrong = "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes((byte,)).decode("cp1252")
        for byte in text.encode()
    )
    assert cleaned(wrong) in (cleaned(text), cleaned(text.replace("\xad", "")))
