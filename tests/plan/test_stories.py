"""Stories, lists and neighbours, as readers find them."""

from unittest import mock

import pytest

from carblog.model.paths import href
from carblog.model.problem import nearest
from carblog.model.view import ArchivePage, ArticlePage, ListPage, Page, RedirectPage
from carblog.plan.links import broken_site_paths, texts_of
from carblog.plan.lists import lists
from carblog.plan.plan import plan
from carblog.plan.redirects import redirects
from carblog.plan.shared import Shared
from tests.support.sheets import articles
from tests.support.small_site import THEME
from tests.support.written import assembled, jpeg, story, told


def shared(files: dict[str, str | bytes]) -> Shared:
    made = assembled(files)
    assert told(made) == []
    return Shared(made.site, THEME)


def pages(files: dict[str, str | bytes]) -> dict[str, Page]:
    return {sheet.page.url: sheet.page for sheet in lists(shared(files))}


def many(count: int) -> dict[str, str | bytes]:
    return {
        f"content/news/story-{number:02}.md": story(
            f"Story {number}", date=f"2026-05-01 00:{number:02}"
        )
        for number in range(count)
    }


def titles(page: Page) -> list[str]:
    assert isinstance(page, ListPage)
    return [card.title for card in page.cards]


def test_lists_are_newest_first_and_continue_on_further_pages() -> None:
    found = pages(many(5) | {"site.yaml": "paginate: 2\n"})
    assert titles(found["/news/"]) == ["Story 4", "Story 3"]
    assert titles(found["/news/page/3/"]) == ["Story 0"]
    assert titles(found["/page/2/"]) == ["Story 2", "Story 1"]
    last = found["/news/page/3/"]
    assert isinstance(last, ListPage)
    assert last.pager is not None
    assert (last.pager.newer, last.pager.older) == ("/news/page/2/", "")


def test_a_section_named_in_site_yaml_has_a_page_before_its_first_story() -> None:
    assert "/reviews/" in pages({"site.yaml": "sections: [reviews]\n"})


def test_tags_that_differ_in_case_or_accents_are_one() -> None:
    found = pages(
        {
            "content/news/a.md": story(tags="[Coupés, EVs]"),
            "content/news/b.md": story(tags="[coupes]"),
        }
    )
    assert len(titles(found["/tags/coupes/"])) == 2


def test_an_author_with_a_profile_has_a_page_and_another_is_just_a_name() -> None:
    files: dict[str, str | bytes] = {
        "content/authors/jo-marsh.md": "---\nname: Jo Marsh\n---\nWrites.\n",
        "content/news/a.md": story(authors="[Jo Marsh, Somebody Else]"),
        "content/news/b.md": story(authors="jo-marsh"),
    }
    made = shared(files)
    assert [author.url for card in made.cards for author in card.authors] == [
        "/authors/jo-marsh/",
        "",
        "/authors/jo-marsh/",
    ]
    assert len(titles(pages(files)["/authors/jo-marsh/"])) == 2


def test_the_archive_is_by_month_of_the_sites_own_time_zone() -> None:
    found = pages(
        {
            "site.yaml": "timezone: Pacific/Auckland\n",
            "content/news/a.md": story(date="2026-04-30 23:30"),
            "content/news/b.md": story(date="2026-04-30T23:30Z"),
        }
    )["/archive/"]
    assert isinstance(found, ArchivePage)
    assert [month.start.month for month in found.months] == [5, 4]


def test_neighbours_are_the_stories_before_and_after() -> None:
    made = shared(many(3))
    found = {sheet.page.url: sheet.page for sheet in articles(made)}
    middle = found["/news/story-01/"]
    assert isinstance(middle, ArticlePage)
    assert middle.newer is not None
    assert middle.older is not None
    assert middle.newer.title == "Story 2"
    assert middle.older.title == "Story 0"


def test_related_stories_share_a_car_before_they_share_a_common_tag() -> None:
    car = "make: BMW\nname: M3\n"
    files: dict[str, str | bytes] = {
        "content/cars/bmw/m3.yaml": car,
        "content/news/a.md": story("A", cars="bmw/m3", tags="[fast]"),
        "content/news/b.md": story("B", cars="bmw/m3"),
        "content/news/c.md": story("C", tags="[fast]"),
        "content/news/d.md": story("D", tags="[slow]"),
    }
    found = {sheet.page.url: sheet.page for sheet in articles(shared(files))}
    page = found["/news/a/"]
    assert isinstance(page, ArticlePage)
    assert [card.title for card in page.related] == ["B", "C"]


