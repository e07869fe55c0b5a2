"""Every open tab is told what concerns it, the latest of each kind, and nothing twice."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from carblog.serve import tabs
from carblog.serve.tabs import Tab, Tabs

Message = tuple[str, Any]


def ran(work: Callable[[], Awaitable[list[Message]]]) -> list[Message]:
    """In a thread: tests in a browser leave a loop behind in theirs, and a thread has only one."""

    async def bounded() -> list[Message]:
        return await asyncio.wait_for(work(), 20)

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, bounded()).result()


async def heard(tab: Tab, number: int) -> list[Message]:
    """The next messages, decoded as a browser does."""
    found: list[Message] = []
    async for text in tab.stream():
        if text.startswith("id: "):
            lines = dict(line.split(": ", 1) for line in text.strip().split("\n"))
            found.append((lines["event"], json.loads(lines["data"])))
            if len(found) == number:
                break
    return found


def test_a_tab_is_told_the_latest_only() -> None:
    async def work() -> list[Message]:
        tab = Tab("/", "0")
        for number in range(100):
            tab.tell("page", {"key": str(number)})
        tab.tell("problems", {"problems": []})
        return await heard(tab, 2)

    assert ran(work) == [("page", {"key": "99"}), ("problems", {"problems": []})]


def test_style_sheets_that_changed_one_after_the_other_are_told_together() -> None:
    async def work() -> list[Message]:
        tab = Tab("/", "0")
        tab.tell("style", {"paths": ["/b.css"]})
        tab.tell("style", {"paths": ["/a.css", "/b.css"]})
        return await heard(tab, 1)

    assert ran(work) == [("style", {"paths": ["/a.css", "/b.css"]})]


def test_only_the_tabs_whose_page_changed_are_told() -> None:
    async def work() -> list[Message]:
        open_, one, other = Tabs(), Tab("/one/", "1"), Tab("/other/", "1")
        with open_.open(one), open_.open(other):
            assert open_.urls == {"/one/", "/other/"}
            assert open_.told_keys({"/one/": "2", "/other/": "1"}) == 1
            assert open_.told_keys({"/one/": "2", "/other/": "1"}) == 0
            other.close()
            return [*await heard(one, 1), *await heard(other, 1)]

    assert ran(work) == [("page", {"key": "2"})]


def test_a_tab_that_is_gone_is_forgotten() -> None:
    open_ = Tabs()
    with open_.open(Tab("/", "")):
        assert len(open_) == 1
    assert len(open_) == 0


def test_all_streams_end_at_once_and_no_other_begins() -> None:
    async def work() -> list[Message]:
        open_, before, after = Tabs(), Tab("/", ""), Tab("/", "")
        with open_.open(before):
            listening = asyncio.create_task(heard(before, 1))
            await asyncio.sleep(0)
            open_.close()
            with open_.open(after):
                return [*await listening, *await heard(after, 1)]

    assert ran(work) == []


def test_a_quiet_stream_shows_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabs, "ALIVE", 0.001)

    async def work() -> list[Message]:
        tab = Tab("/", "")
        async for text in tab.stream():
            if text.startswith(":"):
                return [("alive", text)]
        return []

    assert ran(work) == [("alive", ": alive\n\n")]


def test_nothing_that_is_told_can_begin_another_message() -> None:
    async def work() -> list[Message]:
        tab = Tab("/", "")
        tab.tell("problems", {"problems": ["one\n\nevent: page\ndata: {}\r\n\r\n"]})
        return await heard(tab, 1)

    assert ran(work) == [("problems", {"problems": ["one\n\nevent: page\ndata: {}\r\n\r\n"]})]
