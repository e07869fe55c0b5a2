"""Published pictures: upright, in every size, and with nothing private in them."""

import json
import shutil
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from carblog.make.picture import make_pictures
from carblog.model.picture import Crop, Format, Rendition
from carblog.model.problem import Problem
from carblog.read.picture import read_picture
from tests.support import icc
from tests.support.metadata import allowed
from tests.support.photos import (
    CORNERS,
    SUFFIX,
    corners,
    distance,
    exif,
    four_corners,
    opened,
    saved,
)


def rendition(
    width: int,
    height: int,
    format_: Format = "png",
    crop: Crop | None = None,
    quality: int = 90,
    **more: Any,
) -> Rendition:
    path = f"/a-{width}.{format_}"
    return Rendition(
        path=path,
        width=width,
        height=height,
        format=format_,
        quality=quality,
        crop=crop,
        key=path,
        **more,
    )


def made(data: bytes, *wanted: Rendition) -> list[bytes]:
    result = make_pictures(data, wanted, (), "galleries/m3/01.jpg")
    assert not isinstance(result, Problem), result
    return result.files


def one(data: bytes, wanted: Rendition) -> Image.Image:
    [file] = made(data, wanted)
    return opened(file)


# Where the four corners of the stored picture are seen (TIFF 6.0, Orientation).
SEEN = {
    1: {"TL": "TL", "TR": "TR", "BL": "BL", "BR": "BR"},
    2: {"TL": "TR", "TR": "TL", "BL": "BR", "BR": "BL"},
    3: {"TL": "BR", "TR": "BL", "BL": "TR", "BR": "TL"},
    4: {"TL": "BL", "TR": "BR", "BL": "TL", "BR": "TR"},
    5: {"TL": "TL", "TR": "BL", "BL": "TR", "BR": "BR"},
    6: {"TL": "TR", "TR": "BR", "BL": "TL", "BR": "BL"},
    7: {"TL": "BR", "TR": "TR", "BL": "BL", "BR": "TL"},
    8: {"TL": "BL", "TR": "TL", "BL": "BR", "BR": "TR"},
}


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "MPO"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_picture_is_published_upright(format_: str, orientation: int) -> None:
    data = saved(four_corners(), format_, exif=exif(Orientation=orientation))
    read = read_picture("a" + SUFFIX[format_], data)
    assert read.value is not None
    width, height = read.value.width, read.value.height  # type: ignore[union-attr]
    seen = corners(one(data, rendition(width, height)))
    for stored, place in SEEN[orientation].items():
        assert distance(seen[place], CORNERS[stored]) < 12, (stored, place)


def test_an_orientation_written_after_the_pixels_turns_nothing() -> None:
    """Reading told the size without it, so making must not turn either."""
    plain = saved(four_corners(), "PNG")
    tagged = saved(four_corners(), "PNG", exif=exif(Orientation=6))
    start = tagged.index(b"eXIf") - 4
    chunk = tagged[start : tagged.index(b"IDAT") - 4]
    end = plain.index(b"IEND") - 4
    late = plain[:end] + chunk + plain[end:]
    read = read_picture("a.png", late)
    assert read.value is not None
    assert corners(one(late, rendition(64, 32))) == CORNERS


@pytest.mark.parametrize(
    ("mode", "source", "seen"),
    [
        ("L", 100, (100, 100, 100)),
        ("1", 1, (255, 255, 255)),
        ("I;16", 32896, (128, 128, 128)),
        ("I;16", 65535, (255, 255, 255)),
        ("I;16", 2570, (10, 10, 10)),
        ("RGB", (200, 40, 40), (200, 40, 40)),
        ("RGBA", (200, 40, 40, 255), (200, 40, 40)),
        ("LA", (100, 255), (100, 100, 100)),
    ],
)
def test_pixels_of_every_kind_come_out_right(
    mode: str, source: Any, seen: tuple[int, int, int]
) -> None:
    assert (
        one(saved(Image.new(mode, (8, 8), source), "PNG"), rendition(4, 4))
        .convert("RGB")
        .getpixel((1, 1))
        == seen
    )


def test_a_palette_comes_out_right() -> None:
    data = saved(four_corners().quantize(4), "PNG")
    assert corners(one(data, rendition(32, 16))) == CORNERS


def test_sixteen_bits_of_colour_come_out_right() -> None:
    def chunk(type_: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(type_ + data))
        return struct.pack(">I", len(data)) + type_ + data + check

    header = struct.pack(">IIBBBBB", 2, 2, 16, 2, 0, 0, 0)
    row = b"\0" + struct.pack(">6H", 0xC8FF, 0x2800, 0x28FF, 0xC800, 0x2800, 0x2800)
    pixels = chunk(b"IDAT", zlib.compress(row * 2))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")
    assert one(data, rendition(2, 2)).getpixel((0, 0)) == (200, 40, 40)


