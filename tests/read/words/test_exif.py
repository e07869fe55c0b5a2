"""What cameras and Windows write into EXIF is read as it was meant."""

import struct

import pytest

from carblog.read.words.exif import exif_words
from carblog.read.words.tiff import exif_of
from tests.support.packets import exif_block

DESCRIPTION, MAKE, MODEL, ARTIST, COPYRIGHT = 0x010E, 0x010F, 0x0110, 0x013B, 0x8298
TAKEN, OFFSET, COMMENT, LENS = 0x9003, 0x9011, 0x9286, 0xA434
XP_TITLE, XP_AUTHOR = 0x9C9B, 0x9C9D


@pytest.mark.parametrize("order", ["<", ">"])
def test_words_are_found_in_both_byte_orders(order: str) -> None:
    block = exif_block(
        {DESCRIPTION: b"The nose at dusk\0", ARTIST: b"Jane Doe\0", COPYRIGHT: b"2026 Jane Doe\0"},
        {TAKEN: b"2026:11:20 09:30:15\0", LENS: b"RF 50mm F1.2\0"},
        order=order,
    )
    assert exif_words(block) == {
        "EXIF ImageDescription": "The nose at dusk",
        "EXIF Artist": "Jane Doe",
        "EXIF Copyright": "2026 Jane Doe",
        "EXIF DateTimeOriginal": "2026-11-20T09:30:15",
        "EXIF LensModel": "RF 50mm F1.2",
    }


def test_a_camera_that_knows_its_offset_tells_the_moment_with_it() -> None:
    block = exif_block({}, {TAKEN: b"2026:11:20 09:30:15\0", OFFSET: b"+01:00\0"})
    assert exif_words(block)["EXIF DateTimeOriginal"] == "2026-11-20T09:30:15+01:00"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Stra\xc3\x9fe\0", "Straße"),  # UTF-8
        (b"Stra\xdfe\0", "Straße"),  # Windows
        (b"K\x9aln, Stra\xa7e, Fa\x8dade\0", "Köln, Straße, Façade"),  # an old Mac
        (b"Nose\0left over from a longer text", "Nose"),
        (b"Nose      ", "Nose"),
    ],
)
def test_letters_are_told_by_how_they_fit(raw: bytes, text: str) -> None:
    assert exif_words(exif_block({DESCRIPTION: raw}))["EXIF ImageDescription"] == text


def test_the_notices_of_photographer_and_editor_are_both_kept() -> None:
    both = exif_words(exif_block({COPYRIGHT: b"Jane Doe\0Kerbweight\0"}))
    editor = exif_words(exif_block({COPYRIGHT: b" \0Kerbweight\0"}))
    assert both == {"EXIF Copyright": "Jane Doe; Kerbweight"}
    assert editor == {"EXIF Copyright": "Kerbweight"}


def test_the_properties_that_windows_shows_are_read() -> None:
    wide = {
        XP_TITLE: "Die Flanke".encode("utf-16-le") + b"\0\0",
        XP_AUTHOR: "A;B".encode("utf-16-le"),
    }
    assert exif_words(exif_block(wide)) == {"EXIF XPTitle": "Die Flanke", "EXIF XPAuthor": "A, B"}


@pytest.mark.parametrize(
    ("order", "raw", "text"),
    [
        ("<", b"ASCII\0\0\0The flank", "The flank"),
        ("<", b"UNICODE\0" + "Die Straße".encode("utf-16-le"), "Die Straße"),
        (">", b"UNICODE\0" + "Die Straße".encode("utf-16-be"), "Die Straße"),
        ("<", bytes(8) + b"The flank\0\0\0", "The flank"),
    ],
)
def test_a_comment_is_read_in_the_code_that_it_names(order: str, raw: bytes, text: str) -> None:
    assert exif_words(exif_block({}, {COMMENT: raw}, order=order)) == {"EXIF UserComment": text}


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        (b"Canon\0", b"Canon EOS R5\0", "Canon EOS R5"),
        (b"NIKON CORPORATION\0", b"NIKON Z 6\0", "Nikon Z 6"),
        (b"SONY\0", b"ILCE-7M4\0", "SONY ILCE-7M4"),
        (b"OLYMPUS IMAGING CORP.  \0", b"E-M1MarkII      \0", "Olympus E-M1MarkII"),
        (b"Apple\0", b"iPhone 15 Pro\0", "Apple iPhone 15 Pro"),
        (b"FUJIFILM\0", b"X-T5\0", "Fujifilm X-T5"),
        (b"LEICA CAMERA AG\0", b"LEICA Q3\0", "Leica Q3"),
        (b"", b"DMC-GX8\0", "DMC-GX8"),
        (b"RICOH IMAGING COMPANY, LTD.  \0", b"RICOH GR III   \0", "Ricoh GR III"),
    ],
)
def test_a_camera_is_called_as_people_call_it(make: bytes, model: bytes, camera: str) -> None:
    block = exif_block({MAKE: make, MODEL: model} if make else {MODEL: model})
    assert exif_words(block)["EXIF Make, Model"] == camera


def test_that_a_file_knows_its_place_is_seen_but_never_a_word() -> None:
    block = exif_block({DESCRIPTION: b"Nose\0"}, place={1: b"N\0", 0x1D: b"2026:11:20\0"})
    assert exif_of(block).place
    assert exif_words(block) == {"EXIF ImageDescription": "Nose"}


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"II*\0\x08\0\0\0",
        b"II*\0\xff\xff\xff\xff",
        b"II*\0\x08\0\0\0\xff\xff" + b"\xff" * 40,
        # its own directory again and again
        exif_block({0x8769: 8, DESCRIPTION: b"x\0"})[:60],
    ],
)
def test_a_damaged_block_says_what_it_can_and_no_more(block: bytes) -> None:
    assert set(exif_words(block)) <= {"EXIF ImageDescription"}


def test_values_that_share_their_bytes_are_not_multiplied() -> None:
    """A file of 2 MB took two gigabytes."""
    size = 100_000
    entries = b"".join(struct.pack("<HHII", 0x1000 + n, 1, size, 8) for n in range(1_000))
    block = b"II*\0" + struct.pack("<IH", 8, 1_000) + entries
    main = exif_of(block.ljust(8 + size, b"\0")).main
    assert 0 < sum(map(len, main.values())) <= 8 + size
