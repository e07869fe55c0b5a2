"""Many jobs done side by side: in this process while they are little work, in others from then on.

A result carries its job, and results come in whatever order they are done. A process that dies
(out of memory, a fault in a codec) takes one job with it at most: all that were under way are done
again, one at a time, and the one that kills its process a second time is named; the others go on.

Jobs that take much memory say how much, and only so many are under way as fit into it together.
"""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from heapq import nlargest
from itertools import islice
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from typing import Self, TypeVar

from carblog.model.problem import Place, Problem
from carblog.run import worker
from carblog.run.batches import Batch, Pace, Task
from carblog.run.memory import machine_memory

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


class Workers:
    """Up to `jobs` processes, started when there is enough to do and gone at the end.

    ```
    with Workers(jobs=4) as workers:
        for photo, result in workers.run(make_photo, photos, named=path_of):
            ...
    ```
    """

    def __init__(self, jobs: int, preload: Sequence[str] = (), memory: int = 0) -> None:
        """`preload` names modules that all jobs need: imported once, not once in each process.

        `memory`: bytes that the jobs under way may take together; 0 means half of the machine's.
        """
        self._jobs = jobs
        self._memory = memory or machine_memory() // 2
        self._preload = list(preload)
        self._others = set(multiprocessing.active_children())
        self._pool: ProcessPoolExecutor | None = None

    @property
    def processes(self) -> int:
        """How many jobs can be under way at the same moment."""
        return self._jobs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

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
        takes more than there is is done alone. With `here` 0 no job is done in this process, so
        that none can harm it, unless it is the only one that there may be. An exception in a job
        is a bug: it is raised here, with the job's name in a note.
        """
        waiting = iter(jobs)
        pace = Pace()
        while self._jobs == 1 or pace.seconds < here:
            job = next(waiting, _END)
            if isinstance(job, _End):
                return
            results, seconds = worker.work_off(work, [job], [named(job)])
            pace.add(1, seconds)
            yield job, results[0]
        yield from self._run_in_processes(Task(work, named, weighed), waiting, pace)

    def _run_in_processes(
        self, task: Task[J, R], waiting: Iterator[J], pace: Pace
    ) -> Iterator[tuple[J, R | Problem]]:
        under_way: dict[Future[tuple[list[R], float]], Batch[J]] = {}
        following: Batch[J] | None = None
        while True:
            while len(under_way) < self._jobs * _AHEAD:
                following = following or task.batch(list(islice(waiting, pace.batch)))
                if not following.jobs or not self._has_room(under_way.values(), following):
                    break
                under_way[self._submit(task, following.jobs)] = following
                following = None
            if not under_way:
                return
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenProcessPool) for future in finished):
                finished, _ = wait(under_way)
            suspects: list[J] = []
            for future in finished:
                batch = under_way.pop(future).jobs
                try:
                    results, seconds = future.result()
                except BrokenProcessPool:
                    suspects += batch
                else:
                    pace.add(len(batch), seconds)
                    yield from zip(batch, results, strict=True)
            if suspects:
                yield from self._one_by_one(task, suspects)

    def _has_room(self, under_way: Iterable[Batch[J]], following: Batch[J]) -> bool:
        """Whether there is memory for the heaviest that can be at work at the same time."""
        weights = [batch.weight for batch in under_way]
        together = sum(nlargest(self._jobs, [*weights, following.weight]))
        return not weights or together <= self._memory

    def _one_by_one(self, task: Task[J, R], suspects: list[J]) -> Iterator[tuple[J, R | Problem]]:
        """Each job alone, so that the one that kills its process cannot hide among others."""
        self._stop()
        for job in suspects:
            for _ in range(_CHANCES):
                future = self._submit(task, [job])
                try:
                    results, _ = future.result()
                except BrokenProcessPool:
                    self._stop()
                else:
                    yield job, results[0]
                    break
            else:
                yield job, _killed(task.named(job))

    def _submit(self, task: Task[J, R], batch: list[J]) -> Future[tuple[list[R], float]]:
        if self._pool is None:
            self._pool = self._started()
        names = [task.named(job) for job in batch]
        with _deaf_to_ctrl_c():
            try:
                return self._pool.submit(worker.work_off, task.work, batch, names)
            except BrokenProcessPool as error:
                broken: Future[tuple[list[R], float]] = Future()
                broken.set_exception(error)
                return broken

    def _started(self) -> ProcessPoolExecutor:
        context = self._context()
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=worker.begin)

    def _context(self) -> BaseContext:
        # Not `fork`: a copy of a process that has threads can hang. `forkserver` is as fast.
        method = "forkserver" if sys.platform == "linux" else "spawn"
        context = multiprocessing.get_context(method)
        if self._preload:
            context.set_forkserver_preload(self._preload)
        return context

    def _stop(self) -> None:
        """End the processes, whatever they are doing."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        results = getattr(pool, "_result_queue", None)
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - self._others:
            process.kill()
            process.join()
        # A process killed while it sends leaves half a message, and the pool's own thread would
        # wait for the rest for ever: the pipe has to end, which it does when we let go of it too.
        if (ours := getattr(results, "_writer", None)) is not None:
            ours.close()


class _End:
    """There is no further job."""


_END = _End()


@contextmanager
def _deaf_to_ctrl_c() -> Generator[None]:
    """Processes started meanwhile never hear Ctrl-C, not even before their first line of Python."""
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
