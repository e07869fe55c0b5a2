"""A turn around a car in a browser: keys, drags, what is loaded when, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.support.lightroom import FRAMES
from tests.support.reader import SAVE_DATA, SHIFTS, Hand, Reader, line, middle
from tests.support.viewer import STORY

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lightroom")]

TURN = "galleries/turn/"
ALL_THERE = f"document.querySelectorAll('.turntable picture').length === {FRAMES}"


def asking(read: Reader, path: str, setup: str = "") -> tuple[Page, set[int]]:
    """A page, and the numbers of the frames asked for until now."""
    asked: set[int] = set()

    def note(request: Request) -> None:
        if found := re.search(r"/turn/(\d\d)-\d+-", request.url):
            asked.add(int(found[1]))

    page = read("404.html", setup=setup)
    page.on("request", note)
    page.goto(read.address + path)
    page.wait_for_load_state("networkidle")
    return page, asked


def turned(read: Reader, **how: object) -> Page:
    """The car with all its frames there."""
    page = read(TURN, **how)  # type: ignore[arg-type]
    page.wait_for_function(ALL_THERE)
    return page


def frame(page: Page) -> int:
    """The number of the frame that is seen, of which there is one."""
    seen = page.locator(".turntable picture").evaluate_all(
        """pictures => pictures
          .filter(picture => getComputedStyle(picture).visibility === "visible")
          .map(picture => picture.querySelector("img").currentSrc)"""
    )
    [address] = seen
    found = re.search(r"/turn/(\d\d)-", address)
    assert found
    return int(found[1])


def test_arrow_keys_home_and_end_turn_the_car(read: Reader) -> None:
    page = turned(read)
    slider = page.get_by_role("slider", name="Turn the car")
    slider.focus()
    for key, number in [("ArrowRight", 1), ("ArrowRight", 2), ("End", FRAMES - 1), ("Home", 0)]:
        page.keyboard.press(key)
        assert frame(page) == number


def test_the_angle_is_told_in_degrees(read: Reader) -> None:
    page = turned(read)
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "45 degrees")


def test_a_drag_over_a_quarter_of_the_picture_is_a_quarter_turn(read: Reader) -> None:
    page = turned(read)
    x, y = middle(page, ".turntable")
    width = page.locator(".turntable").evaluate("table => table.clientWidth")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + width / 4, y, steps=5)
    assert frame(page) == FRAMES // 4
    page.mouse.up()
    page.mouse.move(x, y)
    assert frame(page) == FRAMES // 4


def test_a_turn_has_no_end_under_the_finger(read: Reader) -> None:
    page = turned(read, size=(390, 780), touch=True)
    x, y = middle(page, ".turntable")
    width = page.locator(".turntable").evaluate("table => table.clientWidth")
    Hand(page).drag(line((x, y), (x - width / 12, y)))
    expect(page.get_by_role("slider")).to_have_value(str(FRAMES - 2))
    assert frame(page) == FRAMES - 2


def test_frames_wait_until_the_car_is_in_view(read: Reader) -> None:
    page, asked = asking(read, STORY)
    assert asked <= {0}
    page.locator(".turntable").scroll_into_view_if_needed()
    page.wait_for_function(ALL_THERE)
    assert asked == set(range(FRAMES))


def test_with_saved_data_they_wait_until_it_is_touched(read: Reader) -> None:
    page, asked = asking(read, TURN, setup=SAVE_DATA)
    assert asked == {0}
    page.get_by_role("slider").focus()
    page.wait_for_function(ALL_THERE)
    assert asked == set(range(FRAMES))


def test_every_eighth_frame_comes_first_and_stands_in_for_the_others(read: Reader) -> None:
    page = read("404.html")
    page.route(
        "**/turn/*", lambda route: route.abort() if _odd(route.request) else route.continue_()
    )
    page.goto(read.address + TURN)
    page.wait_for_function("document.querySelectorAll('.turntable picture').length === 3")
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(11):
        page.keyboard.press("ArrowRight")
    assert frame(page) == 8
    expect(slider).to_have_attribute("aria-valuetext", "165 degrees")


def _odd(request: Request) -> bool:
    found = re.search(r"/turn/(\d\d)-", request.url)
    return bool(found and int(found[1]) % 8)


def test_nothing_moves_while_the_frames_come(read: Reader) -> None:
    page = turned(read, setup=SHIFTS)
    assert page.evaluate("window.shifted") == 0


def test_without_scripts_there_are_views_from_all_sides(read: Reader) -> None:
    page = read(TURN, scripts=False)
    views = page.get_by_role("list", name="Views from all sides").get_by_role("listitem")
    expect(views).to_have_count(8)
    expect(page.locator(".turntable img").first).to_be_visible()
    expect(page.locator(".spin input")).to_be_hidden()
