"""What crops keep of photos of which nobody said it."""

from collections import defaultdict
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageOps

from benchmarks.focus import Kept, cases, kept
from carblog.make.focus import LOOKED_AT, automatic_focus
from carblog.make.picture import make_pictures
from carblog.model.picture import Crop, Rendition
from carblog.model.problem import Problem
from tests.support.photos import opened, saved


def road(width: int = 96, height: int = 54) -> Image.Image:
    """Sky over tarmac, and nothing on it."""
    photo = Image.new("RGB", (width, height), (150, 180, 210))
    photo.paste((90, 90, 92), (0, height // 2, width, height))
    return photo


def with_car(left: int, photo: Image.Image, scale: int = 1) -> Image.Image:
    """A red body, dark glass and two wheels, 30 pixels long, times `scale`."""
    draw = ImageDraw.Draw(photo)
    down = photo.height // 2 - 4 * scale

    def box(x: int, y: int, right: int, bottom: int) -> tuple[int, int, int, int]:
        return left + x * scale, down + y * scale, left + right * scale, down + bottom * scale

    draw.rectangle(box(0, 0, 30, 8), (190, 30, 30))
    draw.rectangle(box(6, -5, 24, 0), (30, 34, 40))
    draw.ellipse(box(3, 4, 10, 11), (15, 15, 15))
    draw.ellipse(box(20, 4, 27, 11), (15, 15, 15))
    return photo


@pytest.mark.parametrize("left", [2, 12, 52, 64])
def test_a_car_beside_the_middle_is_found(left: int) -> None:
    x, y = automatic_focus(with_car(left, road()))
    assert abs(x * 96 - (left + 15)) < 12
    assert 0.35 < y < 0.65


def test_a_car_in_the_middle_is_left_there() -> None:
    assert automatic_focus(with_car(33, road()))[0] == 0.5


def test_what_lies_under_clear_pixels_does_not_count() -> None:
    cutout = Image.effect_noise((96, 54), 90).convert("RGBA")
    clear = Image.new("L", (96, 54), 0)
    clear.paste(255, (62, 20, 92, 36))
    cutout.putalpha(clear)
    assert automatic_focus(cutout)[0] > 0.7


@pytest.mark.parametrize("photo", [Image.new("RGB", (96, 54), "grey"), Image.new("RGB", (1, 1))])
def test_where_nothing_stands_out_the_middle_is_kept(photo: Image.Image) -> None:
    assert automatic_focus(photo) == (0.5, 0.5)


@given(st.integers(1, LOOKED_AT), st.integers(1, LOOKED_AT), st.binary(min_size=3, max_size=120))
def test_every_picture_has_a_focus_inside(width: int, height: int, pixels: bytes) -> None:
    data = (pixels * (3 * width * height // len(pixels) + 1))[: 3 * width * height]
    focus = automatic_focus(Image.frombytes("RGB", (width, height), data))
    assert all(0 <= part <= 1 for part in focus)


@given(st.integers(0, 66))
def test_a_mirrored_picture_has_a_mirrored_focus(left: int) -> None:
    photo = with_car(left, road())
    (x, y), (mirrored, same) = automatic_focus(photo), automatic_focus(ImageOps.mirror(photo))
    assert abs(x + mirrored - 1) < 0.02
    assert y == same


def test_all_crops_of_a_photo_keep_the_same_subject_in_every_size() -> None:
    data = saved(with_car(20, road(960, 540), scale=10), "PNG")
    wanted = [
        Rendition(
            path=f"/{size}.png",
            width=size,
            height=size,
            format="png",
            quality=100,
            crop=Crop((1, 1)),
            key=str(size),
        )
        for size in (60, 240, 540)
    ]
    made = make_pictures(data, wanted, (), "a.jpg")
    assert not isinstance(made, Problem)
    for file in made.files:
        square = opened(file)
        red = [
            x
            for x in range(square.width)
            if (pixel := square.getpixel((x, square.height // 2)))[0] > 150 > 3 * pixel[1]  # type: ignore[index]
        ]
        assert red[0] > 0
        assert red[-1] < square.width - 1


def test_the_focus_is_one_for_whatever_else_is_made() -> None:
    """A crop that is added later must meet those that are there."""
    data = saved(with_car(60, road(1600, 900), scale=9), "JPEG")
    crop = Rendition(
        path="/a.png", width=80, height=80, format="png", quality=100, crop=Crop((1, 1)), key="a"
    )
    large = Rendition(
        path="/b.png", width=1600, height=900, format="png", quality=100, crop=None, key="b"
    )
    alone, along = (make_pictures(data, wanted, (), "a") for wanted in ([crop], [large, crop]))
    assert not isinstance(alone, Problem)
    assert not isinstance(along, Problem)
    assert alone.files[0] == along.files[1]


def test_on_the_demonstration_pictures_it_is_no_worse_than_the_middle() -> None:
    """Nor where their subjects were put elsewhere: the table of docs/pictures.md."""
    groups: dict[str, list[Kept]] = defaultdict(list)
    for case in cases():
        groups[case.group] += kept(case).values()
    assert len(groups) == 7
    for group, shares in groups.items():
        middle, automatic = fmean(s.middle for s in shares), fmean(s.automatic for s in shares)
        assert automatic >= middle, group
        if group.startswith("room"):
            assert automatic > middle + 0.15
