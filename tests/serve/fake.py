"""A preview whose site a test writes down, and a server that shows it on a port of this machine."""

import asyncio
import http.client
import json
import socket
import threading
from collections.abc import Callable, Collection, Generator, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Self, cast
from urllib.parse import urlencode

from carblog.model.digest import digest_bytes
from carblog.model.problem import Problem
from carblog.model.site import Waiting
from carblog.serve.answers import Answer, Coming, Failed, Round
from carblog.serve.app import App
from carblog.serve.darkroom import Notify
from carblog.serve.engine import Engine
from carblog.serve.film import Film
from carblog.serve.guard import Guard
from carblog.serve.ports import LOOPBACK, listening
from carblog.serve.preview import Preview
from carblog.serve.rounds import Rounds
from carblog.serve.seen import Seen
from carblog.serve.server import Server
from carblog.serve.tabs import Tabs

SECONDS = 20.0
"""Until something that should happen counts as never happening."""
Message = tuple[str, Any]


def page(text: str) -> bytes:
    return f"<!doctype html><html><head></head><body>{text}</body></html>".encode()


class Fake:
    """What the preview of a site does, by words of a test. Its files change when it looks."""

    title = "Kerbweight"
    timezone = "Europe/Berlin"

    def __init__(self, files: dict[str, bytes], base_path: str = "/") -> None:
        self.base_path = base_path
        self.former_base_paths: set[str] = set()
        self.saved = dict(files)
        self.problems: tuple[Problem, ...] = ()
        self.failing: dict[str, Problem] = {}
        self.coming: dict[str, Future[None]] = {}
        self.waits: dict[str, Waiting] = {}
        self.absent: dict[str, Waiting] = {}
        self.unfinished: set[str] = set()
        self.films: dict[str, Film] = {}
        self.bug: BaseException | None = None
        self.before_look: Callable[[], object] = lambda: None
        self.made: list[str] = []
        self._files: dict[str, bytes] = {}
        self._last: dict[str, Answer] = {}
        self._number = 0

    def look(self, paths: Collection[str] | None = None) -> Round:
        self._number += 1
        self.before_look()
        self._raise_bug()
        fresh = not any(problem.severity == "error" for problem in self.problems)
        if fresh:
            self._files = dict(self.saved)
        return Round(
            number=self._number, problems=self.problems, saved=tuple(paths or ()), fresh=fresh
        )

    def answer(self, path: str) -> Answer | Coming | Failed | None:
        self._raise_bug()
        if path not in self._files:
            return None
        self.made.append(path)
        key = self.key(path) or ""
        coming = self.coming.get(path)
        if coming and (not coming.done() or coming.exception()):
            return Coming(path=path, done=coming)
        source = f"content/{path}"
        if path in self.failing:
            problem, last = self.failing[path], self._last.get(path)
            return Failed(path=path, key=key, source=source, problem=problem, last=last)
        self._last[path] = Answer(
            path=path,
            data=self.films.get(path, self._files[path]),
            key=key,
            source=source,
            wait=self.waits.get(path),
            is_whole=path not in self.unfinished,
        )
        return self._last[path]

    def key(self, path: str) -> str | None:
        if path not in self._files:
            return None
        return digest_bytes(self._files[path] + repr(self.failing.get(path)).encode())

    def page_of(self, source: str) -> str | None:
        name = source.removeprefix("content/").removesuffix("index.html")
        return self.base_path + name if name != source else None

    def absent_at(self, url: str) -> Waiting | None:
        return self.absent.get(url)

    def excerpt(self, problem: Problem) -> tuple[tuple[int, str], ...]:
        return ((problem.place.line, "the line"),) if problem.place.line else ()

    def _raise_bug(self) -> None:
        if self.bug:
            raise self.bug


