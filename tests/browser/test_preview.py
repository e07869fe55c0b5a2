"""A writer saves a file and looks at the browser: `carblog serve` with a real one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.support import axe
from tests.support.previewing import SITE, Desk, photo, previewing
from tests.support.reader import Reader

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("preview")]

RALLY = "content/news/rally.md"
SAYS = "words => document.body.innerText.includes(words)"
PROBLEMS = "document.querySelector('carblog-problems')?.shadowRoot"
PANEL = f"{PROBLEMS}?.querySelector('.panel:not([hidden])')"
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with previewing(tmp_path_factory.mktemp("roadside")) as desk:
        yield desk


@pytest.fixture
def desk(server: Desk) -> Desk:
    """The site as it was at the beginning, and no tab open that could follow the writer."""
    server.reset()
    return server


@pytest.fixture
def look(desk: Desk, chromium: Browser) -> Iterator[Reader]:
    """`look("news/rally/")` opens a page; it is marked, so that a page loaded anew is known."""
    with Reader(chromium, desk.url) as reader:
        yield reader


def shown(look: Reader, path: str, **how: Any) -> Page:
    """A page that listens to the preview."""
    with_mark = "addEventListener('load', () => { window.mark = 'same page'; window.shown = 0; });"
    counts = "document.addEventListener('carblog:refreshed', () => window.shown++);"
    page = look(path, setup=with_mark + counts, **how)
    page.wait_for_function("document.querySelector('carblog-dock:not([away])')")
    return page


def is_same(page: Page) -> bool:
    """It was not loaded anew."""
    return bool(page.evaluate("window.mark === 'same page'"))


def says(page: Page, words: str) -> None:
    page.wait_for_function(SAYS, arg=words)


def problem(page: Page, words: str) -> str:
    """What the overlay says, when it says this."""
    page.wait_for_function(f"words => {PANEL}?.textContent.includes(words)", arg=words)
    return str(page.evaluate(f"{PANEL}.innerText"))


def mended(page: Page) -> None:
    page.wait_for_function("!document.querySelector('carblog-problems')")


def test_an_edited_text_is_shown_where_the_writer_was_reading(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/rally/")
    page.evaluate("scrollTo(0, 1500)")
    before = page.locator("text=Kilometre 30, and on.").bounding_box()
    desk.edit(RALLY, "Kilometre 31, and on.", "Kilometre 31, and **stop**.")
    says(page, "Kilometre 31, and stop.")
    assert page.evaluate("scrollY") == 1500
    assert page.locator("text=Kilometre 30, and on.").bounding_box() == before
    assert is_same(page)


def test_an_edited_title_is_shown_on_its_page_and_on_the_front_page_in_another_tab(
    desk: Desk, look: Reader
) -> None:
    page, front = shown(look, "news/rally/"), shown(look, "")
    desk.edit(RALLY, "title: A rally", "title: A long rally")
    says(page, "A long rally")
    says(front, "A long rally")
    page.wait_for_function("document.title.startsWith('A long rally')")
    assert is_same(page)
    assert is_same(front)


def test_what_the_reader_opened_typed_and_chose_stays(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/garage/")
    page.locator("summary", has_text="Tools").click()
    page.locator("summary", has_text="Tools").focus()
    desk.edit("content/news/garage.md", "We stayed.", "We stayed in.")
    says(page, "We stayed in.")
    assert page.locator("text=A jack.").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Tools"


def test_a_new_paragraph_above_does_not_move_what_is_read(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/rally/")
    page.evaluate("scrollTo(0, 1500)")
    before = page.locator("text=Kilometre 30, and on.").bounding_box()
    desk.edit(RALLY, "We drove.", "We drove.\n\nAnd drove.")
    page.wait_for_function("document.body.innerText.includes('And drove.')")
    after = page.locator("text=Kilometre 30, and on.").bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 2


def test_an_edited_template_is_shown_in_place(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/rally/")
    desk.save("templates/footer.html", "<footer><p>Made by the road</p></footer>\n")
    says(page, "Made by the road")
    desk.edit("templates/footer.html", "by the road", "by the sea")
    says(page, "Made by the sea")
    assert is_same(page)


def test_a_style_sheet_of_the_site_is_swapped_and_nothing_else(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/garage/")
    assert page.evaluate(SPACING) == "1px"
    page.evaluate(UNSTYLED)
    desk.save("static/extra.css", "h1 { letter-spacing: 7px; }\n")
    page.wait_for_function(f"{SPACING} === '7px'")
    page.wait_for_function("document.querySelectorAll('[href*=\"extra.css\"]').length === 1")
    assert page.evaluate("window.unstyled") == 0
    assert page.evaluate("window.shown") == 0
    assert is_same(page)


SPACING = "getComputedStyle(document.querySelector('h1')).letterSpacing"
UNSTYLED = """() => {
  window.unstyled = 0;
  const look = () => {
    const { letterSpacing, fontFamily } = getComputedStyle(document.querySelector("h1"));
    if (letterSpacing === "normal" || /Times/.test(fontFamily)) window.unstyled++;
    requestAnimationFrame(look);
  };
  look();
}"""
"""Counts the frames in which the page is without its style."""


def test_a_picture_of_the_site_is_swapped_and_nothing_else(desk: Desk, look: Reader) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"></svg>'
    desk.save("static/badge.svg", drawing.format(20))
    address = '{{ url("/badge.svg") }}'
    desk.save(
        "templates/footer.html",
        f'<footer><img class="badge" src="{address}" alt=""><picture>'
        f'<source srcset="/no.svg 9x, {address} 1x"><img class="badge" alt=""></picture></footer>',
    )
    page = look("news/garage/")
    widths = "[...document.querySelectorAll('.badge')].map(each => each.naturalWidth).join()"
    page.wait_for_function(f"{widths} === '20,20'")
    page.wait_for_function("document.querySelector('carblog-dock:not([away])')")
    page.evaluate(COUNTED)
    desk.save("static/badge.svg", drawing.format(30))
    page.wait_for_function(f"{widths} === '30,30'")
    assert page.evaluate("window.shown") == 0


COUNTED = """() => {
  window.shown = 0;
  document.addEventListener("carblog:refreshed", () => window.shown++);
}"""
"""Counts how often a page is brought to what its address gives."""


def test_an_edit_of_another_story_refreshes_nothing(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/garage/")
    desk.edit(RALLY, "Kilometre 31, and on.", "Kilometre 31, and stop.")
    desk.save("static/extra.css", "h1 { letter-spacing: 7px; }\n")
    page.wait_for_function(f"{SPACING} === '7px'")
    assert page.evaluate("window.shown") == 0


def test_a_style_sheet_of_the_theme_is_swapped_without_a_flash(desk: Desk, look: Reader) -> None:
    shutil.rmtree(desk.folder / "templates")
    desk.edit("site.yaml", "title: Roadside", "title: Roadside\ntheme: mine")
    page = look("news/rally/")
    colour = "getComputedStyle(document.querySelector('h1')).color"
    page.wait_for_function(f"{colour} === 'rgb(1, 2, 3)'")
    page.evaluate(UNSTYLED)
    page.evaluate("window.mark = 'same page'")
    desk.edit("themes/mine/static/mine.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)")
    page.wait_for_function(f"{colour} === 'rgb(4, 5, 6)'")
    assert page.locator("link[href*=mine]").count() == 1
    assert page.evaluate("window.unstyled") == 0
    assert is_same(page)


def test_a_script_of_the_theme_runs_again_where_the_reader_was(desk: Desk, look: Reader) -> None:
    shutil.rmtree(desk.folder / "templates")
    extra = '<script src="{{ asset("mine.js") }}" defer></script>\n'
    desk.save("themes/mine/templates/extra.html", extra)
    desk.save("themes/mine/static/mine.js", "document.body.dataset.ran = 1;\n")
    desk.edit("site.yaml", "title: Roadside", "title: Roadside\ntheme: mine")
    page = look("news/rally/")
    page.wait_for_function("document.body.dataset.ran === '1'")
    page.evaluate("scrollTo(0, 1500)")
    desk.save("themes/mine/static/mine.js", "document.body.dataset.ran = 2;\n")
    page.wait_for_function("document.body.dataset.ran === '2'")
    page.wait_for_function("scrollY === 1500")


def test_another_theme_comes_and_goes(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/rally/")
    colour = "getComputedStyle(document.querySelector('h1')).color"
    before = page.evaluate(colour)
    shutil.rmtree(desk.folder / "templates")
    desk.edit("site.yaml", "title: Roadside", "title: Roadside\ntheme: mine")
    page.wait_for_function(f"{colour} === 'rgb(1, 2, 3)'")
    desk.edit("site.yaml", "\ntheme: mine", "")
    page.wait_for_function(f"was => {colour} === was", arg=before)


def test_a_changed_picture_takes_the_place_of_the_old_one(desk: Desk, look: Reader) -> None:
    page = shown(look, "galleries/coast/")
    source = "document.querySelector('main picture img').currentSrc"
    page.wait_for_function("document.querySelector('main picture img').naturalWidth > 0")
    before = page.evaluate(source)
    page.evaluate(JUMPS)
    desk.save("galleries/coast/1.jpg", photo(200))
    page.wait_for_function(f"was => {source} !== was", arg=before)
    page.wait_for_function("document.querySelector('main picture img').naturalWidth > 0")
    assert page.evaluate("window.empty") == 0
    assert is_same(page)


JUMPS = """() => {
  window.empty = 0;
  const look = () => {
    if (!document.querySelector("main picture img")?.naturalWidth) window.empty++;
    requestAnimationFrame(look);
  };
  look();
}"""
"""Counts the frames in which the first picture is not there."""


def test_captions_change_on_the_page_and_in_the_viewer_that_is_open(
    desk: Desk, look: Reader
) -> None:
    page = shown(look, "news/rally/")
    page.locator("a[data-photo]").first.click()
    words = "dialog[open] .words"
    page.wait_for_function("document.querySelector('dialog[open]')?.textContent.includes('Dawn')")
    desk.edit("galleries/coast/gallery.yaml", "caption: Dawn", "caption: Dusk")
    page.wait_for_function(
        "document.querySelector('dialog[open] .words')?.textContent.includes('Dusk')"
    )
    assert page.locator(words).is_visible()
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('dialog[open]')")
    assert is_same(page)


def test_a_photo_that_is_gone_closes_the_viewer(desk: Desk, look: Reader) -> None:
    page = shown(look, "galleries/coast/")
    page.locator("a[data-photo]").nth(2).click()
    page.wait_for_function("document.querySelector('dialog[open]')")
    (desk.folder / "galleries/coast/3.jpg").unlink()
    page.wait_for_function("!document.querySelector('dialog[open]')")
    page.wait_for_function("document.querySelectorAll('a[data-photo]').length === 2")


def test_the_name_of_the_site_changes_everywhere(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/rally/")
    desk.edit("site.yaml", "title: Roadside", "title: Wayside")
    says(page, "Wayside")
    assert is_same(page)


def test_pages_go_where_the_base_url_says_and_back(desk: Desk, look: Reader) -> None:
    page, front = shown(look, "news/rally/#related"), shown(look, "")
    site = desk.url.removesuffix("/blog/")
    desk.edit("site.yaml", "cars.example/blog/", "cars.example/")
    page.wait_for_url(f"{site}/news/rally/#related")
    front.wait_for_url(f"{site}/")
    for each in (page, front):
        each.wait_for_function("document.querySelector('carblog-dock:not([away])')")
    desk.edit("site.yaml", "cars.example/", "cars.example/blog/")
    page.wait_for_url(f"{site}/blog/news/rally/#related")
    front.wait_for_url(f"{site}/blog/")
    says(page, "Kilometre 31, and on.")


@pytest.mark.parametrize(
    ("path", "broken", "words"),
    [
        (RALLY, "---\ntitle: [A rally\ndate: 2026-05-01\n---\n\nWe drove.\n", RALLY),
        ("galleries/coast/gallery.yaml", "title: [oh\n", "galleries/coast/gallery.yaml"),
        ("site.yaml", "title: {oh\n", "site.yaml"),
        ("templates/footer.html", "{{ nobody.knows }}\n", "templates/footer.html"),
        ("templates/article.html", "{% if %}\n", "templates/article.html"),
    ],
    ids=["article", "gallery", "settings", "name in a template", "syntax of a template"],
)
def test_what_is_broken_is_told_over_the_last_good_page_until_it_is_mended(
    desk: Desk, look: Reader, path: str, broken: str, words: str
) -> None:
    before = desk.text(path) if (desk.folder / path).exists() else None
    page = shown(look, "news/rally/")
    desk.save(path, broken)
    told = problem(page, words)
    assert "1 error" in told
    assert page.locator("h1", has_text="A rally").is_visible()
    if before is None:
        (desk.folder / path).unlink()
    else:
        desk.save(path, before)
    mended(page)
    assert is_same(page)


def test_a_deleted_site_yaml_is_told_and_when_it_is_back_all_is_well(
    desk: Desk, look: Reader
) -> None:
    page = shown(look, "news/rally/")
    settings = desk.text("site.yaml")
    (desk.folder / "site.yaml").unlink()
    problem(page, "site.yaml")
    desk.save("site.yaml", settings)
    mended(page)
    desk.edit(RALLY, "We drove.", "We drove on.")
    says(page, "We drove on.")


def test_a_page_that_never_was_right_lists_its_problem_and_comes_when_it_is_mended(
    desk: Desk, look: Reader
) -> None:
    desk.save("templates/page.html", "{{ page.nonsense }}\n")
    desk.save("content/pages/about.md", "---\ntitle: About us\n---\n\nWho we are.\n")
    page = look("about/")
    says(page, "templates/page.html")
    (desk.folder / "templates/page.html").unlink()
    says(page, "Who we are.")


def test_an_address_at_which_there_is_nothing_shows_the_page_when_it_comes(
    desk: Desk, look: Reader
) -> None:
    page = look("news/soon/")
    desk.save("content/news/soon.md", "---\ntitle: Soon\ndate: 2026-05-02\n---\n\nHere it is.\n")
    says(page, "Here it is.")


def test_markup_in_names_and_messages_is_text(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/rally/")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    desk.save(f"content/news/{EVIL}.md", "---\ntitle: A\ndate: 2026-05-01\n---\n")
    desk.edit(RALLY, "date: 2026-05-01", f"date: {EVIL}")
    problem(page, f"content/news/{EVIL}.md")
    problem(page, f"date: {EVIL}")
    assert page.evaluate(f"{PROBLEMS}.querySelectorAll('img, script').length") == 0
    assert page.evaluate(f"{PROBLEMS}.querySelector('.at mark').textContent") == "<"


def test_escape_minimises_the_problems_and_the_badge_brings_them_back(
    desk: Desk, look: Reader
) -> None:
    page = shown(look, "news/rally/")
    desk.save(RALLY, "---\ntitle: [A\n---\n")
    problem(page, RALLY)
    page.keyboard.press("Escape")
    badge = page.locator("carblog-problems .badge")
    badge.wait_for()
    assert badge.inner_text() == "1 error"
    assert page.evaluate(f"{PROBLEMS}.activeElement.className") == "badge error"
    page.keyboard.press("Enter")
    problem(page, RALLY)


def test_who_cannot_see_the_problems_hears_of_those_that_are_there_now(
    desk: Desk, look: Reader
) -> None:
    page = shown(look, "news/rally/")
    desk.save(RALLY, "---\ntitle: [A\n---\n")
    hears(page, "alert", f"1 error. {RALLY}:2:")
    desk.save("galleries/coast/4.png", photo(60))  # a JPEG, which is a warning
    hears(page, "status", "1 error, 1 warning")
    desk.save("content/news/other.md", "---\ntitle: [A\n---\n")
    hears(page, "alert", "2 errors, 1 warning. content/news/other.md:2:")
    (desk.folder / "content/news/other.md").unlink()
    hears(page, "status", "1 error, 1 warning left")
    desk.save(RALLY, SITE[RALLY])
    hears(page, "status", "1 warning left")
    desk.save(RALLY, "---\ntitle: [A\n---\n")
    hears(page, "alert", f"1 error, 1 warning. {RALLY}:2:")


def hears(page: Page, role: str, words: str) -> None:
    """A screen reader finds this in the region of a role, and nothing in any other."""
    said = f"[...{PROBLEMS}?.querySelectorAll('.hush') ?? []].filter(each => each.textContent)"
    page.wait_for_function(
        f"([role, words]) => {{ const said = {said}; return said.length === 1 "
        "&& said[0].role === role && said[0].textContent.startsWith(words); }",
        arg=[role, words],
    )


def test_problems_leave_the_focus_where_somebody_is_at_work(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/garage/")
    page.locator("summary", has_text="Tools").focus()
    desk.save(RALLY, "---\ntitle: [A\n---\n")
    problem(page, RALLY)
    assert page.evaluate("document.activeElement.textContent") == "Tools"


def test_drafts_and_what_is_to_come_wear_a_ribbon_and_lose_it_when_they_are_due(
    desk: Desk, look: Reader
) -> None:
    desk.edit(RALLY, "date: 2026-05-01", "date: 2026-05-01\ndraft: true")
    page = look("news/rally/")
    ribbon = page.locator("carblog-dock .ribbon")
    ribbon.wait_for()
    assert ribbon.inner_text() == "Draft: not published by carblog build"
    desk.edit(RALLY, "date: 2026-05-01\ndraft: true", "date: 2126-05-01T09:00")
    page.wait_for_function(
        "document.querySelector('carblog-dock').shadowRoot.textContent"
        ".includes('Due on 1 May 2126, 09:00')"
    )
    desk.edit(RALLY, "date: 2126-05-01T09:00", "date: 2026-05-01")
    page.wait_for_function(
        "!document.querySelector('carblog-dock').shadowRoot.querySelector('.ribbon')"
    )


def test_ribbon_and_bar_are_there_without_scripts(desk: Desk, look: Reader) -> None:
    desk.edit(RALLY, "date: 2026-05-01", "date: 2026-05-01\ndraft: true")
    page = look("news/rally/", scripts=False)
    page.locator("carblog-dock .ribbon").wait_for()
    assert page.locator("carblog-dock .source").inner_text() == RALLY
    page.locator("carblog-dock summary").click()
    assert page.locator("carblog-dock li", has_text=RALLY).is_visible()


def test_the_bar_can_be_hidden_and_stays_so_in_that_browser(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/rally/")
    assert page.locator("carblog-dock .source").inner_text() == RALLY
    page.locator("carblog-dock .toggle").click()
    assert not page.locator("carblog-dock .source").is_visible()
    page.goto(f"{desk.url}news/garage/")
    page.wait_for_function("document.querySelector('carblog-dock[folded]')")
    page.locator("carblog-dock .toggle").click()
    assert page.locator("carblog-dock .source").inner_text() == "content/news/garage.md"


def test_the_bar_tells_what_the_page_depends_on(look: Reader) -> None:
    page = shown(look, "news/rally/")
    page.locator("carblog-dock summary").click()
    files = page.locator("carblog-dock .shows").inner_text().split()
    assert {RALLY, "galleries/coast/gallery.yaml", "galleries/coast/1.jpg"} <= set(files)


def test_a_hidden_tab_catches_up_when_it_is_seen(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/rally/")
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => window.isHidden})")
    page.evaluate("window.isHidden = true")
    other = page.context.new_page()
    other.goto(f"{desk.url}news/rally/")
    other.wait_for_function("document.querySelector('carblog-dock:not([away])')")
    desk.edit(RALLY, "We drove.", "We flew.")
    desk.save("static/extra.css", "h1 { letter-spacing: 7px; }\n")
    says(other, "We flew.")
    other.wait_for_function(f"{SPACING} === '7px'")
    assert not page.evaluate(SAYS, "We flew.")
    page.evaluate("window.isHidden = false; document.dispatchEvent(new Event('visibilitychange'))")
    says(page, "We flew.")
    page.wait_for_function(f"{SPACING} === '7px'")
    assert is_same(page)


def test_after_many_edits_a_page_is_as_if_it_had_just_been_opened(desk: Desk, look: Reader) -> None:
    page = shown(look, "news/rally/")
    for turn in range(20):
        text = SITE[RALLY].replace("A rally", f"Rally {turn}")
        parts = text.split("\n\n")
        parts.insert(2 + turn % 9, f"Stage {turn}, with *stops*.\n\n- one\n- two")
        del parts[-1 - turn % 7]
        desk.save(RALLY, "\n\n".join(parts))
    says(page, "Rally 19")
    says(page, "Stage 19, with stops.")
    anew = look("news/rally/")
    assert is_same(page)
    assert page.evaluate(WORDS) == anew.evaluate(WORDS)


WORDS = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const own of copy.querySelectorAll("[data-token], carblog-dock")) own.remove();
  for (const image of copy.querySelectorAll("[sizes]")) image.removeAttribute("sizes");
  return copy.outerHTML;
}"""
"""The page without the preview's additions."""


