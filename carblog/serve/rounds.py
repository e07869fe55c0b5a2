"""From a change on disk to the tabs: look, compare with what they show, tell each its part."""

import asyncio
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from urllib.parse import unquote

import msgspec

from carblog.model.digest import digest
from carblog.model.paths import href
from carblog.model.problem import Problem, in_order
from carblog.run.failure import MachineFailed
from carblog.serve.answers import Failed
from carblog.serve.bugs import trace, unforeseen
from carblog.serve.dressing import OWN
from carblog.serve.engine import Engine
from carblog.serve.found import Failure, base_of, failure_of, file_at, key_at
from carblog.serve.preview import Preview
from carblog.serve.swaps import Swaps, swapped_as
from carblog.serve.tabs import Tabs
from carblog.serve.telling import Told, told

AGAIN = 60.0
"""Seconds after which everything is looked at although nothing was noticed: what comes due is told
then, and no change is missed for good. Only while a tab is open."""
STATIC = "static/"
"""The folder of files that are published as they are."""
PROBLEMS = f"{OWN}problems"
"""The address of the page that lists what is wrong."""
SHOWN = 100
"""Problems that a browser is told of: nobody mends more at once."""
FOLLOWED = 10
"""Files saved together of which the page is looked for: 5 ms of 10,000 articles where one has none,
and a checkout may bring thousands."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a look, for tabs and terminal."""

    saved: tuple[str, ...] = ()
    """Input files that changed."""
    page: str | None = None
    """URL of the page of the file saved last."""
    keys: Mapping[str, str] = {}
    """URLs that tabs show → the key of what is there now."""
    swaps: tuple[str, ...] = ()
    """URLs of style sheets and pictures that have other bytes under the same name."""
    mended: tuple[str, ...] = ()
    """Outputs that could not be made, and may be now."""
    failing: tuple[Failure, ...] = ()
    """Open pages that cannot be made, tried before it is said that all is mended."""
    problems: tuple[Problem, ...] = ()
    told: tuple[Told, ...] = ()
    fresh: bool = True
    """The site is as it is saved."""
    seconds: float = 0.0
    changed: int = 0
    """Tabs that were told that their page changed."""
    bug: str = ""
    """The traceback of what carblog did not foresee."""


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
        self._failures: dict[str, Failure] = {}
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
        self._noticed.clear()
        paths, self._paths = self._paths, set()
        urls, failures, started = self._tabs.urls, self._failures, time.monotonic()
        wrong = any(each.severity == "error" for each in self._problems)
        try:
            look = self._engine.ask(
                lambda site: _seen(site, paths, urls, failures.values(), wrong=wrong)
            )
            seen = await asyncio.wrap_future(look)
        except MachineFailed as error:
            seen = self._stopped(error.problem)
        except Exception as error:  # noqa: BLE001 - whatever it is, the preview goes on
            seen = self._stopped(unforeseen(error), trace(error))
        changed = self._tell(seen)
        seconds = time.monotonic() - started
        seen = msgspec.structs.replace(
            seen, problems=self._problems, changed=changed, seconds=seconds
        )
        self._report(seen)
        return seen

    def failed(self, failure: Failure) -> None:
        """Something that somebody asked for could not be made: everybody is told, once."""
        if self._failures.get(failure.path) == failure:
            return
        self._failures[failure.path] = failure
        self._tabs.tell("problems", self.problems)
        self._report(Seen(problems=self._problems, fresh=False))

    def made(self, path: str) -> None:
        """An output could be made: what was in its way, as a full disk is, has gone."""
        if self._failures.pop(path, None):
            self._tabs.tell("problems", self.problems)
            self._report(Seen(problems=self._problems, fresh=self._last.fresh))

    def unforeseen(self, error: Exception) -> Problem:
        """A bug that somebody met who asked for something: it is reported, and told to them."""
        problem = unforeseen(error)
        self._report(Seen(problems=(*self._problems, problem), fresh=False, bug=trace(error)))
        return problem

    @property
    def told(self) -> tuple[Told, ...]:
        """The problems that there are: of the latest look, and of what could not be made since."""
        failed = (failure.told for failure in self._standing)
        return tuple(dict.fromkeys((*self._last.told, *failed)))

    @property
    def _problems(self) -> tuple[Problem, ...]:
        failed = (failure.problem for failure in self._standing)
        return tuple(dict.fromkeys((*self._last.problems, *failed)))

    @property
    def _standing(self) -> list[Failure]:
        """Those that still say something: not of a file that cannot even be read by now. They are
        kept all the same, as that file may become again what it was."""
        broken = {each.place.path for each in self._last.problems if each.severity == "error"}
        return [each for each in self._failures.values() if each.problem.place.path not in broken]

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
        keys = await asyncio.wrap_future(self._engine.ask(lambda site: _keys(site, urls)))
        return {**keys, PROBLEMS: self.key_of_problems}

    async def home(self) -> tuple[str, str]:
        """The path of the front page, and the name of the site."""
        asked = self._engine.ask(lambda site: (href(base_of(site)), site.title))
        return await asyncio.wrap_future(asked)

    def _stopped(self, problem: Problem, bug: str = "") -> Seen:
        """The last good site stays. Nobody knows how far the look came: the next is a whole one."""
        self._paths = None
        return Seen(problems=(problem,), told=(told(problem),), fresh=False, bug=bug)

    def _tell(self, seen: Seen) -> int:
        """Every tab its part; how many have another page now."""
        before, self._last = self.problems, seen
        for path in seen.mended:
            self._failures.pop(path, None)
        self._failures |= {each.path: each for each in seen.failing}
        if self.problems != before:
            self._tabs.tell("problems", self.problems)
        known = self.swaps.number
        self.swaps.add(seen.swaps, fresh=seen.fresh)
        for kind, what in self.swaps.since(known):
            self._tabs.tell(kind, what)
        if self._navigate and seen.page:
            self._tabs.tell("navigate", {"url": href(unquote(seen.page))})
        return self._tabs.told_keys({**seen.keys, PROBLEMS: self.key_of_problems})


