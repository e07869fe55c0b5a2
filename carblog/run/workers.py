"""Many jobs done side by side: in this process while they are little work, in others from then on.

A result carries its job, and results come in whatever order they are done. A process that dies
(out of memory, a fault in a codec) takes one job with it at most: what it had is done again, one
job at a time and with nothing beside it, and the one that kills its process a second time is named;
the others go on.

Jobs that take much memory say how much, and only so many are under way as fit into it together.
"""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from heapq import nlargest
from itertools import islice
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import Any, Self, TypeVar

from carblog.model.problem import Place, Problem
from carblog.run import worker
from carblog.run.batches import Batch, Pace, Task
from carblog.run.hand import Hand, Lost
from carblog.run.memory import machine_memory
from carblog.run.worker import Outcome

J = TypeVar("J")
R = TypeVar("R")

HERE = 0.25
"""Seconds of work done in this process before others are started, which takes about as long."""

_AHEAD = 2
"""Batches for each process: one under way and one waiting, so that none is ever idle."""

_CHANCES = 2
"""Times that a suspect is tried alone: memory may have been short for a moment."""


def _weightless(_job: object) -> int:
    """Of a job that takes no memory worth speaking of."""
    return 0


class InWorker(Exception):  # noqa: N818 - it says where
    """Where in another process a bug was met, in words."""


