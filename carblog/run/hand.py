"""One process that works, as the process sees it that started it: what it was given, and a pipe."""

import sys
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from multiprocessing.context import BaseContext
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic, TypeVar, cast

from carblog.run import worker
from carblog.run.batches import Batch
from carblog.run.worker import Outcome

J = TypeVar("J")
R = TypeVar("R")


class Lost(Exception):  # noqa: N818 - it says what happened
    """The process has ended, and what it was working on is not done."""


class Hand(Generic[J, R]):
    """A process that takes batches of jobs, and gives back what came of them in the same order.

    What it is told to do is sent once and not with every batch: a theme is larger than 24 pages.
    It reads what it is sent while it works, so nobody waits to give it the next batch.
    """

    def __init__(self, context: BaseContext) -> None:
        self.pipe, theirs = context.Pipe()
        # The contexts of multiprocessing share an attribute that typeshed only gives to each.
        self._process = cast("Any", context).Process(
            target=worker.serve, args=(theirs,), daemon=True
        )
        with _without_program():
            self._process.start()
        theirs.close()
        self.batches: deque[Batch[J]] = deque()
        """What it has been given and not given back: it works on the first."""
        self._work: Callable[[J], R] | None = None

    def give(self, work: Callable[[J], R], batch: Batch[J]) -> None:
        """Something more to do. That the process has ended is told by `take`."""
        news = None if work is self._work else work
        message = ForkingPickler.dumps((news, batch.jobs))
        self._work = work
        self.batches.append(batch)
        with suppress(OSError):
            self.pipe.send_bytes(message)

    def take(self) -> tuple[Batch[J], Outcome[R]]:
        """The first of its batches with what came of it, waited for. Raises `Lost`."""
        try:
            message = self.pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise Lost from error
        return self.batches.popleft(), ForkingPickler.loads(message)

    def end(self) -> list[J]:
        """Ends the process, whatever it is doing. Returns the jobs that it has not done."""
        self._process.kill()
        self._process.join()
        self.pipe.close()
        undone = [job for batch in self.batches for job in batch.jobs]
        self.batches.clear()
        return undone


@contextmanager
def _without_program() -> Generator[None]:
    """The program that was started is nothing to a worker, which is not to run it once more.

    `multiprocessing` would, to have what is in it: the command line takes 70 ms to import.
    """
    program = sys.modules["__main__"]
    path = program.__dict__.pop("__file__", None)
    try:
        yield
    finally:
        if path is not None:
            program.__dict__["__file__"] = path
