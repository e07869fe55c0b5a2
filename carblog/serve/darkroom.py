"""Photos in the making beside the preview: each decoded once for all that is asked of it meanwhile.

What somebody waits for goes before what stands in for photos until they have come. Nothing is
decoded in the preview's own process, and one that dies of a photo is a problem of that photo.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import NamedTuple

from carblog.flow.looks import Wish
from carblog.flow.originals import make_original
from carblog.flow.photos import PhotoJob, develop
from carblog.flow.session import PRELOAD
from carblog.make.picture import MadePhoto
from carblog.model.content import Picture
from carblog.model.output import DownloadOutput, PictureOutput
from carblog.model.picture import Look
from carblog.model.problem import Problem
from carblog.run.failure import explained
from carblog.run.files import File
from carblog.run.memory import machine_memory
from carblog.run.workers import Workers

PATIENCE = 5.0
"""Seconds that the end waits for a photo that is under way."""
PROCESSES = 2
"""Processes of a thread: with fewer, work would be done in this one. The spare is never started."""

Job = PhotoJob | DownloadOutput
Notify = Callable[[], None]


class Developed(NamedTuple):
    """What became of a photo."""

    pictures: Mapping[str, bytes]
    """Key of a rendition, or of the output of a download → bytes, without rights."""
    looks: Mapping[str, Look]
    failed: Mapping[str, Problem]
    """Keys of pictures and looks that there will not be."""
    lasts: bool = True
    """What failed will fail again with the same photo."""


class _Order:
    """All that is asked of one photo and not begun."""

    def __init__(self, file: File, picture: Picture) -> None:
        self.file = file
        self.picture = picture
        self.outputs: dict[str, PictureOutput] = {}
        self.wishes: dict[str, Wish] = {}
        self.done: Future[None] = Future()

    @property
    def is_urgent(self) -> bool:
        """Whether somebody waits for it."""
        return bool(self.outputs)

    def job(self) -> PhotoJob:
        return PhotoJob(
            file=self.file,
            pixels=self.picture.width * self.picture.height,
            format=self.picture.format,
            outputs=tuple(self.outputs.values()),
            looks=tuple(wish.look for wish in self.wishes.values()),
        )


class Darkroom:
    """Threads that each hand one photo after the other to a process of their own.

    What they have made lies here until `collect` is called: cache and store belong to the thread
    of the preview.
    """

    def __init__(self, root: Path, threads: int, notify: Notify) -> None:
        """`notify` is called from a thread of this when looks are there to be collected, or what
        failed: nobody may wait for that."""
        self._root = root
        self._notify = notify
        self._threads_wanted = threads
        self._threads: list[threading.Thread] = []
        self._news = threading.Condition()
        self._orders: dict[str, _Order] = {}
        """By the digest of the photo: files with the same bytes have the same pictures."""
        self._digests: dict[str, str] = {}
        self._downloads: dict[str, tuple[DownloadOutput, Future[None]]] = {}
        self._under_way: dict[str, Future[None]] = {}
        self._weights: list[int] = []
        self._finished: list[Developed] = []
        self._is_closed = False

    def __enter__(self) -> "Darkroom":
        return self

    def __exit__(self, *_: object) -> None:
        with self._news:
            self._is_closed = True
            waiting = [order.done for order in self._orders.values()]
            waiting += [done for _, done in self._downloads.values()]
            self._orders, self._downloads = {}, {}
            self._news.notify_all()
        for done in waiting:
            done.cancel()
        for thread in self._threads:
            thread.join(PATIENCE)

    def picture(self, output: PictureOutput, file: File, picture: Picture) -> Future[None]:
        """Makes a file of a photo; done when there is something to collect."""
        with self._news:
            if running := self._under_way.get(output.rendition.key):
                return running
            order = self._order(file, picture)
            order.outputs[output.rendition.key] = output
            self._begin()
            return order.done

    def looks(self, wishes: Iterable[tuple[Wish, File, Picture]]) -> None:
        """Makes looks when nobody waits for anything else."""
        with self._news:
            for wish, file, picture in wishes:
                if wish.look.key not in self._under_way:
                    self._order(file, picture).wishes[wish.look.key] = wish
                    self._begin()

    def download(self, output: DownloadOutput) -> Future[None]:
        """Makes an original of which something is covered."""
        with self._news:
            if running := self._under_way.get(output.key):
                return running
            if output.key not in self._downloads:
                self._downloads[output.key] = output, Future()
                self._begin()
            return self._downloads[output.key][1]

    def is_done(self, seconds: float) -> bool:
        """Whether all that was asked for has been made, waited for so long."""
        with self._news:
            return self._news.wait_for(
                lambda: not (self._orders or self._downloads or self._under_way), seconds
            )

    def collect(self) -> list[Developed]:
        """What was made since it was last asked for."""
        with self._news:
            finished, self._finished = self._finished, []
        return finished

    def _order(self, file: File, picture: Picture) -> _Order:
        before = self._digests.get(file.path, file.digest)
        if before != file.digest and (gone := self._orders.pop(before, None)):
            gone.done.cancel()
        self._digests[file.path] = file.digest
        if file.digest not in self._orders:
            self._orders[file.digest] = _Order(file, picture)
        return self._orders[file.digest]

    def _begin(self) -> None:
        if len(self._threads) < self._threads_wanted:
            thread = threading.Thread(target=self._work, name="darkroom", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._news.notify()

    def _work(self) -> None:
        with Workers(PROCESSES, PRELOAD) as workers:
            while taken := self._taken():
                job, done, keys = taken
                try:
                    made = self._made(workers, job, keys)
                except Exception as bug:  # noqa: BLE001 - who waits for it is told, the others go on
                    self._is_done(job, Developed({}, {}, {}), keys)
                    done.set_exception(bug)
                    continue
                self._is_done(job, made, keys)
                done.set_result(None)
                if made.looks or made.failed:
                    self._notify()

    def _taken(self) -> tuple[Job, Future[None], list[str]] | None:
        """The next job with the keys of what comes of it, waited for; None at the end."""
        with self._news:
            while not self._is_closed:
                if found := self._next():
                    _, done, keys = found
                    self._under_way |= dict.fromkeys(keys, done)
                    self._weights.append(_weight(found[0]))
                    return found
                self._news.wait()
        return None

    def _next(self) -> tuple[Job, Future[None], list[str]] | None:
        for key, (output, done) in self._downloads.items():
            del self._downloads[key]
            done.set_running_or_notify_cancel()
            return output, done, [key]
        orders = sorted(self._orders.values(), key=lambda order: not order.is_urgent)
        for order in orders:
            job = order.job()
            if self._weights and sum(self._weights) + job.memory > machine_memory() // 2:
                continue
            del self._orders[order.file.digest]
            order.done.set_running_or_notify_cancel()
            return job, order.done, [*order.outputs, *order.wishes]
        return None

    def _is_done(self, job: Job, made: Developed, keys: list[str]) -> None:
        with self._news:
            self._finished.append(made)
            self._weights.remove(_weight(job))
            for key in keys:
                del self._under_way[key]
            self._news.notify_all()

    def _made(self, workers: Workers, job: Job, keys: list[str]) -> Developed:
        try:
            made = self._result(workers, job)
        except OSError as error:
            failed = dict.fromkeys(keys, explained(error, self._root))
            return Developed({}, {}, failed, lasts=False)
        if isinstance(made, Problem):
            return Developed({}, {}, dict.fromkeys(keys, made))
        if isinstance(made, bytes):
            return Developed({keys[0]: made}, {}, {})
        assert isinstance(job, PhotoJob)  # noqa: S101 - only of these come photos
        files = [output.rendition.key for output in job.outputs]
        looks = [look.key for look in job.looks]
        return Developed(
            dict(zip(files, made.files, strict=True)), dict(zip(looks, made.looks, strict=True)), {}
        )

    def _result(self, workers: Workers, job: Job) -> MadePhoto | bytes | Problem:
        if isinstance(job, PhotoJob):
            run = workers.run(partial(develop, str(self._root)), [job], named=_source, here=0)
            ((_, developed),) = run
            return developed if isinstance(developed, Problem) else developed.made
        work = partial(make_original, str(self._root))
        ((_, made),) = workers.run(work, [job], named=_source, here=0)
        return made


def _source(job: Job) -> str:
    return job.source


def _weight(job: Job) -> int:
    return job.memory if isinstance(job, PhotoJob) else 0
