"""The one thread that uses the preview: what is asked of it is done in turn, and nobody waits
for it but who asked."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from queue import SimpleQueue
from typing import Generic, NamedTuple, Self, TypeVar

P = TypeVar("P")
R = TypeVar("R")

PATIENCE = 0.2
"""Seconds that its end waits for what is under way: nobody waits longer for Ctrl-C than 0.5 s."""


class Engine(Generic[P]):
    """Holds what `opening` gives from the first line to the last in a thread of its own.

    Answers that are asked for after a look are given after it: a page that is asked for when a
    save has been noticed is never the one from before.
    """

    def __init__(self, opening: Callable[[], AbstractContextManager[P]]) -> None:
        self._opening = opening
        self._work: SimpleQueue[_Job[P] | None] = SimpleQueue()
        self.opened: Future[None] = Future()
        """Done when it can be asked, or with what prevents that."""
        # A daemon: the end of the program need not wait for a photo.
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(PATIENCE)

    def ask(self, work: Callable[[P], R]) -> "Future[R]":
        """`work` with the preview, when all that was asked before is done."""
        result: Future[R] = Future()

        def do(preview: P) -> None:
            if not result.set_running_or_notify_cancel():
                return
            try:
                result.set_result(work(preview))
            except BaseException as error:  # noqa: BLE001 - it is raised where the result is awaited
                result.set_exception(error)

        self._work.put(_Job(do, result.cancel))
        return result

    def stop(self, patience: float) -> None:
        """Ends it: what waits is given up, what is under way has so many seconds."""
        while not self._work.empty():
            job = self._work.get()
            if job:
                job.cancel()
        self._work.put(None)
        self._thread.join(patience)

    def _run(self) -> None:
        try:
            with self._opening() as preview:
                self.opened.set_result(None)
                while job := self._work.get():
                    job.do(preview)
        except BaseException as error:
            if self.opened.done():
                raise
            self.opened.set_exception(error)


class _Job(NamedTuple, Generic[P]):
    do: Callable[[P], None]
    cancel: Callable[[], bool]
