"""An XMP packet is read in every spelling that RDF allows, and is not trusted."""

from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.read.words.xmp import Broken, xmp_words
from tests.support.packets import alt, packet

XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1
).filter(lambda text: text.strip() == text)


def said(inside: str = "", attributes: str = "", language: str = "en") -> dict[str, str]:
    found = xmp_words(packet(inside, attributes), language)
    assert not isinstance(found, Broken), found
    return found


CREDIT = "<photoshop:Credit {}>{}</photoshop:Credit>"
QUALIFIED = "<rdf:value>Kerbweight</rdf:value><xmp:Label>Red</xmp:Label>"


@pytest.mark.parametrize(
    ("inside", "attributes"),
    [
        (CREDIT.format("", "Kerbweight"), ""),
        ("", 'photoshop:Credit="Kerbweight"'),
        (CREDIT.format("rdf:parseType='Resource'", QUALIFIED), ""),
        (CREDIT.format("", "\n  Kerbweight\n"), ""),
        (CREDIT.format("", "<![CDATA[Kerbweight]]>"), ""),
    ],
)
def test_a_simple_value_is_the_same_as_element_and_as_attribute(
    inside: str, attributes: str
) -> None:
    assert said(inside, attributes) == {"XMP photoshop:Credit": "Kerbweight"}


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Die Flanke"), ("fr", "Le flanc"), ("fr-CA", "Le flanc"), ("it", "The flank")],
)
def test_a_text_is_taken_in_the_language_of_the_site(language: str, text: str) -> None:
    words = alt("dc:description", x_default="The flank", de="Die Flanke", fr_FR="Le flanc")
    assert said(words, language=language) == {"XMP dc:description": text}


def test_the_first_text_counts_where_there_is_no_default() -> None:
    words = alt("dc:description", nl="De flank", sv="Flanken")
    assert said(words)["XMP dc:description"] == "De flank"


def test_all_who_made_a_picture_are_named_in_their_order() -> None:
    creators = "<rdf:Seq><rdf:li>Jane Doe</rdf:li><rdf:li>John Roe</rdf:li></rdf:Seq>"
    assert said(f"<dc:creator>{creators}</dc:creator>") == {"XMP dc:creator": "Jane Doe, John Roe"}


BUY = "https://example.com/buy"
FIELDS = f"<plus:LicensorName>J</plus:LicensorName><plus:LicensorURL>{BUY}</plus:LicensorURL>"


@pytest.mark.parametrize(
    "licensor",
    [
        f'<rdf:li rdf:parseType="Resource">{FIELDS}</rdf:li>',
        f"<rdf:li><rdf:Description>{FIELDS}</rdf:Description></rdf:li>",
        f'<rdf:li plus:LicensorName="J" plus:LicensorURL="{BUY}"/>',
        f'<rdf:li><rdf:Description plus:LicensorURL="{BUY}"/></rdf:li>',
        f'<rdf:li rdf:parseType="Resource"><plus:LicensorURL rdf:resource="{BUY}"/></rdf:li>',
    ],
)
def test_where_a_licence_can_be_had_is_found_inside_its_structure(licensor: str) -> None:
    words = said(f"<plus:Licensor><rdf:Seq>{licensor}</rdf:Seq></plus:Licensor>")
    assert words == {"XMP plus:Licensor/plus:LicensorURL": BUY}


def test_a_place_is_made_of_city_region_and_country() -> None:
    place = 'photoshop:City="Berlin" photoshop:State="Berlin" photoshop:Country="Germany"'
    words = said(attributes=place)
    assert words["XMP photoshop:City, State, Country"] == "Berlin, Germany"


def test_neither_coordinates_nor_a_street_are_words() -> None:
    private = (
        'exif:GPSLatitude="52,26.1N" Iptc4xmpCore:Location="Hauptstr. 5" aux:SerialNumber="4711"'
    )
    assert said(attributes=private) == {}


def test_the_same_name_in_another_place_is_something_else() -> None:
    history = (
        "<xmpMM:History><rdf:Seq><rdf:li><rdf:Description>"
        "<dc:description>an ingredient's</dc:description></rdf:Description></rdf:li></rdf:Seq>"
        "</xmpMM:History>"
    )
    assert said(history) == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_packet_may_be_in_any_form_of_unicode(encoding: str) -> None:
    text = packet("", 'photoshop:City="Köln"').decode().partition("?>")[2]
    words = xmp_words(text.encode(encoding))
    assert words == {
        "XMP photoshop:City": "Köln",
        "XMP photoshop:City, State, Country": "Köln",
    }


def test_the_zeros_that_programs_leave_behind_a_packet_do_not_break_it() -> None:
    found = xmp_words(packet("", 'photoshop:Credit="Kerbweight"') + bytes(2000))
    assert found == {"XMP photoshop:Credit": "Kerbweight"}


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'
    b"<x>&b;&b;&b;</x>"
)
FILES = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        (BOMB, 1, "it has a document type, which XMP never has"),
        (FILES, 1, "it has a document type, which XMP never has"),
        (b"<a>" * 100, 1, "its elements are nested more than 64 deep"),
        (b"", 1, "it ends too early"),
        (b"<a>\n<b>\n</a>", 3, "this closing tag does not fit the one that is open"),
        (b"<a>\n&what;</a>", 2, "undefined entity"),
        (packet().replace(b"begin", b"\xff\xfe"), 1, "this character cannot stand here in XML"),
        (b"<a>" + b" " * 8_000_000 + b"</a>", 0, "it has more than 8 MB"),
    ],
)
def test_what_is_no_packet_is_named_with_its_line(data: bytes, line: int, why: str) -> None:
    found = xmp_words(data)
    assert isinstance(found, Broken)
    assert (found.line, found.message) == (line, why)


@given(st.binary(max_size=300))
def test_any_bytes_are_words_or_broken(data: bytes) -> None:
    assert isinstance(xmp_words(packet()[:200] + data), dict | Broken)


@given(XML_TEXT, XML_TEXT)
def test_what_is_written_is_read(description: str, credit: str) -> None:
    words = said(
        alt("dc:description", x_default=description), f"photoshop:Credit={quoteattr(credit)}"
    )
    assert words == {"XMP dc:description": description, "XMP photoshop:Credit": credit}
