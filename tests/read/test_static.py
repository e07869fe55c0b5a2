"""Of a picture in `static/` only pixels and rights are published, or a warning says more."""

from io import BytesIO

import pytest
from PIL import Image

from carblog.model.content import Read
from carblog.read.static import read_static


def picture(format_: str) -> bytes:
    file = BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.3), 3: "E", 4: (13.0, 24.0, 18.5)})
    Image.new("RGB", (8, 6), "teal").save(file, format_, exif=exif.tobytes())
    return file.getvalue()


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_that_can_be_cleaned_needs_no_word(format_: str) -> None:
    assert read_static("static/me.jpg", picture(format_)) == Read()


@pytest.mark.parametrize("name", ["static/me.tif", "static/me.jpg"])
def test_a_tiff_is_published_with_all_that_it_tells(name: str) -> None:
    [problem] = read_static(name, picture("TIFF")).problems
    assert (problem.code, problem.severity) == ("static-metadata", "warning")
    assert str(problem.place) == name
    assert problem.message == "it is a TIFF, and is published with all that is written in it"
    assert problem.hint.startswith("export it as JPEG")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.psd", b"8BPS" + bytes(30), "a Photoshop document"),
        ("a.nef", b"MM\0*" + bytes(30), "a camera's raw file"),
        ("a.jxl", b"\xff\x0a" + bytes(30), "a JPEG XL"),
    ],
)
def test_so_are_what_programs_and_cameras_keep_for_themselves(
    name: str, data: bytes, what: str
) -> None:
    [problem] = read_static(f"static/{name}", data).problems
    assert what in problem.message


@pytest.mark.parametrize("data", [b"", b"<svg>", picture("JPEG")[:40], b"\xff\xd8\xff\xe1", b"BM"])
def test_whatever_else_it_is_is_no_matter(data: bytes) -> None:
    assert read_static("static/me.jpg", data) == Read()
