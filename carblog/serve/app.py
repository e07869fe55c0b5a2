"""What is answered to a browser: the site's files as `build` would write them, and the few of the
preview's own under an address that no file of a site can have."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from importlib import resources
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from carblog.flow.request import aware
from carblog.model.paths import href
from carblog.model.problem import Problem
from carblog.run.failure import MachineFailed
from carblog.serve import replies
from carblog.serve.answers import Answer
from carblog.serve.bugs import is_bug
from carblog.serve.dressing import OWN, Extras, dress, listing
from carblog.serve.engine import Engine
from carblog.serve.film import Film
from carblog.serve.found import Found, KnownTo, look_up
from carblog.serve.guard import Guard
from carblog.serve.preview import Preview
from carblog.serve.rounds import PROBLEMS, Rounds
from carblog.serve.tabs import Tab, Tabs
from carblog.serve.telling import Told, told

CLIENT = {
    file.name: file.read_bytes()
    for file in resources.files("carblog.serve").joinpath("client").iterdir()
    if file.is_file()
}
"""The preview's own scripts and styles, by name."""
CARBLOGS_FAULT = "carblog has made a mistake"
NUMBER = re.compile(r"[0-9]{1,9}")


class App:
    """An ASGI application. It never waits itself: what takes time is the engine's to do."""

    def __init__(
        self,
        engine: Engine[Preview],
        tabs: Tabs,
        rounds: Rounds,
        guard: Guard,
        *,
        editor: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine = engine
        self._tabs = tabs
        self._rounds = rounds
        self._guard = guard
        self._editor = editor
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        response = await self._response(request)
        if request.method == "HEAD":
            response = replies.head(response)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        address = (request.scope.get("server") or ("",))[0]
        path = request.scope["raw_path"].decode("ascii", "replace")
        if refused := self._guard.refusal(request.method, path, request.headers, address):
            return replies.refused(refused)
        url = request.scope["path"]
        try:
            if url.startswith(OWN):
                return await self._own(url, request)
            return await self._of_the_site(url, request)
        except MachineFailed as error:
            problem, status = error.problem, 503
        except Exception as error:  # noqa: BLE001 - whatever it is, the preview goes on
            problem, status = self._rounds.unforeseen(error), 500
        self._tabs.forget(url)
        title = CARBLOGS_FAULT if is_bug(problem) else "This page cannot be made"
        return self._listing(url, status, title, "", problem)

    async def _own(self, url: str, request: Request) -> Response:
        name = url.removeprefix(OWN)
        if name == "events":
            return await self._events(request)
        if url == PROBLEMS:
            return self._listing(url, 200, "Problems", self._rounds.key_of_problems)
        if name in CLIENT:
            tag = replies.etag(CLIENT[name].hex())
            if replies.is_known(tag, request.headers.get("if-none-match", "")):
                return replies.same(tag)
            return replies.file(name, CLIENT[name], tag)
        return replies.plain(404, "there is nothing at this address")

    async def _of_the_site(self, url: str, request: Request) -> Response:
        headers = request.headers

        def known(key: str) -> bool:
            return replies.is_known(self._tag(key), headers.get("if-none-match", ""))

        found = await self._found(url, known)
        if found.moved:
            return replies.moved(found.moved)
        if found.failure:
            self._rounds.failed(found.failure)
        elif found.answer:
            self._rounds.made(found.answer.path)
        tag = self._tag(found.key)
        if found.is_known:
            return replies.same(tag)
        if (answer := found.answer) is None:
            return self._nothing(url, found)
        if isinstance(answer.data, Film) or not answer.path.endswith(".html"):
            range_, if_range = headers.get("range", ""), headers.get("if-range", "")
            return replies.file(answer.path, answer.data, tag, range_, if_range)
        page = dress(answer.data, self._extras(url, found, answer))
        # A ribbon says how long it is yet, and looks come, neither of which is in a key.
        is_lasting = answer.is_whole and not answer.wait and not found.failure
        return replies.page(page, found.status, tag if is_lasting else "")

    async def _found(self, url: str, known: KnownTo) -> Found:
        """What is at an address, when it has been made."""
        while True:
            asked = self._engine.ask(lambda site: look_up(site, url, known))
            found = await asyncio.wrap_future(asked)
            if found.coming is None:
                return found
            coming = asyncio.wrap_future(found.coming)
            await asyncio.wait([coming])
            if not coming.cancelled():
                coming.result()

    def _nothing(self, url: str, found: Found) -> Response:
        """There is no such page, or none that could be made yet."""
        if not found.failure:
            return self._listing(url, 404, "There is nothing at this address", found.key)
        if url.endswith(("/", ".html")):
            return self._listing(url, 503, "This page cannot be made", found.key)
        return replies.plain(503, f"{found.failure.problem.place}: {found.failure.problem.message}")

    async def _events(self, request: Request) -> Response:
        """What happens from now on, for a tab that says what it shows and which key that has."""
        asked = request.query_params
        if not self._guard.knows(asked.get("token", "")):
            return replies.plain(403, "this preview tells nothing to others than its own pages")
        tab = Tab(unquote(asked.get("page", "/")), asked.get("key", ""))
        swaps = asked.get("swaps", "")
        known = int(swaps) if NUMBER.fullmatch(swaps) else self._rounds.swaps.number
        headers = {**replies.HEADERS, "Cache-Control": "no-store"}
        return StreamingResponse(self._told(tab, known), 200, headers, "text/event-stream")

    async def _told(self, tab: Tab, known: int) -> AsyncIterator[str]:
        """First what changed since its page was made, when so many swaps were known, then what
        does."""
        with self._tabs.open(tab):
            for kind, what in self._rounds.swaps.since(known):
                tab.tell(kind, what)
            self._tabs.told_keys(await self._rounds.keys({tab.url}))
            tab.tell("problems", self._rounds.problems)
            async for message in tab.stream():
                yield message

    def _listing(self, url: str, status: int, title: str, key: str, *more: Problem) -> Response:
        """A page of the preview's own, where the site has none."""
        problems = [*map(told, more), *self._rounds.told]
        extras = Extras(
            url=href(url),
            key=key,
            token=self._guard.token,
            problems=len(problems),
            swaps=self._rounds.swaps.number,
            lists_problems=True,
            now=aware(self._clock(), "UTC"),
            zone="UTC",
            editor=self._editor,
        )
        return replies.page(listing(problems, extras, title=title, words=_advice(problems)), status)

    def _extras(self, url: str, found: Found, answer: Answer) -> Extras:
        return Extras(
            url=href(url),
            key=found.key,
            token=self._guard.token,
            source=found.source,
            absent=found.absent,
            shows=answer.shows,
            wait=answer.wait,
            swaps=self._rounds.swaps.number,
            problems=len(self._rounds.told),
            now=aware(self._clock(), found.zone),
            zone=found.zone,
            editor=self._editor,
        )

    def _tag(self, key: str) -> str:
        """Pages say the token, and how many problems and swaps there are: those are of their bytes,
        too."""
        numbers = len(self._rounds.told), self._rounds.swaps.number
        return replies.etag(key, self._guard.token, *map(str, numbers))


def _advice(problems: list[Told]) -> str:
    """What whoever reads of these problems can do."""
    if not problems:
        return "Nothing is wrong."
    if not is_bug(problems[0]):
        return "The preview goes on as soon as this is mended."
    return (
        "Your site is not at fault, and nothing of it is lost. Save any file, and this is tried "
        "again. If that does not help, start the preview again; carblog build may still work."
    )
