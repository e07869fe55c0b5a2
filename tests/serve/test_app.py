"""What a browser gets from the preview, and what its tabs are told."""

import http.client
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest

from carblog.model.problem import Place, Problem
from carblog.model.site import Waiting
from carblog.run.failure import MachineFailed
from carblog.run.files import File
from carblog.serve.film import Film
from carblog.serve.seen import FOLLOWED
from tests.serve.fake import SECONDS, Fake, Shown, Stream, page
from tests.support.sites import write

FILES = {
    "index.html": page("Home"),
    "news/one/index.html": page("One"),
    "news/two/index.html": page("Two"),
    "404.html": page("Nothing here"),
    "feed.xml": b"<rss/>",
    "film.mp4": bytes(range(100)),
    "custom.css": b"a {}",
    "élan/index.html": page("Élan"),
}
MISTAKE = Problem(Place("content/a.md", 3, 1), "photo-missing", "there is no photo", "look")


@pytest.fixture
def shown() -> Iterator[Shown]:
    with Shown(Fake(FILES)).opened() as opened:
        yield opened


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def test_a_page_is_what_build_writes_but_for_what_the_preview_adds(shown: Shown) -> None:
    got = shown.get("/news/one/")
    assert got.status == 200
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert "<body>One" in got.text
    assert f'data-token="{shown.token}"' in got.text


def test_what_is_no_page_is_what_build_writes(shown: Shown) -> None:
    got = shown.get("/feed.xml")
    assert (got.data, got.headers["content-type"]) == (b"<rss/>", "application/xml")


def test_what_a_browser_has_is_neither_made_nor_sent_again(shown: Shown) -> None:
    for url, path in (("/news/one/", "news/one/index.html"), ("/feed.xml", "feed.xml")):
        tag = shown.get(url).headers["etag"]
        assert shown.site.made.count(path) == 1
        again = shown.get(url, If_None_Match=tag)
        assert (again.status, again.data, again.headers["etag"]) == (304, b"", tag)
        assert shown.site.made.count(path) == 1
        shown.site.saved[path] += b" "
        shown.look("content/x.md")
        changed = shown.get(url, If_None_Match=tag)
        assert (changed.status, changed.headers["etag"] != tag) == (200, True)


def test_a_page_that_says_how_long_it_waits_is_sent_each_time(shown: Shown) -> None:
    when = datetime.now(UTC) + timedelta(minutes=30, seconds=10)
    waiting = Waiting(path="content/a.md", title="A", reason="future", when=when)
    shown.site.waits["news/one/index.html"] = waiting
    got = shown.get("/news/one/")
    assert "in 30 minutes" in got.text
    assert "etag" not in got.headers


def test_a_page_whose_photos_have_no_looks_yet_is_not_what_the_browser_has(shown: Shown) -> None:
    shown.site.unfinished.add("news/one/index.html")
    assert "etag" not in shown.get("/news/one/").headers
    shown.site.unfinished.clear()
    assert "etag" in shown.get("/news/one/").headers


def test_head_says_how_much_it_is_and_sends_nothing(shown: Shown) -> None:
    got = shown.get("/feed.xml", "HEAD")
    assert (got.status, got.data, got.headers["content-length"]) == (200, b"", "6")


def test_a_page_without_its_slash_has_moved(shown: Shown) -> None:
    for target, place in (("/news/one", "/news/one/"), ("/%C3%A9lan", "/%C3%A9lan/")):
        got = shown.get(target)
        assert (got.status, got.headers["location"]) == (302, place)


def test_the_name_of_the_file_is_an_address_too(shown: Shown) -> None:
    assert "One" in shown.get("/news/one/index.html").text


def test_an_address_with_other_letters_than_english_is_found(shown: Shown) -> None:
    assert "Élan" in shown.get("/%C3%A9lan/").text


def test_where_there_is_nothing_the_sites_own_page_says_so(shown: Shown) -> None:
    got = shown.get("/nowhere/")
    assert got.status == 404
    assert "Nothing here" in got.text
    assert "data-token" in got.text


