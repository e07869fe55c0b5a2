"""Colours look as they were meant, whatever profile a photo carries."""

import struct
from itertools import chain

import pytest
from PIL import Image

from carblog.make.colour import in_srgb
from carblog.make.picture import MadePhoto, make_pictures
from carblog.model.colours import Colours
from carblog.model.picture import Rendition
from carblog.model.problem import Problem
from tests.support import icc, srgb
from tests.support.photos import distance, opened, saved
from tests.support.ugly import png

COLOURS = [
    *((128, 128, 128), (255, 255, 255), (0, 0, 0), (200, 120, 90), (90, 140, 120), (60, 70, 160)),
    *((255, 0, 0), (0, 255, 0), (0, 0, 255), (30, 30, 34), (240, 200, 40)),
]


def published(image: Image.Image, format_: str, profile: bytes) -> tuple[float, ...]:
    wanted = Rendition(
        path="/a.png", width=4, height=4, format="png", quality=80, crop=None, key="a"
    )
    made = make_pictures(saved(image, format_, icc_profile=profile), [wanted], (), "a.jpg")
    assert isinstance(made, MadePhoto)
    seen = opened(made.files[0])
    assert "icc_profile" not in seen.info
    pixel = seen.convert("RGB").getpixel((1, 1))
    assert isinstance(pixel, tuple)
    return pixel


SPACES = {
    "sRGB, version 2": (icc.srgb(2), srgb.SRGB, srgb.light),
    "sRGB, version 4": (icc.srgb(4), srgb.SRGB, srgb.light),
    "Display P3": (icc.display_p3(), srgb.P3, srgb.light),
    "Adobe RGB": (icc.adobe_rgb(), srgb.ADOBE, srgb.gamma(563 / 256)),
    "ProPhoto RGB": (icc.prophoto(), srgb.PROPHOTO, srgb.gamma(1.8)),
}
"""Name → a profile made byte by byte, and what it means by published matrices and arithmetic."""


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("colour", COLOURS)
def test_a_photo_with_a_profile_is_seen_as_it_was_meant(
    space: str, colour: tuple[int, int, int]
) -> None:
    profile, matrix, curve = SPACES[space]
    seen = published(Image.new("RGB", (8, 8), colour), "PNG", profile)
    assert distance(seen, srgb.shown(colour, matrix, curve)) < 2.5


@pytest.mark.parametrize("space", SPACES)
def test_no_colour_of_a_whole_cube_is_off_by_what_eyes_see(space: str) -> None:
    """512 of them; a difference of 1 (CIEDE2000) is what trained eyes may tell."""
    profile, matrix, curve = SPACES[space]
    steps = (0, 36, 73, 109, 146, 182, 219, 255)
    cube = [(r, g, b) for r in steps for g in steps for b in steps]
    image = Image.new("RGB", (64, 8))
    image.putdata(cube)
    seen = remade(saved(image, "PNG", icc_profile=profile))
    differences = [
        srgb.difference(pixel, srgb.shown(colour, matrix, curve))
        for pixel, colour in zip(seen, cube, strict=True)
    ]
    assert max(differences) < 0.8
    assert sum(differences) / len(differences) < 0.2


def remade(data: bytes) -> list[tuple[float, ...]]:
    """Every pixel of a picture in its own size."""
    source = opened(data)
    whole = Rendition(
        path="/a.png",
        width=source.width,
        height=source.height,
        format="png",
        quality=80,
        crop=None,
        key="a",
    )
    made = make_pictures(data, [whole], [], "a.png")
    assert not isinstance(made, Problem)
    bare = opened(made.files[0]).convert("RGB").tobytes()
    return [tuple(bare[at : at + 3]) for at in range(0, len(bare), 3)]