def test_an_animation_gives_its_first_frame() -> None:
    data = saved(
        four_corners(), "GIF", save_all=True, append_images=[Image.new("RGB", (64, 32), "white")]
    )
    assert distance(corners(one(data, rendition(64, 32)))["TL"], CORNERS["TL"]) < 4


def half_clear() -> bytes:
    image = Image.new("RGBA", (40, 40), (200, 40, 40, 255))
    image.paste((0, 0, 0, 0), (0, 0, 20, 40))
    return saved(image, "PNG")


def test_transparency_stays_where_the_format_has_it() -> None:
    for format_ in ("webp", "png"):
        seen = one(half_clear(), rendition(20, 20, format_))
        clear, solid = seen.getpixel((2, 10)), seen.getpixel((17, 10))
        assert seen.mode == "RGBA"
        assert isinstance(clear, tuple)
        assert isinstance(solid, tuple)
        assert clear[3] == 0
        assert distance(solid, (200, 40, 40, 255)) < 8


def test_transparency_becomes_white_in_a_jpeg() -> None:
    seen = one(half_clear(), rendition(20, 20, "jpeg"))
    clear = seen.getpixel((2, 10))
    assert isinstance(clear, tuple)
    assert distance(clear, (255, 255, 255)) < 6


def test_no_dark_edge_grows_around_what_is_transparent() -> None:
    """Colour under clear pixels is black here: scaling must not mix it in."""
    seen = one(half_clear(), rendition(13, 13))
    for x in range(13):
        pixel = seen.getpixel((x, 6))
        assert isinstance(pixel, tuple)
        if pixel[3] > 20:
            assert pixel[0] > 190


def noise(width: int, height: int) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise((width, height), 90) for _ in range(3)])


def test_every_file_has_the_size_and_format_it_was_promised() -> None:
    data = saved(noise(640, 427), "JPEG")
    wanted = [
        rendition(width, round(width * 427 / 640), format_, quality=quality)
        for format_ in ("webp", "jpeg")
        for width, quality in ((600, 100), (320, 80), (64, 30))
    ]
    for file, what in zip(made(data, *wanted), wanted, strict=True):
        image = opened(file)
        assert image.size == (what.width, what.height)
        assert (image.format or "").lower() == what.format


def test_the_jpeg_is_in_one_scan_and_subsampled() -> None:
    [file] = made(saved(noise(64, 64), "JPEG"), rendition(64, 64, "jpeg"))
    image = opened(file)
    assert "progressive" not in image.info
    assert [(layer[1], layer[2]) for layer in image.layer] == [(2, 2), (1, 1), (1, 1)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("crop", "size", "seen"),
    [
        (Crop((1, 1), (0.5, 0.0)), (60, 60), "BL TL BL TL"),
        (Crop((1, 1), (0.5, 1.0)), (60, 60), "BR TR BR TR"),
        (Crop((1, 4), (0.0, 0.5)), (20, 80), "BL BL BR BR"),
        (Crop((1, 4), (1.0, 0.5)), (20, 80), "TL TL TR TR"),
    ],
)
def test_a_crop_shows_its_part_of_the_upright_picture_and_no_more(
    crop: Crop, size: tuple[int, int], seen: str
) -> None:
    # Stored 640 × 320; upright it is 320 × 640, turned to the right.
    data = saved(four_corners(640, 320), "JPEG", exif=exif(Orientation=6))
    picture = one(data, rendition(*size, crop=crop))
    edges = [(x, y) for y in (1, size[1] - 2) for x in (1, size[0] - 2)]
    for edge, stored in zip(edges, seen.split(), strict=True):
        pixel = picture.getpixel(edge)
        assert isinstance(pixel, tuple)
        assert distance(pixel, CORNERS[stored]) < 12, (edge, stored)


def test_small_sizes_look_as_if_they_were_made_from_the_original() -> None:
    """Decoding at a fraction and going from size to size must not be seen: above 35 dB."""
    smooth = noise(40, 27).resize((1600, 1067), Image.Resampling.BICUBIC)
    data = saved(smooth, "JPEG")
    wanted = [rendition(w, round(w * 1067 / 1600)) for w in (640, 480, 320, 120)]
    for file, what in zip(made(data, *wanted), wanted, strict=True):
        size = (what.width, what.height)
        right = opened(data).resize(size, Image.Resampling.LANCZOS).tobytes()
        squares = sum((a - b) ** 2 for a, b in zip(right, opened(file).tobytes(), strict=True))
        assert squares / len(right) < 255**2 / 10**3.5


