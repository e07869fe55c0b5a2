"""The other side of `workers`: what goes on in a process that was started to work."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")


def begin() -> None:
    """First thing in a worker: Ctrl-C is for the parent to hear, whose end is the end of this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def work_off(
    work: Callable[[J], R], jobs: Sequence[J], names: Sequence[str]
) -> tuple[list[R], float]:
    """The results of a batch in its order, and the seconds that it took.

    An exception is a bug: it leaves with the name of its job.
    """
    started = time.perf_counter()
    results: list[R] = []
    for job, name in zip(jobs, names, strict=True):
        try:
            results.append(work(job))
        except Exception as error:
            error.add_note(f"while working on {name}")
            raise
    return results, time.perf_counter() - started


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