@pytest.mark.parametrize("space", SPACES)
def test_sixteen_bits_are_seen_as_they_were_meant(
    space: str,
) -> None:
    profile, matrix, curve = SPACES[space]
    values = [(n * 1013 % 65536, n * 2027 % 65536, n * 3041 % 65536) for n in range(64 * 32)]
    rows = [struct.pack(">192H", *chain(*values[y * 64 : y * 64 + 64])) for y in range(32)]
    deep = png.png(16, png.RGB, b"".join(b"\0" + row for row in rows), png.packed(profile))
    differences = [
        srgb.difference(pixel, srgb.shown([v / 257 for v in value], matrix, curve))
        for pixel, value in zip(remade(deep), values, strict=True)
    ]
    assert max(differences) < 2
    assert sum(differences) / len(differences) < 0.3


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
@pytest.mark.parametrize("value", [0, 40, 100, 180, 255])
def test_grey_with_a_curve_of_its_own_is_seen_as_it_was_meant(format_: str, value: int) -> None:
    expected = srgb.value((value / 255) ** 1.8)
    seen = published(Image.new("L", (8, 8), value), format_, icc.grey(1.8))
    assert distance(seen, (expected,) * 3) < 2.5


def test_grey_with_transparency_keeps_both() -> None:
    image = Image.new("LA", (8, 8), (100, 128))
    wanted = Rendition(path="/", width=4, height=4, format="png", quality=80, crop=None, key="a")
    made = make_pictures(saved(image, "PNG", icc_profile=icc.grey(1.8)), [wanted], (), "a.png")
    assert isinstance(made, MadePhoto)
    pixel = opened(made.files[0]).getpixel((1, 1))
    assert isinstance(pixel, tuple)
    expected = srgb.value((100 / 255) ** 1.8)
    assert distance(pixel, (expected, expected, expected, 128)) < 2.5


def inks(c: int, m: int, y: int, k: int) -> tuple[float, float, float]:
    """CIE Lab of sixteen overprints of an invented press; black is black."""
    if k:
        return (0, 0, 0)
    return {
        (0, 0, 0): (100.0, 0.0, 0.0),
        (1, 0, 0): (60.0, -30.0, -30.0),
        (0, 1, 0): (50.0, 60.0, 0.0),
        (0, 0, 1): (90.0, -5.0, 70.0),
        (1, 1, 0): (30.0, 15.0, -40.0),
        (1, 0, 1): (50.0, -45.0, 25.0),
        (0, 1, 1): (48.0, 55.0, 40.0),
        (1, 1, 1): (10.0, 0.0, 0.0),
    }[c, m, y]


@pytest.mark.parametrize(
    "overprint",
    [(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 1, 1, 0), (0, 0, 0, 1)],
)
def test_cmyk_is_seen_as_its_press_would_print_it(overprint: tuple[int, int, int, int]) -> None:
    image = Image.new("CMYK", (8, 8), tuple(255 * ink for ink in overprint))
    seen = published(image, "JPEG", icc.cmyk(inks))
    assert distance(seen, srgb.lab_shown(*inks(*overprint))) < 4


def test_yellowish_paper_is_shown_as_white() -> None:
    """Eyes take the paper for white, so colours are seen relative to it."""
    blank = Image.new("CMYK", (8, 8), (0, 0, 0, 0))
    seen = published(blank, "JPEG", icc.cmyk(inks, paper=(0.85, 0.88, 0.62)))
    assert distance(seen, (255, 255, 255)) < 3


def test_cmyk_without_a_profile_is_still_a_picture() -> None:
    image = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    assert distance(published(image, "JPEG", b""), (255, 0, 0)) < 8


@pytest.mark.parametrize(
    "profile",
    [
        b"garbage",
        icc.display_p3()[:200],
        icc.display_p3()[:130] + b"\xff" * 60,
        icc.grey(1.8),
        icc.cmyk(inks),
        bytes(128),
    ],
)
def test_a_profile_that_cannot_be_right_is_left_out(profile: bytes) -> None:
    image = Image.new("RGB", (8, 8), (200, 120, 90))
    assert published(image, "PNG", profile) == (200, 120, 90)


def test_a_grey_photo_with_a_profile_for_colour_is_seen_through_it() -> None:
    seen = published(Image.new("L", (8, 8), 100), "JPEG", icc.adobe_rgb())
    expected = srgb.value((100 / 255) ** (563 / 256))
    assert distance(seen, (expected,) * 3) < 2.5


@pytest.mark.parametrize(("alpha", "mode"), [(255, "RGB"), (254, "RGBA")])
def test_alpha_stays_only_where_something_shows_through(alpha: int, mode: str) -> None:
    assert in_srgb(Image.new("RGBA", (8, 8), (9, 9, 9, alpha)), Colours()).mode == mode
