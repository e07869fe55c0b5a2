"""Structured data says what the page shows, in words that search engines know."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.assemble.words import KIND_OF, SOURCE_OF
from carblog.make.nodes import SOURCES, Nodes, iso_duration
from carblog.make.structured import as_json_ld, structured
from carblog.model.content import Source
from carblog.model.content import Verdict as Written
from carblog.model.output import PageOutput
from carblog.model.picture import Rights
from carblog.model.site import Site
from carblog.model.theme import Template, Theme
from carblog.model.view import (
    Chapter,
    FigureEmbed,
    Page,
    Pair,
    PairEmbed,
    Photo,
    Video,
    VideoEmbed,
)
from carblog.plan.plan import plan
from tests.support.small_site import (
    IDA,
    NOON,
    SETTINGS,
    TAYCAN,
    album,
    body,
    photo,
    site,
    story,
    strip,
    text,
)
from tests.support.small_site import THEME as BARE

BASE = "https://example.org/blog/"
SUV = f"{BASE}news/suv/"

Graph = dict[str, dict[str, Any]]


KINDS = ("404", "archive", "article", "author", "car", "galleries", "gallery", "home", "list")

THEME = msgspec.structs.replace(
    BARE,
    templates={
        f"{kind}.html": Template(name=f"{kind}.html", path="", source="", structured=True)
        for kind in (*KINDS, "page", "photo", "tags", "redirect")
    },
)


def pages(of: Site, theme: Theme = THEME) -> dict[str, Page]:
    """Every page by its URL, as its template sees it."""
    nodes = Nodes(theme, of.settings)
    outputs = [each for each in plan(of, theme, "").outputs if isinstance(each, PageOutput)]
    made = [structured(each.names["page"], each.mentions, nodes) for each in outputs]
    return {page.url: page for page in made}


def graph(of: Site, url: str = "/news/suv/") -> Graph:
    """The nodes of a page by what follows the # in their ids."""
    document = json.loads(pages(of)[url].head.structured)
    assert document["@context"] == "https://schema.org"
    nodes = {node["@id"].partition("#")[2]: node for node in document["@graph"]}
    assert len(nodes) == len(document["@graph"])
    return nodes


def test_an_article_says_who_wrote_what_when() -> None:
    shown = story(
        "suv",
        standfirst="In short.",
        authors=[IDA.link],
        tags=["SUVs"],
        lead=photo("front", "lead", caption="Front", credit="Jo"),
        updated=NOON + timedelta(hours=1),
        sources=(Source("Maker", "https://maker.example/"), Source("A reader")),
    )
    nodes = graph(site(shown, profiles=(IDA,)))
    article = nodes["article"]
    image, *crops = article.pop("image")
    assert article == {
        "@type": "NewsArticle",
        "@id": f"{SUV}#article",
        "headline": "Suv",
        "description": "In short.",
        "url": SUV,
        "mainEntityOfPage": SUV,
        "datePublished": "2026-11-20T13:00:00+01:00",
        "dateModified": "2026-11-20T14:00:00+01:00",
        "author": [
            {
                "@type": "Person",
                "@id": f"{BASE}authors/ida/#person",
                "name": "Ida Sørensen",
                "url": f"{BASE}authors/ida/",
            }
        ],
        "publisher": {"@id": f"{BASE}#org"},
        "articleSection": "News",
        "keywords": ["SUVs"],
        "inLanguage": "en",
        "isBasedOn": ["https://maker.example/"],
    }
    assert (image["width"], image["height"], image["creditText"]) == (1280, 720, "Jo")
    assert image["contentUrl"].startswith(f"{BASE}galleries/m3/front-1280-")
    assert crops == [], "128 pixels of a thumbnail are fewer than Google wants"
    assert nodes["org"]["name"] == "Kerbweight"
    assert nodes["org"]["sameAs"] == ["https://social.example/@kerbweight"]


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("news", "NewsArticle"),
        ("rendering", "NewsArticle"),
        ("spy_shots", "NewsArticle"),
        ("recall", "NewsArticle"),
        ("feature", "Article"),
        ("guide", "Article"),
        ("opinion", "OpinionNewsArticle"),
        ("road_test", ["NewsArticle", "ReviewNewsArticle"]),
        ("comparison", "NewsArticle"),
    ],
)
def test_the_kind_of_story_decides_the_type(kind: str, type_: str | list[str]) -> None:
    shown = story("suv", kind=kind, cars=["porsche/taycan"])
    assert graph(site(shown, records=(TAYCAN,)))["article"]["@type"] == type_


