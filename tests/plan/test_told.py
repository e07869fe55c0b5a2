"""What structured data says beyond a page's view makes that page anew, and no other."""

from typing import Any

import msgspec
import pytest

from carblog.model.problem import Located, Place
from carblog.model.site import Record, Site
from carblog.model.theme import Template, Theme
from carblog.plan.plan import plan
from tests.support.small_site import SETTINGS, TAYCAN, photo, site, story
from tests.support.small_site import THEME as BARE

OLD = Located("/old/", Place("content/news/suv.md"))

KINDS = ("404", "archive", "article", "author", "car", "home", "list", "page", "redirect", "tags")


def theme(*, structured: bool = True) -> Theme:
    """One whose templates show structured data, and read nothing but the page."""
    templates = {
        f"{kind}.html": Template(name=f"{kind}.html", path="", source="", structured=structured)
        for kind in KINDS
    }
    return msgspec.structs.replace(BARE, templates=templates)


def with_story(record: Record = TAYCAN, **settings: Any) -> Site:
    about = story("suv", cars=["porsche/taycan"], aliases=(OLD,))
    other = story("van", hours_ago=1)
    changed = msgspec.structs.replace(SETTINGS, **settings)
    return site(about, other, records=(record,), settings=changed)


def anew(before: Site, after: Site, shown_with: Theme) -> set[str]:
    """The pages that are made again, of those that there are in both."""
    old, new = (
        {output.path: output.key for output in plan(of, shown_with, "").outputs}
        for of in (before, after)
    )
    return {path for path in new if path.endswith(".html") and old[path] != new[path]}


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Kerb"},
        {"description": "Cars"},
        {"tagline": "Weighed"},
        {"social": {"mastodon": "https://social.example/@kerb"}},
    ],
)
def test_what_is_said_of_the_publication_is_on_every_page_that_says_something(
    change: dict[str, Any],
) -> None:
    made = anew(with_story(), with_story(**change), theme())
    assert {"index.html", "news/suv/index.html", "cars/porsche/taycan/index.html"} <= made
    assert not {"404.html", "old/index.html"} & made


def test_the_picture_of_a_car_is_on_its_own_page_and_on_those_of_its_stories() -> None:
    pictured = msgspec.structs.replace(TAYCAN, photo=photo("taycan", "lead"))
    made = anew(with_story(), with_story(pictured), theme())
    assert made == {"news/suv/index.html", "cars/porsche/taycan/index.html"}


def test_what_a_template_does_not_show_makes_nothing_anew() -> None:
    pictured = msgspec.structs.replace(TAYCAN, photo=photo("taycan", "lead"))
    made = anew(with_story(), with_story(pictured, tagline="Weighed"), theme(structured=False))
    assert made == {"cars/porsche/taycan/index.html"}
