"""The words of a whole picture file, whatever its format, and of any bytes whatever."""

import struct
import zlib
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.containers import FORMATS
from carblog.model.content import PhotoWords
from carblog.read.words import found_words, words_of
from tests.read.damage import damaged
from tests.support.packets import UTF8, alt, exif_block, iim, jpeg_with, packet, png_with
from tests.support.photos import four_corners, saved

PATH = "galleries/lido/01-front.jpg"
XMP = packet(alt("dc:description", x_default="The flank", de="Die Flanke"))
EXIF = exif_block(
    {0x010E: b"The nose\0", 0x8298: b"Jane Doe\0"}, {0x9003: b"2026:11:20 09:30:15\0"}
)
FULL = jpeg_with(exif=EXIF, xmp=XMP, iptc=iim((80, b"Jane Doe"), (120, b"The rear"), charset=UTF8))


def words(data: bytes, format_: str = "JPEG", language: str = "en") -> PhotoWords:
    return words_of(found_words(data, format_, PATH, language))


def test_a_jpeg_says_what_each_standard_says_best() -> None:
    assert words(FULL) == PhotoWords(
        caption="The flank",
        creator="Jane Doe",
        copyright="Jane Doe",
        date=datetime(2026, 11, 20, 9, 30, 15),  # noqa: DTZ001
    )


def test_a_caption_is_taken_in_the_language_of_the_site() -> None:
    assert words(FULL, language="de").caption == "Die Flanke"


@pytest.mark.parametrize("format_", ["JPEG", "WEBP", "AVIF"])
def test_every_format_that_carries_words_is_read(format_: str) -> None:
    data = saved(four_corners(), format_, exif=b"Exif\0\0" + EXIF, xmp=XMP)
    found = words(data, format_)
    assert (found.caption, found.copyright) == ("The flank", "Jane Doe")


def test_a_gif_says_what_its_packet_says() -> None:
    plain = saved(four_corners(), "GIF")
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    extension = b"\x21\xff\x0bXMP DataXMP" + XMP + trailer
    at = plain.index(b"\x2c")
    assert words(plain[:at] + extension + plain[at:], "GIF").caption == "The flank"


def test_the_words_of_a_png_count_last() -> None:
    data = png_with(
        (b"tEXt", b"Author\0Jane Doe"),
        (b"zTXt", b"Copyright\0\0" + zlib.compress("© Jane".encode("latin-1"))),
        (b"iTXt", b"Title\0\0\0\0\0" + "Straße".encode()),
        (b"tEXt", b"Software\0Blender"),
        (b"eXIf", exif_block({0x8298: b"Jane Doe\0"})),
    )
    assert words(data, "PNG") == PhotoWords(
        caption="Straße", creator="Jane Doe", copyright="Jane Doe"
    )


def test_a_packet_in_a_png_is_read() -> None:
    data = png_with((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP), (b"eXIf", EXIF))
    assert (words(data, "PNG").caption, words(data, "PNG").copyright) == ("The flank", "Jane Doe")


def test_a_packet_that_png_compressed_is_unpacked() -> None:
    chunk = b"XML:com.adobe.xmp\0\x01\0\0\0" + zlib.compress(XMP)
    assert words(png_with((b"iTXt", chunk)), "PNG").caption == "The flank"


def test_a_compressed_text_that_never_ends_is_cut() -> None:
    bomb = zlib.compress(b"x" * 50_000_000)
    [found] = found_words(png_with((b"zTXt", b"Title\0\0" + bomb)), "PNG")
    assert found.ignored == "it is longer than 2,000 characters"
    assert len(found.value) < 100_000


def test_of_two_texts_of_one_name_the_first_is_read_alone() -> None:
    """A megabyte of chunks, each of which unpacks to eight, took minutes."""
    data = png_with((b"zTXt", b"Title\0\0no text"), (b"tEXt", b"Title\0Dawn"))
    assert words(data, "PNG").caption == "Dawn"
    data = png_with(
        (b"zTXt", b"Title\0\0no text"), (b"zTXt", b"Title\0\0" + zlib.compress(b"Dusk"))
    )
    assert words(data, "PNG") == PhotoWords()


def test_the_words_of_the_second_picture_in_a_file_are_not_the_first_ones() -> None:
    plain = saved(four_corners(), "JPEG")
    assert words(plain + FULL) == PhotoWords()


def test_a_broken_packet_leaves_what_the_other_standards_say() -> None:
    broken = jpeg_with(exif=EXIF, xmp=XMP[:-80])
    assert words(broken).caption == "The nose"


def test_extended_packets_hold_no_words() -> None:
    guid = b"0" * 32
    extended = b"http://ns.adobe.com/xmp/extension/\0" + guid + bytes(8) + XMP
    segment = b"\xff\xe1" + struct.pack(">H", len(extended) + 2) + extended
    data = jpeg_with(exif=EXIF)
    assert words(data[:2] + segment + data[2:]).caption == "The nose"


@pytest.mark.parametrize("format_", sorted(FORMATS))
@given(data=st.binary(max_size=400))
def test_no_bytes_whatever_are_too_much(format_: str, data: bytes) -> None:
    found_words(data, format_)


@given(damaged(FULL[:1500]))
def test_no_damage_is_too_much(data: bytes) -> None:
    words(data)