def test_a_review_of_no_known_car_is_no_review_for_machines() -> None:
    """A review without what it reviews is an error to every validator."""
    assert graph(site(story("suv", kind="road_test")))["article"]["@type"] == "NewsArticle"


def test_a_story_that_nobody_signed_is_the_publications() -> None:
    assert graph(site(story("suv")))["article"]["author"] == [{"@id": f"{BASE}#org"}]


def test_the_other_crops_of_the_lead_picture_are_offered_when_they_are_large() -> None:
    roles = THEME.roles | {
        "social": msgspec.structs.replace(THEME.roles["hero"], name="social", ratio=(1, 1))
    }
    theme = msgspec.structs.replace(THEME, roles=roles)
    made = pages(site(story("suv", lead=photo("front", "lead"))), theme)
    nodes = json.loads(made["/news/suv/"].head.structured)["@graph"]
    [images] = [node["image"] for node in nodes if node["@id"].endswith("#article")]
    square, other = images
    assert (square["width"], square["height"]) == (1280, 1280)
    assert "/front-1280-" in other
    assert other != square["contentUrl"]


def reviewed(**more: Any) -> Graph:
    verdict = Written(score="8.5", summary="Good.", pros=("Ride", "Room"), cons=("Price",))
    usual: dict[str, Any] = {"kind": "road_test", "cars": ["porsche/taycan"], "verdict": verdict}
    shown = story("suv", authors=[IDA.link], **(usual | more))
    return graph(site(shown, records=(TAYCAN,)))


def test_a_verdict_is_the_review_of_a_product() -> None:
    nodes = reviewed()
    car = nodes["car"]
    assert car["@type"] == ["Product", "Car"]
    assert (car["name"], car["brand"]["name"]) == ("Porsche Taycan", "Porsche")
    review = car["review"]
    assert review["author"][0]["name"] == "Ida Sørensen"
    assert review["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": "8.5",
        "bestRating": "10",
        "worstRating": "0",
    }
    assert [note["name"] for note in review["positiveNotes"]["itemListElement"]] == ["Ride", "Room"]
    assert [note["name"] for note in review["negativeNotes"]["itemListElement"]] == ["Price"]
    assert nodes["article"]["itemReviewed"] == {"@id": car["@id"]}
    assert nodes["article"]["about"] == [{"@id": car["@id"]}]


def test_a_single_note_is_not_enough_to_show() -> None:
    review = reviewed(verdict=Written(score="8", pros=("Ride",)))["car"]["review"]
    assert "positiveNotes" not in review
    assert "negativeNotes" not in review


def test_a_comparison_attaches_its_verdict_to_no_car() -> None:
    car = reviewed(kind="comparison")["car"]
    assert car["@type"] == "Car"
    assert "review" not in car


def video(**more: Any) -> Video:
    chapters = (
        Chapter(at=0, label="0:00", title="Intro", url=""),
        Chapter(at=95, label="1:35", title="On the road", url=""),
    )
    return Video(
        **{
            "title": "Our drive",
            "url": "https://www.youtube.com/watch?v=ID",
            "embed_url": "https://www.youtube-nocookie.com/embed/ID",
            "poster": photo("still", "poster"),
            "seconds": 761,
            "uploaded": NOON,
            "chapters": chapters,
            **more,
        }
    )


