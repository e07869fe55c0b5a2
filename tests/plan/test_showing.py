"""Where a story is shown is known without a page being made, so that a new title is looked for
there and nowhere else."""

import re
from collections.abc import Mapping

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from carblog.assemble.due import Clock
from carblog.assemble.site import assemble
from carblog.model.output import PageOutput
from carblog.model.site import Site
from carblog.model.theme import Theme
from carblog.plan.plan import Plan, plan
from carblog.plan.related import Related
from tests.assemble.test_again import ARTICLES, OTHERS, articles, asked
from tests.plan.test_again import theme
from tests.support.written import NOW, WORDS, assembled, story

EVERYWHERE = theme("1")
"""Front page and stories show the latest stories, the menus and all else beside themselves."""
PLAIN = msgspec.structs.replace(
    EVERYWHERE,
    templates={
        name: msgspec.structs.replace(template, names=("page",))
        for name, template in EVERYWHERE.templates.items()
    },
)
"""Every page shows itself alone."""


def site_of(files: Mapping[str, str | bytes]) -> Site:
    content, said = asked(dict(files))
    return assemble(content, said, WORDS, Clock(now=NOW)).site


def pages(planned: Plan) -> dict[str, str]:
    return {each.path: each.key for each in planned.outputs if isinstance(each, PageOutput)}


@settings(max_examples=40)
@given(
    st.fixed_dictionaries({path: articles() for path in ARTICLES}),
    st.sampled_from(ARTICLES),
    st.sampled_from(["title: New", "title: Here\nstandfirst: New", "title: Here\nsummary: New"]),
    st.sampled_from(OTHERS["site.yaml"]),
    st.sampled_from([EVERYWHERE, PLAIN]),
)
def test_a_story_that_says_something_else_changes_no_page_that_is_not_among_them(
    written: dict[str, str], path: str, line: str, said: str, shown_by: Theme
) -> None:
    files = {**{path: versions[0] for path, versions in OTHERS.items()}, "site.yaml": said}
    before = site_of({**files, **written})
    edited = re.sub("^title: .*$", line, written[path], count=1, flags=re.MULTILINE)
    after = site_of({**files, **written, path: edited})
    of_it = [each for each in [*after.stories, *after.pages] if each.article.path == path]
    old, new = (plan(site, shown_by, "1") for site in (before, after))
    differ = {name for name, key in pages(new).items() if pages(old)[name] != key}
    assert differ <= new.showing([each.article.url for each in of_it])


def many(count: int) -> dict[str, str | bytes]:
    return {
        f"content/news/story-{number:03}.md": story(
            f"Story {number}", date=f"2026-05-01 00:{number:02}", tags=f"[Tag {number // 3}]"
        )
        for number in range(count)
    }


def test_a_story_among_many_is_shown_by_its_neighbours_and_by_its_part_of_each_list() -> None:
    site = assembled({**many(50), "site.yaml": "paginate: 5\n"}).site
    shown = plan(site, PLAIN, "1").showing(["/news/story-020/"])
    assert shown == {
        "index.html",  # its picture is that of the first story that has one
        *(f"news/story-{number:03}/index.html" for number in (18, 19, 20, 21)),
        *("page/6/index.html", "news/page/6/index.html", "kinds/news/page/6/index.html"),
        *("archive/index.html", "tags/tag-6/index.html"),
    }


def test_what_stands_beside_every_story_is_looked_at_on_every_story() -> None:
    site = assembled(many(50)).site
    every = {f"news/story-{number:03}/index.html" for number in range(50)}
    assert every <= plan(site, EVERYWHERE, "1").showing(["/news/story-049/"])
    assert not every <= plan(site, EVERYWHERE, "1").showing(["/news/story-020/"])


def test_a_plan_that_knows_no_better_takes_every_page_to_show_it() -> None:
    planned = plan(assembled(many(2)).site, PLAIN, "1")
    assert Plan.of(planned.outputs).showing(["/x/"]) == set(planned.sources)


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), max_size=80))
def test_who_is_related_to_a_story_is_near_it(tagged: list[list[str]]) -> None:
    files = {
        f"content/news/{number}.md": story(date=f"2026-05-{1 + number % 28}", tags=f"[{tags}]")
        for number, names in enumerate(tagged)
        for tags in [", ".join(names)]
    }
    related = Related(assembled(files).site.stories)
    for number in range(len(files)):
        assert all(number in related.near(other) for other in related.to(number))
