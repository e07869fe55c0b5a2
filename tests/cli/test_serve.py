"""`carblog serve`, as a writer meets it on a terminal."""

import json
import os
import re
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from http.client import HTTPConnection, HTTPResponse
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from carblog.cli.serving import Terminal as Lines
from carblog.model.problem import Place, Problem
from carblog.serve.seen import Seen
from tests.cli.conftest import NOW
from tests.cli.pseudoterminal import Terminal, typed
from tests.cli.terminal import carblog
from tests.support.sites import tree, write

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what people type who want it
BROKEN = "---\ntitle: One\ndate: never\n---\n\nText.\n"


@contextmanager
def serving(site: Path, *options: str) -> Iterator[Terminal]:
    """The preview of a site at a port of its own, when it says that it is there."""
    options = options if "-p" in options else ("-p", "0", *options)
    with typed(site, "serve", *NOW, *options) as terminal:
        terminal.read_until(b"http://localhost:")
        terminal.read_until(b"\r\n")
        yield terminal


def address(terminal: Terminal) -> str:
    found = re.search(rb"http://localhost:\d+/[\w/-]*", terminal.shown)
    assert found
    return found[0].decode()


@contextmanager
def asked(url: str) -> Iterator[HTTPResponse]:
    """What a browser is answered."""
    parts = urlsplit(url)
    with closing(HTTPConnection(parts.netloc, timeout=20)) as connection:
        connection.request("GET", f"{parts.path}?{parts.query}")
        with connection.getresponse() as answer:
            yield answer


def get(url: str) -> str:
    with asked(url) as answer:
        assert answer.status == 200
        return answer.read().decode()


def status(url: str) -> int:
    with asked(url) as answer:
        return answer.status


def test_every_save_is_a_line_and_shown_at_once(site: Path) -> None:
    with serving(site) as terminal:
        url = address(terminal)
        assert "Text." in get(f"{url}news/one/")
        article = (site / "content/news/one.md").read_text()
        write(site, {"content/news/one.md": article.replace("Text.", "Other words.")})
        terminal.read_until(b" ms")
        line = r"\r\n\d\d:\d\d:\d\d  content/news/one\.md → /news/one/  [\d,]+ ms"
        assert re.search(line, terminal.shown.decode())
        assert "Other words." in get(f"{url}news/one/")


def test_drafts_and_what_is_to_come_are_there_unless_not_wanted(site: Path) -> None:
    with serving(site) as terminal:
        for url in ("news/soon/", "reviews/idea/"):
            assert status(address(terminal) + url) == 200
        assert status(f"{address(terminal)}news/gone/") == 404
    with serving(site, "--no-drafts", "--no-future", "-E") as terminal:
        for url in ("news/soon/", "reviews/idea/"):
            assert status(address(terminal) + url) == 404
        assert status(f"{address(terminal)}news/gone/") == 200


def test_a_mistake_is_told_as_a_build_tells_it_and_that_it_is_mended(site: Path) -> None:
    right = (site / "content/news/one.md").read_bytes()
    with serving(site) as terminal:
        write(site, {"content/news/one.md": BROKEN})
        terminal.read_until(b"The last good pages stay.")
        shown = re.sub(r"\x1b\[\d*m", "", terminal.shown.decode())
        assert "content/news/one.md:3:7: error[date]" in shown
        assert "    3 | date: never" in shown
        assert "Text." in get(f"{address(terminal)}news/one/")
        write(site, {"content/news/one.md": right})
        terminal.read_until(b"mended")


def test_an_empty_site_yaml_is_right_and_a_lost_one_is_not(site: Path) -> None:
    settings = (site / "site.yaml").read_text()
    with serving(site) as terminal:
        for times, saved in ((1, ""), (2, settings)):
            write(site, {"site.yaml": saved})
            terminal.read_until(b" ms", times=times)
            assert ("Kerbweight" in get(address(terminal))) == bool(saved)
        (site / "site.yaml").unlink()
        terminal.read_until(b"error[settings-gone]")
        assert "Kerbweight" in get(address(terminal))
        write(site, {"site.yaml": settings})
        terminal.read_until(b"mended")
    assert terminal.shown.count(b"error[") == terminal.shown.count(b"mended") == 1


def test_it_writes_nothing_that_is_published_and_changes_no_build(site: Path) -> None:
    carblog(site, "build", *NOW)
    before = tree(site / "public")
    with serving(site) as terminal:
        assert "Idea" in get(f"{address(terminal)}reviews/idea/")
        assert tree(site / "public") == before
        assert carblog(site, "build", *NOW).code == 0
        assert tree(site / "public") == before
    assert carblog(site, "build", *NOW).out.startswith("public/ is up to date")


