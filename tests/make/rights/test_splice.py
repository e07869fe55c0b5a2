"""Rights are put into a finished file: readers find exactly them, and the pixels are the same."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from carblog.make.rights.splice import with_rights
from carblog.make.rights.xmp import LONGEST, packet
from carblog.model.containers import blocks, payloads
from carblog.model.picture import Format, Rights
from tests.support.photos import exif, four_corners, saved

FORMATS: tuple[Format, ...] = get_args(Format)

ALL = Rights(
    creator='Ann "Ö" <b> & 写真',
    credit="Cars / Ann",
    copyright="© 2026 Ann\nAll rights reserved",
    licence="https://creativecommons.org/licenses/by/4.0/",
    licensor="https://cars.example/licence/?photo=1&size=2",
    source_type="trainedAlgorithmicMedia",
)

# As exiftool names them.
READ = {
    "XMP-dc:Creator": 'Ann "Ö" <b> & 写真',
    "XMP-dc:Rights": "© 2026 Ann\nAll rights reserved",
    "XMP-photoshop:Credit": "Cars / Ann",
    "XMP-xmpRights:Marked": True,
    "XMP-xmpRights:WebStatement": "https://creativecommons.org/licenses/by/4.0/",
    "XMP-plus:LicensorURL": "https://cars.example/licence/?photo=1&size=2",
    "XMP-iptcExt:DigitalSourceType": (
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    ),
}

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"


def clear() -> Image.Image:
    """With transparency, and an odd number of pixels."""
    image = four_corners(66, 34).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image.crop((0, 0, 65, 33))


def encoded(format_: Format, image: Image.Image, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format_.upper(), **options)
    return file.getvalue()


FILES: dict[str, tuple[Format, bytes]] = {
    "jpeg": ("jpeg", encoded("jpeg", four_corners(), progressive=True)),
    "grey jpeg": ("jpeg", encoded("jpeg", four_corners().convert("L"))),
    "png": ("png", encoded("png", four_corners())),
    "clear png": ("png", encoded("png", clear())),
    "webp": ("webp", encoded("webp", four_corners())),
    "clear webp": ("webp", encoded("webp", clear())),
    "lossless webp": ("webp", encoded("webp", four_corners(), lossless=True)),
    "clear lossless webp": ("webp", encoded("webp", clear(), lossless=True)),
    "avif": ("avif", encoded("avif", four_corners())),
    "clear avif": ("avif", encoded("avif", clear())),
    "avif in tiles": ("avif", encoded("avif", four_corners(1024, 512), tile_rows=1)),
}


def pixels(data: bytes) -> tuple[str, tuple[int, int], bytes]:
    with Image.open(BytesIO(data)) as image:
        return image.mode, image.size, image.tobytes()


@pytest.mark.parametrize("file", FILES)
def test_no_pixel_changes(file: str) -> None:
    format_, data = FILES[file]
    made = with_rights(data, format_, ALL)
    assert len(made) > len(data)
    assert pixels(made) == pixels(data)


@pytest.mark.parametrize("file", FILES)
def test_the_packet_is_all_that_is_added(file: str) -> None:
    format_, data = FILES[file]
    made = with_rights(data, format_, ALL)
    found = blocks(made, format_.upper())
    assert payloads(made, found, "xmp") == [packet(ALL)]
    assert {block.kind for block in found} == {"pixels", "structure", "xmp"}


@pytest.mark.validator
@pytest.mark.parametrize("file", FILES)
def test_exiftool_reads_exactly_what_was_said(file: str, tmp_path: Path) -> None:
    format_, data = FILES[file]
    path = tmp_path / f"photo.{format_}"
    path.write_bytes(with_rights(data, format_, ALL))
    assert told(path, "-XMP:all") == READ
    assert told(path, "-Warning", "-Error", "-Validate") == {"ExifTool:Validate": "0 0 0"}


def told(path: Path, *tags: str) -> dict[str, Any]:
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("there is no exiftool")
    command = [program, "-json", "-n", "-G1", "-a", "-u", *tags, str(path)]
    run = subprocess.run(command, capture_output=True, check=False, timeout=60)
    [report] = json.loads(run.stdout)
    return {tag: value for tag, value in report.items() if tag != "SourceFile"}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("rights", [None, Rights(), Rights(creator=" \x00 ")])
def test_nothing_is_written_when_nothing_is_said(file: str, rights: Rights | None) -> None:
    format_, data = FILES[file]
    assert with_rights(data, format_, rights) == data


def test_only_what_is_said_is_written() -> None:
    said = packet(Rights(credit="Cars")).decode()
    assert "photoshop:Credit" in said
    for name in ("dc:", "xmpRights:", "plus:", "Iptc4xmpExt:"):
        assert name not in said


def test_nobody_claims_rights_in_what_is_in_the_public_domain() -> None:
    free = Rights(licence="https://creativecommons.org/publicdomain/zero/1.0/")
    assert b'xmpRights:Marked="False"' in packet(free)
    assert b'xmpRights:Marked="True"' in packet(Rights(copyright="2026 Ann"))
    assert b"Marked" not in packet(Rights(creator="Ann"))


def test_a_source_type_is_one_word_of_the_vocabulary() -> None:
    for odd in ("digital capture", "../x", 'a"b', "https://cv.iptc.org/x"):
        assert packet(Rights(source_type=odd)) == b""


def test_a_url_is_written_whole_or_not_at_all() -> None:
    long = "https://cars.example/" + "x" * LONGEST
    assert packet(Rights(licence=long, licensor=long)) == b""


words = st.text(max_size=60)


@given(st.builds(Rights, creator=words, credit=words, copyright=words, licence=words))
def test_any_words_make_a_packet_that_says_them(rights: Rights) -> None:
    said = packet(rights)
    if not said:
        return
    root = ET.fromstring(said)  # noqa: S314 - it is our own
    [description] = root.iter(f"{RDF}Description")
    creators = [item.text for item in description.iterfind(f"{DC}creator/*/{RDF}li")]
    assert creators == [readable(rights.creator)] * bool(readable(rights.creator))
    credit = description.get("{http://ns.adobe.com/photoshop/1.0/}Credit", "")
    assert credit == readable(rights.credit)


def readable(text: str) -> str:
    """Without the characters that no XML may have."""
    return "".join(
        char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")
    ).strip()


@given(
    st.builds(Rights, creator=words, copyright=words, licence=words, source_type=words),
    st.sampled_from(sorted(FILES)),
)
def test_any_words_leave_the_pixels_alone(rights: Rights, file: str) -> None:
    format_, data = FILES[file]
    made = with_rights(data, format_, rights)
    found = blocks(made, format_.upper())
    assert payloads(made, found, "xmp") == [packet(rights)] * bool(packet(rights))
    with Image.open(BytesIO(made)) as image:
        image.load()


def test_the_longest_words_still_fit_into_a_jpeg() -> None:
    long = '"' * 100_000
    rights = Rights(creator=long, credit=long, copyright=long, licence=long[:LONGEST])
    made = with_rights(FILES["jpeg"][1], "jpeg", rights)
    assert pixels(made) == pixels(FILES["jpeg"][1])
    assert len(payloads(made, blocks(made, "JPEG"), "xmp")) == 1


def test_a_file_of_many_boxes_keeps_what_its_picture_needs() -> None:
    profile = b"\0" * 128
    data = saved(four_corners(), "AVIF", icc_profile=profile, exif=exif(Orientation=6))
    made = with_rights(data, "avif", ALL)
    assert payloads(made, blocks(made, "AVIF"), "icc") == [profile]
    with Image.open(BytesIO(made)) as image:
        assert image.getexif()[0x0112] == 6
