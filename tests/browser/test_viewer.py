"""The viewer in a browser: opening, turning, the address, the way back, and when things fail."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.support.reader import SAVE_DATA, SHIFTS, Reader, middle
from tests.support.viewer import COAST, SEEN, STORY, VIEWER, closed, focused, opened, shows

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lightroom")]

POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'"


def at(page: Page, name: str) -> None:
    """Expect the address to be that of a photo's page."""
    expect(page).to_have_url(re.compile(f"/galleries/{name}/$"))


def test_a_thumbnail_opens_its_photo_with_its_words_over_the_page(read: Reader) -> None:
    page = opened(read, 8)
    shows(page, 8)
    viewer = page.locator(VIEWER)
    expect(viewer.locator(".caption")).to_have_text("The car at the headland")
    expect(viewer.locator("footer")).to_contain_text("Ida Tarn")
    expect(viewer.locator("footer")).to_contain_text("© 2026 Ida Tarn")
    expect(viewer.locator(".label")).to_have_text("Rendering")
    expect(page.locator(f"{SEEN} img")).to_have_attribute("alt", "A car, headland")
    expect(page.get_by_role("dialog", name="Along the coast")).to_be_visible()


def test_the_viewer_leads_to_the_photos_page_and_to_its_original(read: Reader) -> None:
    page = opened(read, 2)
    own = page.locator(".viewer .page")
    expect(own).to_have_attribute("href", re.compile("/galleries/coast/2-cliff/$"))
    with page.expect_download() as given:
        page.locator(".viewer a[download]").click()
    assert given.value.suggested_filename.startswith("2-cliff")
    own.click()
    expect(page.locator("body[data-page=photo]")).to_be_visible()


def test_arrow_keys_home_and_end_turn_the_photos(read: Reader) -> None:
    page = opened(read, 3)
    for key, number in [("ArrowRight", 4), ("ArrowLeft", 3), ("End", 8), ("Home", 1)]:
        page.keyboard.press(key)
        shows(page, number)


def test_there_is_nothing_before_the_first_photo_and_after_the_last(read: Reader) -> None:
    page = opened(read, 1)
    page.keyboard.press("ArrowLeft")
    shows(page, 1)
    expect(page.get_by_role("button", name="Previous photo")).to_be_disabled()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    shows(page, 8)
    expect(page.get_by_role("button", name="Next photo")).to_be_disabled()


def test_buttons_turn_the_photos_too(read: Reader) -> None:
    page = opened(read, 1)
    page.get_by_role("button", name="Next photo").click()
    shows(page, 2)
    page.get_by_role("button", name="Previous photo").click()
    shows(page, 1)


def test_where_people_read_from_the_right_the_left_arrow_goes_on(read: Reader) -> None:
    def mirror(route: Route) -> bool:
        if route.request.resource_type != "document":
            return False
        answer = route.fetch()
        html = answer.text().replace("<html ", '<html dir="rtl" ', 1)
        route.fulfill(response=answer, body=html)
        return True

    page = opened(read, 3, gate=mirror)
    page.keyboard.press("ArrowLeft")
    shows(page, 4)
    forward = middle(page, ".viewer [data-do=on]")
    back = middle(page, ".viewer [data-do=back]")
    assert forward < back
    close = page.get_by_role("button", name="Close").bounding_box()
    assert close
    assert close["x"] == 4


def test_address_and_title_are_those_of_the_photos_page(read: Reader) -> None:
    page = opened(read, 2)
    at(page, "coast/2-cliff")
    page.keyboard.press("ArrowRight")
    at(page, "coast/3-beach")
    title = page.title()
    assert title.startswith("Along the coast: photo 3 of 8")
    page.reload()
    assert page.title() == title


def test_back_closes_the_viewer_however_many_photos_were_seen(read: Reader) -> None:
    page = opened(read, 2)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.go_back()
    closed(page)
    at(page, "coast")
    assert page.title() == "Along the coast – Lightroom"


def test_forward_opens_it_again(read: Reader) -> None:
    page = opened(read, 2)
    page.keyboard.press("ArrowRight")
    page.go_back()
    closed(page)
    page.go_forward()
    expect(page.locator(VIEWER)).to_be_visible()
    shows(page, 3)
    at(page, "coast/3-beach")


