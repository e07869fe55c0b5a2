"""From a change on disk to the tabs: look, compare with what they show, tell each its part."""

import asyncio
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial
from urllib.parse import unquote

import msgspec

from carblog.model.digest import digest
from carblog.model.paths import href
from carblog.model.problem import Problem
from carblog.run.failure import MachineFailed
from carblog.serve.bugs import trace, unforeseen
from carblog.serve.dressing import OWN
from carblog.serve.engine import Engine
from carblog.serve.failures import Failures
from carblog.serve.found import Failure, base_of
from carblog.serve.preview import Preview
from carblog.serve.seen import Seen, failing, keys_of, see
from carblog.serve.swaps import Swaps
from carblog.serve.tabs import Tabs
from carblog.serve.telling import Told, told

AGAIN = 60.0
"""Seconds after which everything is looked at although nothing was noticed: what comes due is told
then, and no change is missed for good. Only while a tab is open."""
HEAD_START = 0.03
"""Seconds that browsers have to ask for their pages before all that are open are tried: the first
page after another template takes 70 ms, and the one that a writer looks at shall be that."""
PROBLEMS = f"{OWN}problems"
"""The address of the page that lists what is wrong."""

Report = Callable[[Seen], None]


class Rounds:
    """Looks whenever something changed, once for all that changed meanwhile."""

    def __init__(
        self, engine: Engine[Preview], tabs: Tabs, report: Report, *, navigate: bool = False
    ) -> None:
        self._engine = engine
        self._tabs = tabs
        self._report = report
        self._navigate = navigate
        self._paths: set[str] | None = None
        self._noticed = asyncio.Event()
        self._last = Seen()
        self._failures = Failures()
        self._told = self.problems
        self._looking = asyncio.Lock()
        self.swaps = Swaps()

    def changed(self, paths: Collection[str] | None) -> None:
        """These files may have changed; None: any."""
        self._paths = None if paths is None or self._paths is None else self._paths | {*paths}
        self._noticed.set()

    async def run(self) -> None:
        """For as long as the preview is open."""
        while True:
            try:
                await asyncio.wait_for(self._noticed.wait(), AGAIN)
            except TimeoutError:
                if not len(self._tabs):
                    continue
                self._paths = None
            await self.look()

    async def look(self) -> Seen:
        """One look, the first at everything; everybody is told what came of it."""
        async with self._looking:
            return await self._look()

    async def _look(self) -> Seen:
        self._noticed.clear()
        paths, self._paths = self._paths, set()
        urls, failures, started = self._tabs.urls, tuple(self._failures), time.monotonic()
        was_wrong = any(each.severity == "error" for each in self._problems)
        try:
            look = self._engine.ask(lambda site: see(site, paths, urls, failures))
            seen = await asyncio.wrap_future(look)
        except MachineFailed as error:
            seen = self._stopped(error.problem)
        except Exception as error:  # noqa: BLE001 - whatever it is, the preview goes on
            seen = self._stopped(unforeseen(error), trace(error))
        changed = self._show(seen)
        seconds = time.monotonic() - started
        if was_wrong and seen.fresh:
            await self._try(urls)
        self._tell(seen)
        seen = msgspec.structs.replace(
            seen, problems=self._problems, changed=changed, seconds=seconds
        )
        self._report(seen)
        return seen

    def failed(self, failure: Failure) -> None:
        """Something that somebody asked for could not be made: everybody is told, once."""
        if self._failures.add(failure):
            self._tell_between(fresh=False)

    def made(self, path: str) -> None:
        """An output could be made: what was in its way, as a full disk is, has gone."""
        if self._failures.made(path):
            self._tell_between(fresh=self._last.fresh)

    def unforeseen(self, error: Exception) -> Problem:
        """A bug that somebody met who asked for something: it is reported, and told to them."""
        problem = unforeseen(error)
        self._report(Seen(problems=(*self._problems, problem), fresh=False, bug=trace(error)))
        return problem

    @property
    def told(self) -> tuple[Told, ...]:
        """The problems that there are: of the latest look, and of what could not be made since."""
        failed = (failure.told for failure in self._failures.standing)
        return tuple(dict.fromkeys((*self._last.told, *failed)))

    @property
    def _problems(self) -> tuple[Problem, ...]:
        failed = (failure.problem for failure in self._failures.standing)
        return tuple(dict.fromkeys((*self._last.problems, *failed)))

    @property
    def problems(self) -> Mapping[str, object]:
        """The event `problems`."""
        return {"problems": msgspec.to_builtins(self.told), "fresh": self._last.fresh}

    @property
    def key_of_problems(self) -> str:
        """Of the page that lists them."""
        return digest(self.told)

    async def keys(self, urls: Collection[str]) -> Mapping[str, str]:
        """What is at these addresses now."""
        keys = await asyncio.wrap_future(self._engine.ask(lambda site: keys_of(site, urls)))
        return {**keys, PROBLEMS: self.key_of_problems}

    async def home(self) -> tuple[str, str]:
        """The path of the front page, and the name of the site."""
        asked = self._engine.ask(lambda site: (href(base_of(site)), site.title))
        return await asyncio.wrap_future(asked)

    def _stopped(self, problem: Problem, bug: str = "") -> Seen:
        """The last good site stays. Nobody knows how far the look came: the next is a whole one."""
        self._paths = None
        return Seen(problems=(problem,), told=(told(problem),), fresh=False, bug=bug)

    def _show(self, seen: Seen) -> int:
        """Every tab hears of what it shows; how many show another page now."""
        known = self.swaps.number
        self.swaps.add(seen.swaps, fresh=seen.fresh)
        for kind, what in self.swaps.since(known):
            self._tabs.tell(kind, what)
        if self._navigate and seen.page:
            self._tabs.tell("navigate", {"url": href(unquote(seen.page))})
        keys = {url: key for url, key in seen.keys.items() if url != PROBLEMS}
        return self._tabs.told_keys(keys)

    async def _try(self, urls: Iterable[str]) -> None:
        """Nothing is mended before the open pages were tried. That is done one by one, as the
        browser that asks for one of them shall not wait: 50 take 85 ms."""
        await asyncio.sleep(HEAD_START)
        for url in urls:
            trial = self._engine.ask(partial(failing, url=url))
            with suppress(Exception):  # who asks for the page is told
                if failure := await asyncio.wrap_future(trial):
                    self._failures.add(failure)

    def _tell(self, seen: Seen) -> None:
        """Every tab hears of what is wrong now."""
        self._last = seen
        self._failures.looked(seen.saved, seen.mended, fresh=seen.fresh)
        self._tell_problems()
        self._tabs.told_keys({PROBLEMS: self.key_of_problems})

    def _tell_between(self, *, fresh: bool) -> None:
        """What somebody met who asked for something. In a round, some pages may be mended already
        and some not: at its end it tells of them all."""
        if not self._looking.locked():
            self._tell_problems()
            self._report(Seen(problems=self._problems, fresh=fresh))

    def _tell_problems(self) -> None:
        if self.problems != self._told:
            self._told = self.problems
            self._tabs.tell("problems", self._told)
