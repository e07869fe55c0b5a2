"""The other side of `workers`: what goes on in a process that was started to work."""

import ctypes
import gc
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from typing import Generic, NamedTuple, TypeVar

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


_TURN = 0.0001
"""Seconds that the thread at work goes on when the one that listens wants its turn.

With the usual 5 ms the parent waits as long for each piece of a message to be taken from the pipe,
and meanwhile prepares nothing for anybody else.
"""


class Outcome(NamedTuple, Generic[R]):
    """What came of a batch of jobs."""

    results: list[R]
    """In its order, up to the job that raised `error`."""
    seconds: float
    error: Exception | None = None
    """A bug."""
    trace: str = ""
    """Where it came from, in words, since tracebacks do not leave a process."""


def serve(pipe: Connection) -> None:
    """All that a worker does: batch after batch, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to hear
    # What was imported is no rubbish; looking through it would also make this process's own copy.
    gc.freeze()
    _keep_memory()
    sys.setswitchinterval(_TURN)
    inbox: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, inbox), daemon=True).start()
    work: Callable[[object], object] | None = None
    while True:
        news, jobs = ForkingPickler.loads(inbox.get())
        work = news or work
        assert work is not None  # noqa: S101 - the first message brings it
        with suppress(BrokenPipeError):  # the parent is gone, and `_listen` ends this
            pipe.send_bytes(_packed(work_off(work, jobs)))


def work_off(work: Callable[[J], R], jobs: Sequence[J]) -> Outcome[R]:
    """What comes of a batch, here and now."""
    started = time.perf_counter()
    results: list[R] = []
    try:
        results.extend(map(work, jobs))
    except Exception as error:  # noqa: BLE001 - who gave the job knows its name, and raises it
        return Outcome(results, time.perf_counter() - started, error, traceback.format_exc())
    return Outcome(results, time.perf_counter() - started)


def _packed(outcome: Outcome[object]) -> bytes:
    try:
        return bytes(ForkingPickler.dumps(outcome))
    except Exception as error:  # noqa: BLE001 - a result that cannot be sent is a bug of its job
        told = RuntimeError(f"what came of a job cannot be sent: {error}")
        return bytes(ForkingPickler.dumps(outcome._replace(results=[], error=told)))


def _listen(pipe: Connection, inbox: "SimpleQueue[bytes]") -> None:
    """Takes what the parent sends, so that it need not wait; its end is the end of this process."""
    while True:
        try:
            inbox.put(pipe.recv_bytes())
        except (EOFError, OSError):
            os._exit(1)


def _keep_memory() -> None:
    """Only glibc can be told so; other C libraries have their own ways."""
    with suppress(AttributeError, OSError, TypeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGEST)
        libc.mallopt(_M_TRIM_THRESHOLD, _KEPT)