def test_forward_opens_it_even_before_its_script_has_come(read: Reader) -> None:
    page = opened(read, 3)
    page.reload()
    expect(page.locator("body[data-page=photo]")).to_be_visible()
    with _held(page, "**/viewer-*.js"):
        page.go_back(wait_until="commit")
        expect(page.locator("body[data-page=gallery]")).to_be_visible()
        page.go_forward(wait_until="commit")
        at(page, "coast/3-beach")
    shows(page, 3)


def test_escape_goes_back_so_that_nothing_of_it_stays_in_the_history(read: Reader) -> None:
    page = opened(read, 2)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    closed(page)
    at(page, "coast")
    page.locator("[data-photo]").nth(4).click()
    shows(page, 5)
    page.get_by_role("button", name="Close").click()
    closed(page)
    assert page.evaluate("history.length") == 3  # about:blank, the gallery, the photo ahead


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_whoever_asks_twice_to_close_stays_on_the_page(
    read: Reader, motion: Literal["reduce", "no-preference"]
) -> None:
    page = opened(read, 2, motion=motion)
    page.get_by_role("button", name="Close").dblclick()
    closed(page)
    at(page, "coast")
    page.locator("[data-photo]").nth(2).click()
    shows(page, 3)
    for _ in range(2):
        page.keyboard.press("Escape", delay=0)
    closed(page)
    at(page, "coast")


def test_a_reload_is_the_photos_own_page_and_back_from_it_the_gallery(read: Reader) -> None:
    page = opened(read, 2)
    page.keyboard.press("ArrowRight")
    at(page, "coast/3-beach")
    page.reload()
    expect(page.locator("body[data-page=photo] h1")).to_have_text("The car at the beach")
    page.go_back()
    expect(page.locator("body[data-page=gallery]")).to_be_visible()
    closed(page)
    page.go_forward()
    shows(page, 3)


def test_a_shared_address_shows_the_same_photo_and_words(read: Reader) -> None:
    page = opened(read, 3)
    shared = page.url.removeprefix(read.address)
    caption = page.locator(".viewer .caption").inner_text()
    alone = read(shared)
    expect(alone.locator("h1")).to_have_text(caption)
    expect(alone.locator("main")).to_contain_text("Ida Tarn")


def test_focus_returns_to_the_thumbnail_of_the_photo_seen_last(read: Reader) -> None:
    page = opened(read, 1, size=(1280, 500))
    page.keyboard.press("End")
    shows(page, 8)
    page.keyboard.press("Escape")
    closed(page)
    last = page.locator("[data-photo]").nth(7)
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport(ratio=0.9)


def test_keys_alone_open_turn_and_close(read: Reader) -> None:
    page = read(COAST)
    page.locator("[data-photo]").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(VIEWER)).to_be_visible()
    page.keyboard.press("ArrowRight")
    shows(page, 3)
    page.keyboard.press("Escape")
    closed(page)
    expect(page.locator("[data-photo]").nth(2)).to_be_focused()


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_stays_inside(read: Reader, key: str) -> None:
    page = opened(read, 2)
    inside = (
        "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
    )
    met = set()
    for _ in range(12):
        page.keyboard.press(key)
        assert page.evaluate(inside)
        met.add(page.evaluate("document.activeElement.outerHTML"))
    assert len(met) > 5


def test_the_page_behind_is_out_of_reach_and_does_not_scroll(read: Reader) -> None:
    page = opened(read, 2, size=(1280, 500))
    before = page.evaluate("scrollY")
    page.mouse.move(640, 250)
    page.mouse.wheel(0, 400)
    page.keyboard.press("PageDown")
    page.go_back()
    closed(page)
    assert page.evaluate("scrollY") == before


def test_the_number_and_the_picture_are_told_politely(read: Reader) -> None:
    page = opened(read, 2)
    status = page.locator(".viewer [role=status]")
    page.keyboard.press("ArrowRight")
    expect(status).to_have_text(re.compile(r"^Photo 3 of 8\s+A car, beach$"))
    heard = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    images = [node for node in heard if node.get("role", {}).get("value") == "image"]
    assert [image["name"]["value"] for image in images] == ["A car, beach"]


def test_the_neighbours_are_fetched_ahead_in_the_size_that_will_be_shown(read: Reader) -> None:
    page, asked = _asking(read)
    page.locator("[data-photo]").nth(6).click()
    shows(page, 7)
    page.wait_for_load_state("networkidle")
    shown = page.locator(f"{SEEN} img").evaluate("image => image.clientWidth")
    assert {name for name, _ in asked} == {"6-lighthouse", "7-cove", "8-headland"}
    assert all(width >= shown for _, width in asked)


