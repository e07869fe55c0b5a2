"""Which files a photo becomes, known before a pixel is read."""

from itertools import pairwise

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.picture import (
    LONGEST_SIDE,
    NEAR,
    Image,
    Role,
    crop_box,
    fallbacks,
    renditions,
    steps,
)

SIDES = st.integers(1, 30_000)
WIDTHS = st.lists(st.integers(1, 4000), min_size=1, max_size=9).map(tuple)
RATIOS = st.tuples(st.integers(1, 40), st.integers(1, 40))
FOCI = st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1))


def image(width: int = 4000, height: int = 2667, alpha: bool = False) -> Image:
    return Image(
        source="galleries/m3/01-front.jpg",
        digest="d" * 32,
        width=width,
        height=height,
        alpha=alpha,
        folder="/galleries/m3/",
        name="01-front",
    )


IMAGES = st.builds(
    lambda width, height, focus: msgspec.structs.replace(image(width, height), focus=focus),
    SIDES,
    SIDES,
    FOCI,
)


@given(WIDTHS, SIDES)
def test_no_width_exceeds_the_source(widths: tuple[int, ...], available: int) -> None:
    made = steps(widths, available)
    assert made
    assert made[-1] == min(max(widths), available)
    assert all(width in widths or width == available for width in made)


@given(WIDTHS, SIDES)
def test_widths_rise_by_more_than_fifteen_per_cent(widths: tuple[int, ...], available: int) -> None:
    made = steps(widths, available)
    assert all(one * NEAR < next_ for one, next_ in pairwise(made))


@given(WIDTHS, SIDES)
def test_a_width_is_left_out_only_if_another_is_near(
    widths: tuple[int, ...], available: int
) -> None:
    made = steps(widths, available)
    for wanted in (w for w in widths if w <= available):
        assert any(width <= wanted * NEAR for width in made if width >= wanted)


def test_a_row_of_near_widths_does_not_swallow_the_smallest() -> None:
    assert steps((100, 110, 120, 130), 4000) == (110, 130)


def test_a_source_between_two_steps_gives_its_own_width_as_the_last() -> None:
    assert steps((480, 960, 1600), 1400) == (480, 960, 1400)
    assert steps((480, 960, 1600), 1000) == (480, 1000)
    assert steps((480, 960, 1600), 300) == (300,)


@given(IMAGES, RATIOS)
def test_a_crop_lies_inside_has_the_ratio_and_is_as_large_as_can_be(
    picture: Image, ratio: tuple[int, int]
) -> None:
    left, top, right, bottom = crop_box(picture, ratio)
    assert 0 <= left < right <= picture.width
    assert 0 <= top < bottom <= picture.height
    across, down = right - left, bottom - top
    assert across == picture.width or down == picture.height
    if min(across, down) > 1:
        exact = across * ratio[1] / ratio[0]
        assert abs(exact - down) <= 1 or abs(down * ratio[0] / ratio[1] - across) <= 1


@given(IMAGES, RATIOS)
def test_the_focus_is_inside_the_crop(picture: Image, ratio: tuple[int, int]) -> None:
    left, top, right, bottom = crop_box(picture, ratio)
    x, y = picture.focus or (0.5, 0.5)
    assert left - 0.5 <= x * picture.width <= right + 0.5
    assert top - 0.5 <= y * picture.height <= bottom + 0.5


def test_without_a_focus_the_middle_is_kept() -> None:
    assert crop_box(image(1600, 1600), (16, 9)) == (0, 350, 1600, 1250)


@given(IMAGES, RATIOS | st.none(), WIDTHS)
def test_every_file_fits_its_source_and_keeps_its_shape(
    picture: Image, ratio: tuple[int, int] | None, widths: tuple[int, ...]
) -> None:
    made = renditions(picture, Role(name="card", widths=widths, ratio=ratio))
    assert made
    for file in made:
        left, top, right, bottom = file.crop or (0, 0, picture.width, picture.height)
        assert 1 <= file.width <= right - left
        assert 1 <= file.height <= min(bottom - top, LONGEST_SIDE)
        if file.width > 1:
            assert abs(file.width * (bottom - top) / (right - left) - file.height) <= 1


@given(IMAGES, RATIOS | st.none(), WIDTHS)
def test_no_two_files_have_one_name(
    picture: Image, ratio: tuple[int, int] | None, widths: tuple[int, ...]
) -> None:
    made = renditions(picture, Role(name="card", widths=widths, ratio=ratio))
    assert len({file.path for file in made}) == len(made)


def test_a_crop_that_is_the_whole_is_none() -> None:
    made = renditions(image(1600, 900), Role(name="card", widths=(320,), ratio=(16, 9)))
    assert [file.crop for file in made] == [None, None]


def test_names_say_the_photo_and_the_width_and_change_with_the_recipe() -> None:
    role = Role(name="card", widths=(320,), quality={"jpeg": 80})
    webp, jpeg = renditions(image(), role)
    assert webp.path.startswith("/galleries/m3/01-front-320-")
    assert (webp.path[-5:], jpeg.path[-4:]) == (".webp", ".jpg")
    other = renditions(image(), msgspec.structs.replace(role, quality={"jpeg": 70}))
    assert other[0].path == webp.path
    assert other[1].path != jpeg.path


def test_one_photo_in_two_galleries_is_encoded_once() -> None:
    role = Role(name="card", widths=(320,))
    elsewhere = msgspec.structs.replace(image(), folder="/galleries/best/", name="m3")
    assert [r.key for r in renditions(image(), role)] == [
        r.key for r in renditions(elsewhere, role)
    ]


def test_what_is_transparent_falls_back_to_png() -> None:
    made = renditions(image(alpha=True), Role(name="card", widths=(320,)))
    assert [file.format for file in made] == ["webp", "png"]


def test_a_very_tall_picture_stays_within_what_webp_can_hold() -> None:
    [webp, _] = renditions(image(100, 30_000), Role(name="photo", widths=(1600,)))
    assert (webp.width, webp.height) == (54, 16_200)


def test_another_encoder_gives_other_names() -> None:
    role = Role(name="card", widths=(320,))
    later = msgspec.structs.replace(role, encoder="libwebp 2")
    assert [r.path for r in renditions(image(), later)] != [
        r.path for r in renditions(image(), role)
    ]


def test_equal_roles_are_one_and_the_fallback_is_what_every_reader_can_show() -> None:
    role = Role(name="card", widths=(320, 640), quality={"jpeg": 80})
    assert hash(role) == hash(msgspec.structs.replace(role))
    assert [file.format for file in fallbacks(image(), role)] == ["jpeg", "jpeg"]
    assert [file.width for file in fallbacks(image(), role)] == [320, 640]
    assert [file.format for file in fallbacks(image(alpha=True), role)] == ["png", "png"]