@settings(max_examples=12, deadline=None)
@given(st.sets(st.integers(0, 5), min_size=1))
def test_a_file_is_the_same_alone_and_with_all_the_others(chosen: set[int]) -> None:
    """Else a site that grew would differ from the same site built at once."""
    data = saved(four_corners(1200, 800), "JPEG")
    wanted = [
        rendition(*size, "jpeg", crop, shrink=2)
        for size, crop in [
            *(((560, 373), None), ((320, 213), None), ((100, 67), None)),
            *(((400, 225), Crop((16, 9))), ((160, 90), Crop((16, 9))), ((60, 60), Crop((1, 1)))),
        ]
    ]
    everything = made(data, *wanted)
    some = sorted(chosen)
    assert made(data, *(wanted[place] for place in some)) == [everything[place] for place in some]


def test_the_same_photo_and_wishes_give_the_same_bytes() -> None:
    data = saved(noise(200, 100), "JPEG")
    wanted = [rendition(100, 50, f) for f in ("webp", "jpeg", "png")]
    assert made(data, *wanted) == made(data, *wanted)


def test_files_come_in_the_order_they_were_asked_for() -> None:
    data = saved(four_corners(), "PNG")
    wanted = [rendition(w, w // 2) for w in (16, 64, 32)]
    assert [opened(f).width for f in made(data, *wanted)] == [16, 64, 32]


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_a_photo_whose_pixels_are_cut_off_is_a_problem_that_names_it(format_: str) -> None:
    data = saved(noise(200, 100), format_)
    result = make_pictures(data[: len(data) // 2], [rendition(100, 50)], (), "galleries/m3/01.jpg")
    assert isinstance(result, Problem)
    assert (result.place.path, result.code) == ("galleries/m3/01.jpg", "photo-broken")


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@settings(max_examples=40)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_damage_gives_files_or_a_problem(format_: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(saved(four_corners(), format_))
    for where, value in changes:
        data[round(where * (len(data) - 1))] = value
    result = make_pictures(bytes(data), [rendition(16, 8)], (), "a.jpg")
    assert isinstance(result, Problem) or opened(result.files[0]).size == (16, 8)


CANARY = "canary-7c1f"


def private(format_: str) -> bytes:
    """A photo with words in every place that Pillow can put them."""
    options: dict[str, Any] = {
        "exif": exif(Artist=CANARY, ImageDescription=CANARY, Model=CANARY),
        "xmp": f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode(),
    }
    if format_ in ("JPEG", "GIF"):
        options["comment"] = CANARY.encode()
    if format_ == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Author", CANARY)
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", CANARY)
    return saved(four_corners(), format_, dpi=(300, 300), **options)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("published", ["webp", "jpeg", "png"])
def test_no_word_in_a_photo_is_published(format_: str, published: Format) -> None:
    source = private(format_)
    assert CANARY.encode() in source
    [file] = made(source, rendition(32, 16, published))
    assert CANARY.encode() not in file
    assert b"Exif" not in file
    assert set(opened(file).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
        *("progressive", "progression", "loop", "background", "timestamp", "duration")
    }


TAGS = [
    *("-GPSLatitude=48.1", "-GPSLatitudeRef=N", "-GPSLongitude=11.5", "-GPSLongitudeRef=E"),
    *("-SerialNumber=canary", "-OwnerName=canary", "-IPTC:Caption-Abstract=canary"),
    *("-IPTC:By-line=canary", "-XMP:Title=canary", "-XMP:CreatorTool=canary", "-Comment=canary"),
]


OWN_WORDS = ["--ExifTool:all", "--System:all", "--Composite:all"]
"""What exiftool says of itself, the disk, and by reckoning; not of what is in the file."""


@pytest.mark.validator
@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
@pytest.mark.parametrize("published", ["webp", "jpeg", "png"])
def test_exiftool_finds_nothing_in_a_published_picture(published: Format, tmp_path: Path) -> None:
    source = tmp_path / "source.jpg"
    source.write_bytes(saved(four_corners(), "JPEG", icc_profile=icc.display_p3()))
    subprocess.run(["exiftool", "-q", "-overwrite_original", *TAGS, source], check=True)
    assert b"canary" in source.read_bytes()
    file = tmp_path / f"published.{published}"
    file.write_bytes(made(source.read_bytes(), rendition(32, 16, published))[0])
    command = ["exiftool", "-json", "-a", "-G1", "-s", "-ee", "-n", *OWN_WORDS, str(file)]
    [found] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert [tag for tag in found if tag != "SourceFile" and not allowed(tag)] == []
    assert not [tag for tag in found if tag.startswith(("IFD0", "XMP", "IPTC", "GPS", "ICC"))]
