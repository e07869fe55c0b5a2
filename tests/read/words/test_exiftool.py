"""What the tool of photographers writes, in the letters that it writes it in, is read back."""

import shutil
import subprocess
from pathlib import Path

import pytest

from carblog.model.content import PhotoWords
from carblog.read.words import found_words, words_of
from tests.support.photos import four_corners, saved

pytestmark = [
    pytest.mark.validator,
    pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed"),
]

CAPTION = "Köln, Façade, “Lido”"


def written(folder: Path, *tags: str, format_: str = "JPEG") -> PhotoWords:
    file = folder / "photo"
    file.write_bytes(saved(four_corners(), format_))
    command = ["exiftool", "-q", "-overwrite_original", *tags, str(file)]
    subprocess.run(command, check=True)
    return words_of(found_words(file.read_bytes(), format_, "photo.jpg"))


@pytest.mark.parametrize(
    "charset",
    [
        ["-codedcharacterset=utf8"],
        [],
        ["-charset", "iptc=cp1252"],
        ["-charset", "iptc=macroman"],
        ["-charset", "iptc=utf8"],
    ],
    ids=" ".join,
)
def test_an_iptc_caption_is_right_in_every_charset(charset: list[str], tmp_path: Path) -> None:
    found = written(tmp_path, *charset, f"-IPTC:Caption-Abstract={CAPTION}")
    assert found.caption == CAPTION


@pytest.mark.parametrize("charset", ["cp1252", "utf8", "macroman"])
def test_an_exif_description_is_right_in_every_charset(charset: str, tmp_path: Path) -> None:
    found = written(tmp_path, "-charset", f"exif={charset}", f"-EXIF:ImageDescription={CAPTION}")
    assert found.caption == CAPTION


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_xmp_is_read_from_every_format(format_: str, tmp_path: Path) -> None:
    found = written(
        tmp_path,
        f"-XMP-dc:Description={CAPTION}",
        "-XMP-dc:Creator=Jane Doe",
        "-XMP-plus:LicensorURL=https://example.com/buy",
        "-XMP-iptcCore:AltTextAccessibility=A red car",
        "-XMP-iptcExt:DigitalSourceType#=http://cv.iptc.org/newscodes/digitalsourcetype/digitalArt",
        format_=format_,
    )
    assert found == PhotoWords(
        caption=CAPTION,
        creator="Jane Doe",
        licensor="https://example.com/buy",
        alt="A red car",
        source_type="digitalArt",
    )


def test_the_comments_of_windows_and_cameras_are_read(tmp_path: Path) -> None:
    assert written(tmp_path, f"-EXIF:XPTitle={CAPTION}").caption == CAPTION
    assert written(tmp_path, f"-EXIF:UserComment={CAPTION}").caption == CAPTION


def test_a_big_endian_block_is_read(tmp_path: Path) -> None:
    found = written(tmp_path, "-ExifByteOrder=MM", "-EXIF:Artist=Jane", "-EXIF:UserComment=Größe")
    assert (found.creator, found.caption) == ("Jane", "Größe")
