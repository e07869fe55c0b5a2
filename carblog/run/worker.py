"""The other side of `workers`: what goes on in a process that was started to work."""

import ctypes
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
"""Of mallopt(3)."""

_KEPT = 64 << 20
"""Bytes of free memory that a worker keeps: the next photo needs as much.

The C library would give them back after each, and the kernel zero them again: 6,000 pages for a
photo of 4000 × 2667, with which 300 ms have 17 ms in the kernel instead of 6.
"""

_LARGEST = 32 << 20
"""Bytes of the largest piece that is kept, which is all that the C library allows."""


def begin() -> None:
    """First thing in a worker: Ctrl-C is for the parent to hear, whose end is the end of this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _keep_memory()
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


def _keep_memory() -> None:
    """Only glibc can be told so; other C libraries have their own ways."""
    with suppress(AttributeError, OSError, TypeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGEST)
        libc.mallopt(_M_TRIM_THRESHOLD, _KEPT)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
