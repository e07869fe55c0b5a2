"""Pictures are read by their header, and what cannot be published says why."""

import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from carblog.model.content import Picture, Read
from carblog.model.digest import digest_bytes
from carblog.model.pillow import heic_is_decoded
from carblog.model.problem import Problem
from carblog.read import magic
from carblog.read import picture as reading
from carblog.read.picture import read_picture
from tests.support.photos import SUFFIX, exif, four_corners, saved

heic_is_decoded()  # and from now on written

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "MPO")


def picture(data: bytes, name: str = "galleries/m3/01.jpg") -> Picture:
    read = read_picture(name, data)
    assert isinstance(read.value, Picture), read.problems
    return read.value


def shows(read: Read) -> bool:
    """Whether a picture was found, and not only the place of one."""
    return isinstance(read.value, Picture) and bool(read.value.format)


def problem(data: bytes, name: str = "galleries/m3/01.jpg") -> Problem:
    [found] = read_picture(name, data).problems
    return found


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_is_known_by_size_format_and_digest(format_: str) -> None:
    data = saved(four_corners(), format_)
    path = f"galleries/m3/01{SUFFIX[format_]}"
    assert read_picture(path, data).problems == ()
    named = "JPEG" if format_ == "MPO" else format_
    assert picture(data, path) == Picture(
        path=path, digest=digest_bytes(data), width=64, height=32, format=named
    )


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "MPO"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_is_that_of_the_upright_picture(format_: str, orientation: int) -> None:
    data = saved(four_corners(), format_, exif=exif(Orientation=orientation))
    found = picture(data, f"a{SUFFIX[format_]}")
    sideways = orientation in (5, 6, 7, 8)
    assert (found.width, found.height) == ((32, 64) if sideways else (64, 32))


def orientation_tag(type_: int, count: int, value: bytes) -> bytes:
    """An EXIF block with nothing but an orientation, of any type (TIFF 6.0, section 2)."""
    entry = struct.pack(">HHI", 0x0112, type_, count) + value.ljust(4, b"\0")
    return b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + bytes(4)


@pytest.mark.parametrize(
    "tag",
    [
        *(orientation_tag(3, 1, n.to_bytes(2)) for n in (0, 9, 255, 65535)),
        orientation_tag(2, 2, b"6"),
        orientation_tag(5, 1, b"\0\0\xff\xff"),
        orientation_tag(99, 1, b"\0\6"),
    ],
)
def test_an_orientation_that_does_not_exist_is_no_orientation(tag: bytes) -> None:
    found = picture(saved(four_corners(), "JPEG", exif=tag))
    assert (found.width, found.height) == (64, 32)
    assert picture(saved(four_corners(), "JPEG", exif=orientation_tag(3, 1, b"\0\6"))).width == 32


