"""What a file gives away is named, and never told."""

import pytest

from carblog.model.containers import blocks
from carblog.read.words import private
from carblog.read.words.private import told_by
from tests.support.packets import exif_block, iim, jpeg_with, packet, png_with


def told(data: bytes, format_: str = "JPEG") -> set[str]:
    return {each for block in blocks(data, format_) for each in told_by(block, data)}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (jpeg_with(exif=exif_block({}, place={1: b"N\0"})), private.GPS),
        (jpeg_with(exif=exif_block({}, {0xA431: b"4711\0"})), private.SERIALS),
        (jpeg_with(exif=exif_block({}, {0xA430: b"Jane\0"})), private.OWNER),
        (jpeg_with(exif=exif_block({}, {0x927C: b"Nikon\0\x02"})), private.MAKER_NOTES),
        (jpeg_with(exif=exif_block({0x013C: b"Jane's laptop\0"})), private.PROGRAM),
        (jpeg_with(iptc=iim((92, b"Hauptstr. 5"))), private.SPOT),
        (jpeg_with(iptc=iim((118, b"+49 30 1"))), private.CONTACT),
        (jpeg_with(xmp=packet("", 'exif:GPSLatitude="52,26.1N"')), private.GPS),
        (jpeg_with(xmp=packet("", 'Iptc4xmpCore:Location="Hauptstr. 5"')), private.SPOT),
        (jpeg_with(xmp=packet("", 'aux:SerialNumber="4711"')), private.SERIALS),
        (
            jpeg_with(
                xmp=packet(
                    "<xmpMM:History><rdf:Seq><rdf:li stEvt:action='saved'/></rdf:Seq>"
                    "</xmpMM:History>"
                )
            ),
            private.HISTORY,
        ),
        (
            jpeg_with(
                xmp=packet(
                    "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Jane</rdf:li></rdf:Bag>"
                    "</Iptc4xmpExt:PersonInImage>"
                )
            ),
            private.PEOPLE,
        ),
    ],
)
def test_what_is_given_away_is_named(data: bytes, what: str) -> None:
    assert told(data) == {what}


def test_a_prompt_in_a_png_is_named() -> None:
    data = png_with((b"tEXt", b"parameters\0a red car, Steps: 20"))
    assert told(data, "PNG") == {private.PROMPT}


def test_a_thumbnail_is_named() -> None:
    block = exif_block({0x010E: b"x\0"})
    after = len(block) - 4  # the pointer to the next directory is the last but the value
    thumbnail = b"\x01\0" + b"\x01\x02\x04\0\x01\0\0\0\x08\0\0\0" + bytes(4)
    block = block[:after] + len(block).to_bytes(4, "little") + thumbnail
    assert told(jpeg_with(exif=block)) == {private.THUMBNAIL}


def test_a_clean_file_tells_nothing() -> None:
    assert told(jpeg_with(exif=exif_block({0x010E: b"The nose\0"}))) == set()
