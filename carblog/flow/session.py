"""The cache, the store and the workers of one run of a command."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import msgspec

from carblog.flow.request import Request
from carblog.run.cache import Cache, opened_cache
from carblog.run.store import Store, open_store
from carblog.run.version import identity
from carblog.run.workers import Workers

PRELOAD = (
    "carblog.flow.intake",
    "carblog.flow.reading",
    "carblog.flow.making",
    "carblog.read.prose.converter",
)
"""What every process needs, imported once for all of them."""


class Session(msgspec.Struct, frozen=True):
    """What a run holds of the world, until it ends."""

    cache: Path
    store: Store
    workers: Workers
    cache_warning: str = ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is wrong with the cache so far, which only costs time."""
        own = (self.cache_warning,) if self.cache_warning else ()
        return (*own, *self.store.warnings)


@contextmanager
def session(request: Request) -> Generator[Session]:
    """Holds the cache and opens the store; no process is started before there is work for it."""
    with opened_cache(request.cache) as cache, session_in(cache, request) as held:
        yield held


@contextmanager
def session_in(cache: Cache, request: Request) -> Generator[Session]:
    """The same with a cache that is held."""
    with (
        open_store(cache.folder, identity()) as store,
        workers_of(request) as workers,
    ):
        yield Session(cache.folder, store, workers, cache.warning)


def workers_of(request: Request) -> Workers:
    """As many as are asked for."""
    return Workers(request.jobs or usual_processes(), PRELOAD)


def get_ready(request: Request) -> None:
    """Begins with what workers are started from, before there is a session to have them."""
    workers_of(request).get_ready()


def import_all() -> None:
    """Imports what reading and making take, 0.1 s, for who would wait for it at the first edit."""
    for module in PRELOAD:
        import_module(module)


def usual_processes() -> int:
    """As many as there are processors, and two at least: so that a photo that is the end of the
    process that decodes it is not the end of the build."""
    return max(2, os.cpu_count() or 1)