def test_ctrl_c_ends_it_at_once_although_a_browser_listens(site: Path) -> None:
    with serving(site) as terminal:
        page = get(address(terminal))
        token = page.partition('data-token="')[2].partition('"')[0]
        events = f"{address(terminal)}-carblog/events?token={token}&page=/"
        with asked(events) as stream:
            stream.readline()
            started = time.monotonic()
            os.killpg(terminal.process.pid, signal.SIGINT)
            terminal.read_to_end()
            seconds = time.monotonic() - started
    assert terminal.process.returncode == 130
    assert seconds < 1
    assert b"Traceback" not in terminal.shown


def test_ctrl_c_waits_for_nobody_who_is_being_sent_a_film(site: Path) -> None:
    """On a quiet machine it takes 0.25 s."""
    write(site, {"static/drive.mp4": bytes(20_000_000)})
    with serving(site) as terminal, asked(f"{address(terminal)}drive.mp4") as film:
        film.read(1)
        started = time.monotonic()
        os.killpg(terminal.process.pid, signal.SIGINT)
        terminal.read_to_end()
        seconds = time.monotonic() - started
    assert terminal.process.returncode == 130
    assert seconds < 1
    assert b"Traceback" not in terminal.shown


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_kill_ends_it_too(site: Path, number: int) -> None:
    with serving(site) as terminal:
        terminal.process.send_signal(number)
        assert "Traceback" not in terminal.read_to_end()
    assert terminal.process.returncode == 130