@pytest.mark.validator
def test_problems_ribbon_and_bar_are_accessible(desk: Desk, look: Reader) -> None:
    if not axe.AXE.is_file():
        pytest.skip("there is no axe-core: npm ci --ignore-scripts --prefix tests/support")
    desk.edit(RALLY, "date: 2026-05-01", "date: 2026-05-01\ndraft: true")
    page = shown(look, "news/rally/")
    page.locator("carblog-dock .ribbon").wait_for()
    page.locator("carblog-dock summary").click()
    assert list(faults(page)) == []
    desk.save("content/news/garage.md", "---\ntitle: [A\nkind: b\n---\n")
    problem(page, "garage")
    assert list(faults(page)) == []
    page.keyboard.press("Escape")
    assert list(faults(page)) == []
    page.goto(desk.url.replace("/blog/", "/-carblog/problems"))
    assert list(faults(page)) == []


def faults(page: Page) -> Iterator[object]:
    """What axe finds on phones and desktops, in light and dark, and what sticks out."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        schemes: list[Literal["light", "dark"]] = ["light", "dark"]
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            yield from axe.violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"wider than {width}"


def test_a_preview_that_is_started_again_is_found_and_may_lead_the_browser(
    tmp_path: Path, chromium: Browser
) -> None:
    with previewing(tmp_path) as desk:
        reader = Reader(chromium, desk.url)
        page = shown(reader, "news/rally/")
    page.wait_for_function("document.querySelector('carblog-dock[away]')")
    desk.edit(RALLY, "We drove.", "We drove again.")
    desk.save("static/extra.css", "h1 { letter-spacing: 7px; }\n")
    port = str(urlsplit(desk.url).port)
    with reader, previewing(tmp_path, "-p", port, "--navigate", reset=False):
        says(page, "We drove again.")
        page.wait_for_function(f"{SPACING} === '7px'")
        page.wait_for_function("document.querySelector('carblog-dock:not([away])')")
        assert is_same(page)
        desk.edit("content/news/garage.md", "We stayed.", "We stayed in.")
        page.wait_for_url("**/news/garage/")
        says(page, "We stayed in.")
