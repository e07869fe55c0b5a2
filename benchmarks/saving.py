"""How long a writer waits between saving a file and seeing it: served, and in an open browser.

It asks the servers over HTTP as a browser would, and Chromium itself, so nothing is measured that
a writer would not see.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_server
from statistics import median, quantiles
from typing import NamedTuple

from playwright.sync_api import Page

from benchmarks import generators
from benchmarks.again import SETTLED
from benchmarks.articles import Article, article
from benchmarks.clock import environment
from benchmarks.generators import Generator
from benchmarks.report import Table
from tests.support.browser import chromium
from tests.support.finding import UnavailableError

ASK_EVERY = 0.005
"""Seconds between two requests for a page that does not show the edit yet."""

PATIENCE = 120.0
"""Seconds for anything."""

PLACES = 7
"""The articles that are edited in turn, from all over the site."""

WRITES = """marker => new Promise(seen => {
    const look = () => document.body.textContent.includes(marker)
        ? seen(Date.now()) : requestAnimationFrame(look);
    look();
})"""
"""In the page: resolves, at the first frame that shows the marker, to the time."""


class Server(NamedTuple):
    """A preview that is open."""

    port: int
    ready: float
    """Seconds from its start until it answered."""

    @property
    def address(self) -> str:
        """Without a slash at the end."""
        return f"http://localhost:{self.port}"


class Waits(NamedTuple):
    """Seconds of many saves."""

    middle: float
    most: float
    """The 95th percentile."""


def waits(seconds: list[float]) -> Waits:
    """Their median and 95th percentile; of a single one, itself."""
    if len(seconds) < 2:
        return Waits(seconds[0], seconds[0])
    return Waits(median(seconds), quantiles(seconds, n=20, method="inclusive")[-1])


@contextmanager
def opened(command: tuple[str, ...], folder: Path) -> Iterator[Server]:
    """A server, from its start until the block ends; `{port}` in its command is a free one."""
    port = _free_port()
    with tempfile.TemporaryFile("w+") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [part.format(port=port) for part in command],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _until(lambda: process.poll() is not None or "Bench" in _asked(port, "/"))
            ready = time.perf_counter() - start
            if process.poll() is not None:
                output.seek(0)
                raise subprocess.CalledProcessError(process.returncode, command, output.read())
            yield Server(port, ready)
        finally:
            process.terminate()
            process.wait()


Edit = Callable[[Article, str], Article]
"""The article with a marker in it."""


def in_the_body(each: Article, marker: str) -> Article:
    """At the end of its text."""
    return each._replace(text=f"{each.text}\n{marker}\n")


def in_the_title(each: Article, marker: str) -> Article:
    """At its end."""
    return each._replace(title=f"{each.title} {marker}")


class Desk(NamedTuple):
    """Where a writer sits: a site and the preview of it."""

    generator: Generator
    articles: int
    server: Server

    def served(self, edit: Edit, saves: int) -> Waits:
        """From before a file is written until a request for its page was answered with the edit."""
        took = []
        for marker, number in self._edits(saves):
            address = self._address(number)
            _asked(self.server.port, address)
            start = self._save(edit, number, marker)
            _until(lambda: marker in _asked(self.server.port, address))  # noqa: B023
            took.append(time.time() - start)
        return waits(took)

    def shown(self, page: Page, edit: Edit, saves: int) -> Waits:
        """From before a file is written until the browser that shows its page shows the edit."""
        took = []
        number = _places(self.articles)[0]
        page.goto(f"{self.server.address}{self._address(number)}")
        page.wait_for_timeout(1000)
        for marker, _ in self._edits(saves):
            page.evaluate(f"marker => {{ window.seen = ({WRITES})(marker) }}", marker)
            start = self._save(edit, number, marker)
            took.append(page.evaluate("window.seen") / 1000 - start)
            page.wait_for_timeout(200)
        return waits(took)

    def _edits(self, saves: int) -> Iterator[tuple[str, int]]:
        places = _places(self.articles)
        for save in range(saves):
            time.sleep(0.15 + 0.013 * (save % 10))  # in no step with whoever looks now and then
            yield f"marker{time.time_ns()}x", places[save % len(places)]

    def _address(self, number: int) -> str:
        return f"/articles/{article(number).slug}/"

    def _save(self, edit: Edit, number: int, marker: str) -> float:
        start = time.time()
        folder = self.generator.folder(self.articles)
        self.generator.write(folder, edit(article(number), marker))
        return start


CARBLOG = ("serve", "--port", "{port}")
HUGO = ("server", "--port", "{port}", "--bind", "127.0.0.1")


def main(count: int, saves: int, without: tuple[str, ...]) -> str:
    """The text of the part `serve`."""
    table = Table("", "ready, s", "save → served, ms", "95 %", "title → served, ms", "95 %")
    ours = generators.carblog()
    folder = ours.make(count)
    time.sleep(SETTLED)
    command = (*ours.peer.command, *CARBLOG)
    with opened(command, folder) as server:
        print(f"ready from nothing: {server.ready:.1f} s", file=sys.stderr)
        table.row("carblog serve, nothing cached", f"{server.ready:.1f}")
    subprocess.run(ours.command, cwd=folder, check=True, capture_output=True, env=environment())
    time.sleep(SETTLED)
    with opened(command, folder) as server:
        desk = Desk(ours, count, server)
        table.row("carblog serve, after a build", f"{server.ready:.1f}", *_served(desk, saves))
        seen = _in_chromium(desk, saves)
    if "hugo" not in without:
        hugo = generators.hugo()
        if hugo.peer.command:
            with opened((*hugo.peer.command, *HUGO), hugo.make(count)) as server:
                cells = _served(Desk(hugo, count, server), max(2, saves // 4))
                table.row(f"Hugo {hugo.peer.version} server", f"{server.ready:.1f}", *cells)
    about = f"{count:,} articles, {saves} saves of each kind, all over the site."
    return "\n\n".join([about, str(table), seen])


def _served(desk: Desk, saves: int) -> list[str]:
    cells = []
    for edit in (in_the_body, in_the_title):
        found = desk.served(edit, saves)
        print(f"{desk.generator.name}: {found}", file=sys.stderr)
        cells += [f"{found.middle * 1000:.0f}", f"{found.most * 1000:.0f}"]
    return cells


def _in_chromium(desk: Desk, saves: int) -> str:
    """A sentence about an open browser, or why there is none."""
    try:
        with chromium() as browser:
            version = browser.version
            body = desk.shown(browser.new_page(), in_the_body, saves)
            title = desk.shown(browser.new_page(), in_the_title, saves)
    except UnavailableError as why:
        return f"Chromium was not there: {why}."
    print(f"Chromium: {body}, {title}", file=sys.stderr)
    return (
        f"A page that is open in Chromium {version} shows an edit of its body after {_ms(body)}, "
        f"of its title after {_ms(title)}."
    )


def _ms(found: Waits) -> str:
    return f"{found.middle * 1000:.0f} ms (95 %: {found.most * 1000:.0f})"


def _places(count: int) -> list[int]:
    return [max(1, count * place // (PLACES + 1)) for place in range(1, PLACES + 1)]


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _asked(port: int, path: str) -> str:
    """What is there now; nothing while nobody answers."""
    connection = HTTPConnection("localhost", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode(errors="replace")
    except (OSError, HTTPException):
        return ""
    finally:
        connection.close()


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"nothing within {PATIENCE:.0f} s")
        time.sleep(ASK_EVERY)