def test_a_site_without_such_a_page_gets_one(shown: Shown) -> None:
    del shown.site.saved["404.html"]
    shown.look("templates/404.html")
    got = shown.get("/nowhere/")
    assert got.status == 404
    assert "There is nothing at this address" in got.text


def test_a_film_can_be_wound(shown: Shown) -> None:
    got = shown.get("/film.mp4", Range="bytes=10-19")
    assert (got.status, got.data) == (206, bytes(range(10, 20)))
    assert got.headers["content-range"] == "bytes 10-19/100"


def test_a_long_film_is_sent_in_parts_and_for_head_not_at_all(shown: Shown, tmp_path: Path) -> None:
    film = bytes(range(256)) * 4096
    shown.site.films["film.mp4"] = filmed(tmp_path, film)
    got = shown.get("/film.mp4")
    assert (got.data, got.headers["content-length"]) == (film, str(len(film)))
    got = shown.get("/film.mp4", Range="bytes=300000-700000")
    assert (got.status, got.data) == (206, film[300000:700001])
    with mock.patch.object(os, "pread", side_effect=AssertionError):
        got = shown.get("/film.mp4", "HEAD", Range="bytes=300000-")
    assert (got.status, got.data) == (206, b"")
    assert got.headers["content-length"] == str(len(film) - 300000)


def test_of_a_film_that_changes_while_it_is_sent_nothing_else_is_sent(
    shown: Shown, tmp_path: Path
) -> None:
    shown.site.films["film.mp4"] = filmed(tmp_path, b"old" * 100_000)
    (tmp_path / "static/film.mp4").write_bytes(b"new" * 100_001)
    with pytest.raises(http.client.IncompleteRead) as sent:
        shown.get("/film.mp4")
    assert sent.value.partial == b""
    assert "Home" in shown.get("/").text


def filmed(root: Path, data: bytes) -> Film:
    """A film in a site's folder, as a scan finds it."""
    write(root, {"static/film.mp4": data})
    stat = (root / "static/film.mp4").stat()
    return Film(root, File("static/film.mp4", stat.st_size, stat.st_mtime_ns, "digest"))


def test_a_site_below_a_path_is_shown_there() -> None:
    with Shown(Fake(FILES, "/blog/")).opened() as shown:
        got = shown.get("/")
        assert (got.status, got.headers["location"]) == (302, "/blog/")
        assert "One" in shown.get("/blog/news/one/").text
        assert shown.get("/blog/news/one").headers["location"] == "/blog/news/one/"
        assert shown.get("/blog").headers["location"] == "/blog/"
        for outside in ("/news/one/", "/blogs/"):
            assert shown.get(outside).status == 404


def test_pages_are_found_at_the_addresses_that_they_had_by_another_base_url(
    shown: Shown, stack: ExitStack
) -> None:
    for base, former in (("/blog/", "/"), ("/", "/blog/")):
        address = f"{former}news/one/"
        tab = stack.enter_context(shown.tab(address, shown.key(address)))
        tab.next("problems")
        shown.site.base_path, shown.site.former_base_paths = base, {former}
        shown.look("site.yaml")
        assert tab.next()[0] == "page"
        got = shown.get(address)
        assert (got.status, got.headers["location"]) == (302, f"{base}news/one/")
        assert shown.get(f"{former}nowhere/").status == 404


