"""The viewer for everyone: axe, targets, reflow, contrast, motion, print, weight."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from tests.support import axe
from tests.support.publication import Publication
from tests.support.reader import Reader
from tests.support.viewer import COAST, VIEWER, closed, opened, shows, zoomed

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lightroom")]

SIZES = [(320, 568), (360, 740), (740, 360), (1440, 900)]
OUTSIDE = """(least) => [...document.querySelectorAll(
    ".viewer :is(button, h2, .now, .caption, .page)")].filter(part => {
  const box = part.getBoundingClientRect();
  return box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight ||
    (part.matches("button") && Math.min(box.width, box.height) < least);
}).map(part => part.outerHTML)"""
SPY = """
window.moved = 0;
const start = document.startViewTransition;
document.startViewTransition = function (...given) {
  window.moved++;
  return start.apply(this, given);
};
"""
TURNS = ".viewer .slide, .viewer .shot, .viewer header"


@pytest.mark.validator
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_axe_finds_nothing_with_the_viewer_open(
    read: Reader, size: tuple[int, int], scheme: str
) -> None:
    if not axe.AXE.is_file():
        pytest.skip("there is no axe-core: npm ci --ignore-scripts --prefix tests/support")
    page = opened(read, 8, size=size, scheme=scheme)
    shows(page, 8)
    assert list(axe.violations(page)) == []
    page.keyboard.press("+")
    zoomed(page, 1.5)
    assert list(axe.violations(page)) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_everything_is_in_the_window_and_large_enough_for_a_finger(
    read: Reader, size: tuple[int, int]
) -> None:
    page = opened(read, 5, size=size)
    shows(page, 5)
    assert page.evaluate(OUTSIDE, 44) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("number", [1, 3, 5], ids=["landscape", "upright", "panorama"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_whole_photo_is_seen_in_its_own_shape(
    read: Reader, size: tuple[int, int], number: int
) -> None:
    page = opened(read, number, size=size)
    shows(page, number)
    shot = page.locator(".viewer .slide:not([inert]) picture img").bounding_box()
    stage = page.locator(".viewer .stage").bounding_box()
    assert shot
    assert stage
    true = {1: 3 / 2, 3: 2 / 3, 5: 8 / 3}[number]
    assert shot["width"] / shot["height"] == pytest.approx(true, rel=0.01)
    room = stage["width"] - (2 * 44 if size[0] >= 960 else 0)  # beside the buttons of a wide window
    assert shot["width"] <= room + 0.5
    assert shot["height"] <= stage["height"] + 0.5
    filled = max(shot["width"] / room, shot["height"] / stage["height"])
    assert filled == pytest.approx(1, abs=0.01)


def test_text_twice_as_large_still_has_its_place(read: Reader) -> None:
    page = opened(read, 8, size=(640, 900))
    page.add_style_tag(content="html { font-size: 200% !important }")
    shows(page, 8)
    assert page.evaluate(OUTSIDE, 44) == []


def test_photos_grow_out_of_their_thumbnails_where_motion_is_welcome(read: Reader) -> None:
    page = opened(read, 2, motion="no-preference", setup=SPY)
    assert page.evaluate("window.moved") == 1
    page.keyboard.press("ArrowRight")
    shows(page, 3)
    page.keyboard.press("Escape")
    closed(page)
    assert page.evaluate("window.moved") == 2
    expect(page.locator("[data-photo]").nth(2)).to_be_focused()
    page.wait_for_function("!document.querySelector('[style*=view-transition-name]')")


def test_nothing_moves_for_those_who_asked_for_less_motion(read: Reader) -> None:
    page = opened(read, 2, motion="reduce", setup=SPY)
    page.keyboard.press("ArrowRight")
    shows(page, 3)
    running = page.evaluate("document.getAnimations().length")
    durations = page.locator(TURNS).evaluate_all(
        "parts => parts.map(part => getComputedStyle(part).transitionDuration)"
    )
    assert (page.evaluate("window.moved"), running, set(durations)) == (0, 0, {"0s"})


def test_printing_closes_the_viewer(read: Reader) -> None:
    page = opened(read, 2)
    page.pdf()
    closed(page)
    assert page.url == read.address + COAST


def test_paper_never_shows_the_viewer(read: Reader) -> None:
    page = opened(read, 2)
    page.emulate_media(media="print")
    expect(page.locator(VIEWER)).to_be_hidden()


def test_zooming_is_loaded_only_for_those_who_look(read: Reader) -> None:
    asked: list[str] = []
    page = read("404.html")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(read.address + COAST)
    page.wait_for_load_state("networkidle")
    assert not any("viewer-zoom" in url for url in asked)
    page.locator("[data-photo]").nth(1).hover()
    page.wait_for_function("document.querySelector('.viewer [data-do=zoom]:not([hidden])')")
    assert any("viewer-zoom" in url for url in asked)


def test_without_the_script_of_zooming_the_viewer_still_turns(read: Reader) -> None:
    page = read("404.html")
    page.route("**/viewer-zoom-*", lambda route: route.abort())
    page.goto(read.address + COAST)
    page.locator("[data-photo]").nth(1).click()
    page.get_by_role("button", name="Next photo").click()
    shows(page, 3)
    expect(page.get_by_role("button", name="Zoom")).to_be_hidden()
    page.keyboard.press("Escape")
    closed(page)


def test_pages_without_photos_load_nothing_of_it(read: Reader) -> None:
    page = read("tags/")
    assert page.locator("script[src*=viewer], link[href*=viewer]").count() == 0


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("viewer.js", 3_600),
        ("viewer-zoom.js", 2_300),
        ("viewer.css", 2_000),
        ("turns.js", 1_900),
        ("turns.css", 1_300),
    ],
)
def test_scripts_and_styles_are_light(lightroom: Publication, name: str, most: int) -> None:
    stem, suffix = name.split(".")
    [path] = [
        path for path in lightroom.files if re.fullmatch(rf"assets/{stem}-\w{{10}}\.{suffix}", path)
    ]
    assert len(gzip.compress((lightroom.folder / path).read_bytes())) < most
