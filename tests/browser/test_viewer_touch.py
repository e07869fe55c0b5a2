"""The viewer under fingers, mouse and wheel: swipes, zoom, and the pull that closes."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.reader import Hand, Point, Reader, line, middle
from tests.support.viewer import SEEN, closed, opened, shows, starts_at, zoomed

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lightroom")]

SHOT = f"{SEEN} .shot"


def phone(read: Reader, number: int) -> tuple[Page, Hand, Point]:
    """The viewer on a phone, a hand, and the middle of the photo."""
    page = opened(read, number, size=(390, 780), touch=True)
    shows(page, number)
    return page, Hand(page), middle(page, SHOT)


def left(page: Page) -> float:
    box = page.locator(SHOT).bounding_box()
    assert box
    return box["x"]


def test_a_swipe_turns_to_the_next_photo_and_back(read: Reader) -> None:
    page, hand, (x, y) = phone(read, 3)
    hand.drag(line((x + 100, y), (x - 120, y + 10)))
    shows(page, 4)
    hand.drag(line((x - 100, y), (x + 120, y - 10)))
    shows(page, 3)


def test_the_photo_follows_the_finger_and_the_next_one_comes_with_it(read: Reader) -> None:
    page, hand, (x, y) = phone(read, 4)
    rest = left(page)
    hand.drag(line((x, y), (x - 60, y)), lift=False)
    starts_at(page, rest - 60)
    neighbour = page.locator(".viewer .slide[inert]").evaluate_all(
        "slides => slides.map(slide => slide.getBoundingClientRect().left)"
    )
    assert any(0 < place < 390 for place in neighbour)


def test_a_short_hesitating_swipe_changes_nothing(read: Reader) -> None:
    page, hand, (x, y) = phone(read, 4)
    hand.drag(line((x, y), (x - 20, y)))
    shows(page, 4)
    starts_at(page, 0)


def test_a_swipe_beyond_the_last_photo_springs_back(read: Reader) -> None:
    page, hand, (x, y) = phone(read, 8)
    hand.drag(line((x + 100, y), (x - 120, y)))
    shows(page, 8)
    starts_at(page, 0)


def test_a_pull_down_closes_and_a_push_up_does_not(read: Reader) -> None:
    page, hand, (x, y) = phone(read, 2)
    hand.drag(line((x, y), (x, y - 250)))
    shows(page, 2)
    hand.drag(line((x, y), (x, y + 300)))
    closed(page)


def test_two_taps_zoom_to_where_they_fall_and_two_more_back(read: Reader) -> None:
    page, hand, (x, y) = phone(read, 2)
    hand.tap((x - 80, y), times=2)
    expect(page.get_by_role("button", name="Zoom")).to_have_attribute("aria-pressed", "true")
    zoomed(page, 2.5)
    starts_at(page, (x - 80) * (1 - 2.5))
    hand.tap((x, y), times=2)
    zoomed(page, 1)


def test_two_fingers_zoom_by_as_much_as_they_part(read: Reader) -> None:
    page, hand, (x, y) = phone(read, 2)
    hand.drag(line((x - 30, y), (x - 90, y)), line((x + 30, y), (x + 90, y)))
    zoomed(page, 3)
    hand.drag(line((x - 90, y), (x - 20, y)), line((x + 90, y), (x + 20, y)))
    zoomed(page, 1)
    shows(page, 2)


def test_a_zoomed_photo_is_dragged_about_and_not_beyond_its_edge(read: Reader) -> None:
    page, hand, (x, y) = phone(read, 2)
    hand.tap((x, y), times=2)
    before = left(page)
    hand.drag(line((x, y), (x + 50, y)))
    starts_at(page, before + 50)
    for _ in range(4):
        hand.drag(line((x - 100, y), (x + 150, y)))
    starts_at(page, 0)
    shows(page, 2)


def test_zooming_loads_the_largest_file(read: Reader) -> None:
    page, hand, at = phone(read, 2)
    image = page.locator(f"{SEEN} picture img")
    assert "2-cliff-640-" in image.evaluate("image => image.currentSrc")
    hand.tap(at, times=2)
    page.wait_for_function(
        "image => image.currentSrc.includes('2-cliff-2048-')", arg=image.element_handle()
    )


def test_the_next_photo_is_whole_again_after_a_zoomed_one(read: Reader) -> None:
    page, hand, at = phone(read, 2)
    hand.tap(at, times=2)
    page.get_by_role("button", name="Next photo").tap()
    shows(page, 3)
    zoomed(page, 1)
    page.get_by_role("button", name="Previous photo").tap()
    zoomed(page, 1)


def test_a_tap_on_the_photo_keeps_it_and_a_tap_beside_it_closes(read: Reader) -> None:
    page, hand, (x, y) = phone(read, 2)
    hand.tap((x, y))
    shows(page, 2)
    hand.tap((x, 90))
    closed(page)


def test_keys_zoom_and_move_what_is_zoomed(read: Reader) -> None:
    page = opened(read, 2)
    page.keyboard.press("+")
    page.keyboard.press("+")
    zoomed(page, 2.25)
    before = left(page)
    page.keyboard.press("ArrowRight")
    starts_at(page, before - 80)
    page.keyboard.press("-")
    zoomed(page, 1.5)
    page.keyboard.press("0")
    zoomed(page, 1)
    page.keyboard.press("ArrowRight")
    shows(page, 3)


def test_the_button_zooms_in_and_out(read: Reader) -> None:
    page = opened(read, 2)
    button = page.get_by_role("button", name="Zoom")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    zoomed(page, 2.5)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    zoomed(page, 1)


def test_a_mouse_can_swipe_and_a_double_click_zooms(read: Reader) -> None:
    page = opened(read, 2)
    x, y = middle(page, SHOT)
    page.mouse.move(x + 200, y)
    page.mouse.down()
    page.mouse.move(x - 250, y, steps=4)
    page.mouse.up()
    shows(page, 3)
    page.mouse.dblclick(x, y)
    zoomed(page, 2.5)


def test_the_wheel_turns_sideways_and_zooms_with_control(read: Reader) -> None:
    page = opened(read, 2)
    page.mouse.move(*middle(page, SHOT))
    page.mouse.wheel(60, 0)
    shows(page, 3)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function("document.querySelector('.viewer .stage.near')")
    zoomed(page, 2.718)


def test_a_swipe_turns_the_photos_own_pages_too(read: Reader) -> None:
    page = read("galleries/coast/3-beach/", size=(390, 780), touch=True)
    x, y = middle(page, ".plate img")
    Hand(page).drag(line((x + 100, y), (x - 100, y)))
    page.wait_for_url("**/4-pier/")
    Hand(page).drag(line((x - 100, y), (x + 100, y)))
    page.wait_for_url("**/3-beach/")


def test_a_finger_that_scrolls_turns_no_page(read: Reader) -> None:
    page = read("galleries/coast/3-beach/", size=(390, 500), touch=True)
    x, y = middle(page, ".plate img")
    Hand(page).drag(line((x, y), (x - 20, y - 200), steps=10))
    page.wait_for_function("scrollY > 0")
    assert page.url.endswith("/3-beach/")
