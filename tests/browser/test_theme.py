"""What only a browser can say of the default theme: what moves, what plays, what fits."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.conftest import Serve
from tests.support.publication import Publication
from tests.support.reader import SCROLL, SHIFTS

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("blog")]

NEWS = "news/smartmi-car/"
"""The page with a gallery of ten."""
FILM = "videos/brindle-pip/"
"""The page with a video, chapters and a transcript."""
REVIEW = "reviews/brindle-pip/"
"""The page with a verdict, measured figures and specifications."""
GALLERY = "galleries/city-hatch/"

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; frame-src https://www.youtube-nocookie.com; "
    "base-uri 'none'; form-action 'self'"
)
"""What a careful host allows: nothing inline, nobody else but the player after its click.

Previews of pictures are data, and the viewer of a story asks for the gallery's page."""

LINES = """() => {
  const range = document.createRange(), found = [];
  for (const paragraph of document.querySelectorAll(".body > p")) {
    let top = null, length = 0, lines = [];
    for (const node of paragraph.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) { lines = []; break; }
      for (let at = 0; at < node.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (top !== null && box.top > top + 5) { lines.push(length); length = 0; }
        top = box.top;
        length++;
      }
    }
    found.push(...lines);
  }
  return found;
}"""


class Visit:
    """The blog, served, with a browser in front of it that reaches nobody else."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self.strangers: list[str] = []
        self._open: list[BrowserContext] = []

    def __call__(
        self, path: str, *, width: int = 1280, scripts: bool = True, policy: str = ""
    ) -> Page:
        """Open a page of the blog and wait until it has loaded."""
        context = self._browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        self._open.append(context)

        def gate(route: Route) -> None:
            if not route.request.url.startswith(self.address):
                self.strangers.append(route.request.url)
                route.fulfill(content_type="text/html", body="<title>player</title>")
            elif policy and route.request.resource_type == "document":
                answer = route.fetch()
                route.fulfill(
                    response=answer,
                    headers={**answer.headers, "content-security-policy": policy},
                )
            else:
                route.continue_()

        context.route(re.compile("^https?:"), gate)
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.goto(self.address + path, wait_until="load")
        return page

    def close(self) -> None:
        for context in self._open:
            context.close()


@pytest.fixture
def visit(blog: Publication, chromium: Browser, serve: Serve) -> Iterator[Visit]:
    opened = Visit(chromium, serve(blog.folder, blog.base_path))
    yield opened
    opened.close()


def test_nobody_hears_of_a_reader_before_a_video_is_played(visit: Visit) -> None:
    page = visit(FILM)
    page.evaluate(SCROLL)
    assert visit.strangers == []
    page.locator(".play").click()
    frame = page.locator(".film-box iframe")
    frame.wait_for()
    source = frame.get_attribute("src") or ""
    assert source.startswith("https://www.youtube-nocookie.com/embed/")
    assert "autoplay=1" in source
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"
    assert frame.get_attribute("title") == page.locator("h1").inner_text()
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_a_chapter_plays_from_its_moment(visit: Visit) -> None:
    page = visit(FILM)
    page.locator(".chapters a").nth(1).click()
    assert "start=95" in (page.locator(".film-box iframe").get_attribute("src") or "")


@pytest.mark.parametrize("moment", ["95", "95s", "1m35s", "1:35"])
def test_an_address_can_name_the_moment_to_play_from(visit: Visit, moment: str) -> None:
    page = visit(f"{FILM}?t={moment}")
    page.locator(".play").click()
    assert "start=95" in (page.locator(".film-box iframe").get_attribute("src") or "")


def test_without_scripts_a_video_is_a_link_and_its_transcript_can_be_read(visit: Visit) -> None:
    page = visit(FILM, scripts=False)
    assert (page.locator(".play").get_attribute("href") or "").startswith(
        "https://www.youtube.com/watch?v="
    )
    page.locator(".transcript summary").click()
    assert page.locator(".transcript p").first.is_visible()


def test_arrow_keys_turn_the_pages_of_a_gallery(visit: Visit) -> None:
    page = visit(f"{GALLERY}01-front-three-quarter/")
    first = page.url
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: url != first)
    assert "2 of 10" in page.locator(".plate header").inner_text()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(first)


def test_ten_photos_are_the_lead_and_nine_thumbnails(visit: Visit) -> None:
    page = visit(NEWS)
    assert page.locator(".lead a.label").inner_text() == "10 photos"
    assert page.locator(".strip .thumbs li").count() == 9
    tops = page.locator(".strip .thumbs li").evaluate_all(
        "items => items.map(item => item.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1


def test_the_first_tab_offers_to_skip_to_the_story(visit: Visit) -> None:
    page = visit(NEWS)
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    assert page.locator(".skip").evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", ["", NEWS, FILM, REVIEW, GALLERY, "reviews/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(visit: Visit, path: str, width: int) -> None:
    page = visit(path, width=width)
    page.evaluate(SCROLL)
    assert page.evaluate("window.shifted") == 0


def test_lines_of_a_story_are_about_66_characters_long(visit: Visit) -> None:
    lines = sorted(visit(NEWS).evaluate(LINES))
    assert len(lines) > 10
    assert 60 <= lines[len(lines) // 2] <= 72


def test_a_gallery_keeps_the_shape_of_every_photo(visit: Visit) -> None:
    page = visit(GALLERY)
    page.evaluate(SCROLL)
    shapes = page.locator(".rows img").evaluate_all(
        """images => images.map(image => [
          image.getBoundingClientRect().width / image.getBoundingClientRect().height,
          image.getAttribute("width") / image.getAttribute("height")])"""
    )
    assert len(shapes) == 10
    for shown, true in shapes:
        assert shown == pytest.approx(true, rel=0.01)


def test_the_photo_fits_the_window_with_its_caption(visit: Visit) -> None:
    page = visit(f"{GALLERY}10-three-quarter-portrait/")
    assert page.evaluate("document.querySelector('.plate').getBoundingClientRect().bottom") <= 900


@pytest.mark.parametrize("path", ["", NEWS, FILM, REVIEW, GALLERY])
def test_a_strict_content_security_policy_has_nothing_to_refuse(visit: Visit, path: str) -> None:
    page = visit("404.html", policy=POLICY)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(visit.address + path, wait_until="load")
    if path == FILM:
        page.locator(".play").click()
    assert refused == []


def test_paper_gets_the_story_and_the_figures_and_no_navigation(visit: Visit) -> None:
    page = visit(REVIEW)
    page.emulate_media(media="print")
    for shown in ("h1", ".body", ".verdict", ".specs"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (".menu", ".films", ".neighbours", ".related", ".footer nav"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_style_and_script_are_light_on_every_page(blog: Publication) -> None:
    def weight(suffix: str, page: str) -> int:
        files = {name for name in blog.named(suffix) if Path(name).name in blog.text(page)}
        return sum(len(gzip.compress((blog.folder / name).read_bytes())) for name in files)

    for page in blog.pages:
        assert weight(".css", page) < 15_000, page
        assert weight(".js", page) < 10_000, page


@pytest.mark.parametrize("path", ["", REVIEW, GALLERY])
def test_the_one_picture_that_must_be_there_at_once_is_asked_for_first(
    visit: Visit, path: str
) -> None:
    page = visit(path)
    first = page.locator("main img[fetchpriority=high]")
    assert first.count() == 1
    assert first.get_attribute("loading") is None
    others = page.locator("main img:not([fetchpriority])").evaluate_all(
        "images => images.map(image => [image.loading, image.sizes.startsWith('auto')])"
    )
    assert all(other == ["lazy", True] for other in others)


def test_until_a_picture_has_come_its_colour_is_seen_and_of_a_hero_a_preview(visit: Visit) -> None:
    page = visit(NEWS)
    lead = page.locator(".lead .tint")
    assert re.fullmatch("#[0-9a-f]{6}", lead.get_attribute("fill") or "")
    assert (lead.locator("image").get_attribute("href") or "").startswith("data:image/webp;base64,")
    thumb = page.locator(".thumbs .tint").first
    assert re.fullmatch("#[0-9a-f]{6}", thumb.get_attribute("fill") or "")
    assert thumb.locator("image").count() == 0
    for tint in (lead, thumb):
        behind, before = tint.bounding_box(), tint.locator("xpath=../picture").bounding_box()
        assert behind is not None
        assert before is not None
        assert behind["x"] <= before["x"]
        assert behind["y"] <= before["y"]
        assert behind["x"] + behind["width"] >= before["x"] + before["width"]
        assert behind["y"] + behind["height"] >= before["y"] + before["height"]
