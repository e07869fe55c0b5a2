"""What agencies write into IPTC is read, in whichever letters they wrote it."""

import pytest

from carblog.read.words.iptc import iptc_words
from tests.support.packets import UTF8, iim

CAPTION, HEADLINE, BY_LINE, CREDIT, COPYRIGHT = 120, 105, 80, 110, 116
CITY, REGION, COUNTRY, SUBLOCATION = 90, 95, 101, 92
DATE, TIME = 55, 60


def test_every_field_that_readers_see_is_found() -> None:
    block = iim(
        (CAPTION, b"The nose"),
        (HEADLINE, b"Lido driven"),
        (BY_LINE, b"Jane Doe"),
        (BY_LINE, b"John Roe"),
        (CREDIT, b"Kerbweight"),
        (COPYRIGHT, b"2026 Jane Doe"),
        (CITY, b"Wolfsburg"),
        (REGION, b"Lower Saxony"),
        (COUNTRY, b"Germany"),
        (DATE, b"20261120"),
        (TIME, b"093015+0100"),
    )
    assert iptc_words(block) == {
        "IPTC Caption": "The nose",
        "IPTC Headline": "Lido driven",
        "IPTC By-line": "Jane Doe, John Roe",
        "IPTC Credit": "Kerbweight",
        "IPTC Copyright": "2026 Jane Doe",
        "IPTC City, State, Country": "Wolfsburg, Lower Saxony, Germany",
        "IPTC Date, Time Created": "2026-11-20T09:30:15+01:00",
    }


@pytest.mark.parametrize(
    ("charset", "raw"),
    [
        (UTF8, "Köln, Façade".encode()),
        (b"", "Köln, Façade".encode()),
        (b"", "Köln, Façade".encode("cp1252")),
        (b"\x1b-A", "Köln, Façade".encode("latin-1")),
        (b"\x1b.A", "Köln, Façade".encode("latin-1")),
        (b"", "Köln, Façade".encode("mac_roman")),
        (UTF8, "Köln, Façade".encode("cp1252")),  # it says one and is the other
    ],
)
def test_an_accent_is_right_whatever_the_block_says_of_its_letters(
    charset: bytes, raw: bytes
) -> None:
    assert iptc_words(iim((CAPTION, raw), charset=charset))["IPTC Caption"] == "Köln, Façade"


def test_letters_of_the_east_are_read_where_the_block_names_them() -> None:
    block = iim((CITY, "Škoda".encode("iso8859-2")), charset=b"\x1b-B")
    assert iptc_words(block)["IPTC City, State, Country"] == "Škoda"


def test_windows_quotes_survive_in_what_calls_itself_latin_1() -> None:
    block = iim((CAPTION, "“Lido”".encode("cp1252")), charset=b"\x1b.A")
    assert iptc_words(block)["IPTC Caption"] == "“Lido”"


def test_a_letter_that_the_limit_of_a_field_cut_in_two_is_left_out() -> None:
    cut = "Kö".encode()[:2]
    block = iim((CITY, cut), (CAPTION, "Straße".encode()))
    assert iptc_words(block) == {"IPTC City, State, Country": "K", "IPTC Caption": "Straße"}


def test_one_strange_field_decides_the_letters_of_all() -> None:
    block = iim((CITY, "Köln".encode("mac_roman")), (CAPTION, "Stra§e".encode("latin-1")))
    assert iptc_words(block)["IPTC Caption"] == "Straße"


def test_a_street_is_never_a_word() -> None:
    block = iim((SUBLOCATION, b"Hauptstr. 5"), (CITY, b"Berlin"), (COUNTRY, b"Germany"))
    assert iptc_words(block) == {"IPTC City, State, Country": "Berlin, Germany"}


@pytest.mark.parametrize(
    ("date", "time", "told"),
    [
        (b"20261120", b"", "2026-11-20"),
        (b"20261120", b"093015", "2026-11-20T09:30:15"),
        (b"20260000", b"093015", "2026-00-00T09:30:15"),
        (b"soon", b"", "soon"),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(date: bytes, time: bytes, told: str) -> None:
    assert iptc_words(iim((DATE, date), (TIME, time)))["IPTC Date, Time Created"] == told


def test_a_caption_beyond_what_sixteen_bits_count_is_read() -> None:
    assert iptc_words(iim((CAPTION, b"x" * 0x8001)))["IPTC Caption"] == "x" * 0x8001


@pytest.mark.parametrize(
    "tail", [b"\x1c", b"\x1c\x02\x78\xff", b"\x1c\x02\x78\x80\xff" + b"\xff" * 9, b"junk"]
)
def test_what_is_damaged_ends_the_block_and_keeps_what_was_before(tail: bytes) -> None:
    assert iptc_words(iim((CAPTION, b"The nose")) + tail) == {"IPTC Caption": "The nose"}