def test_a_port_that_is_taken_gives_way_to_the_next_and_that_is_said(site: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with serving(site, "-p", str(port)) as terminal:
            terminal.read_until(f"Port {port} is taken; ".encode())
            assert "Text." in get(f"{address(terminal)}news/one/")


def test_a_site_below_a_path_is_shown_there(site: Path) -> None:
    with serving(site, "-b", "https://host.example/blog/") as terminal:
        assert address(terminal).endswith("/blog/")
        page = get(f"{address(terminal)}news/one/")
        assert '<link rel="canonical" href="https://host.example/blog/news/one/">' in page


def test_a_site_that_is_broken_from_the_start_opens_all_the_same(site: Path) -> None:
    settings = (site / "site.yaml").read_text()
    write(site, {"site.yaml": "title: [\n"})
    with serving(site) as terminal:
        terminal.read_until(b"error[")
        assert status(address(terminal)) == 404
        write(site, {"site.yaml": settings})
        terminal.read_until(b"mended")
        assert "Kerbweight" in get(address(terminal))


def test_a_site_that_is_deleted_and_comes_back_is_shown_again(site: Path) -> None:
    with serving(site) as terminal:
        url = address(terminal)
        assert "Text." in get(f"{url}news/one/")
        shutil.copytree(site, site.with_name("aside"))
        shutil.rmtree(site)
        terminal.read_until(b"error[")
        assert "Text." in get(f"{url}news/one/")
        shutil.copytree(site.with_name("aside"), site)
        terminal.read_until(b"mended")
        assert "Text." in get(f"{url}news/one/")


def test_the_browser_is_opened_when_it_is_ready(site: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\necho opened $1\n")
    browser.chmod(0o755)
    with typed(site, "serve", "-p", "0", "-O", variables={"BROWSER": str(browser)}) as terminal:
        terminal.read_until(b"opened http://localhost:")
        terminal.read_until(b"\r\n", times=3)
    assert f"opened {address(terminal)}\r\n" in terminal.shown.decode()


def test_for_programs_it_is_a_line_for_each_event(site: Path) -> None:
    with serving(site, "--format", "json") as terminal:
        write(site, {"content/news/one.md": BROKEN})
        terminal.read_until(b'"round"')
        terminal.read_until(b"\r\n", times=2)
    ready, seen = map(json.loads, terminal.shown.decode().strip().split("\r\n")[:2])
    assert ready["event"] == "ready"
    assert ready["url"] == address(terminal)
    assert seen["saved"] == ["content/news/one.md"]
    assert [problem["code"] for problem in seen["problems"]] == ["date"]


def test_a_quiet_one_says_where_it_is_and_what_is_wrong(site: Path) -> None:
    with serving(site, "-q") as terminal:
        write(site, {"content/news/two.md": "---\ntitle: Two\ndate: 2026-01-06\n---\n\nMore.\n"})
        write(site, {"content/news/one.md": BROKEN})
        terminal.read_until(b"error[")
    assert "two.md" not in terminal.shown.decode()
    assert "Ctrl-C" not in terminal.shown.decode()


def test_who_opens_it_to_others_is_told_where_and_what_they_can_read(site: Path) -> None:
    with typed(site, "serve", *NOW, "-p", "0", "--bind", EVERYWHERE) as terminal:
        terminal.read_until(b"Ctrl-C ends it.")
        said = terminal.shown.decode()
        assert "Whoever reaches that can read all of it, drafts and embargoes too." in said
        for url in re.findall(r"For other machines: (http://\S+)", said):
            assert "localhost" not in url
            assert "Kerbweight" in get(url)


def test_what_only_this_machine_sees_is_told_without_others(site: Path) -> None:
    with serving(site) as terminal:
        terminal.read_until(b"Ctrl-C ends it.")
    assert b"other" not in terminal.shown


def test_no_writer_is_said_to_have_mended_what_was_a_fault_of_carblog(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Lines(tmp_path, "text", clock=lambda: "12:00:00")
    bug = Problem(Place("carblog"), "bug", "carblog met something", "report it")
    date = Problem(Place("a.md"), "date", "this is no date", "say when")
    for problems in ((bug,), (), (date,), (), (bug, date), ()):
        terminal.round(Seen(problems=problems))
    said = capsys.readouterr().out
    assert re.findall("goes on|mended", said) == ["goes on", "mended", "mended"]


MENDED = """\
12:00:00  news/one.md → /news/one/  7 ms
news/one.md: warning[alt] this has no words
news/one.md:3:7: error[date] this is no date

1 error and 1 warning. The last good pages stay.
12:00:00  news/one.md → /news/one/  7 ms
12:00:00  mended, 2 warnings left
news/one.md: warning[title] this is long
12:00:00  news/one.md → /news/one/  7 ms
news/one.md:3:7: error[date] this is no date

1 error. The last good pages stay.
12:00:00  news/one.md → /news/one/  7 ms
12:00:00  mended
12:00:00  news/one.md → /news/one/  7 ms
news/one.md:3:7: error[date] this is no date

1 error. The last good pages stay.
12:00:00  news/one.md → /news/one/  7 ms
news/one.md: warning[alt] this has no words
news/one.md:5:1: error[link] this leads nowhere

2 errors and 1 warning. The last good pages stay.
12:00:00  news/one.md → /news/one/  7 ms
12:00:00  1 error and 1 warning left
12:00:00  news/one.md → /news/one/  7 ms
12:00:00  mended, 1 warning left
12:00:00  news/one.md → /news/one/  7 ms
12:00:00  mended
"""


def test_how_much_is_left_is_said_with_whatever_is_mended(tmp_path: Path) -> None:
    date = Problem(Place("news/one.md", 3, 7), "date", "this is no date")
    link = Problem(Place("news/one.md", 5, 1), "link", "this leads nowhere")
    alt = Problem(Place("news/one.md"), "alt", "this has no words", severity="warning")
    title = Problem(Place("news/one.md"), "title", "this is long", severity="warning")
    terminal, said = Lines(tmp_path, "text", clock=lambda: "12:00:00"), StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        first = ((date, alt), (alt, title), (date,), ())
        then = ((date,), (date, link, alt), (link, alt), (alt,), ())
        for problems in (*first, *then):
            seen = Seen(saved=("news/one.md",), page="/news/one/", seconds=0.007)
            terminal.round(replace(seen, problems=problems))
    assert said.getvalue() == MENDED


def test_the_name_of_a_saved_file_gives_the_terminal_no_orders(tmp_path: Path) -> None:
    terminal, said = Lines(tmp_path, "text", clock=lambda: "12:00:00"), StringIO()
    with redirect_stdout(said):
        terminal.round(Seen(saved=("static/\x1b]0;Other\x07.css",), seconds=0.007))
    assert said.getvalue() == "12:00:00  static/\ufffd]0;Other\ufffd.css  7 ms\n"


def test_it_polls_when_asked_to(site: Path) -> None:
    with serving(site, "--poll") as terminal:
        terminal.read_until(b"looked at every second")
        write(site, {"content/news/one.md": BROKEN})
        terminal.read_until(b"error[")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--editor", "code {path}"), 2, "--editor"),
        (("--editor", "javascript:alert('{path}')"), 2, "--editor"),
        (("-p", "70000"), 2, "70000 is not in the range"),
        (("--bind", "192.0.2.1"), 3, "this machine has no address 192.0.2.1"),
        (("--bind", "evil.example"), 3, "this machine has no address evil.example"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_opened(
    site: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    ran = carblog(site, "serve", *options)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err
