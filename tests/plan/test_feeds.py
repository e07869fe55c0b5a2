"""Which feeds there are, what is in them, and what makes one new."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.output import FeedOutput
from carblog.model.site import Site
from carblog.model.theme import Asset, Theme
from carblog.plan.feeds import feeds, guid_of
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


def planned(of: Site, theme: Theme = THEME, identity: str = "1") -> dict[str, FeedOutput]:
    made = (each.output for each in feeds(of.stories, Shared(of, theme), identity))
    return {output.path: output for output in made}


def titles(output: FeedOutput) -> list[str]:
    return [item.card.title for item in output.feed.items]


def a_site() -> Site:
    return site(
        story("suv", tags=["SUVs"], lead=photo("suv", "lead"), shows=text(body("<p>SUV</p>"))),
        story("drive", hours_ago=1, kind="road_test", authors=[IDA.link], cars=["porsche/taycan"]),
        story("recall", hours_ago=2, cars=["porsche/911"], top_story=True),
        profiles=(IDA,),
        records=(TAYCAN,),
    )


def test_there_is_a_feed_of_the_site_and_of_every_part_of_it() -> None:
    assert {path: titles(output) for path, output in planned(a_site()).items()} == {
        "feed.xml": ["Suv", "Drive", "Recall"],
        "feed.json": ["Suv", "Drive", "Recall"],
        "top-stories/feed.xml": ["Recall"],
        "news/feed.xml": ["Suv", "Drive", "Recall"],
        "tags/suvs/feed.xml": ["Suv"],
        "authors/ida/feed.xml": ["Drive"],
        "kinds/news/feed.xml": ["Suv", "Recall"],
        "kinds/road-test/feed.xml": ["Drive"],
        "cars/porsche/feed.xml": ["Drive", "Recall"],
        "cars/porsche/taycan/feed.xml": ["Drive"],
    }


def test_a_feed_says_what_it_follows() -> None:
    feeds = planned(a_site())
    said = {path: (output.feed.title, output.feed.page) for path, output in feeds.items()}
    assert said["feed.xml"] == ("Kerbweight", "/")
    assert said["news/feed.xml"] == ("News – Kerbweight", "/news/")
    assert said["authors/ida/feed.xml"] == ("Ida Sørensen – Kerbweight", "/authors/ida/")
    assert said["cars/porsche/taycan/feed.xml"][0] == "Porsche Taycan – Kerbweight"
    assert feeds["news/feed.xml"].feed.description == "What happened."
    assert feeds["feed.xml"].feed.description == "Cars, weighed"
    assert feeds["tags/suvs/feed.xml"].feed.description == "Cars, weighed"


def test_only_the_newest_stories_are_in_a_feed() -> None:
    many = [story(f"story-{n}", hours_ago=n) for n in range(40)]
    short = site(*many, settings=msgspec.structs.replace(SETTINGS, feed_limit=3))
    assert titles(planned(short)["feed.xml"]) == ["Story 0", "Story 1", "Story 2"]
    assert len(titles(planned(site(*many))["feed.xml"])) == 30


def test_a_site_without_stories_still_has_its_feeds() -> None:
    empty = planned(site())
    assert empty["feed.xml"].feed.items == ()
    assert set(empty) == {"feed.xml", "feed.json", "top-stories/feed.xml", "news/feed.xml"}


def test_a_story_keeps_its_name_through_every_edit() -> None:
    path = "content/news/suv.md"
    before = story("suv")
    moved = msgspec.structs.replace(
        before.article, title="New title", slug="other", url="/new/", date=NOON, section="x"
    )
    after = msgspec.structs.replace(
        before,
        article=moved,
        card=msgspec.structs.replace(before.card, title="New title", url="/new/"),
    )
    elsewhere = msgspec.structs.replace(SETTINGS, base_url="https://other.example/")
    [one] = planned(site(before))["feed.xml"].feed.items
    [other] = planned(site(after, settings=elsewhere))["feed.xml"].feed.items
    assert one.guid == other.guid == guid_of(path)


def test_a_story_that_moves_into_a_folder_of_its_own_keeps_its_name() -> None:
    assert guid_of("content/news/suv.md") == guid_of("content/news/suv/index.md")


def test_the_name_is_pinned_for_every_release_to_come() -> None:
    assert guid_of("content/news/smartmi-car.md") == "urn:uuid:98588b17-46b6-8925-a827-eb256259277b"


@given(st.text(), st.text())
def test_two_files_never_share_a_name_and_each_is_a_uuid(one: str, other: str) -> None:
    first, second = guid_of(f"content/{one}.md"), guid_of(f"content/{other}.md")
    assert (first == second) == (one.removesuffix("/index") == other.removesuffix("/index"))
    uuid = UUID(first)
    assert (uuid.version, str(uuid.urn)) == (8, first)


def test_an_item_carries_each_of_its_pictures_once_the_lead_first() -> None:
    lead, rear, wheel = photo("front", "lead"), photo("rear"), photo("wheel")
    shown = story("suv", lead=lead, gallery=strip(rear, wheel, rear, photo("front")))
    output = planned(site(shown))["feed.xml"]
    assert output.feed.items[0].photos == (lead, rear, wheel)
    assert [path.split("/")[-1][:10] for path in output.sizes] == [
        "front-1280",
        "rear-1600-",
        "wheel-1600",
    ]


def test_the_words_of_section_kind_and_tags_are_its_categories() -> None:
    [item] = planned(site(story("a", kind="road_test", tags=["SUVs", "Road test"])))[
        "feed.xml"
    ].feed.items
    assert item.tags == ("News", "Road test", "SUVs")


def keys(of: dict[str, FeedOutput]) -> dict[str, str]:
    return {path: output.key for path, output in of.items()}


def changed(before: dict[str, FeedOutput], after: dict[str, FeedOutput]) -> set[str]:
    return {path for path in before | after if keys(before).get(path) != keys(after).get(path)}


def test_an_edited_text_renews_exactly_the_feeds_that_it_is_in() -> None:
    before = a_site()
    first, *others = before.stories
    edited = msgspec.structs.replace(first, text=text(body("<p>SUVs</p>")))
    after = msgspec.structs.replace(before, stories=(edited, *others))
    assert changed(planned(before), planned(after)) == {
        "feed.xml",
        "feed.json",
        "news/feed.xml",
        "tags/suvs/feed.xml",
        "kinds/news/feed.xml",
    }


def test_a_story_too_old_for_a_feed_does_not_renew_it() -> None:
    def with_old(title: str) -> Site:
        old = story("old", hours_ago=99, title=title)
        return site(story("new"), old, settings=msgspec.structs.replace(SETTINGS, feed_limit=1))

    assert changed(planned(with_old("One")), planned(with_old("Two"))) == set()


def test_a_new_stylesheet_renews_no_feed() -> None:
    asset = Asset(name="a.css", path="a.css", url="/assets/a-1.css", data=b"a{}")
    styled = msgspec.structs.replace(THEME, assets={"a.css": asset}, frame="other")
    assert changed(planned(a_site()), planned(a_site(), styled)) == set()


@pytest.mark.parametrize(
    "theme",
    [
        msgspec.structs.replace(THEME, roles={}),
        msgspec.structs.replace(THEME, strings={"subject.rendering": "Drawing"}),
    ],
)
def test_new_sizes_or_words_renew_all_feeds(theme: Theme) -> None:
    assert changed(planned(a_site()), planned(a_site(), theme)) == set(planned(a_site()))


def test_a_new_address_of_the_site_or_new_code_renews_all_feeds() -> None:
    moved = msgspec.structs.replace(
        a_site(), settings=msgspec.structs.replace(SETTINGS, base_url="https://example.net/")
    )
    assert changed(planned(a_site()), planned(moved)) == set(planned(a_site()))
    assert changed(planned(a_site()), planned(a_site(), identity="2")) == set(planned(a_site()))


def test_a_feed_names_the_texts_that_making_it_needs() -> None:
    output = planned(a_site())["feed.xml"]
    assert output.bodies == (a_site().stories[0].text.body,)


def test_time_does_not_renew_a_feed() -> None:
    """Nothing in a plan depends on the clock, so two plans of one site are equal."""
    assert planned(a_site()) == planned(a_site())
    later = story("suv", updated=NOON + timedelta(hours=1))
    assert changed(planned(site(story("suv"))), planned(site(later)))