def test_a_reader_who_saves_data_gets_only_what_is_seen(read: Reader) -> None:
    page, asked = _asking(read, setup=SAVE_DATA)
    page.locator("[data-photo]").nth(6).click()
    shows(page, 7)
    page.wait_for_load_state("networkidle")
    assert {name for name, _ in asked} == {"7-cove"}


def _asking(read: Reader, setup: str = "") -> tuple[Page, list[tuple[str, int]]]:
    """A gallery with its thumbnails; names and widths of the photos asked for from now on."""
    page = read(COAST, setup=setup)
    page.locator("[data-photo]").nth(7).scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    asked: list[tuple[str, int]] = []

    def note(request: Request) -> None:
        if found := re.search(r"/(\d-\w+)-(\d+)-\w+\.\w+$", request.url):
            asked.append((found[1], int(found[2])))

    page.on("request", note)
    return page, asked


def test_the_thumbnail_stands_in_at_once_until_the_photo_has_come(read: Reader) -> None:
    page = read(COAST)
    thumb = page.locator("[data-photo] img").nth(7)
    thumb.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    here = thumb.evaluate("image => image.currentSrc")
    with _held(page, "**/8-*", but=here):
        thumb.click()
        stand_in = page.locator(f"{SEEN} .shot > img")
        expect(stand_in).to_have_js_property("currentSrc", here)
        expect(stand_in).to_have_js_property("complete", True)
        box = stand_in.bounding_box()
    expect(stand_in).to_have_count(0)
    photo = page.locator(f"{SEEN} picture img")
    assert photo.evaluate("image => image.currentSrc") != here
    assert photo.bounding_box() == box


def test_what_is_zoomed_before_it_has_come_comes_in_its_largest_file(read: Reader) -> None:
    page = read(COAST)
    thumb = page.locator("[data-photo] img").nth(7)
    thumb.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    with _held(page, "**/8-*", but=thumb.evaluate("image => image.currentSrc")):
        thumb.click()
        expect(page.locator(".viewer [data-do=zoom]")).to_be_visible()
        page.keyboard.press("+")
    page.wait_for_function(
        "document.querySelector('.viewer .slide:not([inert]) picture img')"
        ".currentSrc.includes('-2048-')"
    )


@contextmanager
def _held(page: Page, pattern: str, but: str = "") -> Iterator[None]:
    """What is asked for meanwhile waits until the end; `but` does not."""
    held: list[Route] = []
    passing = False

    def gate(route: Route) -> None:
        if passing or route.request.url == but:
            route.continue_()
        else:
            held.append(route)

    page.route(pattern, gate)
    yield
    passing = True
    for route in held:
        route.continue_()


def test_a_photo_is_never_shown_larger_than_its_largest_file(read: Reader) -> None:
    page = opened(read, 3, size=(3200, 2400))
    shows(page, 3)
    assert page.locator(f"{SEEN} .shot").evaluate("shot => shot.clientWidth") == 1400


def test_digits_in_the_name_of_a_file_are_no_width(read: Reader) -> None:
    page = read(COAST, size=(3200, 2400))
    page.locator("[data-photo] img").nth(2).evaluate(
        "image => { image.srcset = image.srcset.replaceAll('.jpg ', '.jpg?9000w '); }"
    )
    page.locator("[data-photo]").nth(2).click()
    shows(page, 3)
    assert page.locator(f"{SEEN} .shot").evaluate("shot => shot.clientWidth") == 1400


def test_nothing_on_the_page_moves_when_the_viewer_opens_turns_and_closes(read: Reader) -> None:
    page = opened(read, 2, setup=SHIFTS)
    page.keyboard.press("End")
    shows(page, 8)
    page.keyboard.press("Escape")
    closed(page)
    assert page.evaluate("window.shifted") == 0


def test_a_story_opens_the_whole_gallery_that_it_shows_a_part_of(read: Reader) -> None:
    page = read(STORY)
    page.locator(".strip [data-photo]").nth(1).click()
    shows(page, 3)
    at(page, "coast/3-beach")
    expect(page.locator(".viewer .caption")).to_have_text("The car at the beach")
    page.keyboard.press("End")
    shows(page, 8)
    page.go_back()
    closed(page)
    assert page.url == read.address + STORY
    assert focused(page).endswith("/coast/8-headland/")