def test_an_old_address_leads_to_the_new_one() -> None:
    made = shared({"content/news/a.md": story(aliases="[/2019/old, /older.html]")})
    pages = [sheet.page for sheet in redirects(made.site.stories)]
    found = {page.url: page.target for page in pages if isinstance(page, RedirectPage)}
    assert found == {"/2019/old/": "/news/a/", "/older.html": "/news/a/"}


@pytest.mark.parametrize("value", ["news/nothing.md", "nothing"])
def test_a_menu_that_points_at_nothing_is_an_error_in_site_yaml(value: str) -> None:
    made = assembled({"site.yaml": f"menus:\n  main: [{value}]\n", "content/news/a.md": story()})
    (error,) = told(made)
    assert error.startswith("site.yaml:2:10 menu")


def test_a_folder_in_which_nothing_is_due_is_no_section_yet() -> None:
    made = shared(
        {
            "content/secret/a.md": story(draft="true"),
            "content/embargo/b.md": story(date="2031-01-01"),
            "content/news/c.md": story(),
        }
    )
    assert [section.name for section, _ in made.sections] == ["news"]


def test_a_menu_cannot_lead_to_a_page_that_is_not_online() -> None:
    made = assembled(
        {
            "site.yaml": "menus:\n  main: [pages/soon.md]\n",
            "content/pages/soon.md": "---\ntitle: Soon\ndraft: true\n---\nSoon.\n",
        }
    )
    (error,) = told(made)
    assert error.startswith("site.yaml:2:10 menu")


def test_an_unknown_car_names_the_nearest() -> None:
    made = assembled(
        {
            "content/cars/bmw/m3.yaml": "make: BMW\nname: M3\n",
            "content/news/a.md": story(cars="[bmw/m33]"),
        }
    )
    (error,) = told(made)
    assert error == 'content/news/a.md:4:8 car-missing did you mean "bmw/m3"?'


def test_pictures_beside_a_story_that_nothing_shows_are_named_as_skipped() -> None:
    made = assembled({"content/news/a/index.md": story(), "content/news/a/spare.jpg": jpeg()})
    assert [skipped.path for skipped in made.site.skipped] == ["content/news/a/spare.jpg"]


def test_links_of_profiles_and_galleries_are_checked_like_those_of_stories() -> None:
    made = assembled(
        {
            "content/authors/jo.md": "---\nname: Jo\n---\n[x](/nowhere/)\n",
            "galleries/suv/1.jpg": jpeg(),
            "galleries/suv/gallery.yaml": "text: See [y](/nowhere/?a=1) and [z](/archive/?y=1#z)\n",
        }
    )
    found = sorted(
        problem.place.path
        for problem in broken_site_paths(
            texts_of(made.site), made.site.settings, {"archive/index.html"}
        )
    )
    assert found == ["content/authors/jo.md", "galleries/suv/gallery.yaml"]


def test_a_query_stays_a_query() -> None:
    assert href("/archive/?y=a b#z") == "/archive/?y=a%20b#z"


def test_two_files_for_one_address_are_both_outputs_so_that_they_collide() -> None:
    made = assembled(
        {
            "static/news/b.pdf": b"1",
            "content/news/b.pdf": b"2",
            "content/news/a.md": story(body="[x](b.pdf)"),
        }
    )
    planned = plan(made.site, THEME, "")
    assert "collision" in {problem.code for problem in planned.problems}


@pytest.mark.parametrize("name", ["a\nb.txt", "\u8f66" * 90 + ".txt"])
def test_a_file_that_no_address_can_name_is_a_problem_at_its_source(name: str) -> None:
    made = assembled({f"static/{name}": b"1"})
    codes = {(problem.place.path, problem.code) for problem in plan(made.site, THEME, "").problems}
    assert (f"static/{name}", "output-path") in codes


def test_long_lists_name_only_the_pages_near_by_and_the_ends() -> None:
    found = pages(many(20) | {"site.yaml": "paginate: 2\n"})["/news/page/5/"]
    assert isinstance(found, ListPage)
    assert found.pager is not None
    assert [link.number for link in found.pager.pages] == [1, 4, 5, 6, 10]


def test_what_many_pages_miss_is_looked_for_once() -> None:
    body = "[x](/archiv/) and [y](/archiv/#z)"
    made = assembled({f"content/news/{name}.md": story(body=body) for name in "abc"})
    with mock.patch("carblog.plan.links.nearest", side_effect=nearest) as looked:
        found = list(
            broken_site_paths(texts_of(made.site), made.site.settings, {"archive/index.html"})
        )
    assert [problem.hint for problem in found] == ['did you mean "/archive/"?'] * 6
    assert looked.call_count == 1
