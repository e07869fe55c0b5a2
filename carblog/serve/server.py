"""The preview while it is open: one thread for the site, one that hears of changes, and HTTP."""

import asyncio
import logging
import socket
import threading
import webbrowser
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from pathlib import Path
from typing import Protocol

import msgspec
import uvicorn

from carblog.run.watch import watching
from carblog.serve.app import App
from carblog.serve.darkroom import Notify
from carblog.serve.engine import Engine
from carblog.serve.guard import LOOPBACK as NAMES
from carblog.serve.guard import Guard, in_url
from carblog.serve.ports import ANY, LOOPBACK, for_others, listening
from carblog.serve.preview import Preview, the_time
from carblog.serve.rounds import Rounds
from carblog.serve.seen import Seen
from carblog.serve.tabs import Tabs

LONGEST_HEAD = 16_384
"""Bytes of a request's line and headers together: browsers send a tenth of it."""


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """How a preview is opened to a browser."""

    root: Path
    """The site folder, to watch."""
    port: int = 8000
    bind: str = ""
    """An address of this machine instead of its loopback ones."""
    poll: bool = False
    navigate: bool = False
    browse: bool = False
    """Open a browser, too."""
    editor: str = ""
    clock: Callable[[], datetime] = the_time
    """Says which moment it shows."""

    @property
    def addresses(self) -> Sequence[str]:
        """To listen at."""
        return LOOPBACK if self.is_loopback else (self.bind,)

    @property
    def is_loopback(self) -> bool:
        """Only this machine can see it."""
        return self.bind in {"", "localhost"}


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """The preview is open."""

    url: str
    title: str
    """Of the site."""
    port: int
    wanted: int
    """The port that was asked for."""
    others: tuple[str, ...] | None
    """URLs for other machines, where it is open to them: None where it is not, none where it is
    unknown under which address they know this one."""
    told: bool
    """The system tells of changes; else files are looked at again and again."""


class Listener(Protocol):
    """Who tells a writer what goes on."""

    def ready(self, ready: Ready) -> None:
        """Said first, and once."""

    def round(self, seen: Seen) -> None:
        """Said after each look that found something."""


Opener = Callable[[Notify], AbstractContextManager[Preview]]
"""Opens the flow in memory, in the thread that calls it; it notifies when photos have come."""


def serve(opening: Opening, preview: Opener, listener: Listener) -> None:
    """Opens the preview until Ctrl-C. Raises `MachineFailed` where there is no port."""
    for name in ("uvicorn", "watchdog"):  # what they say is for who writes servers
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    with ExitStack() as stack:
        sockets = listening(opening.addresses, opening.port)
        for each in sockets:
            stack.enter_context(each)
        asyncio.run(_serve(opening, preview, sockets, listener))


async def _serve(
    opening: Opening, preview: Opener, sockets: list[socket.socket], listener: Listener
) -> None:
    loop, tabs = asyncio.get_running_loop(), Tabs()

    def noticed(paths: Collection[str] | None = ()) -> None:
        loop.call_soon_threadsafe(rounds.changed, paths)

    with Engine(lambda: preview(noticed)) as engine:
        rounds = Rounds(engine, tabs, listener.round, navigate=opening.navigate)
        await asyncio.wrap_future(engine.opened)
        with watching(opening.root, noticed, poll=opening.poll) as told:
            await rounds.look()
            port = sockets[0].getsockname()[1]
            guard = _guard(opening, port)
            home, title = await rounds.home()
            url = f"http://{guard.names[0]}:{port}{home}"
            others = _for_others(opening, port, home)
            app = App(engine, tabs, rounds, guard, editor=opening.editor, clock=opening.clock)
            server = Server(app, tabs)
            ready = Ready(
                url=url, title=title, port=port, wanted=opening.port, others=others, told=told
            )
            listener.ready(ready)
            if opening.browse:
                threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
            looking = asyncio.create_task(rounds.run())
            await server.serve(sockets)
            looking.cancel()


class Server(uvicorn.Server):
    """Ends open streams when it is to end, which would wait for them else."""

    def __init__(self, app: App, tabs: Tabs) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                h11_max_incomplete_event_size=LONGEST_HEAD,
                # What is not sent by then, a tenth of a second after Ctrl-C, is given up.
                timeout_graceful_shutdown=0,
            )
        )
        self.config.load()  # all that it imports, before anybody is told that it is there
        self._tabs = tabs

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._tabs.close()
        await super().shutdown(sockets)


def _for_others(opening: Opening, port: int, home: str) -> tuple[str, ...] | None:
    found = None if opening.is_loopback else for_others(opening.bind)
    return found and tuple(f"http://{in_url(each)}:{port}{home}" for each in found)


def _guard(opening: Opening, port: int) -> Guard:
    if opening.is_loopback:
        return Guard(port=port)
    if opening.bind in ANY:
        return Guard(port=port, any_address=True)
    return Guard(port=port, names=(in_url(opening.bind), *NAMES))
