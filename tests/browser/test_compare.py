"""Before and after in a browser: with keys, under a finger, for axe, without scripts, on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.support import axe
from tests.support.reader import SHIFTS, Hand, Reader, line
from tests.support.viewer import STORY

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lightroom")]

PAINT = "galleries/paint/"


def share(page: Page) -> float:
    """How much of the width shows the picture before: what is cut off the one after."""
    cut = page.locator(".side").nth(1).evaluate("side => getComputedStyle(side).clipPath")
    return float(cut.split()[-1].strip("%)"))


def shares(page: Page, wanted: float) -> None:
    """Expect the line there, give or take what a finger is broad."""
    page.wait_for_function(
        "wanted => Math.abs(document.querySelector('.sides input').value - wanted) < 2", arg=wanted
    )
    assert share(page) == pytest.approx(wanted, abs=2)


def edges(page: Page) -> tuple[float, float, float, float]:
    """Left, width, top and height of the two pictures together."""
    sides = page.locator(".sides")
    sides.scroll_into_view_if_needed()
    box = sides.bounding_box()
    assert box
    return box["x"], box["width"], box["y"], box["height"]


def test_both_pictures_are_half_seen_under_their_names(read: Reader) -> None:
    page = read(PAINT)
    assert share(page) == 50
    expect(page.locator(".side .label")).to_have_text(["Before", "After"])
    first, second = (page.locator(".side img").nth(n).bounding_box() for n in (0, 1))
    assert first == second


def test_arrow_keys_home_and_end_move_the_line(read: Reader) -> None:
    page = read(PAINT)
    line_ = page.get_by_role("slider", name="Line between before and after")
    line_.focus()
    for key, expected in [("ArrowRight", 51), ("ArrowLeft", 50), ("End", 100), ("Home", 0)]:
        page.keyboard.press(key)
        assert share(page) == expected
    expect(line_).to_have_attribute("aria-valuetext", "0 % before")


def test_the_line_goes_to_where_the_picture_is_pressed_and_follows(read: Reader) -> None:
    page = read(STORY)
    left, width, top, height = edges(page)
    page.mouse.move(left + width * 0.2, top + height / 3)
    page.mouse.down()
    page.mouse.up()
    shares(page, 20)
    page.mouse.down()
    page.mouse.move(left + width * 0.8, top + height / 2, steps=3)
    page.mouse.up()
    shares(page, 80)
    page.keyboard.press("ArrowLeft")
    shares(page, 79)


def test_a_finger_drags_the_line(read: Reader) -> None:
    page = read(STORY, size=(390, 780), touch=True)
    left, width, top, height = edges(page)
    y = top + height / 2
    Hand(page).drag(line((left + width * 0.5, y), (left + width * 0.9, y)))
    shares(page, 90)


def test_a_finger_that_scrolls_leaves_the_line_alone(read: Reader) -> None:
    page = read(STORY, size=(390, 780), touch=True)
    left, width, top, height = edges(page)
    x, y = left + width * 0.9, top + height / 2
    before = page.evaluate("scrollY")
    Hand(page).drag(line((x, y), (x - 4, y - 200), steps=12))
    page.wait_for_function("before => scrollY > before", arg=before)
    assert share(page) == 50


def test_where_people_read_from_the_right_before_is_on_the_right(read: Reader) -> None:
    page = read(
        PAINT,
        setup="document.addEventListener('readystatechange', "
        "() => document.documentElement.dir = 'rtl')",
    )
    left, width, top, height = edges(page)
    page.mouse.click(left + width * 0.9, top + height / 2)
    slider = page.get_by_role("slider")
    assert 8 <= int(slider.input_value()) <= 12
    cut = page.locator(".side").nth(1).evaluate("side => getComputedStyle(side).clipPath")
    assert cut == f"inset(0px {slider.input_value()}% 0px 0px)"


def test_without_scripts_both_pictures_stand_whole_beside_each_other(read: Reader) -> None:
    page = read(PAINT, scripts=False)
    first, second = (page.locator(".side").nth(n).bounding_box() for n in (0, 1))
    assert first
    assert second
    assert second["x"] >= first["x"] + first["width"]
    expect(page.locator(".side .label")).to_have_text(["Before", "After"])
    expect(page.locator(".sides input")).to_be_hidden()


def test_nothing_moves_when_the_script_comes(read: Reader) -> None:
    page = read(PAINT, setup=SHIFTS)
    expect(page.get_by_role("slider")).to_be_attached()
    assert page.evaluate("window.shifted") == 0


def test_the_focused_line_is_seen_to_be_focused(read: Reader) -> None:
    page = read(PAINT)
    page.locator(".sides input").focus()
    page.keyboard.press("ArrowRight")
    knob = page.locator(".sides").evaluate(
        "sides => getComputedStyle(sides, '::after').outlineStyle"
    )
    assert knob == "solid"


def test_paper_shows_both_pictures_whole(read: Reader) -> None:
    page = read(PAINT)
    page.emulate_media(media="print")
    assert (
        page.locator(".side").nth(1).evaluate("side => getComputedStyle(side).clipPath") == "none"
    )
    first, second = (page.locator(".side").nth(n).bounding_box() for n in (0, 1))
    assert first
    assert second
    assert (second["x"], second["y"]) != (first["x"], first["y"])


@pytest.mark.validator
@pytest.mark.parametrize("path", [PAINT, STORY])
def test_axe_finds_nothing(read: Reader, path: str) -> None:
    if not axe.AXE.is_file():
        pytest.skip("there is no axe-core: npm ci --ignore-scripts --prefix tests/support")
    assert list(axe.violations(read(path, size=(360, 740)))) == []
