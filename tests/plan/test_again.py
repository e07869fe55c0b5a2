"""A planner that is used again plans what one would that has never planned anything."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carblog.assemble.due import Clock
from carblog.assemble.site import Assembler
from carblog.model.theme import Template, Theme
from carblog.model.view import Names
from carblog.plan.plan import Plan, Planner, plan
from tests.assemble.test_again import ARTICLES, OTHERS, Step, after, articles, asked, steps
from tests.support.small_site import THEME
from tests.support.written import NOW, WORDS, story

KINDS = (
    *("404", "archive", "article", "author", "car", "galleries", "gallery", "home", "list", "page"),
    *("photo", "redirect", "tags"),
)
LINKS = ("", "[x](/archive/)", "[x](/nope/)", "[x](/news/b/)")
MOVED = story("B", "x", aliases="[/old/]", slug="a", tags="[One, Two]")
"""Another story under the address of one that is there, and an old address."""


def theme(digest: str, *, structured: bool = True, without: str = "") -> Theme:
    """Front page and stories show everything there is, the others little."""
    every = tuple(Names.__struct_fields__)
    return msgspec.structs.replace(
        THEME,
        templates={
            f"{kind}.html": Template(
                name=f"{kind}.html",
                path="",
                source="",
                structured=structured,
                names=every if kind in ("home", "article") else ("site", "page"),
                digest=digest,
            )
            for kind in KINDS
            if kind != without
        },
    )


THEMES = (theme("1"), theme("2", structured=False), theme("1", without="archive"))


def seen(planned: Plan) -> tuple[Any, ...]:
    """All that a plan says."""
    outputs = [
        (each.path, each.key, each.source, each.parts, type(each)) for each in planned.outputs
    ]
    return outputs, planned.problems, dict(planned.sources)


@settings(max_examples=40)
@given(
    st.fixed_dictionaries({path: articles() for path in ARTICLES}),
    st.lists(
        st.tuples(steps(), st.sampled_from((0, 0, 0, 1, 2)), st.sampled_from(LINKS), st.booleans()),
        min_size=2,
        max_size=6,
    ),
)
def test_what_is_kept_between_two_plans_is_never_stale(
    written: dict[str, str], saves: list[tuple[Step, int, str, bool]]
) -> None:
    assembler, planner, now = Assembler(), Planner(), NOW
    files = {**{path: versions[0] for path, versions in OTHERS.items()}, **written}
    for save, number, link, is_moved in saves:
        files, now = after(files, save.saved), now + timedelta(hours=save.hours)
        if link:
            files["content/news/a.md"] = f"{written['content/news/a.md']}\n\n{link}\n"
        if is_moved:
            files["content/news/b.md"] = MOVED
        content, site_settings = asked(files)
        clock = Clock(now=now, drafts=save.drafts)
        made = assembler.assemble(content, site_settings, WORDS if save.strings else {}, clock)
        again = planner.plan(made.site, THEMES[number], "1")
        assert seen(again) == seen(plan(made.site, THEMES[number], "1"))


SAID = {"tags": "[One]", "cars": "[bmw/m3]", "standfirst": "x", "draft": "false"}
EDITED = {"tags": "[Two]", "cars": "[]", "standfirst": "y", "draft": "true"}


@pytest.mark.parametrize("key", [*SAID, "title", "body", "shown", "theme"])
def test_an_edit_of_one_thing_is_planned_for_all_that_show_it(key: str) -> None:
    assembler, planner = Assembler(), Planner()
    said = SAID | ({key: EDITED[key]} if key in EDITED else {})
    body = {"body": "y", "shown": "x\n\n![All](../../galleries/m3/)"}.get(key, "x")
    edited = story("Edited" if key == "title" else "A", body, image="../own.jpg", **said)
    files = {path: versions[0] for path, versions in OTHERS.items()}
    files |= {path: story(path, "x", tags="[One]", cars="[bmw/m3]") for path in ARTICLES}
    for number, of_a in (
        (0, story("A", "x", image="../own.jpg", **SAID)),
        (key == "theme", edited),
    ):
        content, said_of_site = asked(files | {"content/news/a.md": of_a})
        made = assembler.assemble(content, said_of_site, WORDS, Clock(now=NOW))
        again = planner.plan(made.site, THEMES[number], "1")
        assert seen(again) == seen(plan(made.site, THEMES[number], "1"))
