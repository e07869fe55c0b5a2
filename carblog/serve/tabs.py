"""The tabs that are open, and what each of them is still to be told.

A tab is told what is so, never what happened: of each kind only the latest waits for it. So a
hundred saves while a browser sleeps are one message when it wakes up.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

Kind = Literal["page", "style", "picture", "problems", "navigate"]
"""What a tab is told:

- `page`, `{"key": …}`: what is at its address is another page now, which has this key
- `style`, `{"paths": […], "number": …}`: these style sheets changed, although pages name them as
  before; who knows it knows of so many changes
- `picture`, `{"paths": […], "number": …}`: the same of pictures
- `problems`, `{"problems": […], "fresh": …}`: all that there are; whether the site is as saved
- `navigate`, `{"url": …}`: the page of the file just saved
"""
ALIVE = 15.0
"""Seconds after which a comment is sent when nothing is to be told: so that a tab that is gone is
noticed, and no program between thinks that nobody is there."""
AGAIN_MS = 500
"""After which a browser that lost its stream asks again."""


class Tab:
    """One page that is open in a browser."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        """The path of the page's address, as files are named: `/news/x/`."""
        self.key = key
        """That it has, or will have when it did as it was told."""
        self._waiting: dict[Kind, Mapping[str, object]] = {}
        self._something = asyncio.Event()
        self._number = 0
        self._closed = False

    def tell(self, kind: Kind, what: Mapping[str, object]) -> None:
        """It is to be told, unless something newer of its kind comes first."""
        before = self._waiting.get(kind, {}).get("paths")
        if isinstance(before, list):
            what = {**what, "paths": sorted({*before, *_paths(what)})}
        self._waiting[kind] = what
        self._something.set()

    def close(self) -> None:
        """Ends its stream."""
        self._closed = True
        self._something.set()

    async def stream(self) -> AsyncIterator[str]:
        """What the browser is sent: https://html.spec.whatwg.org/#server-sent-events."""
        yield f"retry: {AGAIN_MS}\n\n"
        while not self._closed:
            try:
                await asyncio.wait_for(self._something.wait(), ALIVE)
            except TimeoutError:
                yield ": alive\n\n"
                continue
            self._something.clear()
            waiting, self._waiting = self._waiting, {}
            for kind, what in waiting.items():
                self._number += 1
                yield f"id: {self._number}\nevent: {kind}\ndata: {json.dumps(what)}\n\n"


class Tabs:
    """All that are open."""

    def __init__(self) -> None:
        self._open: set[Tab] = set()
        self._closed = False

    def __iter__(self) -> Iterator[Tab]:
        return iter(tuple(self._open))

    def __len__(self) -> int:
        return len(self._open)

    @property
    def urls(self) -> set[str]:
        """The addresses that they show."""
        return {tab.url for tab in self._open}

    @contextmanager
    def open(self, tab: Tab) -> Generator[None]:
        """It is one of them meanwhile."""
        self._open.add(tab)
        if self._closed:
            tab.close()
        try:
            yield
        finally:
            self._open.discard(tab)

    def told_keys(self, keys: Mapping[str, str]) -> int:
        """Tells the tabs whose page is another one by these keys, by URL; how many those are."""
        changed = [tab for tab in self if keys.get(tab.url, tab.key) != tab.key]
        for tab in changed:
            tab.key = keys[tab.url]
            tab.tell("page", {"key": tab.key})
        return len(changed)

    def forget(self, url: str) -> None:
        """What its tabs show is not what is there: they try again after the next look."""
        for tab in self:
            if tab.url == url:
                tab.key = ""

    def tell(self, kind: Kind, what: Mapping[str, object]) -> None:
        """Tells all of them."""
        for tab in self:
            tab.tell(kind, what)

    def close(self) -> None:
        """Ends all streams, and every one that is asked for yet."""
        self._closed = True
        for tab in self:
            tab.close()


def _paths(what: Mapping[str, object]) -> Iterable[str]:
    paths = what["paths"]
    assert isinstance(paths, list)  # noqa: S101 - as `Kind` says of what has any
    return paths
