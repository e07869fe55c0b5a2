"""Galleries and photos in a browser: shapes, order, rows, and what fits on a small phone."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Serve
from tests.support.publication import Publication
from tests.support.reader import SCROLL, SHIFTS, Reader
from tests.support.showroom import GALLERIES, build_showroom

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("showroom")]

WIDTHS = (320, 360, 768, 1440)
STORY = "news/day/"
"""It shows a gallery, a pair, a spin, another gallery and a photo."""
PAGES = ("galleries/", "galleries/mixed/", "galleries/mixed/003/", "galleries/three/", STORY)
NEAR = 1.5
"""Pixels: what a screen of any density rounds a row to."""

BOXES = """() => [...document.querySelectorAll(".rows img")].map(image => {
  const box = image.getBoundingClientRect();
  return [box.left, box.top, box.width, box.height,
    image.getAttribute("width") / image.getAttribute("height")];
})"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .map(heading => Number(heading.tagName[1]))"""


class Box(NamedTuple):
    """Where a photo is on its page, and the shape that it has in truth."""

    left: float
    top: float
    width: float
    height: float
    ratio: float

    @property
    def right(self) -> float:
        return self.left + self.width


@pytest.fixture(scope="session")
def showroom(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    return build_showroom(tmp_path_factory.mktemp("showroom"))


@pytest.fixture
def visit(showroom: Publication, chromium: Browser, serve: Serve) -> Iterator[Reader]:
    with Reader(chromium, serve(showroom.folder, showroom.base_path)) as reader:
        yield reader


def boxes(page: Page) -> list[Box]:
    return [Box(*numbers) for numbers in page.evaluate(BOXES)]


def rows(found: Sequence[Box]) -> list[list[Box]]:
    """Photos that begin at one height, in their order."""
    return [list(row) for _, row in groupby(found, key=lambda box: round(box.top / 4))]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", sorted(GALLERIES.keys() - {"turn"}))
def test_every_photo_keeps_its_shape_within_one_per_cent(
    visit: Reader, name: str, width: int
) -> None:
    found = boxes(visit(f"galleries/{name}/", size=(width, 900)))
    assert len(found) == len(GALLERIES[name])
    for box in found:
        assert box.width / box.height == pytest.approx(box.ratio, rel=0.01)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["mixed", "panorama", "many"])
def test_photos_read_from_left_to_right_and_from_row_to_row(
    visit: Reader, name: str, width: int
) -> None:
    found = rows(boxes(visit(f"galleries/{name}/", size=(width, 900))))
    for row in found:
        assert all(one.right < other.left for one, other in pairwise(row))
    for above, below in pairwise(found):
        assert max(box.top + box.height for box in above) < below[0].top


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["mixed", "many"])
def test_rows_are_even_and_fill_the_page_but_for_the_last_which_is_not_stretched(
    visit: Reader, name: str, width: int
) -> None:
    page = visit(f"galleries/{name}/", size=(width, 900))
    right = page.evaluate("document.querySelector('.rows').getBoundingClientRect().right")
    *full, last = rows(boxes(page))
    for row in [*full, last]:
        assert max(box.height for box in row) - min(box.height for box in row) < NEAR
    for row in full:
        assert row[-1].right == pytest.approx(right, abs=NEAR)
    if width >= 768 or name == "many":
        assert last[-1].height <= min(row[0].height for row in full if len(row) > 1) + NEAR


def test_a_single_upright_photo_is_no_taller_than_a_page(visit: Reader) -> None:
    [box] = boxes(visit("galleries/upright/", size=(1440, 900)))
    assert box.height <= 800


@pytest.mark.parametrize("path", [*PAGES, "galleries/turn/"])
def test_nothing_is_wider_than_the_smallest_phone(visit: Reader, path: str) -> None:
    page = visit(path, size=(320, 900))
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", [*PAGES, "galleries/turn/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_pictures_come(visit: Reader, path: str, width: int) -> None:
    page = visit(path, size=(width, 900), setup=SHIFTS)
    page.evaluate(SCROLL)
    assert page.evaluate("window.shifted") == 0


def test_two_hundred_photos_fit_in_twenty_screens_of_a_phone(visit: Reader) -> None:
    page = visit("galleries/many/", size=(360, 900))
    assert page.evaluate("document.documentElement.scrollHeight") < 20 * 800


@pytest.mark.parametrize("path", [*PAGES, "galleries/turn/"])
def test_headings_go_down_one_step_at_a_time(visit: Reader, path: str) -> None:
    levels = visit(path).evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_without_scripts_a_gallery_can_be_walked_to_its_end_and_back(visit: Reader) -> None:
    page = visit("galleries/three/", scripts=False)
    page.locator(".rows a").first.click()
    for number in (1, 2, 3):
        assert f"Photo {number} of 3" in page.locator(".plate header").inner_text()
        if number < 3:
            page.locator(".turn [rel=next]").click()
    assert page.locator(".turn [rel=next]").count() == 0
    page.locator(".plate .back").click()
    assert page.locator("h1").inner_text() == "The gallery three"
