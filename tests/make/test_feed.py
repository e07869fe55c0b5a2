"""Feeds as readers get them: well-formed, in full, with true addresses and lengths."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from carblog.make.feed import FeedRenderer
from carblog.make.feed_clean import cleaned
from carblog.make.feed_rss import _cdata
from carblog.model.content import Body
from carblog.model.content import Verdict as WrittenVerdict
from carblog.model.digest import digest
from carblog.model.output import FeedOutput
from carblog.model.settings import Settings
from carblog.model.site import Story
from carblog.model.view import (
    FigureEmbed,
    GalleryEmbed,
    GalleryStrip,
    Link,
    LinkEmbed,
    Pair,
    PairEmbed,
    SpecsEmbed,
    Video,
    VideoEmbed,
)
from carblog.plan.feeds import feeds
from carblog.plan.shared import Shared
from tests.support.small_site import (
    IDA,
    NOON,
    SETTINGS,
    TAYCAN,
    THEME,
    body,
    photo,
    site,
    story,
    strip,
    text,
)
from tests.support.xmlfile import NAMESPACES, all_of, text_of

BASE = "https://example.org/blog/"
PAGE = f"{BASE}news/suv/"


def made(
    *stories: Story,
    path: str = "feed.xml",
    bodies: Mapping[str, Body] | None = None,
    settings: Settings = SETTINGS,
    sizes: Mapping[str, int] | None = None,
) -> bytes:
    shared = Shared(site(*stories, settings=settings, profiles=(IDA,)), THEME)
    [planned] = [each for each in feeds(shared.site.stories, shared, "1") if each.path == path]
    output = planned.output
    known = dict.fromkeys(output.sizes, 4711) if sizes is None else sizes
    return FeedRenderer(THEME, settings).feed(output, bodies or {}, known).data


def parsed(data: bytes) -> tuple[etree._Element, list[etree._Element]]:
    """The channel and its items, once two parsers are content."""
    assert not feedparser.parse(data).bozo
    root = etree.fromstring(data)
    channel = root.find("channel")
    assert root.get("version") == "2.0"
    assert channel is not None
    return channel, all_of(channel, "item")


def with_text(*parts: str | int, **more: Any) -> tuple[Story, dict[str, Body]]:
    embeds = more.pop("embeds", ())
    of = body(*parts)
    return story("suv", shows=text(of, *embeds), **more), {digest(of): of}


def content(*parts: str | int, **more: Any) -> str:
    """The full text of a story, as the feed has it."""
    shown, bodies = with_text(*parts, **more)
    _, [item] = parsed(made(shown, bodies=bodies))
    return text_of(item, "content:encoded")


def test_the_channel_says_what_and_where_it_is() -> None:
    channel, _ = parsed(made(story("suv"), path="news/feed.xml"))
    assert text_of(channel, "title") == "News – Kerbweight"
    assert text_of(channel, "link") == f"{BASE}news/"
    assert text_of(channel, "description") == "What happened."
    assert text_of(channel, "language") == "en"
    [self_] = all_of(channel, "atom:link")
    assert dict(self_.attrib) == {
        "href": f"{BASE}news/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_the_image_of_an_authors_feed_is_the_author() -> None:
    channel, _ = parsed(made(path="authors/ida/feed.xml"))
    [image] = all_of(channel, "image")
    assert re.fullmatch(rf"{BASE}galleries/m3/ida-100-\w+\.jpg", text_of(image, "url"))
    assert text_of(image, "title") == text_of(channel, "title")
    assert text_of(image, "link") == text_of(channel, "link")
    assert (text_of(image, "width"), text_of(image, "height")) == ("100", "100")


def test_dates_are_those_of_rfc_822_in_the_sites_zone() -> None:
    channel, [item, _] = parsed(made(story("suv"), story("old", hours_ago=24)))
    assert text_of(item, "pubDate") == "Fri, 20 Nov 2026 13:00:00 +0100"
    assert text_of(channel, "lastBuildDate") == "Fri, 20 Nov 2026 13:00:00 +0100"


def test_the_build_date_is_the_newest_change_and_never_the_clock() -> None:
    corrected = story("old", hours_ago=24, updated=NOON + timedelta(hours=1))
    channel, _ = parsed(made(story("suv"), corrected))
    assert text_of(channel, "lastBuildDate") == "Fri, 20 Nov 2026 14:00:00 +0100"
    empty, items = parsed(made())
    assert items == []
    assert all_of(empty, "lastBuildDate") == []


def test_an_item_has_its_title_summary_people_and_categories() -> None:
    shown = story(
        "suv",
        title="R&D: 7 < 8 seconds",
        standfirst="It's <fast> & cheap",
        authors=[IDA.link, Link(title="Jo")],
        tags=["SUVs"],
    )
    _, [item] = parsed(made(shown))
    assert text_of(item, "title") == "R&D: 7 < 8 seconds"
    assert text_of(item, "link") == PAGE
    assert text_of(item, "description") == "It's &lt;fast&gt; &amp; cheap"
    assert [name.text for name in all_of(item, "dc:creator")] == ["Ida Sørensen", "Jo"]
    assert [name.text for name in all_of(item, "category")] == ["News", "SUVs"]
    [guid] = all_of(item, "guid")
    assert guid.get("isPermaLink") == "false"


def test_the_summary_stands_before_the_full_text() -> None:
    _, [item] = parsed(made(story("suv", standfirst="Short")))
    tags = [etree.QName(child).localname for child in item]
    assert tags.index("description") < tags.index("encoded")


def test_every_address_in_the_text_is_full() -> None:
    html = content(
        '<p><a href="',
        0,
        '">x</a> <a href="../other/">y</a> <a href="#fn:1">1</a> <a href="/about/">z</a></p>'
        '<img src="raw.jpg" srcset="raw.jpg 1x, /big,1.jpg 2x" alt="">'
        '<video src="clip.mp4" poster="still.jpg"></video>'
        '<blockquote cite="//elsewhere.example/q">q</blockquote>',
        embeds=(LinkEmbed(url="/reviews/taycan/#specs"),),
    )
    assert re.findall(r'(?:href|src|srcset|poster|cite)="([^"]*)"', html) == [
        f"{BASE}reviews/taycan/#specs",
        f"{BASE}news/other/",
        f"{PAGE}#fn:1",
        "https://example.org/about/",
        f"{PAGE}raw.jpg",
        f"{PAGE}raw.jpg 1x, https://example.org/big,1.jpg 2x",
        f"{PAGE}clip.mp4",
        f"{PAGE}still.jpg",
        "https://elsewhere.example/q",
    ]


def test_nothing_in_the_text_can_run_or_load() -> None:
    html = content(
        '<p onclick="x()" style="color:red" class="c" id="i">stays'
        "<script>alert(1)</script><style>p{}</style><iframe src='https://x.example/'>old</iframe>"
        '<a href="javascript:alert(1)">link</a><svg><circle onload="x()"/></svg>'
        "<form><input name=q><button>go</button></form></p>"
    )
    assert "stays" in html
    assert "link" in html
    for word in ("script", "onclick", "style", "iframe", "svg", "circle", "alert", "form", "input"):
        assert word not in html, word


@given(st.text())
def test_no_text_whatever_breaks_a_feed(words: str) -> None:
    hostile = words.encode("utf-8", "ignore").decode()
    shown, bodies = with_text(f"<p>{hostile}</p>", title=f"T{hostile}", standfirst=hostile)
    data = made(shown, bodies=bodies)
    etree.fromstring(data)
    json.loads(made(shown, bodies=bodies, path="feed.json"))


def test_what_xml_cannot_hold_is_left_out() -> None:
    shown, bodies = with_text("<p>a\x00\x08\x0b\x1f\ufffe\uffffb ]]> c</p>", title="x\x01y\x7fz")
    _, [item] = parsed(made(shown, bodies=bodies))
    assert text_of(item, "title") == "xy\x7fz"
    # An HTML parser makes of a NUL what the standard says, U+FFFD.
    assert re.search(r"a\ufffd?b \]\]&gt; c", text_of(item, "content:encoded"))


def test_an_end_of_cdata_in_the_text_ends_nothing() -> None:
    hostile = "a ]]> b ]]]]>> c"
    assert etree.fromstring(f"<x>{_cdata(hostile)}</x>").text == hostile


def images(html: str) -> list[dict[str, str]]:
    found = etree.fromstring(html, etree.HTMLParser()).iter("img")
    return [dict(image.attrib) for image in found]


def test_the_text_begins_with_lead_picture_and_standfirst() -> None:
    lead = photo("front", "lead", caption="At dusk", credit="Jo", url="/galleries/m3/1/")
    html = content("<p>Text.</p>", lead=lead, standfirst="In short.")
    assert re.sub(r"<img[^>]*>", "<img>", html) == (
        f'<figure><a href="{BASE}galleries/m3/1/"><img></a>'
        "<figcaption>At dusk (Photo: Jo)</figcaption></figure>\n"
        "<p><strong>In short.</strong></p>\n"
        "<p>Text.</p>"
    )
    [image] = images(html)
    assert image["alt"] == "The front"
    assert (image["width"], image["height"]) == ("1280", "720")
    assert re.fullmatch(rf"{BASE}galleries/m3/front-1280-\w+\.jpg", image["src"])
    assert [candidate.split()[1] for candidate in image["srcset"].split(", ")] == ["640w", "1280w"]


def test_a_gallery_is_shown_with_all_its_photos() -> None:
    photos = [photo(f"n{n}", caption=f"Photo {n}") for n in range(9)]
    html = content("<p>x</p>", lead=photo("front", "lead"), gallery=strip(*photos))
    assert [image["alt"] for image in images(html)] == ["The front"] + [
        f"The n{n}" for n in range(9)
    ]
    assert f'<a href="{BASE}galleries/m3/">M3 at dusk</a>' in html


def spin() -> GalleryStrip:
    frames = tuple(photo(f"turn-{number}", "frame") for number in range(8))
    bare = strip(lead=frames[0])
    return msgspec.structs.replace(bare, count=1, frames=frames)


def test_a_spin_is_one_picture_and_a_link_where_nothing_can_be_turned() -> None:
    shown, bodies = with_text("<p>x</p>", 0, embeds=(GalleryEmbed(gallery=spin()),))
    _, [item] = parsed(made(shown, bodies=bodies))
    html = text_of(item, "content:encoded")
    [image] = images(html)
    assert "turn-0" in image["src"]
    assert f'href="{BASE}galleries/m3/"' in html
    assert len(all_of(item, "media:content")) == 1


def test_a_spin_whose_first_frame_leads_the_story_is_not_shown_again() -> None:
    turn = msgspec.structs.replace(spin(), lead=None)
    html = content("<p>x</p>", lead=photo("turn-0", "lead"), gallery=turn)
    [image] = images(html)
    assert "turn-0" in image["src"]
    assert f'href="{BASE}galleries/m3/"' in html


def test_a_pair_is_two_pictures_and_its_caption() -> None:
    pair = Pair(before=photo("old", "body"), after=photo("new", "body"), caption="Old and new")
    html = content("<p>x</p>", 0, embeds=(PairEmbed(pair=pair),))
    assert len(images(html)) == 2
    assert html.index("/old-") < html.index("/new-") < html.index("Old and new")


def test_embeds_become_plain_html() -> None:
    video = Video(
        title="Our drive",
        url="https://www.youtube.com/watch?v=ID&t=1",
        duration="12:41",
        poster=photo("still", "poster"),
    )
    html = content(
        0,
        1,
        2,
        3,
        embeds=(
            FigureEmbed(photo=photo("dusk", "body", caption="Dusk")),
            GalleryEmbed(gallery=strip(photo("rear"), lead=photo("front"))),
            VideoEmbed(video=video),
            SpecsEmbed(specs=TAYCAN.specs),
        ),
    )
    assert [image["alt"] for image in images(html)] == [
        "The dusk",
        "The front",
        "The rear",
        "The still",
    ]
    assert "<figcaption>Dusk</figcaption>" in html
    link = '<a href="https://www.youtube.com/watch?v=ID&amp;t=1">'
    assert html.count(link) == 2
    assert f"<figcaption>Video 12:41: {link}Our drive</a></figcaption>" in html
    assert '<th scope="row">Length</th><td>4,963 mm</td>' in html


def test_a_picture_in_a_sentence_stays_in_it() -> None:
    html = content("<p>see ", 0, "</p>", embeds=(FigureEmbed(photo=photo("badge"), inline=True),))
    assert re.fullmatch(r"<p>see <img[^>]*></p>", html)


def test_a_rendering_says_that_it_is_one() -> None:
    shown, bodies = with_text(
        "<p>x</p>", lead=photo("front", "lead", kind="rendering", caption="C")
    )
    _, [item] = parsed(made(shown, bodies=bodies))
    assert "<figcaption>Rendering. C</figcaption>" in text_of(item, "content:encoded")
    [medium] = all_of(item, "media:content")
    assert text_of(medium, "media:description") == "Rendering. C"


def test_the_verdict_of_a_review_is_in_its_text() -> None:
    verdict = WrittenVerdict(score="8.5", summary="Good.", pros=("Ride",), cons=("Price",))
    html = content("<p>x</p>", verdict=verdict)
    assert "<p><strong>Verdict: 8.5/10</strong></p><p>Good.</p>" in html
    assert "<ul><li>Ride</li></ul>" in html
    assert "<ul><li>Price</li></ul>" in html


def test_a_story_without_any_text_shows_its_title() -> None:
    _, [item] = parsed(made(story("suv")))
    assert text_of(item, "content:encoded") == "<p>Suv</p>"


def test_every_photo_of_a_gallery_is_a_medium_of_its_own() -> None:
    lead = photo("front", "lead", caption="Front", credit="Jo")
    shown = story("suv", lead=lead, gallery=strip(*(photo(f"n{n}") for n in range(9))))
    _, [item] = parsed(made(shown))
    assert all_of(item, "media:group") == []
    first, *others = all_of(item, "media:content")
    assert len(others) == 9
    url = first.attrib.pop("url")
    assert re.fullmatch(rf"{BASE}galleries/m3/front-1280-\w+\.jpg", url)
    assert dict(first.attrib) == {
        "fileSize": "4711",
        "type": "image/jpeg",
        "medium": "image",
        "width": "1280",
        "height": "720",
    }
    assert text_of(first, "media:title") == "The front"
    assert text_of(first, "media:description") == "Front"
    [credit] = all_of(first, "media:credit")
    assert (credit.text, credit.get("role")) == ("Jo", "photographer")
    [thumbnail] = all_of(first, "media:thumbnail")
    assert (thumbnail.get("width"), thumbnail.get("height")) == ("640", "360")


def test_a_picture_says_under_which_terms_it_may_be_used() -> None:
    terms = "https://jo.example/terms"
    lead = photo("front", "lead", copyright="© Jo", licence=terms)
    _, [item] = parsed(made(story("suv", lead=lead)))
    [notice] = all_of(all_of(item, "media:content")[0], "media:copyright")
    assert (notice.text, dict(notice.attrib)) == ("© Jo", {"url": terms})
    _, [item] = parsed(made(story("suv", lead=photo("front", "lead", copyright="© Jo"))))
    [notice] = all_of(all_of(item, "media:content")[0], "media:copyright")
    assert dict(notice.attrib) == {}


def test_there_is_one_enclosure_the_first_picture_with_its_true_length() -> None:
    shown = story("suv", lead=photo("front", "lead"), gallery=strip(photo("rear")))
    shared = Shared(site(shown), THEME)
    found = feeds(shared.site.stories, shared, "1")
    [output] = [each.output for each in found if each.path == "feed.xml"]
    sizes = {path: 1000 + number for number, path in enumerate(output.sizes)}
    _, [item] = parsed(made(shown, sizes=sizes))
    [enclosure] = all_of(item, "enclosure")
    assert enclosure.get("url") == BASE + output.sizes[0].removeprefix("/")
    assert (enclosure.get("length"), enclosure.get("type")) == ("1000", "image/jpeg")
    assert [medium.get("fileSize") for medium in all_of(item, "media:content")] == ["1000", "1001"]


def test_a_length_that_is_not_known_is_not_invented() -> None:
    _, [item] = parsed(made(story("suv", lead=photo("front", "lead")), sizes={}))
    assert all_of(item, "enclosure") == []
    [medium] = all_of(item, "media:content")
    assert "fileSize" not in medium.attrib


def test_namespaces_are_exactly_those_that_readers_look_for() -> None:
    root = etree.fromstring(made(story("suv")))
    used = {prefix: NAMESPACES[prefix] for prefix in ("atom", "content", "dc", "media")}
    assert root.nsmap == used


def test_the_json_feed_says_the_same() -> None:
    shown, bodies = with_text(
        "<p>Text.</p>",
        lead=photo("front", "lead"),
        authors=[IDA.link, Link(title="Jo")],
        tags=["SUVs"],
        standfirst="In short.",
        updated=NOON + timedelta(hours=1),
    )
    feed = json.loads(made(shown, bodies=bodies, path="feed.json"))
    [item] = feed.pop("items")
    _, [same] = parsed(made(shown, bodies=bodies))
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Kerbweight",
        "home_page_url": BASE,
        "feed_url": f"{BASE}feed.json",
        "description": "Cars, weighed",
        "language": "en",
    }
    [attachment] = item.pop("attachments")
    assert attachment["url"] == item.pop("image")
    assert (attachment["mime_type"], attachment["size_in_bytes"]) == ("image/jpeg", 4711)
    assert item == {
        "id": text_of(same, "guid"),
        "url": PAGE,
        "title": "Suv",
        "content_html": text_of(same, "content:encoded"),
        "summary": "In short.",
        "date_published": "2026-11-20T13:00:00+01:00",
        "date_modified": "2026-11-20T14:00:00+01:00",
        "authors": [{"name": "Ida Sørensen", "url": f"{BASE}authors/ida/"}, {"name": "Jo"}],
        "tags": ["News", "SUVs"],
    }


def test_a_story_in_two_feeds_is_written_once() -> None:
    shown, bodies = with_text("<p>Text.</p>")
    of = site(shown)
    outputs = [each.output for each in feeds(of.stories, Shared(of, THEME), "1")]
    renderer = FeedRenderer(THEME, SETTINGS)
    written = [renderer.feed(each, bodies, {}).data for each in outputs if each.feed.items]
    again = [renderer.feed(each, {}, {}).data for each in outputs if each.feed.items]
    assert written == again


def test_a_length_that_is_known_by_now_is_in_the_next_feed() -> None:
    shown, bodies = with_text("<p>Text.</p>", lead=photo("front", "lead"))
    of = site(shown)
    [output] = [
        each.output for each in feeds(of.stories, Shared(of, THEME), "1") if each.path == "feed.xml"
    ]
    assert isinstance(output, FeedOutput)
    renderer = FeedRenderer(THEME, SETTINGS)
    assert b"fileSize" not in renderer.feed(output, bodies, {}).data
    lengths = dict.fromkeys(output.sizes, 512) | {f"/{path}": 512 for path in output.sizes}
    assert b'fileSize="512"' in renderer.feed(output, bodies, lengths).data


@pytest.mark.parametrize("path", ["feed.xml", "feed.json"])
def test_a_feed_is_the_same_wherever_it_is_made(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown, bodies = with_text("<p>Text.</p>", lead=photo("front", "lead"))
    before = made(shown, bodies=bodies, path=path)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert made(shown, bodies=bodies, path=path) == before


def test_a_site_in_the_root_of_its_host_has_plain_addresses() -> None:
    root = msgspec.structs.replace(SETTINGS, base_url="https://example.org/")
    _, [item] = parsed(made(story("suv"), settings=root))
    assert text_of(item, "link") == "https://example.org/news/suv/"


@given(st.text(alphabet="ab <>&\"'=/:,#?", max_size=60))
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    once = cleaned(html, PAGE)
    assert cleaned(once, PAGE) == once