def _seen(
    preview: Preview,
    paths: Collection[str] | None,
    urls: Iterable[str],
    failures: Iterable[Failure],
    *,
    wrong: bool,
) -> Seen:
    round_ = preview.look(paths)
    problems = tuple(in_order(round_.problems))
    mended = tuple(each.path for each in failures if preview.key(each.path) != each.key)
    pages = (preview.page_of(path) for path in islice(reversed(round_.saved), FOLLOWED))
    return Seen(
        saved=round_.saved,
        page=next(filter(None, pages), None),
        keys=_keys(preview, urls),
        swaps=_swaps(preview, round_.saved, mended),
        mended=mended,
        failing=tuple(_failing(preview, urls)) if wrong and round_.fresh else (),
        problems=problems,
        told=tuple(told(each, preview.excerpt(each)) for each in _gravest(problems)),
        fresh=round_.fresh,
    )


def _failing(preview: Preview, urls: Iterable[str]) -> Iterator[Failure]:
    for url in urls:
        with suppress(MachineFailed):  # who asks for it is told
            path = file_at(preview, url)
            answer = preview.answer(path) if path else None
            if isinstance(answer, Failed):
                yield failure_of(preview, answer)


def _keys(preview: Preview, urls: Iterable[str]) -> dict[str, str]:
    return {url: key_at(preview, url) for url in urls}


def _gravest(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.severity != "error")[:SHOWN]


def _swaps(preview: Preview, saved: Iterable[str], mended: Iterable[str]) -> tuple[str, ...]:
    """Files that are published under the name that they have, and pictures that could not be made
    and may be now: no page changes with them."""
    names = (path.removeprefix(STATIC) for path in saved if path.startswith(STATIC))
    base = base_of(preview)
    return tuple(href(base + name) for name in (*names, *mended) if swapped_as(name))
