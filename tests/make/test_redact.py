"""What is covered is gone: the files say nothing of what was there."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from carblog.make.picture import make_pictures
from carblog.make.redact import BLOCKS, MARGIN, redacted
from carblog.model.picture import Crop, Fractions, LookWish, Rendition
from tests.support.photos import saved

PLATE: Fractions = (0.3, 0.5, 0.2, 0.1)

parts = st.floats(0, 1)
boxes = st.tuples(parts, parts, parts, parts).map(
    lambda box: (box[0], box[1], min(box[2], 1 - box[0]), min(box[3], 1 - box[1]))
)


def street(mode: str = "RGB") -> Image.Image:
    """Something everywhere, so that every pixel could tell something."""
    noise = [Image.effect_noise((320, 200), 90) for _ in mode]
    return Image.merge(mode, noise)


def inside(box: Fractions, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The pixels of a box, margin not included; at least one."""
    left, top = int(box[0] * size[0]), int(box[1] * size[1])
    right, bottom = round((box[0] + box[2]) * size[0]), round((box[1] + box[3]) * size[1])
    return min(left, size[0] - 1), min(top, size[1] - 1), max(right, 1), max(bottom, 1)


def with_secrets(photo: Image.Image, covered: Sequence[Fractions]) -> Image.Image:
    """The same photo with something else in every box."""
    other = photo.copy()
    for box in covered:
        place = inside(box, photo.size)
        size = (max(1, place[2] - place[0]), max(1, place[3] - place[1]))
        other.paste(Image.effect_noise(size, 200).convert(photo.mode), place[:2])
    return other


@settings(max_examples=60, deadline=None)
@given(st.lists(boxes, min_size=1, max_size=4), st.sampled_from(["RGB", "RGBA"]))
def test_photos_that_differ_only_under_their_covers_become_the_same(
    covered: list[Fractions], mode: str
) -> None:
    photo = street(mode)
    other = with_secrets(photo, covered)
    assert (
        redacted(photo, covered, photo.size).tobytes()
        == redacted(other, covered, photo.size).tobytes()
    )


def wish(format_: str, width: int, crop: Crop | None = None) -> Rendition:
    return Rendition(
        path=f"/a-{width}.{format_}",
        width=width,
        height=width if crop else width * 200 // 320,
        format=format_,  # type: ignore[arg-type]
        quality=90,
        crop=crop,
        redact=(PLATE,),
        key=f"{format_}{width}",
    )


@pytest.mark.parametrize("source", ["PNG", "JPEG", "WEBP"])
def test_no_file_crop_or_placeholder_tells_what_was_on_the_plate(source: str) -> None:
    plain = street()
    other = with_secrets(plain, [PLATE])
    wanted = [wish("png", 320), wish("jpeg", 160), wish("webp", 80), wish("png", 60, Crop((1, 1)))]
    looks = [LookWish(crop=None, redact=(PLATE,), placeholder="blur", key="a")]
    one, two = (
        make_pictures(saved(photo, source), wanted, looks, "a.jpg") for photo in (plain, other)
    )
    assert plain.tobytes() != other.tobytes()
    assert one == two


@settings(max_examples=25, deadline=None)
@given(st.tuples(st.floats(0, 0.8), st.floats(0, 0.9)), st.sampled_from([1, 2, 4, 8]))
def test_the_blocks_of_a_jpeg_carry_nothing_out_of_a_cover(
    corner: tuple[float, float], shrink: int
) -> None:
    plate = (*corner, 0.2, 0.1)
    plain = street()
    other = with_secrets(plain, [plate])
    wanted = [msgspec.structs.replace(wish("png", 40), redact=(plate,), shrink=shrink)]
    one, two = (
        make_pictures(saved(photo, "JPEG", quality=90, subsampling=2), wanted, (), "a.jpg")
        for photo in (plain, other)
    )
    assert one == two


def test_a_margin_is_covered_too_for_boxes_are_drawn_by_hand() -> None:
    photo = street()
    covered = redacted(photo, [PLATE], photo.size)
    changed = ImageChops.difference(photo, covered).getbbox()
    left, top, right, bottom = inside(PLATE, photo.size)
    assert changed is not None
    assert changed[0] <= left - MARGIN + 1
    assert changed[1] <= top - MARGIN + 1
    assert changed[2] >= right + MARGIN - 1
    assert changed[3] >= bottom + MARGIN - 1


def test_what_lies_far_from_a_cover_stays_as_it_is() -> None:
    photo = street()
    covered = redacted(photo, [PLATE], photo.size)
    left, top, right, bottom = inside(PLATE, photo.size)
    far = MARGIN + 8
    for place in (
        (0, 0, 320, top - far),
        (0, bottom + far, 320, 200),
        (0, 0, left - far, 200),
        (right + far, 0, 320, 200),
    ):
        assert photo.crop(place).tobytes() == covered.crop(place).tobytes()


def test_readers_see_large_blocks() -> None:
    """A plain patch would look as if there had never been a plate."""
    photo = Image.new("RGB", (1600, 1000), (90, 90, 90))
    covered = redacted(photo, [(0.4, 0.4, 0.2, 0.1)], photo.size)
    changed = ImageChops.difference(photo, covered).getbbox()
    colours = covered.crop((600, 380, 1000, 520)).getcolors()
    assert changed is not None
    assert colours is not None
    assert sorted(colour for _, colour in colours) == [(90, 90, 90), (100, 100, 100)]
    column = [covered.getpixel((800, y)) for y in range(390, 510)]
    steps = sum(one != other for one, other in pairwise(column))
    assert 1 <= steps <= BLOCKS


def test_a_wholly_covered_photo_is_grey_and_not_an_error() -> None:
    covered = redacted(street(), [(0.0, 0.0, 1.0, 1.0)], (320, 200))
    colours = covered.getcolors()
    assert colours is not None
    assert {colour for _, colour in colours} <= {(128, 128, 128), (138, 138, 138)}


def test_a_cover_has_no_hole_in_a_transparent_picture() -> None:
    clear = Image.new("RGBA", (320, 200), (0, 0, 0, 0))
    covered = redacted(clear, [PLATE], clear.size)
    assert covered.getpixel((128, 110)) in ((128, 128, 128, 255), (138, 138, 138, 255))
    assert covered.getpixel((5, 5)) == (0, 0, 0, 0)


def test_a_photo_without_boxes_is_left_alone() -> None:
    photo = street()
    assert redacted(photo, [], photo.size) is photo