class Stream:
    """What a tab is told, as its browser reads it."""

    def __init__(self, port: int, target: str, host: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), SECONDS)
        self._socket.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        self._lines = self._socket.makefile("rb")
        self.status = int(self._lines.readline().split()[1])

    def next(self, kind: str = "") -> Message:
        """The next message, of a kind if one is named."""
        event = ""
        while line := self._lines.readline():
            name, _, value = line.decode().rstrip("\r\n").partition(": ")
            if name == "event":
                event = value
            elif name == "data" and kind in {"", event}:
                return event, json.loads(value)
        raise AssertionError("the stream has ended")

    def read_to_end(self) -> None:
        """Waits until it ends."""
        while self._lines.readline():
            pass

    def close(self) -> None:
        self._lines.close()
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


Opening = Callable[[Notify], AbstractContextManager[Preview]]


class Shown:
    """A site that is shown, to ask and to change."""

    def __init__(self, site: Fake, opening: Opening | None = None) -> None:
        """`opening` gives a preview that is no fake."""
        self.site = site
        self._opening = opening
        self.reports: list[Seen] = []
        self.port = 0
        self.token = ""
        self._ready = threading.Event()
        self._navigate = False
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    async def _run(self) -> None:
        @contextmanager
        def opened() -> Iterator[Preview]:
            if not self._opening:
                yield cast("Preview", self.site)
                return
            with self._opening(self.save) as preview:
                yield preview

        self._loop, self.tabs = asyncio.get_running_loop(), Tabs()
        sockets = listening(LOOPBACK, 0)
        self.port = sockets[0].getsockname()[1]
        guard = Guard(port=self.port)
        self.token = guard.token
        with Engine(opened) as engine:
            self._rounds = Rounds(engine, self.tabs, self.reports.append, navigate=self._navigate)
            await self._rounds.look()
            looking = asyncio.create_task(self._rounds.run())
            self._server = Server(App(engine, self.tabs, self._rounds, guard), self.tabs)
            self._ready.set()
            await self._server.serve(sockets)
            looking.cancel()

    @contextmanager
    def opened(self, *, navigate: bool = False) -> Generator[Self]:
        self._navigate = navigate
        self._thread.start()
        assert self._ready.wait(SECONDS)
        try:
            yield self
        finally:
            self.end()

    def end(self) -> None:
        """As Ctrl-C does."""
        self._server.should_exit = True
        self._thread.join(SECONDS)
        assert not self._thread.is_alive()

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def save(self, *paths: str) -> None:
        """The watcher noticed these; it returns at once."""
        self._loop.call_soon_threadsafe(self._rounds.changed, paths)

    def gave(self, path: str) -> None:
        """A browser has got what is at a path; it returns at once."""
        self._loop.call_soon_threadsafe(self._rounds.made, path)

    def look(self, *paths: str) -> Seen:
        """It is noticed, and it returns when it has been looked at."""

        async def look() -> Seen:
            self._rounds.changed(paths)
            return await self._rounds.look()

        return asyncio.run_coroutine_threadsafe(look(), self._loop).result(SECONDS)

    def get(self, target: str, method: str = "GET", **headers: str) -> "Got":
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        sent = {"Host": self.host} | {key.replace("_", "-"): each for key, each in headers.items()}
        try:
            connection.request(method, target, headers=sent)
            answer = connection.getresponse()
            return Got(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def tab(self, url: str, key: str = "", swaps: str = "") -> Stream:
        """A tab that shows the page at a URL."""
        query = urlencode({"token": self.token, "page": url, "key": key, "swaps": swaps})
        return Stream(self.port, f"/-carblog/events?{query}", self.host)

    def key(self, url: str) -> str:
        """That a page was given."""
        return self._data(url, "key")

    def swaps(self, url: str) -> str:
        """How many of them a page knows."""
        return self._data(url, "swaps")

    def _data(self, url: str, name: str) -> str:
        return self.get(url).text.partition(f'data-{name}="')[2].partition('"')[0]


class Got:
    """An answer."""

    def __init__(self, status: int, headers: dict[str, str], data: bytes) -> None:
        self.status = status
        self.headers = headers
        self.data = data

    @property
    def text(self) -> str:
        return self.data.decode()