def test_exif_that_is_garbage_does_not_stop_the_picture() -> None:
    data = saved(four_corners(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x13" * 40)
    assert picture(data).width == 64


@pytest.mark.parametrize(
    ("mode", "format_", "alpha"),
    [
        ("RGB", "PNG", False),
        ("RGBA", "PNG", True),
        ("LA", "PNG", True),
        ("L", "PNG", False),
        ("1", "PNG", False),
        ("P", "PNG", False),
        ("I;16", "PNG", False),
        ("RGBA", "WEBP", True),
        ("RGBA", "AVIF", True),
        ("CMYK", "JPEG", False),
        ("L", "JPEG", False),
    ],
)
def test_transparency_is_noticed(mode: str, format_: str, alpha: bool) -> None:
    data = saved(Image.new(mode, (8, 8)), format_)
    assert picture(data, f"a{SUFFIX[format_]}").alpha is alpha


@pytest.mark.parametrize(("mode", "opaque"), [("RGBA", (9, 9, 9, 255)), ("LA", (9, 255))])
def test_an_alpha_channel_that_hides_nothing_is_no_transparency(
    mode: str, opaque: tuple[int, ...]
) -> None:
    image = Image.new(mode, (8, 8), opaque)
    assert not picture(saved(image, "PNG"), "a.png").alpha
    image.putpixel((7, 7), (*opaque[:-1], 254))
    assert picture(saved(image, "PNG"), "a.png").alpha


def test_an_alpha_channel_that_cannot_be_read_is_left_to_the_making() -> None:
    data = saved(Image.effect_noise((64, 64), 80).convert("RGBA"), "PNG")
    at = data.index(b"IDAT") + 40
    assert picture(data[:at] + b"\xff" * 36 + data[at + 36 :], "a.png").alpha


def test_a_transparent_colour_of_a_palette_is_transparency() -> None:
    assert picture(saved(Image.new("P", (8, 8)), "GIF", transparency=0), "a.gif").alpha


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("tenths", range(10))
def test_a_copy_that_broke_off_is_refused(format_: str, tenths: int) -> None:
    noisy = Image.effect_noise((96, 64), 80).convert("RGB")
    data = saved(noisy, format_)
    if format_ == "MPO":  # cut inside the first of its two pictures, the one that is shown
        data = data[: data.index(b"\xff\xd8\xff", 2)]
    name = f"galleries/m3/01{SUFFIX[format_]}"
    read = read_picture(name, data[: len(data) * tenths // 10])
    assert not shows(read)
    assert [(p.place.path, p.severity) for p in read.problems] == [(name, "error")]


def test_a_photo_cut_after_its_thumbnail_is_refused() -> None:
    thumbnail = saved(four_corners(), "JPEG")
    data = saved(four_corners(400, 300), "JPEG", exif=b"Exif\0\0" + thumbnail)
    cut = problem(data[: len(data) - 200])
    assert (cut.code, cut.message) == ("photo-broken", "it is a JPEG that ends too early")


def test_bytes_after_the_end_of_a_picture_do_no_harm() -> None:
    assert picture(saved(four_corners(), "JPEG") + b"\0" * 99).width == 64
    assert picture(saved(four_corners(), "PNG") + b"\0" * 99, "a.png").width == 64


def test_only_the_header_is_read() -> None:
    data = bytearray(saved(Image.effect_noise((64, 64), 80), "PNG"))
    at = data.index(b"IDAT")
    data[at + 4 : at + 40] = b"\xff" * 36
    assert picture(bytes(data), "a.png").width == 64


OTHERS: list[tuple[str, bytes, str, str]] = [
    ("a.jpg", b"", "an empty file", "copy it again"),
    ("a.jpg", b"hello" * 9, "not a picture", "JPEG, PNG, WebP or AVIF"),
    ("a.jpg", b"<!DOCTYPE html><title>404</title>", "a web page", "download the picture"),
    ("a.jpg", b"\n<html lang=en>", "a web page", "download the picture"),
    ("a.jpg", b"version https://git-lfs.github.com/spec/v1\n", "a Git LFS", "git lfs pull"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG", "export it"),
    ("a.svg", b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg/>", "an SVG", "export it"),
    ("a.cr3", b"\0\0\0\x14ftypcrx \0\0\0\0isom", "a camera's raw file", "develop it"),
    ("a.mp4", b"\0\0\0\x14ftypisom\0\0\0\0mp42", "a video", "video site"),
    ("a.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "a video", "video site"),
    ("a.avi", b"RIFF\0\0\0\0AVI LIST", "a video", "video site"),
    ("a.mkv", b"\x1aE\xdf\xa3" + b"\0" * 20, "a video", "video site"),
    ("a.tif", b"II*\0\x08\0\0\0\0\0", "a TIFF", "export it"),
    ("a.tif", b"MM\0*\0\0\0\x08\0\0", "a TIFF", "export it"),
    ("a.nef", b"MM\0*\0\0\0\x08\0\0", "a camera's raw file", "develop it"),
    ("a.dng", b"II*\0\x08\0\0\0\0\0", "a camera's raw file", "develop it"),
    ("a.cr2", b"II*\0\x10\0\0\0CR\x02\0", "a camera's raw file", "develop it"),
    ("a.raf", b"FUJIFILMCCD-RAW 0201", "a camera's raw file", "develop it"),
    ("a.rw2", b"IIU\0\x18\0\0\0", "a camera's raw file", "develop it"),
    ("a.psd", b"8BPS\0\x01", "a Photoshop document", "export it"),
    ("a.pdf", b"%PDF-1.7\n", "a PDF", "export it"),
    ("a.eps", b"%!PS-Adobe-3.0", "a PostScript file", "export it"),
    ("a.bmp", b"BM\x36\0\0\0", "a BMP", "export it"),
    ("a.ico", b"\0\0\x01\0\x01\0", "an icon", "export it"),
    ("a.jxl", b"\xff\x0a\xfa\x1f", "a JPEG XL", "export it"),
    ("a.jxl", b"\0\0\0\x0cJXL \r\n\x87\n", "a JPEG XL", "export it"),
    ("a.jp2", b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000", "export it"),
]


@pytest.mark.parametrize(("name", "data", "what", "hint"), OTHERS)
def test_what_is_not_published_is_named_with_the_way_out(
    name: str, data: bytes, what: str, hint: str
) -> None:
    found = problem(data, f"galleries/m3/{name}")
    assert found.place.path == f"galleries/m3/{name}"
    assert (found.code, found.severity) == ("photo-format", "error")
    assert found.message.startswith(f"it is {what}")
    assert hint in found.hint


@pytest.mark.parametrize(
    "data", [b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", b"\0\0\0\x14ftypmif1\0\0\0\0heix"]
)
def test_without_its_extra_heic_is_refused_with_two_ways_out(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(magic, "heic_is_decoded", lambda: False)
    found = problem(data, "galleries/m3/a.heic")
    assert (found.code, found.message) == ("photo-format", "it is a HEIC photo")
    assert "export it as JPEG" in found.hint
    assert "carblog[heic]" in found.hint


def png_of_size(width: int, height: int) -> bytes:
    def chunk(type_: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + type_
            + data
            + struct.pack(">I", zlib.crc32(type_ + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (
        chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    "size", [(10_000, 8_001), (10_000, 9_000), (60_000, 60_000), (2**31 - 1, 2)]
)
def test_a_decompression_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    found = problem(png_of_size(*size), "a.png")
    assert found.code == "photo-too-large"
    assert "more than 80 megapixels" in found.message


def test_eighty_megapixels_are_welcome() -> None:
    assert picture(png_of_size(10_000, 8_000), "a.png").width == 10_000


def test_a_file_of_more_than_100_mb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000_000)
    found = problem(saved(four_corners(), "JPEG") + bytes(2_000_000))
    assert (found.code, found.message) == ("photo-too-large", "2 MB is more than 1 MB")


def animated(format_: str) -> bytes:
    return saved(
        four_corners(), format_, save_all=True, append_images=[Image.new("RGB", (64, 32), "white")]
    )


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_is_published_as_its_first_frame_and_says_so(format_: str) -> None:
    read = read_picture(f"a{SUFFIX[format_]}", animated(format_))
    assert isinstance(read.value, Picture)
    [found] = read.problems
    assert (found.code, found.severity) == ("photo-animated", "warning")


def test_the_two_views_of_an_mpo_are_no_animation() -> None:
    assert read_picture("a.jpg", saved(four_corners(), "MPO")).problems == ()


def test_a_name_that_lies_about_the_format_is_a_warning() -> None:
    read = read_picture("galleries/m3/dusk.jpg", saved(four_corners(), "PNG"))
    assert isinstance(read.value, Picture)
    [found] = read.problems
    assert (found.code, found.severity) == ("photo-extension", "warning")
    assert found.message == "it is a PNG, but its name ends in .jpg"
    assert found.hint == 'rename it to "dusk.png"'


@pytest.mark.parametrize("name", ["a.JPG", "a.jpeg", "a.Jpeg", "a.jpe"])
def test_the_usual_ways_to_write_an_ending_are_right(name: str) -> None:
    assert read_picture(name, saved(four_corners(), "JPEG")).problems == ()


FILES: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: saved(four_corners(), "JPEG", exif=exif(Orientation=6)),
    "PNG": lambda: saved(four_corners().quantize(), "PNG", exif=exif(Orientation=6)),
    "WEBP": lambda: saved(four_corners(), "WEBP", exif=exif(Orientation=6)),
    "GIF": lambda: animated("GIF"),
    "AVIF": lambda: saved(four_corners(), "AVIF"),
    "MPO": lambda: saved(four_corners(), "MPO"),
    "HEIC": lambda: saved(four_corners(), "HEIF"),
}


@pytest.mark.parametrize("format_", [*FORMATS, "HEIC"])
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_no_damage_gets_past_as_anything_but_a_value_or_a_problem(
    format_: str, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(FILES[format_]())
    for where, value in changes:
        data[round(where * (len(data) - 1))] = value
    read = read_picture("galleries/m3/01.jpg", bytes(data))
    assert shows(read) != any(p.severity == "error" for p in read.problems)


@given(st.binary(max_size=200))
def test_garbage_is_never_a_picture(data: bytes) -> None:
    assert not shows(read_picture("a.jpg", data))
