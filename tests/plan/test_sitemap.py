"""The sitemap: what is in it, since when, and within which limits."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from operator import attrgetter
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from carblog.model.output import BytesOutput
from carblog.model.problem import Located, Place
from carblog.model.site import Site
from carblog.model.view import FigureEmbed, Page
from carblog.plan import sitemap
from carblog.plan.articles import cars
from carblog.plan.galleries import galleries
from carblog.plan.indexable import Entry, entry
from carblog.plan.lists import lists
from carblog.plan.plan import Planner, plan
from carblog.plan.redirects import missing, redirects
from carblog.plan.shared import Shared
from carblog.plan.sitemap import MOST_BYTES, maps_of, robots
from tests.plan.test_again import THEMES
from tests.support.sheets import articles
from tests.support.small_site import (
    IDA,
    NOON,
    SETTINGS,
    TAYCAN,
    THEME,
    album,
    body,
    photo,
    site,
    story,
    strip,
    text,
)
from tests.support.xmlfile import all_of, text_of

BASE = "https://example.org/blog/"


def pages(shared: Shared) -> Iterator[Page]:
    for part in (articles, lists, galleries, cars):
        yield from (sheet.page for sheet in part(shared))
    yield from (sheet.page for sheet in redirects(shared.site.stories))
    yield missing(shared).page


def entries(shared: Shared) -> list[Entry]:
    found = [told for page in pages(shared) if (told := entry(page, shared))]
    return sorted(found, key=attrgetter("url"))


def known(of: Site) -> dict[str, Entry]:
    """Every entry by its address within the site."""
    shared = Shared(of, THEME)
    return {each.url.removeprefix(BASE): each for each in entries(shared)}


def files(found: Iterator[BytesOutput]) -> dict[str, etree._Element]:
    return {output.path: etree.fromstring(output.data) for output in found}


def locations(root: etree._Element) -> list[str]:
    return [text_of(child, "sm:loc") for child in root]


def test_every_page_that_can_be_found_is_listed_and_no_other() -> None:
    of = site(
        story("suv", tags=["SUVs"], aliases=(Located("/old-suv/", Place("suv.md", 3)),)),
        profiles=(IDA,),
        records=(TAYCAN,),
        albums=(album(photo("front")),),
    )
    assert set(known(of)) == {
        *("", "archive/", "tags/", "tags/suvs/", "news/", "news/suv/", "kinds/news/"),
        *("authors/ida/", "cars/porsche/taycan/", "galleries/", "galleries/m3/", "galleries/m3/1/"),
    }


def test_a_spin_has_one_picture_in_the_map() -> None:
    frames = [photo(name, "frame") for name in ("a", "b", "c")]
    made = album(*frames)
    spin = msgspec.structs.replace(
        made, notes=msgspec.structs.replace(made.notes, spin=True), photos=tuple(frames)
    )
    turning = msgspec.structs.replace(strip(), thumbnails=(), frames=tuple(frames))
    found = known(site(story("suv", gallery=turning), albums=(spin,)))
    assert [len(found[url].images) for url in ("galleries/m3/", "news/suv/")] == [1, 1]
    assert "galleries/m3/1/" not in found


def test_the_later_pages_of_a_list_are_left_out() -> None:
    short = msgspec.structs.replace(SETTINGS, paginate=1)
    found = known(site(story("a"), story("b", hours_ago=1), settings=short))
    assert "news/" in found
    assert not [url for url in found if "page/" in url]


def test_a_story_changed_when_it_says_so() -> None:
    found = known(site(story("a"), story("b", hours_ago=9, updated=NOON + timedelta(hours=1))))
    assert found["news/a/"].changed == NOON
    assert found["news/b/"].changed == NOON + timedelta(hours=1)


def test_a_list_changed_with_the_newest_of_its_stories() -> None:
    found = known(
        site(
            story("a", hours_ago=2, tags=["x"], cars=["porsche/taycan"]),
            story("b", hours_ago=5, updated=NOON, tags=["y"]),
            records=(TAYCAN,),
        )
    )
    two_hours_ago = NOON - timedelta(hours=2)
    assert {url: found[url].changed for url in ("", "archive/", "news/", "tags/")} == {
        "": NOON,
        "archive/": NOON,
        "news/": NOON,
        "tags/": NOON,
    }
    assert found["tags/x/"].changed == two_hours_ago
    assert found["cars/porsche/taycan/"].changed == two_hours_ago


def test_nothing_is_said_of_a_change_that_nobody_knows() -> None:
    found = known(site(profiles=(IDA,), albums=(album(photo("front")),)))
    assert found["authors/ida/"].changed is None
    assert found["galleries/m3/"].changed == NOON
    assert found["galleries/m3/1/"].changed is None


def test_the_pictures_of_a_page_are_listed_once_each() -> None:
    front, rear = photo("front", "lead"), photo("rear")
    of = body("<p>", 0, "</p>")
    shown = text(of, FigureEmbed(photo=photo("dusk", "body")))
    found = known(
        site(story("a", lead=front, gallery=strip(rear, rear), shows=shown), albums=(album(rear),))
    )

    def names(url: str) -> list[str]:
        return [image.rpartition("/")[2].rpartition("-")[0] for image in found[url].images]

    assert names("news/a/") == ["front-1280", "rear-1600", "dusk-1600"]
    assert names("galleries/m3/") == names("galleries/m3/1/") == ["rear-1600"]
    assert names("news/") == []
    assert found["news/a/"].images[0].startswith(f"{BASE}galleries/m3/front-1280-")


def test_the_file_is_what_sitemaps_org_describes() -> None:
    shared = Shared(site(story("suv", lead=photo("front", "lead"))), THEME)
    maps = files(maps_of(entries(shared), shared.settings))
    assert list(maps) == ["sitemap.xml"]
    root = maps["sitemap.xml"]
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert locations(root) == sorted(locations(root))
    [suv] = [url for url in root if text_of(url, "sm:loc").endswith("/suv/")]
    assert text_of(suv, "sm:lastmod") == "2026-11-20T13:00:00+01:00"
    [image] = all_of(suv, "image:image")
    assert text_of(image, "image:loc").endswith(".jpg")


def test_addresses_are_escaped_for_urls_and_for_xml() -> None:
    found = known(site(story("x", url="/news/größe & 'maß'/")))
    [entry] = [entry for url, entry in found.items() if "gr" in url]
    assert entry.url == f"{BASE}news/gr%C3%B6%C3%9Fe%20&%20'ma%C3%9F'/"
    [output] = maps_of([entry], SETTINGS)
    assert b"%20&amp;%20&apos;ma" in output.data


def test_an_empty_site_has_an_empty_map() -> None:
    [root] = files(maps_of([], SETTINGS)).values()
    assert len(root) == 0


@given(
    count=st.integers(1, 40),
    most_urls=st.integers(1, 12),
    most_bytes=st.integers(700, 3000),
    pictures=st.integers(0, 3),
)
def test_no_map_exceeds_its_limits_and_no_page_is_lost(
    count: int, most_urls: int, most_bytes: int, pictures: int
) -> None:
    images = tuple(f"{BASE}{n}.jpg" for n in range(pictures))
    listed = [Entry(url=f"{BASE}{n:03}/", changed=NOON, images=images) for n in range(count)]
    outputs = list(maps_of(listed, SETTINGS, most_urls, most_bytes))
    roots = files(iter(outputs))
    maps = [output for output in outputs if b"<urlset" in output.data]
    assert all(len(output.data) <= most_bytes for output in maps)
    assert all(len(roots[output.path]) <= most_urls for output in maps)
    found = [url for output in maps for url in locations(roots[output.path])]
    assert found == [entry.url for entry in listed]
    index = roots["sitemap.xml"]
    if len(maps) > 1:
        assert index.tag.endswith("sitemapindex")
        assert locations(index) == [BASE + output.path for output in maps]
        assert {text_of(each, "sm:lastmod") for each in index} == {"2026-11-20T13:00:00+01:00"}


def test_the_fifty_thousand_and_first_page_opens_a_second_map() -> None:
    listed = [Entry(url=f"{BASE}{n}/") for n in range(50_001)]
    assert [output.path for output in maps_of(listed, SETTINGS)] == [
        "sitemap-1.xml",
        "sitemap-2.xml",
        "sitemap.xml",
    ]
    assert [output.path for output in maps_of(listed[1:], SETTINGS)] == ["sitemap.xml"]
    assert MOST_BYTES == 50 * 1024 * 1024


@pytest.mark.parametrize("own", ["sitemap-1.xml", "Sitemap-2.XML", "sitemap-1.xml/a.txt"])
def test_a_file_that_is_called_like_a_map_of_many_pages_is_told(
    own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner, of = Planner(), site(story("suv"), digests={f"static/{own}": "1"})
    assert planner.plan(of, THEMES[0], "").problems == ()
    monkeypatch.setattr(sitemap, "maps_of", partial(maps_of, most_urls=3))
    [problem] = planner.plan(of, THEMES[0], "").problems
    assert (problem.code, problem.place.path) == ("collision", f"static/{own}")
    assert "a file that carblog makes itself" in problem.message


def test_beside_a_sitemap_of_ones_own_there_is_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "maps_of", partial(maps_of, most_urls=3))
    ours = plan(site(story("suv")), THEMES[0], "")
    assert "sitemap-1.xml" in [output.path for output in ours.outputs]
    brought = {"static/sitemap.xml": "1", "static/sitemap-2.xml": "2"}
    own = plan(site(story("suv"), digests=brought), THEMES[0], "")
    assert own.problems == ()
    assert {output.source for output in own.outputs if "sitemap" in output.path} == set(brought)


def test_a_page_lists_a_thousand_pictures_at_most() -> None:
    many = tuple(f"{BASE}{n}.jpg" for n in range(1001))
    [root] = files(maps_of([Entry(url=BASE, images=many)], SETTINGS)).values()
    assert len(all_of(root[0], "image:image")) == 1000


def test_robots_are_told_where_the_map_is() -> None:
    output = robots(SETTINGS)
    assert output.path == "robots.txt"
    assert output.data == (
        b"User-agent: *\nDisallow:\n\nSitemap: https://example.org/blog/sitemap.xml\n"
    )


@pytest.mark.parametrize("change", [{}, {"title": "Another title"}])
def test_a_map_is_new_only_when_it_says_something_else(change: dict[str, Any]) -> None:
    def key(of: Site) -> str:
        shared = Shared(of, THEME)
        [output] = maps_of(entries(shared), shared.settings)
        return output.key

    assert key(site(story("a"))) == key(site(story("a", **change)))
    assert key(site(story("a"))) != key(site(story("a", updated=NOON + timedelta(hours=1))))
