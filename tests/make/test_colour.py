"""Colours look as they were meant, whatever profile a photo carries."""

from collections.abc import Sequence

import pytest
from PIL import Image

from carblog.make.picture import make_pictures
from carblog.model.picture import Rendition
from tests.support import icc
from tests.support.photos import distance, opened, saved

# Linear RGB → CIE XYZ under D65, from the chromaticities of each space (CSS Color 4, 17).
# The profiles in tests/support/icc.py speak of D50, so the two are computed independently.
P3_TO_XYZ = (
    (0.4865709, 0.2656677, 0.1982173),
    (0.2289746, 0.6917385, 0.0792869),
    (0.0, 0.0451134, 1.0439444),
)
ADOBE_TO_XYZ = (
    (0.5766690, 0.1855582, 0.1882286),
    (0.2973450, 0.6273636, 0.0752915),
    (0.0270314, 0.0706889, 0.9913375),
)
XYZ_TO_SRGB = (
    (3.2409699, -1.5373832, -0.4986108),
    (-0.9692436, 1.8759675, 0.0415551),
    (0.0556301, -0.2039770, 1.0569715),
)
BRADFORD_D50_TO_D65 = (
    (0.9554734, -0.0230985, 0.0632593),
    (-0.0283697, 1.0099955, 0.0210414),
    (0.0123140, -0.0205077, 1.3303659),
)

COLOURS = [
    *((128, 128, 128), (255, 255, 255), (0, 0, 0), (200, 120, 90), (90, 140, 120), (60, 70, 160)),
    *((255, 0, 0), (0, 255, 0), (0, 0, 255), (30, 30, 34), (240, 200, 40)),
]


def times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def srgb_light(value: int) -> float:
    v = value / 255
    return float(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4)


def srgb_value(light: float) -> float:
    light = min(max(light, 0.0), 1.0)
    return 255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def published(image: Image.Image, format_: str, profile: bytes) -> tuple[float, ...]:
    wanted = Rendition(
        path="/a.png", width=4, height=4, format="png", quality=80, crop=None, key="a"
    )
    made = make_pictures(saved(image, format_, icc_profile=profile), [wanted], "a.jpg")
    assert isinstance(made, list)
    seen = opened(made[0])
    assert "icc_profile" not in seen.info
    pixel = seen.convert("RGB").getpixel((1, 1))
    assert isinstance(pixel, tuple)
    return pixel


@pytest.mark.parametrize("colour", COLOURS)
def test_display_p3_is_seen_as_it_was_meant(colour: tuple[int, int, int]) -> None:
    light = times(XYZ_TO_SRGB, times(P3_TO_XYZ, [srgb_light(v) for v in colour]))
    expected = tuple(map(srgb_value, light))
    assert (
        distance(published(Image.new("RGB", (8, 8), colour), "PNG", icc.display_p3()), expected)
        < 2.5
    )


@pytest.mark.parametrize("colour", COLOURS)
def test_adobe_rgb_is_seen_as_it_was_meant(colour: tuple[int, int, int]) -> None:
    light = times(XYZ_TO_SRGB, times(ADOBE_TO_XYZ, [(v / 255) ** (563 / 256) for v in colour]))
    expected = tuple(map(srgb_value, light))
    assert (
        distance(published(Image.new("RGB", (8, 8), colour), "PNG", icc.adobe_rgb()), expected)
        < 2.5
    )


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
@pytest.mark.parametrize("value", [0, 40, 100, 180, 255])
def test_grey_with_a_curve_of_its_own_is_seen_as_it_was_meant(format_: str, value: int) -> None:
    expected = srgb_value((value / 255) ** 1.8)
    seen = published(Image.new("L", (8, 8), value), format_, icc.grey(1.8))
    assert distance(seen, (expected,) * 3) < 2.5


def test_grey_with_transparency_keeps_both() -> None:
    image = Image.new("LA", (8, 8), (100, 128))
    wanted = Rendition(path="/", width=4, height=4, format="png", quality=80, crop=None, key="a")
    made = make_pictures(saved(image, "PNG", icc_profile=icc.grey(1.8)), [wanted], "a.png")
    assert isinstance(made, list)
    pixel = opened(made[0]).getpixel((1, 1))
    assert isinstance(pixel, tuple)
    expected = srgb_value((100 / 255) ** 1.8)
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


def lab_as_srgb(light: float, a: float, b: float) -> tuple[float, ...]:
    fy = (light + 16) / 116
    xyz = [
        white * (f**3 if f**3 > 216 / 24389 else (116 * f - 16) / (24389 / 27))
        for white, f in zip((0.9642, 1.0, 0.8249), (fy + a / 500, fy, fy - b / 200), strict=True)
    ]
    return tuple(map(srgb_value, times(XYZ_TO_SRGB, times(BRADFORD_D50_TO_D65, xyz))))


@pytest.mark.parametrize(
    "overprint",
    [(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 1, 1, 0), (0, 0, 0, 1)],
)
def test_cmyk_is_seen_as_its_press_would_print_it(overprint: tuple[int, int, int, int]) -> None:
    image = Image.new("CMYK", (8, 8), tuple(255 * ink for ink in overprint))
    seen = published(image, "JPEG", icc.cmyk(inks))
    assert distance(seen, lab_as_srgb(*inks(*overprint))) < 4


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
    expected = srgb_value((100 / 255) ** (563 / 256))
    assert distance(seen, (expected,) * 3) < 2.5
