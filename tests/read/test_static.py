"""A picture that is published as it is must not tell more than its owner knows."""

from io import BytesIO

import pytest
from PIL import Image

from carblog.model.content import Read
from carblog.read.static import read_static

GPS, DETAILS = 0x8825, 0x8769


def picture(format_: str = "JPEG", exif: Image.Exif | None = None) -> bytes:
    file = BytesIO()
    given = {} if exif is None else {"exif": exif.tobytes()}
    Image.new("RGB", (8, 6), "teal").save(file, format_, **given)
    return file.getvalue()


def told(exif: Image.Exif, format_: str = "JPEG") -> str:
    [problem] = read_static("static/me.jpg", picture(format_, exif)).problems
    assert (problem.code, problem.severity) == ("static-metadata", "warning")
    assert str(problem.place) == "static/me.jpg"
    return problem.message


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_place_where_it_was_taken_is_warned_about(format_: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 31.0, 12.3), 3: "E", 4: (13.0, 24.0, 18.5)})
    assert told(exif, format_).endswith("tells where it was taken")


def test_camera_owner_and_time_are_warned_about_too() -> None:
    exif = Image.Exif()
    exif[0x0110] = "Model 7"
    exif.get_ifd(DETAILS).update({0x9003: "2026:06:01 12:00:00"})
    assert told(exif).endswith("tells with which camera and when")
    exif = Image.Exif()
    exif.get_ifd(DETAILS).update({0xA431: "serial 4711"})
    assert told(exif).endswith("tells with which camera")


def test_rights_and_the_way_up_are_no_secret() -> None:
    exif = Image.Exif()
    exif[0x8298], exif[0x0112] = "(c) Ida", 6
    assert read_static("static/me.jpg", picture(exif=exif)) == Read()


@pytest.mark.parametrize("data", [picture(), b"", b"<svg>", picture()[:40], b"\xff\xd8\xff\xe1"])
def test_whatever_else_it_is_is_no_matter(data: bytes) -> None:
    assert read_static("static/me.jpg", data) == Read()
