"""What the preview adds to a page: at its place, escaped, and nothing inline."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from carblog.model.problem import Place, Problem
from carblog.model.site import Waiting
from carblog.serve.dressing import Extras, dress, editor_link, listing, waits
from carblog.serve.telling import Told, told

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
TOKEN = "t0"  # noqa: S105 - it opens nothing
EXTRAS = Extras(
    url="/news/rally/",
    key="k1",
    token=TOKEN,
    source="content/news/rally.md",
    shows=("content/news/rally.md", "galleries/coast/gallery.yaml"),
    now=NOW,
    zone="Europe/Berlin",
)
PAGE = b"""<!doctype html>
<html>
<head>
<title>A</title>
</head>
<body>
<p>B</p>
</body>
</html>
"""
EVIL = '"><script>alert(1)</script>'


def with_(**others: Any) -> Extras:
    return msgspec.structs.replace(EXTRAS, **others)


def added(page: bytes, extras: Extras = EXTRAS) -> tuple[str, str]:
    """The script, and the dock; without them the page is what it was."""
    dressed = dress(page, extras).decode()
    found = re.fullmatch(
        r"(.*?)(<script type=\"module\".*?</script>)(.*)(<carblog-dock>.*</carblog-dock>)(.*)",
        dressed,
        re.DOTALL,
    )
    assert found
    assert (found[1] + found[3] + found[5]).encode() == page
    return found[2], found[4]


def test_the_script_is_first_in_the_head_and_the_bar_last_in_the_body() -> None:
    dressed = dress(PAGE, EXTRAS)
    assert b'<head><script type="module" src="/-carblog/client.js"' in dressed
    assert b"</carblog-dock></body>\n</html>\n" in dressed


@pytest.mark.parametrize(
    "page",
    [
        b"<!doctype html><title>No head is written</title><header>Nor body</header>",
        b"<!doctype html><html lang=en><p>A head of its own",
        b"<!DOCTYPE html><HTML><HEAD lang='en'><TITLE>Loud</TITLE></HEAD><BODY></body>",
        b"<p>No page at all",
        b"",
    ],
)
def test_a_page_keeps_all_of_its_own_bytes_however_it_is_written(page: bytes) -> None:
    added(page)
    kind = re.match(rb"(?i)<!doctype html>", page)
    assert dress(page, EXTRAS).startswith(kind[0] if kind else b"<script")


def test_a_header_is_no_head() -> None:
    page = b"<!doctype html><html><header></header><body></body></html>"
    assert dress(page, EXTRAS).startswith(b"<!doctype html><html><script")


@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_whatever_files_are_called_is_text(source: str, token: str, shows: list[str]) -> None:
    dressed = dress(PAGE, with_(source=source + EVIL, token=token, shows=(*shows, EVIL)))
    tree = html.fromstring(dressed)
    assert [script.get("src") for script in tree.iter("script")] == ["/-carblog/client.js"]


def test_nothing_of_it_is_inline() -> None:
    wait = Waiting(path="a", title="a", reason="draft")
    for page in (
        dress(PAGE, with_(wait=wait, problems=2)),
        listing([BAD], EXTRAS, title="x", words="y"),
    ):
        tree = html.fromstring(page)
        names = {name for element in tree.iter("*") for name in element.attrib}
        assert not any(name == "style" or name.startswith("on") for name in names)
        assert not list(tree.iter("style"))
        assert not [script for script in tree.iter("script") if script.text]


def test_the_bar_names_the_file_and_what_the_page_depends_on() -> None:
    _, dock = added(PAGE, with_(problems=3))
    tree = html.fromstring(dock)
    assert tree.xpath("//code[@class='source']")[0].text_content() == "content/news/rally.md"
    assert [item.text_content() for item in tree.iter("li")] == list(EXTRAS.shows)
    assert tree.xpath("//a[@class='problems']")[0].text_content() == "3 problems"


def test_a_page_of_no_file_has_no_bar() -> None:
    assert "bar" not in added(PAGE, with_(source="", shows=()))[1]


def test_an_editor_is_opened_at_the_address_that_the_writer_gave() -> None:
    given_ = "vscode://file//home/ida/site/{path}:{line}"
    _, dock = added(PAGE, with_(source="content/news/a b&c.md", editor=given_))
    [link] = html.fromstring(dock).xpath("//a[@class='source']")
    assert link.get("href") == "vscode://file//home/ida/site/content/news/a%20b%26c.md:1"


@pytest.mark.parametrize(
    "editor", ["javascript:alert('{path}')", "JavaScript:{path}", "data:text/html,{path}", "{path}"]
)
def test_what_would_run_in_the_page_opens_no_editor(editor: str) -> None:
    assert editor_link(editor, "content/a.md") == ""
    script, dock = added(PAGE, with_(editor=editor))
    assert editor not in script + dock


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(days=11, hours=3), "Due on 3 December 2026, 22:00 (in 11 days)"),
        (timedelta(days=1), "Due on 23 November 2026, 19:00 (in 1 day)"),
        (timedelta(hours=5, minutes=59), "Due on 23 November 2026, 00:59 (in 5 hours)"),
        (timedelta(minutes=2), "Due on 22 November 2026, 19:02 (in 2 minutes)"),
        (timedelta(seconds=5), "Due on 22 November 2026, 19:00 (in less than a minute)"),
    ],
)
def test_the_ribbon_says_when_a_page_is_due_by_the_clock_of_the_site(
    after: timedelta, words: str
) -> None:
    wait = Waiting(path="a", title="a", reason="future", when=NOW + after)
    assert waits(wait, NOW, "Europe/Berlin") == words


def test_the_ribbon_of_drafts_and_of_what_has_expired() -> None:
    draft = Waiting(path="a", title="a", reason="draft")
    assert waits(draft, NOW, "UTC") == "Draft: not published by carblog build"
    past = Waiting(path="a", title="a", reason="expired", when=NOW - timedelta(days=2))
    assert waits(past, NOW, "UTC") == "Expired on 20 November 2026, 18:00 (2 days ago)"


def test_a_page_that_is_due_has_no_ribbon() -> None:
    assert "ribbon" not in added(PAGE)[1]
    assert (
        'class="ribbon"' in added(PAGE, with_(wait=Waiting(path="a", title="a", reason="draft")))[1]
    )


BAD = told(
    Problem(Place(f"content/{EVIL}.md", 3, 7), "date-wrong", f"{EVIL} is no date", f"not {EVIL}"),
    ((2, "title: A"), (3, f"date: {EVIL}")),
)


def test_problems_are_listed_with_their_lines_for_who_has_no_scripts() -> None:
    tree = html.fromstring(listing([BAD], EXTRAS, title="Wrong", words="Mend it."))
    [article] = tree.iter("article")
    words = article.text_content()
    assert f"content/{EVIL}.md:3:7" in words
    assert f"{EVIL} is no date" in words
    assert f"not {EVIL}" in words
    [line] = article.xpath(".//li[@class='at']")
    assert (line.get("value"), line.text_content()) == ("3", f"date: {EVIL}")
    assert [mark.text_content() for mark in line.iter("mark")] == ['"']
    assert article.xpath("string(.//span[@class='kind'])") == "error:"


def test_a_problem_is_told_with_all_that_a_browser_shows() -> None:
    expected = Told(
        place=f"content/{EVIL}.md:3:7",
        path=f"content/{EVIL}.md",
        line=3,
        column=7,
        severity="error",
        code="date-wrong",
        message=f"{EVIL} is no date",
        hint=f"not {EVIL}",
        excerpt=((2, "title: A"), (3, f"date: {EVIL}")),
    )
    assert expected == BAD