class Workers:
    """Up to `jobs` processes, started when there is enough to do and gone at the end.

    ```
    with Workers(jobs=4) as workers:
        for photo, result in workers.run(make_photo, photos, named=path_of):
            ...
    ```

    One thread at a time uses it, for one `run` after the other.
    """

    def __init__(self, jobs: int, preload: Sequence[str] = (), memory: int = 0) -> None:
        """`preload` names modules that all jobs need: imported once, not once in each process.

        `memory`: bytes that the jobs under way may take together; 0 means half of the machine's.
        """
        self._jobs = jobs
        self._memory = memory or machine_memory() // 2
        self._preload = list(preload)
        self._hands: list[Hand[Any, Any]] = []

    @property
    def processes(self) -> int:
        """How many jobs can be under way at the same moment."""
        return self._jobs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self._hands:
            hand.end()
        self._hands = []

    def get_ready(self) -> None:
        """Begins with what processes are started from, and returns at once.

        For who knows that there will be work: the 0.3 s that it takes pass meanwhile.
        """
        if self._jobs > 1 and self._context().get_start_method() == "forkserver":
            with _deaf_to_ctrl_c():
                forkserver.ensure_running()

    def run(
        self,
        work: Callable[[J], R],
        jobs: Iterable[J],
        *,
        named: Callable[[J], str] = str,
        weighed: Callable[[J], int] = _weightless,
        here: float = HERE,
    ) -> Generator[tuple[J, R | Problem]]:
        """Each job with its result, or with the problem that it kills the process it is done in.

        `work` is a function of a module, or a `partial` of one; jobs and results can be pickled.
        `named` says what a job is to people, `weighed` how many bytes it takes at most: one that
        takes more than there is is done alone. So many seconds of work are done `here` while no
        other process is there; with 0 no job is done in this process, so that none can harm it,
        unless it is the only one that there may be. An exception in a job is a bug: it is raised
        here, with the job's name in a note.
        """
        waiting = iter(jobs)
        pace = Pace()
        task = Task(work, named, weighed)
        while self._jobs == 1 or (pace.seconds < here and not self._hands):
            batch = task.batch(list(islice(waiting, 1)))
            if not batch.jobs:
                return
            yield from _results(task, batch, worker.work_off(work, batch.jobs), pace)
        try:
            yield from self._run_in_processes(task, waiting, pace)
        finally:
            # Who wants no more results wants none of them done: they would come to the next run.
            for hand in [hand for hand in self._hands if hand.batches]:
                self._end(hand)

    def _run_in_processes(
        self, task: Task[J, R], waiting: Iterator[J], pace: Pace
    ) -> Iterator[tuple[J, R | Problem]]:
        following: Batch[J] | None = None
        while True:
            while True:
                following = following or task.batch(list(islice(waiting, pace.batch)))
                if not following.jobs or not self._has_room(following):
                    break
                if not (hand := self._free()):
                    break
                hand.give(task.work, following)
                following = None
            if not self._at_work():
                return
            suspects: list[J] = []
            for hand in self._finished():
                yield from self._taken(hand, task, pace, suspects)
            if suspects:
                while self._at_work():
                    for hand in self._finished():
                        yield from self._taken(hand, task, pace, suspects)
                yield from self._one_by_one(task, suspects)

    def _taken(
        self, hand: Hand[J, R], task: Task[J, R], pace: Pace, suspects: list[J]
    ) -> Iterator[tuple[J, R]]:
        """What a process has done; all that it had become suspects when it has died of it."""
        try:
            batch, outcome = hand.take()
        except Lost:
            suspects += self._end(hand)
        else:
            yield from _results(task, batch, outcome, pace)

    def _one_by_one(self, task: Task[J, R], suspects: list[J]) -> Iterator[tuple[J, R | Problem]]:
        """Each job alone, so that the one that kills its process cannot hide among others."""
        for job in suspects:
            for _ in range(_CHANCES):
                hand = self._hands[0] if self._hands else self._started()
                hand.give(task.work, task.batch([job]))
                try:
                    batch, outcome = hand.take()
                except Lost:
                    self._end(hand)
                else:
                    yield from _results(task, batch, outcome, Pace())
                    break
            else:
                yield job, _killed(task.named(job))

    def _free(self) -> Hand[Any, Any] | None:
        """The process that has least to do; a new one rather than one that has something to do."""
        hand = min(self._hands, key=lambda each: len(each.batches), default=None)
        if hand and not hand.batches:
            return hand
        if len(self._hands) < self._jobs:
            return self._started()
        return hand if hand and len(hand.batches) < _AHEAD else None

    def _at_work(self) -> list[Hand[Any, Any]]:
        return [hand for hand in self._hands if hand.batches]

    def _finished(self) -> list[Hand[Any, Any]]:
        """Those of which there is something to take, waited for."""
        by_pipe = {hand.pipe: hand for hand in self._at_work()}
        return [by_pipe[pipe] for pipe in wait(list(by_pipe)) if pipe in by_pipe]

    def _has_room(self, following: Batch[Any]) -> bool:
        """Whether there is memory for the heaviest that can be at work at the same time."""
        weights = [batch.weight for hand in self._hands for batch in hand.batches]
        together = sum(nlargest(self._jobs, [*weights, following.weight]))
        return not weights or together <= self._memory

    def _started(self) -> Hand[Any, Any]:
        with _deaf_to_ctrl_c():
            hand: Hand[Any, Any] = Hand(self._context())
            self._hands.append(hand)
        return hand

    def _end(self, hand: Hand[J, R]) -> list[J]:
        self._hands.remove(hand)
        return hand.end()

    def _context(self) -> BaseContext:
        # Not `fork`: a copy of a process that has threads can hang. `forkserver` is as fast.
        method = "forkserver" if sys.platform == "linux" else "spawn"
        context = multiprocessing.get_context(method)
        if self._preload:
            context.set_forkserver_preload(self._preload)
        return context


def _results(
    task: Task[J, R], batch: Batch[J], outcome: Outcome[R], pace: Pace
) -> Iterator[tuple[J, R]]:
    """The jobs of a batch with their results. Raises the exception that one of them raised."""
    pace.add(len(batch.jobs), outcome.seconds)
    yield from zip(batch.jobs, outcome.results, strict=outcome.error is None)
    if outcome.error:
        failed = batch.jobs[len(outcome.results)]
        outcome.error.add_note(f"while working on {task.named(failed)}")
        raise outcome.error from InWorker(outcome.trace)


@contextmanager
def _deaf_to_ctrl_c() -> Generator[None]:
    """Processes started meanwhile never hear Ctrl-C, not even before their first line of Python."""
    # Whoever starts this one lets Ctrl-C through afterwards, so it comes first.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _killed(name: str) -> Problem:
    return Problem(
        Place(name),
        "worker-killed",
        "the process that worked on this was killed, and again when it worked on nothing else",
        "it may need more memory than there is, or be damaged in a way that no program survives",
    )
