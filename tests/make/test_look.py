"""What stands in for a picture until it has come."""

import pytest
from PIL import Image

from carblog.make.look import BYTES, dominant
from carblog.make.picture import make_pictures
from carblog.model.picture import Crop, Look, LookWish, Placeholder, Rendition
from carblog.model.problem import Problem
from tests.support.photos import distance, four_corners, opened, saved


def wish(placeholder: Placeholder = "blur", crop: Crop | None = None, shrink: int = 1) -> LookWish:
    return LookWish(crop=crop, placeholder=placeholder, shrink=shrink, key="a")


def looks(photo: Image.Image, *wishes: LookWish, format_: str = "PNG") -> list[Look]:
    made = make_pictures(saved(photo, format_), (), wishes, "a.jpg")
    assert not isinstance(made, Problem)
    assert made.files == []
    return made.looks


def noise(width: int, height: int) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise((width, height), 120) for _ in range(3)])


def rgb(colour: str) -> tuple[int, ...]:
    assert len(colour) == 7
    assert colour.startswith("#")
    return tuple(bytes.fromhex(colour[1:]))


def test_the_colour_is_one_of_the_picture_and_not_a_mixture() -> None:
    """The mean of the four is a mud that is nowhere in the picture."""
    seen = rgb(dominant(four_corners()))
    nearest = min(
        distance(seen, corner) for corner in [(200, 40, 40), (40, 160, 40), (200, 200, 40)]
    )
    assert nearest < 4


def test_an_orange_car_in_front_of_grey_is_orange() -> None:
    photo = Image.new("RGB", (48, 32), (120, 120, 122))
    photo.paste((230, 120, 30), (8, 8, 42, 28))
    assert distance(rgb(dominant(photo)), (230, 120, 30)) < 4


def test_a_spot_of_red_does_not_make_a_black_picture_red() -> None:
    photo = Image.new("RGB", (48, 32), (8, 8, 10))
    photo.paste((255, 0, 0), (20, 15, 28, 17))
    assert distance(rgb(dominant(photo)), (8, 8, 10)) < 4


@pytest.mark.parametrize("photo", [noise(640, 427), noise(427, 640), four_corners(900, 40)])
def test_a_preview_is_tiny_whatever_it_shows(photo: Image.Image) -> None:
    [look] = looks(photo, wish())
    preview = opened(look.preview)
    assert preview.format == "WEBP"
    assert len(look.preview) <= BYTES
    assert preview.width <= 20
    assert abs(preview.width * photo.height / photo.width - preview.height) <= 1


def test_only_a_hero_has_a_preview() -> None:
    [plain, hero] = looks(four_corners(), wish("colour"), wish("blur"))
    assert plain.preview == b""
    assert hero.preview
    assert plain.colour == hero.colour


def test_a_preview_is_of_the_very_crop() -> None:
    left, right = Crop((1, 1), (0.0, 0.5)), Crop((1, 1), (1.0, 0.5))
    one, other = looks(four_corners(64, 32), wish(crop=left), wish(crop=right))
    assert opened(one.preview).size == opened(other.preview).size == (20, 20)
    assert distance(opened(one.preview).resize((1, 1)).getpixel((0, 0)), (120, 40, 120)) < 12  # type: ignore[arg-type]
    assert distance(opened(other.preview).resize((1, 1)).getpixel((0, 0)), (120, 180, 40)) < 12  # type: ignore[arg-type]


@pytest.mark.parametrize("shrink", [1, 2, 4])
def test_a_look_is_the_same_whether_files_are_made_with_it_or_not(shrink: int) -> None:
    data = saved(noise(30, 20).resize((1200, 800)), "JPEG")
    asked = [wish(crop=Crop((1, 1)), shrink=shrink), wish("colour", shrink=shrink)]
    file = Rendition(
        path="/a.png",
        width=200,
        height=200,
        format="png",
        quality=100,
        crop=Crop((1, 1)),
        shrink=shrink,
        key="a",
    )
    alone, along = make_pictures(data, (), asked, "a"), make_pictures(data, [file], asked, "a")
    assert not isinstance(alone, Problem)
    assert not isinstance(along, Problem)
    assert alone.looks == along.looks