def test_galleries_of_one_page_are_each_their_own(read: Reader) -> None:
    page = read(STORY)
    page.locator(".album [data-photo]").nth(1).click()
    shows(page, 2, total=3)
    expect(page.locator(".viewer h2")).to_have_text("In town")
    page.keyboard.press("Escape")
    closed(page)
    page.locator(".lead [data-photo]").click()
    shows(page, 1)
    expect(page.locator(".viewer h2")).to_have_text("Along the coast")


def test_a_photo_in_a_text_opens_too_and_focus_returns_to_it(read: Reader) -> None:
    page = read(STORY)
    link = page.locator("figure:not(.album, .lead) [data-photo]")
    link.click()
    shows(page, 3, total=3)
    page.keyboard.press("Escape")
    closed(page)
    expect(link).to_be_focused()


def test_a_gallery_is_fetched_once_and_before_the_click(read: Reader) -> None:
    asked: list[str] = []
    page = read(STORY)
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response(lambda answer: answer.url.endswith("/galleries/coast/")):
        page.locator(".strip [data-photo]").nth(1).hover()
    for number in (1, 2):
        page.locator(".strip [data-photo]").nth(number).click()
        shows(page, number + 2)
        page.keyboard.press("Escape")
        closed(page)
    assert sum(url.endswith("/galleries/coast/") for url in asked) == 1


def test_while_galleries_are_on_their_way_the_last_photo_asked_for_counts(read: Reader) -> None:
    page = read(STORY)
    strip = page.locator(".strip [data-photo]")
    with _held(page, "**/galleries/*/"):
        strip.nth(1).click()
        strip.nth(2).click()
    shows(page, 4)
    at(page, "coast/4-pier")
    page = read(STORY)
    with _held(page, "**/galleries/*/"):
        strip = page.locator(".strip [data-photo]")
        strip.nth(1).click()
        page.locator(".album [data-photo]").nth(1).click()
    shows(page, 2, total=3)
    expect(page.locator(".viewer h2")).to_have_text("In town")
    at(page, "town/2-market")


def test_a_gallery_that_could_not_be_fetched_is_asked_for_again(read: Reader) -> None:
    page = read(STORY)
    photo = page.locator(".strip [data-photo]").nth(1)
    page.route("**/galleries/coast/", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        photo.hover()
    photo.click()
    shows(page, 3)


def test_when_the_gallery_cannot_be_had_the_link_is_followed(read: Reader) -> None:
    def missing(route: Route) -> bool:
        if not route.request.url.endswith("/galleries/coast/"):
            return False
        route.fulfill(status=404, content_type="text/html", body="<p>not here</p>")
        return True

    page = read(STORY, gate=missing)
    page.locator(".strip [data-photo]").nth(1).click()
    expect(page.locator("body[data-page=photo] h1")).to_have_text("The car at the beach")


def test_with_a_modifier_key_the_link_stays_a_link(read: Reader) -> None:
    page = read(COAST)
    with page.context.expect_page() as other:
        page.locator("[data-photo]").nth(1).click(modifiers=["ControlOrMeta"])
    expect(other.value.locator("body[data-page=photo]")).to_be_visible()
    closed(page)


def test_without_scripts_the_same_is_reached_through_the_photos_pages(read: Reader) -> None:
    page = read(COAST, scripts=False)
    page.locator("[data-photo]").nth(1).click()
    at(page, "coast/2-cliff")
    expect(page.locator("h1")).to_have_text("The car at the cliff")
    expect(page.locator("main")).to_contain_text("2 of 8")
    page.get_by_role("link", name="Next photo").click()
    at(page, "coast/3-beach")
    page.get_by_role("link", name=re.compile("^Back to the gallery")).click()
    at(page, "coast")


def test_a_strict_policy_has_nothing_to_refuse_in_a_gallery(read: Reader) -> None:
    refused: list[str] = []
    page = opened(read, 2, gate=_with_policy)
    page.on("console", lambda message: refused.append(message.text))
    page.keyboard.press("ArrowRight")
    shows(page, 3)
    page.keyboard.press("+")
    page.keyboard.press("Escape")
    closed(page)
    assert refused == []


def test_a_policy_that_forbids_fetching_leaves_the_links_of_stories(read: Reader) -> None:
    page = read(STORY, gate=_with_policy)
    page.locator(".strip [data-photo]").nth(1).click()
    expect(page.locator("body[data-page=photo] h1")).to_have_text("The car at the beach")


def _with_policy(route: Route) -> bool:
    if route.request.resource_type != "document":
        return False
    answer = route.fetch()
    headers = {**answer.headers, "content-security-policy": POLICY}
    route.fulfill(response=answer, headers=headers)
    return True