def test_a_video_has_its_poster_time_and_chapters() -> None:
    nodes = graph(site(story("suv", video=video(), standfirst="In short.")))
    found = nodes["video"]
    [thumbnail] = found.pop("thumbnailUrl")
    assert thumbnail.startswith(f"{BASE}galleries/m3/still-1280-")
    assert found == {
        "@type": "VideoObject",
        "@id": f"{SUV}#video",
        "name": "Our drive",
        "description": "In short.",
        "uploadDate": "2026-11-20T13:00:00+01:00",
        "duration": "PT12M41S",
        "embedUrl": "https://www.youtube-nocookie.com/embed/ID",
        "url": "https://www.youtube.com/watch?v=ID",
        "publisher": {"@id": f"{BASE}#org"},
        "hasPart": [
            {
                "@type": "Clip",
                "name": "Intro",
                "startOffset": 0,
                "endOffset": 95,
                "url": f"{SUV}?t=0",
            },
            {
                "@type": "Clip",
                "name": "On the road",
                "startOffset": 95,
                "endOffset": 761,
                "url": f"{SUV}?t=95",
            },
        ],
    }
    assert nodes["article"]["video"] == [{"@id": f"{SUV}#video"}]


def test_a_video_without_any_picture_is_not_described() -> None:
    nodes = graph(site(story("suv", video=video(poster=None))))
    assert "video" not in nodes
    assert "video" not in nodes["article"]


def test_a_video_without_a_poster_borrows_the_lead_picture() -> None:
    shown = story("suv", video=video(poster=None), lead=photo("front", "lead"))
    assert "front-1280" in graph(site(shown))["video"]["thumbnailUrl"][0]


def test_a_video_of_unknown_length_has_chapters_without_a_last_end() -> None:
    clips = graph(site(story("suv", video=video(seconds=0))))["video"]["hasPart"]
    assert [clip.get("endOffset") for clip in clips] == [95, None]


def test_videos_in_the_text_are_described_too() -> None:
    of = body("<p>x</p>", 0)
    shown = text(of, VideoEmbed(video=video(title="Crash test", uploaded=None, chapters=())))
    nodes = graph(site(story("suv", video=video(), shows=shown)))
    assert nodes["video-2"]["name"] == "Crash test"
    assert nodes["video-2"]["uploadDate"] == "2026-11-20T13:00:00+01:00"


@pytest.mark.parametrize(
    ("seconds", "text_"), [(761, "PT12M41S"), (3600, "PT1H"), (59, "PT59S"), (3661, "PT1H1M1S")]
)
def test_a_length_is_written_as_iso_8601_has_it(seconds: int, text_: str) -> None:
    assert iso_duration(seconds) == text_


def test_the_way_here_is_a_trail_of_breadcrumbs() -> None:
    trail = graph(site(story("suv")))["trail"]
    steps = [(step["position"], step["name"], step["item"]) for step in trail["itemListElement"]]
    assert steps == [(1, "Home", BASE), (2, "News", f"{BASE}news/"), (3, "Suv", SUV)]


def test_the_home_page_names_the_site_and_has_no_trail() -> None:
    nodes = graph(site(story("suv")), "/")
    assert set(nodes) == {"org", "website"}
    assert nodes["website"]["@type"] == "WebSite"
    assert nodes["website"]["publisher"] == {"@id": nodes["org"]["@id"]}
    assert nodes["org"]["@type"] == "NewsMediaOrganization"


def made_as(source: str, name: str = "front", **words: Any) -> Photo:
    """A photo whose digital source type is known."""
    bare = photo(name, **words)
    image = msgspec.structs.replace(bare.image, rights=Rights(source_type=source))
    return msgspec.structs.replace(bare, image=image)


def rendered() -> Site:
    renderings = (
        made_as("digitalArt", "front", kind="rendering", caption="Front", credit="Jo"),
        made_as("trainedAlgorithmicMedia", "rear", kind="ai"),
    )
    return site(albums=(album(*renderings, kind="rendering"),))


