"""The store and the workers of one run of a command."""

from collections.abc import Iterator
from contextlib import contextmanager

from carblog.build.request import Request
from carblog.run.store import Store, open_store
from carblog.run.version import identity
from carblog.run.workers import Workers


@contextmanager
def session(request: Request) -> Iterator[tuple[Store, Workers]]:
    """Opens the store and has workers ready; no process is started before there is work for it."""
    with open_store(request.cache, identity()) as store, Workers(request.jobs) as workers:
        yield store, workers
