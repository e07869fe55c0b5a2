"""Which files a photo becomes, known before a pixel is read."""

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.picture import (
    LONGEST_SIDE,
    NEAR,
    ROOM,
    Crop,
    Focus,
    Image,
    Rights,
    Role,
    crop_box,
    crop_size,
    fallbacks,
    look_wish,
    renditions,
    shrink,
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


SIZES = st.tuples(SIDES, SIDES)
POINTS = st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(SIZES, RATIOS, POINTS)
def test_a_crop_lies_inside_has_the_ratio_and_is_as_large_as_can_be(
    size: tuple[int, int], ratio: tuple[int, int], focus: Focus
) -> None:
    left, top, right, bottom = crop_box(size, ratio, focus)
    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]
    across, down = right - left, bottom - top
    assert across == size[0] or down == size[1]
    if min(across, down) > 1:
        exact = across * ratio[1] / ratio[0]
        assert abs(exact - down) <= 1 or abs(down * ratio[0] / ratio[1] - across) <= 1


@given(SIZES, RATIOS, POINTS)
def test_the_focus_is_inside_the_crop(
    size: tuple[int, int], ratio: tuple[int, int], focus: Focus
) -> None:
    left, top, right, bottom = crop_box(size, ratio, focus)
    assert left - 0.5 <= focus[0] * size[0] <= right + 0.5
    assert top - 0.5 <= focus[1] * size[1] <= bottom + 0.5


def test_a_focus_in_the_middle_keeps_the_middle() -> None:
    assert crop_box((1600, 1600), (16, 9), (0.5, 0.5)) == (0, 350, 1600, 1250)


def test_a_crop_of_which_nobody_said_the_focus_leaves_it_to_the_maker() -> None:
    [avif, _] = renditions(image(), Role(name="card", widths=(320,), ratio=(16, 9)))
    assert avif.crop == Crop((16, 9), None)


@given(IMAGES, RATIOS | st.none(), WIDTHS)
def test_every_file_fits_its_source_and_keeps_its_shape(
    picture: Image, ratio: tuple[int, int] | None, widths: tuple[int, ...]
) -> None:
    made = renditions(picture, Role(name="card", widths=widths, ratio=ratio))
    whole = (picture.width, picture.height)
    assert made
    for file in made:
        across, down = crop_size(whole, file.crop.ratio) if file.crop else whole
        assert 1 <= file.width <= across
        assert 1 <= file.height <= min(down, LONGEST_SIDE)
        if file.width > 1:
            assert abs(file.width * down / across - file.height) <= 1


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
    avif, jpeg = renditions(image(), role)
    assert avif.path.startswith("/galleries/m3/01-front-320-")
    assert (avif.path[-5:], jpeg.path[-4:]) == (".avif", ".jpg")
    other = renditions(image(), msgspec.structs.replace(role, quality={"jpeg": 70}))
    assert other[0].path == avif.path
    assert other[1].path != jpeg.path


def test_one_photo_in_two_galleries_is_encoded_once() -> None:
    role = Role(name="card", widths=(320,))
    elsewhere = msgspec.structs.replace(image(), folder="/galleries/best/", name="m3")
    assert [r.key for r in renditions(image(), role)] == [
        r.key for r in renditions(elsewhere, role)
    ]


def test_what_is_transparent_falls_back_to_png() -> None:
    made = renditions(image(alpha=True), Role(name="card", widths=(320,)))
    assert [file.format for file in made] == ["avif", "png"]


def test_what_is_transparent_is_written_once_where_jpeg_and_png_would_both_be() -> None:
    role = Role(name="card", widths=(320,), formats=("webp", "jpeg", "png"), quality={"jpeg": 70})
    assert [file.format for file in renditions(image(alpha=True), role)] == ["webp", "png"]
    assert [file.format for file in renditions(image(), role)] == ["webp", "jpeg", "png"]


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


@given(IMAGES, RATIOS | st.none(), WIDTHS)
def test_a_photo_is_decoded_no_smaller_than_its_sharpest_file_needs(
    picture: Image, ratio: tuple[int, int] | None, widths: tuple[int, ...]
) -> None:
    role = Role(name="card", widths=widths, ratio=ratio)
    times = shrink(picture, role)
    across = crop_size((picture.width, picture.height), ratio)[0] if ratio else picture.width
    assert times in (1, 2, 4, 8)
    assert times == 1 or across / times >= ROOM * renditions(picture, role)[-1].width * 0.99


def test_a_photo_is_decoded_once_for_all_roles_of_a_theme() -> None:
    finest = (((16, 9), 1600), (None, 480))
    small = Role(name="photo", widths=(480,), finest=finest)
    large = Role(name="hero", widths=(1600,), ratio=(16, 9), finest=finest)
    assert shrink(image(), Role(name="photo", widths=(480,))) == 4
    assert {file.shrink for role in (small, large) for file in renditions(image(), role)} == {2}
    assert look_wish(image(), small).shrink == 2  # type: ignore[union-attr]


def test_a_credit_changes_the_name_of_a_file_and_not_its_pixels() -> None:
    role = Role(name="card", widths=(320,))
    credited = msgspec.structs.replace(image(), rights=Rights(credit="Kerbweight"))
    for plain, other in zip(renditions(image(), role), renditions(credited, role), strict=True):
        assert plain.key == other.key
        assert plain.path != other.path


@pytest.mark.parametrize(
    "change",
    [{"focus": (0.2, 0.5)}, {"redact": ((0.1, 0.1, 0.2, 0.1),)}, {"digest": "e" * 32}],
)
def test_what_changes_the_pixels_changes_key_and_placeholder(change: dict[str, Any]) -> None:
    role = Role(name="card", widths=(320,), ratio=(1, 1))
    other = msgspec.structs.replace(image(), **change)
    assert renditions(image(), role)[0].key != renditions(other, role)[0].key
    assert look_wish(image(), role).key != look_wish(other, role).key  # type: ignore[union-attr]


def test_formats_left_for_later_are_not_among_the_files() -> None:
    role = Role(name="card", widths=(320,), formats=("avif", "jpeg"))
    later = msgspec.structs.replace(image(), pending=("avif",))
    assert [file.format for file in renditions(image(), role)] == ["avif", "jpeg"]
    assert [file.format for file in renditions(later, role)] == ["jpeg"]


def test_nothing_stands_in_for_a_picture_that_it_would_show_through() -> None:
    role = Role(name="card", widths=(320,), placeholder="blur")
    assert look_wish(image(), role) is not None
    assert look_wish(image(alpha=True), role) is None
    assert look_wish(image(), msgspec.structs.replace(role, placeholder="none")) is None


def test_what_must_keep_a_limit_is_a_jpeg_even_of_a_transparent_picture() -> None:
    role = Role(name="social", widths=(1200,), formats=("jpeg",), limit=300_000)
    assert [file.format for file in renditions(image(alpha=True), role)] == ["jpeg"]