def test_a_gallery_lists_its_photos_and_how_they_were_made() -> None:
    gallery = graph(rendered(), "/galleries/m3/")["gallery"]
    front, rear = gallery["associatedMedia"]
    assert (gallery["@type"], gallery["name"]) == ("ImageGallery", "M3 at dusk")
    assert front["@id"] == f"{BASE}galleries/m3/1/#photo"
    assert front["digitalSourceType"] == "https://schema.org/DigitalArtDigitalSource"
    assert rear["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    assert front["representativeOfPage"] is True
    assert "representativeOfPage" not in rear


def test_a_photo_has_a_page_of_its_own_and_belongs_to_its_gallery() -> None:
    front = graph(rendered(), "/galleries/m3/1/")["photo"]
    assert front["@type"] == "ImageObject"
    assert (front["description"], front["caption"], front["creditText"]) == (
        "The front",
        "Front",
        "Jo",
    )
    assert front["isPartOf"]["@id"] == f"{BASE}galleries/m3/#gallery"
    assert front["contentUrl"].endswith(".jpg")


RIGHTS = Rights(
    creator="Jo",
    credit="Jo for Kerbweight",
    copyright="© Jo",
    licence="https://jo.example/terms",
    licensor="https://jo.example/buy",
    source_type="compositeSynthetic",
)


def of_jo(name: str, use: str = "gallery", **words: Any) -> Photo:
    """A photo whose rights are known."""
    bare = photo(
        name,
        use,
        credit=RIGHTS.credit,
        copyright=RIGHTS.copyright,
        licence=RIGHTS.licence,
        place="Bath, England",
        date=NOON,
        **words,
    )
    image = msgspec.structs.replace(bare.image, rights=RIGHTS)
    return msgspec.structs.replace(bare, image=image)


WHOSE = {
    "creator": {"@type": "Person", "name": "Jo"},
    "creditText": "Jo for Kerbweight",
    "copyrightNotice": "© Jo",
    "license": "https://jo.example/terms",
    "acquireLicensePage": "https://jo.example/buy",
    "digitalSourceType": "https://schema.org/CompositeSyntheticDigitalSource",
    "contentLocation": {"@type": "Place", "name": "Bath, England"},
    "dateCreated": "2026-11-20T13:00:00+01:00",
}
"""What search engines must be told on every page that shows the picture."""


def test_whose_a_picture_is_is_said_on_every_page_that_shows_it() -> None:
    front = of_jo("front", url="/galleries/m3/1/")
    beside = of_jo("dusk", "body")
    pair = PairEmbed(pair=Pair(before=of_jo("old", "body"), after=of_jo("new", "body")))
    shows = text(body("<p>x</p>", 0, 1), FigureEmbed(photo=beside), pair)
    shown = story("suv", lead=of_jo("lead", "lead"), gallery=strip(front), shows=shows)
    of = site(shown, albums=(album(of_jo("front")),))
    article = graph(of)["article"]
    pictures = [
        *article["image"],
        *article["associatedMedia"],
        *graph(of, "/galleries/m3/")["gallery"]["associatedMedia"],
        graph(of, "/galleries/m3/1/")["photo"],
    ]
    assert len(pictures) == 7
    for node in pictures:
        assert {key: node[key] for key in WHOSE} == WHOSE
    ids = [node.get("@id") for node in article["associatedMedia"]]
    assert ids == [None, None, None, f"{BASE}galleries/m3/1/#photo"]


@pytest.mark.parametrize("source", SOURCES)
def test_every_way_of_making_a_picture_has_a_name_in_schema_org(source: str) -> None:
    node = graph(site(albums=(album(made_as(source)),)), "/galleries/m3/1/")["photo"]
    assert node["digitalSourceType"] == f"https://schema.org/{SOURCES[source]}DigitalSource"


def test_every_label_that_readers_see_is_said_to_machines_too() -> None:
    assert {*KIND_OF, *SOURCE_OF.values()} <= SOURCES.keys()


def test_a_way_of_making_that_schema_org_does_not_know_is_left_out() -> None:
    of = site(albums=(album(made_as("humanEdits")),))
    assert "digitalSourceType" not in graph(of, "/galleries/m3/1/")["photo"]


def test_galleries_inside_one_another_say_so_both_ways() -> None:
    outer, inner = (
        msgspec.structs.replace(
            album(photo("front")),
            name=name,
            url=f"/galleries/{name}/",
            title=title,
            card=msgspec.structs.replace(
                album(photo("front")).card, url=f"/galleries/{name}/", title=title
            ),
        )
        for name, title in (("rally", "Rally"), ("rally/day-1", "Day 1"))
    )
    of = site(albums=(outer, inner))
    above = graph(of, "/galleries/rally/")["gallery"]
    below = graph(of, "/galleries/rally/day-1/")["gallery"]
    assert [part["@id"] for part in above["hasPart"]] == [below["@id"]]
    assert (below["isPartOf"]["@id"], below["isPartOf"]["name"]) == (above["@id"], "Rally")
    assert "isPartOf" not in above
    assert "hasPart" not in below


def test_a_spin_is_one_picture_to_machines() -> None:
    frames = [msgspec.structs.replace(photo(name, "frame")) for name in ("a", "b", "c")]
    made = album(*frames)
    spin = msgspec.structs.replace(
        made,
        notes=msgspec.structs.replace(made.notes, spin=True),
        photos=tuple(frames),
    )
    gallery = graph(site(albums=(spin,)), "/galleries/m3/")["gallery"]
    [only] = gallery["associatedMedia"]
    assert only["representativeOfPage"] is True
    assert "@id" not in only


def test_a_crop_in_a_story_is_not_taken_for_the_photo_itself() -> None:
    lead = photo("front", "lead", caption="In the story", url="/galleries/m3/1/")
    [image] = graph(site(story("suv", lead=lead)))["article"]["image"]
    assert image["caption"] == "In the story"
    assert "@id" not in image


def test_a_photograph_claims_nothing_of_how_it_was_made() -> None:
    node = graph(site(albums=(album(photo("front")),)), "/galleries/m3/1/")["photo"]
    assert "digitalSourceType" not in node


def test_an_author_is_a_person_with_a_profile() -> None:
    profile = graph(site(story("suv"), profiles=(IDA,)), "/authors/ida/")["page"]
    assert profile["@type"] == "ProfilePage"
    person = profile["mainEntity"]
    assert person["@id"] == f"{BASE}authors/ida/#person"
    assert (person["name"], person["jobTitle"]) == ("Ida Sørensen", "Editor")
    assert person["description"] == "She weighs cars."
    assert "/ida-100-" in person["image"][0]["contentUrl"]


def test_a_list_names_its_stories_in_their_order() -> None:
    found = graph(site(story("a"), story("b", hours_ago=1)), "/news/")["page"]
    assert found["@type"] == "CollectionPage"
    urls = [item["url"] for item in found["mainEntity"]["itemListElement"]]
    assert urls == [f"{BASE}news/a/", f"{BASE}news/b/"]


def test_a_cars_hub_has_the_figures_of_its_record() -> None:
    car = graph(site(records=(TAYCAN,)), "/cars/porsche/taycan/")["car"]
    assert car["@type"] == "Car", "without a review Google would miss offers in a product"
    assert car["additionalProperty"] == [
        {"@type": "PropertyValue", "name": "Length", "value": "4,963 mm"}
    ]


def test_the_page_for_what_is_missing_is_about_nothing() -> None:
    assert pages(site())["/404.html"].head.structured == ""


@given(st.text())
def test_no_words_end_the_script_that_they_stand_in(words: str) -> None:
    hostile = f"{words}</script><!--&\u2028\u2029".encode("utf-8", "ignore").decode()
    written = as_json_ld([{"name": hostile}])
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written)["@graph"][0]["name"] == hostile


def empties(node: object) -> Iterator[object]:
    if isinstance(node, dict):
        yield from (key for key, value in node.items() if value in ("", None, [], {}))
        for value in node.values():
            yield from empties(value)
    elif isinstance(node, list):
        for value in node:
            yield from empties(value)


def test_nothing_is_said_where_nothing_is_known() -> None:
    made = pages(
        site(
            story("suv", kind="road_test", cars=["porsche/taycan"], verdict=Written(score="7")),
            story("b", hours_ago=1, gallery=strip(photo("x")), video=video(chapters=())),
            profiles=(IDA,),
            records=(TAYCAN,),
            albums=(album(photo("front")),),
            settings=msgspec.structs.replace(SETTINGS, description="", social={}),
        )
    )
    for url, page in made.items():
        if page.head.structured:
            assert list(empties(json.loads(page.head.structured))) == [], url