def test_every_file_of_the_preview_itself_is_there(shown: Shown) -> None:
    got = shown.get("/-carblog/client.js")
    assert (got.status, got.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert shown.get("/-carblog/client.js", If_None_Match=got.headers["etag"]).status == 304
    for other in ("/-carblog/", "/-carblog/app.py", "/-carblog/client/client.js"):
        assert shown.get(other).status == 404


def test_no_answer_says_what_answers_or_lets_others_read_it(shown: Shown) -> None:
    for target in ("/", "/nowhere/", "/feed.xml", "/-carblog/problems"):
        headers = shown.get(target).headers
        assert "server" not in headers
        assert not [name for name in headers if name.startswith("access-control")]
        assert headers["x-content-type-options"] == "nosniff"


def test_only_who_knows_the_token_is_told_anything(shown: Shown, stack: ExitStack) -> None:
    for query in ("", "?token=", "?token=wrong", f"?token={shown.token}x", "?page=/"):
        stream = stack.enter_context(Stream(shown.port, f"/-carblog/events{query}", shown.host))
        assert stream.status == 403
    assert len(shown.tabs) == 0
    assert stack.enter_context(shown.tab("/")).status == 200


def test_only_tabs_whose_page_changed_are_told(shown: Shown, stack: ExitStack) -> None:
    one, two = (stack.enter_context(shown.tab(url, shown.key(url))) for url in ONE_AND_TWO)
    for tab in (one, two):
        assert tab.next() == ("problems", {"problems": [], "fresh": True})
    shown.site.saved["news/two/index.html"] = page("Two, again")
    assert shown.look("content/two.md").changed == 1
    assert two.next() == ("page", {"key": shown.key("/news/two/")})
    shown.site.saved["news/one/index.html"] = page("One, again")
    shown.look("content/one.md")
    assert one.next() == ("page", {"key": shown.key("/news/one/")})


ONE_AND_TWO = ("/news/one/", "/news/two/")


def test_a_tab_that_comes_back_with_an_old_page_is_told(shown: Shown, stack: ExitStack) -> None:
    tab = stack.enter_context(shown.tab("/news/one/", "old"))
    assert tab.next("page") == ("page", {"key": shown.key("/news/one/")})


def test_a_tab_is_told_when_its_page_goes_and_when_it_comes_back(
    shown: Shown, stack: ExitStack
) -> None:
    tab = stack.enter_context(shown.tab("/%C3%A9lan/", shown.key("/%C3%A9lan/")))
    tab.next("problems")
    there = shown.site.saved.pop("élan/index.html")
    shown.look("content/élan.md")
    assert tab.next() == ("page", {"key": shown.key("/%C3%A9lan/")})
    assert shown.get("/%C3%A9lan/").status == 404
    shown.site.saved["élan/index.html"] = there
    shown.look("content/élan.md")
    assert tab.next() == ("page", {"key": shown.key("/%C3%A9lan/")})
    assert shown.get("/%C3%A9lan/").status == 200


def test_a_hundred_saves_are_one_message_for_a_tab_that_was_asleep(
    shown: Shown, stack: ExitStack
) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    may_look = threading.Event()
    shown.site.before_look = lambda: may_look.wait(SECONDS)
    for number in range(100):
        shown.site.saved["index.html"] = page(f"Home {number}")
        shown.save(f"content/{number}.md")
    may_look.set()
    shown.look()
    assert len(shown.reports) <= 4
    keys = {tab.next("page")[1]["key"]}
    shown.site.saved["index.html"] = page("The last")
    shown.look("content/a.md")
    while (last := shown.key("/")) not in keys:
        keys.add(tab.next("page")[1]["key"])
    assert last in keys
    assert len(keys) <= 3


def test_files_that_keep_their_name_are_swapped(shown: Shown, stack: ExitStack) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    shown.site.saved["custom.css"] = b"b {}"
    shown.look("static/custom.css")
    assert tab.next() == ("style", {"paths": ["/custom.css"], "number": 1})
    shown.site.saved["logo.svg"] = b"<svg/>"
    shown.look("static/logo.svg")
    assert tab.next() == ("picture", {"paths": ["/logo.svg"], "number": 2})


def test_a_sheet_that_was_deleted_is_let_go_of(shown: Shown, stack: ExitStack) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    del shown.site.saved["custom.css"]
    shown.look("static/custom.css")
    assert tab.next("style")[1]["paths"] == ["/custom.css"]


def test_a_page_that_was_on_its_way_when_a_sheet_was_saved_is_told_of_it(
    shown: Shown, stack: ExitStack
) -> None:
    key, swaps = shown.key("/"), shown.swaps("/")
    shown.look("static/custom.css")
    tab = stack.enter_context(shown.tab("/", key, swaps))
    assert tab.next() == ("style", {"paths": ["/custom.css"], "number": 1})


def test_who_knows_of_a_sheet_is_not_told_of_it_again(shown: Shown, stack: ExitStack) -> None:
    tag = shown.get("/").headers["etag"]
    shown.look("static/custom.css")
    assert shown.get("/", If_None_Match=tag).status == 200
    tab = stack.enter_context(shown.tab("/", shown.key("/"), shown.swaps("/")))
    assert tab.next()[0] == "problems"


@pytest.mark.parametrize("number", ["", "-1", "x", "٣", "9" * 5000])
def test_who_says_no_number_is_told_of_what_comes(
    shown: Shown, stack: ExitStack, number: str
) -> None:
    shown.look("static/custom.css")
    tab = stack.enter_context(shown.tab("/", shown.key("/"), number))
    assert tab.next()[0] == "problems"


def test_a_sheet_that_is_saved_beside_a_mistake_is_told_of_when_that_is_mended(
    shown: Shown, stack: ExitStack
) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    shown.site.problems = (MISTAKE,)
    shown.look("content/a.md", "static/custom.css")
    assert tab.next()[0] == "problems"
    shown.site.problems = ()
    shown.look("content/a.md")
    assert {tab.next()[0], tab.next()[0]} == {"problems", "style"}


def test_a_picture_that_can_be_made_at_last_takes_the_place_of_none(
    shown: Shown, stack: ExitStack
) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    shown.site.saved["galleries/x.jpg"] = b"pixels"
    shown.look("galleries/x.jpg")
    shown.site.failing["galleries/x.jpg"] = Problem(Place("galleries/x.jpg"), "killed", "it died")
    assert shown.get("/galleries/x.jpg").status == 503
    assert tab.next()[0] == "problems"
    del shown.site.failing["galleries/x.jpg"]
    shown.look("galleries/x.jpg")
    told = dict([tab.next(), tab.next()])
    assert told["problems"]["problems"] == []
    assert told["picture"]["paths"] == ["/galleries/x.jpg"]


def test_the_browser_follows_who_wants_that() -> None:
    with Shown(Fake(FILES)).opened(navigate=True) as shown, shown.tab("/") as tab:
        tab.next("page")
        shown.look("content/élan/index.html")
        assert tab.next("navigate") == ("navigate", {"url": "/%C3%A9lan/"})


def test_the_browser_stays_with_who_does_not(shown: Shown, stack: ExitStack) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    shown.look("content/élan/index.html")
    shown.site.saved["index.html"] = page("Changed")
    shown.look("content/élan/index.html")
    assert tab.next()[0] == "page"


def test_of_thousands_of_files_saved_together_few_are_asked_for_their_page(shown: Shown) -> None:
    with mock.patch.object(shown.site, "page_of", return_value=None) as asked:
        shown.look(*(f"static/{number}.css" for number in range(2000)))
    assert 1 <= asked.call_count <= FOLLOWED


def test_a_problem_is_told_with_its_lines_and_goes_when_mended(
    shown: Shown, stack: ExitStack
) -> None:
    tab = stack.enter_context(shown.tab("/news/one/", shown.key("/news/one/")))
    tab.next("problems")
    shown.site.problems = (MISTAKE,)
    shown.site.saved["news/one/index.html"] = page("Broken")
    shown.look("content/a.md")
    kind, told = tab.next()
    assert (kind, told["fresh"]) == ("problems", False)
    (problem,) = told["problems"]
    assert problem["place"] == "content/a.md:3:1"
    assert problem["excerpt"] == [[3, "the line"]]
    assert "One" in shown.get("/news/one/").text
    assert "there is no photo" in shown.get("/-carblog/problems").text
    shown.site.problems = ()
    shown.look("content/a.md")
    assert {tab.next()[0], tab.next()[0]} == {"problems", "page"}
    assert "Broken" in shown.get("/news/one/").text
    assert "Nothing is wrong" in shown.get("/-carblog/problems").text


def test_where_the_site_lies_on_this_machine_is_not_told(shown: Shown, stack: ExitStack) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    shown.site.problems = (Problem(Place("/home/jane/blog"), "machine", "no such folder"),)
    shown.look("content/a.md")
    assert tab.next()[1]["problems"][0]["place"] == "blog"
    assert "jane" not in shown.get("/-carblog/problems").text


def test_who_comes_while_something_is_wrong_is_told(shown: Shown, stack: ExitStack) -> None:
    shown.site.problems = (MISTAKE,)
    shown.look("content/a.md")
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    assert tab.next()[1]["problems"][0]["code"] == "photo-missing"


def test_a_site_that_was_never_right_shows_what_is_wrong() -> None:
    site = Fake(FILES)
    site.problems = (MISTAKE,)
    with Shown(site).opened() as shown:
        got = shown.get("/")
        assert got.status == 404
        assert "there is no photo" in got.text
        with shown.tab("/", shown.key("/")) as tab:
            tab.next("problems")
            site.problems = ()
            shown.look("content/a.md")
            assert {tab.next()[0], tab.next()[0]} == {"problems", "page"}
        assert "Home" in shown.get("/").text


def test_a_page_that_its_template_fails_stays_as_it_was_under_the_mistake(
    shown: Shown, stack: ExitStack
) -> None:
    path = "news/one/index.html"
    tab = stack.enter_context(shown.tab("/news/one/", shown.key("/news/one/")))
    tab.next("problems")
    shown.site.failing[path] = Problem(
        Place("templates/a.html", 2), "template-name", "no such name"
    )
    shown.look("templates/a.html")
    assert tab.next()[0] == "page"
    got = shown.get("/news/one/")
    assert (got.status, "One" in got.text) == (200, True)
    kind, told = tab.next()
    assert (kind, told["problems"][0]["code"]) == ("problems", "template-name")
    assert shown.reports[-1].problems[0].code == "template-name"
    del shown.site.failing[path]
    shown.look("templates/a.html")
    messages = dict([tab.next(), tab.next()])
    assert messages["problems"]["problems"] == []
    assert messages["page"] == {"key": shown.key("/news/one/")}


def test_what_a_template_failed_by_is_told_no_more_when_it_cannot_even_be_read(
    shown: Shown,
) -> None:
    path, template = "élan/index.html", "templates/extra.html"
    shown.site.failing[path] = Problem(Place(template, 1), "template-failed", 'no "titel"')
    shown.get("/%C3%A9lan/")
    assert [each.message for each in shown.reports[-1].problems] == ['no "titel"']
    shown.site.problems = (Problem(Place(template, 1), "template", 'no filter "nofilter"'),)
    seen = shown.look(template)
    assert [each.message for each in seen.problems] == ['no filter "nofilter"']
    shown.site.problems = ()
    seen = shown.look(template)
    assert [each.message for each in seen.problems] == ['no "titel"'], "it is as it was again"


def test_what_a_template_failed_by_is_not_told_while_nobody_knows_whether_it_is_mended(
    shown: Shown,
) -> None:
    path, template = "élan/index.html", "templates/extra.html"
    failed = Problem(Place(template, 1), "template", 'no "titel"')
    shown.site.failing[path] = failed
    shown.get("/%C3%A9lan/")
    shown.site.problems = (MISTAKE,)
    assert {*shown.look("content/a.md").problems} == {MISTAKE, failed}
    assert shown.look(template).problems == (MISTAKE,)
    shown.get("/%C3%A9lan/")
    assert shown.look("content/b.md").problems == (MISTAKE,), "it is the last good page that fails"
    shown.site.problems = ()
    assert shown.look("content/a.md").problems == (failed,), "the template was saved as it was"


def test_nothing_is_mended_before_the_open_pages_were_tried(shown: Shown, stack: ExitStack) -> None:
    tab = stack.enter_context(shown.tab("/news/one/", shown.key("/news/one/")))
    tab.next("problems")
    shown.site.problems = (Problem(Place("templates/a.html", 1), "template", "no such filter"),)
    shown.look("templates/a.html")
    shown.site.problems = ()
    shown.site.failing["news/one/index.html"] = Problem(
        Place("templates/a.html", 1), "template-name", "no such name"
    )
    seen = shown.look("templates/a.html")
    assert [each.message for each in seen.problems] == ["no such name"]


def test_the_page_that_a_writer_looks_at_waits_for_no_other_to_be_tried(
    shown: Shown, stack: ExitStack
) -> None:
    one, _ = (stack.enter_context(shown.tab(url, shown.key(url))) for url in ONE_AND_TWO)
    one.next("problems")
    shown.site.problems = (MISTAKE,)
    shown.look("content/a.md")
    one.next("problems")
    may_try, answer = threading.Event(), shown.site.answer

    def slowly(path: str) -> object:
        assert may_try.wait(SECONDS)
        return answer(path)

    stack.enter_context(mock.patch.object(shown.site, "answer", slowly))
    shown.site.problems = ()
    shown.site.saved["news/one/index.html"] = page("Mended")
    shown.save("content/a.md")
    assert one.next()[0] == "page"
    assert shown.reports[-1].problems == (MISTAKE,), "nothing is said to be mended yet"
    may_try.set()
    assert one.next()[1]["problems"] == []


def test_what_is_half_tried_is_neither_mended_nor_another_mistake(
    shown: Shown, stack: ExitStack
) -> None:
    tab, _ = (stack.enter_context(shown.tab(url, shown.key(url))) for url in ONE_AND_TWO)
    for url in ONE_AND_TWO:
        mistake = Problem(Place("templates/a.html", 2), "template", f"no such name, at {url}")
        shown.site.failing[f"{url[1:]}index.html"] = mistake
        shown.get(url)
    answer, before = shown.site.answer, len(shown.reports)

    def given(path: str) -> object:
        shown.gave("news/one/index.html")
        return answer(path)

    stack.enter_context(mock.patch.object(shown.site, "answer", given))
    shown.site.failing.clear()
    shown.save("templates/a.html")
    while tab.next("problems")[1]["problems"] or len(shown.reports) == before:
        pass
    assert [each.problems for each in shown.reports[before:]] == [()]


def test_what_fails_is_no_more_mended_than_told_twice_when_another_file_is_saved(
    shown: Shown,
) -> None:
    torn = Problem(Place("galleries/x.jpg"), "photo-broken", "it is torn")
    shown.site.failing["film.mp4"] = torn
    shown.look("galleries/x.jpg")
    shown.get("/film.mp4")
    shown.look("content/a.md")
    assert shown.reports[-1].problems == (torn,)
    shown.site.problems = (torn,)
    shown.look("content/a.md")
    assert shown.reports[-1].problems == (torn,)
    assert shown.get("/-carblog/problems").text.count("it is torn") == 1


def test_what_can_be_made_without_a_save_is_mended(shown: Shown, stack: ExitStack) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    stack.enter_context(mock.patch.object(shown.site, "key", return_value="the same"))
    shown.site.failing["film.mp4"] = Problem(Place("x.jpg"), "disk-full", "the disk is full")
    shown.get("/film.mp4")
    assert tab.next("problems")[1]["problems"]
    del shown.site.failing["film.mp4"]
    assert shown.get("/film.mp4").data == FILES["film.mp4"]
    assert tab.next("problems")[1]["problems"] == []
    assert shown.reports[-1].problems == ()


def test_one_mistake_in_a_template_is_told_once_for_all_open_pages(
    shown: Shown, stack: ExitStack
) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    for url, kind in (("", "home"), ("news/one/", "article"), ("news/two/", "article")):
        problem = Problem(Place("templates/a.html", 2), "template", f"no {kind} has it, at /{url}")
        shown.site.failing[f"{url}index.html"] = problem
    shown.look("templates/a.html")
    for url, more in (("/", ""), *zip(ONE_AND_TWO, (ONE_MORE, TWO_MORE), strict=True)):
        shown.get(url)
        (told,) = tab.next("problems")[1]["problems"]
        assert (told["message"], told["more"]) == ("no home has it, at /", more)
        assert [each.message for each in shown.reports[-1].problems] == ["no home has it, at /"]
    assert shown.get("/-carblog/problems").text.count(TWO_MORE) == 1


ONE_MORE = "The same on one more page that was opened."
TWO_MORE = "The same on 2 more pages that were opened."


def test_what_was_never_made_and_cannot_be_says_why(shown: Shown) -> None:
    for path, url in (("news/two/index.html", "/news/two/"), ("film.mp4", "/film.mp4")):
        shown.site.failing[path] = Problem(Place("galleries/x.jpg"), "photo-broken", "it is torn")
        got = shown.get(url)
        assert got.status == 503
        assert "it is torn" in got.text


def test_a_picture_that_takes_long_keeps_nobody_waiting(shown: Shown) -> None:
    done: Future[None] = Future()
    shown.site.coming["film.mp4"] = done
    found: list[bytes] = []
    waiting = threading.Thread(target=lambda: found.append(shown.get("/film.mp4").data))
    waiting.start()
    while "film.mp4" not in shown.site.made:
        assert "Home" in shown.get("/").text
    assert "One" in shown.get("/news/one/").text
    assert not found
    done.set_result(None)
    waiting.join(SECONDS)
    assert found == [FILES["film.mp4"]]


def test_a_picture_that_meets_a_bug_is_not_tried_for_ever(shown: Shown) -> None:
    done: Future[None] = Future()
    done.set_exception(RuntimeError("/secret/path"))
    shown.site.coming["film.mp4"] = done
    got = shown.get("/film.mp4")
    assert got.status == 500
    assert "/secret" not in got.text


def test_a_page_that_is_asked_for_while_a_save_is_looked_at_is_the_new_one(shown: Shown) -> None:
    looking, may_look = threading.Event(), threading.Event()

    def hold() -> None:
        looking.set()
        may_look.wait(SECONDS)

    shown.site.before_look = hold
    shown.site.saved["index.html"] = page("New")
    shown.save("content/a.md")
    assert looking.wait(SECONDS)
    found: list[str] = []
    waiting = threading.Thread(target=lambda: found.append(shown.get("/").text))
    waiting.start()
    may_look.set()
    waiting.join(SECONDS)
    assert "New" in found[0]


@pytest.mark.parametrize("bug", [RuntimeError("/secret/path"), KeyError("x"), RecursionError()])
def test_a_bug_is_told_and_the_preview_goes_on(
    shown: Shown, stack: ExitStack, bug: Exception
) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    shown.site.bug = bug
    shown.look("content/a.md")
    assert tab.next()[1]["problems"][0]["code"] == "bug"
    assert type(bug).__name__ in shown.reports[-1].bug
    got = shown.get("/")
    assert got.status == 500
    assert "/secret" not in got.text
    assert "Your site is not at fault" in got.text
    assert "as soon as this is mended" not in got.text
    shown.site.bug = None
    shown.site.saved["index.html"] = page("Again")
    shown.look("content/a.md")
    assert tab.next("problems")[1]["problems"] == []
    assert "Again" in shown.get("/").text


def test_a_page_that_met_a_bug_is_tried_again_when_any_file_is_saved(
    shown: Shown, stack: ExitStack
) -> None:
    tab = stack.enter_context(shown.tab("/", shown.key("/")))
    tab.next("problems")
    with mock.patch.object(shown.site, "answer", side_effect=RuntimeError):
        assert shown.get("/").status == 500
        shown.look("content/other.md")
        assert tab.next()[0] == "page"
        assert shown.get("/").status == 500
    shown.look("content/other.md")
    assert tab.next()[0] == "page"
    assert "Home" in shown.get("/").text
    shown.look("content/other.md")
    shown.look("static/custom.css")
    assert tab.next()[0] == "style"


def test_a_full_disk_is_told_and_the_preview_goes_on(shown: Shown) -> None:
    shown.site.bug = MachineFailed(Problem(Place("x.jpg"), "disk-full", "the disk is full"))
    shown.look("content/a.md")
    assert [problem.code for problem in shown.reports[-1].problems] == ["disk-full"]
    assert shown.get("/").status == 503
    shown.site.bug = None
    assert shown.get("/").status == 200


def test_a_tab_that_is_closed_is_forgotten(shown: Shown) -> None:
    with shown.tab("/") as tab:
        tab.next()
        assert len(shown.tabs) == 1
    until = time.monotonic() + SECONDS
    while len(shown.tabs):
        assert time.monotonic() < until


def test_it_ends_at_once_although_tabs_are_open() -> None:
    with Shown(Fake(FILES)).opened() as shown, shown.tab("/") as one, shown.tab("/") as two:
        one.next()
        two.next()
        started = time.monotonic()
        shown.end()
        assert time.monotonic() - started < 5
        one.read_to_end()
        two.read_to_end()
