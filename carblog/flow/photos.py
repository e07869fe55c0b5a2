"""Photos become files: each decoded once, those first that readers meet first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import msgspec

from carblog.flow.budget import Budget, is_slow
from carblog.flow.cost import memory, seconds_in, seconds_out
from carblog.flow.looks import Wish
from carblog.flow.request import Progress
from carblog.flow.survey import Survey
from carblog.make.picture import MadePhoto, make_pictures
from carblog.make.rights.splice import with_rights
from carblog.model.output import Made, PictureOutput
from carblog.model.photos import shown
from carblog.model.picture import LookWish
from carblog.model.problem import Problem
from carblog.run.files import File, read_found
from carblog.run.pictures import PictureCache
from carblog.run.store import Store
from carblog.run.workers import Workers


class Kept(NamedTuple):
    """A picture that lies in the cache as it is to be published."""

    output: PictureOutput
    file: Path


class PhotoJob(msgspec.Struct, frozen=True, kw_only=True):
    """One photo to all its missing files and looks: one decode."""

    file: File
    """The photo."""
    pixels: int
    format: str
    """By the name that reading gives it."""
    outputs: tuple[PictureOutput, ...]
    looks: tuple[LookWish, ...]

    @property
    def source(self) -> str:
        """Its path."""
        return self.file.path

    @property
    def memory(self) -> int:
        """Bytes that it takes at most."""
        files = [output.rendition.shrink for output in self.outputs]
        shrink = min([*files, *(look.shrink for look in self.looks)], default=1)
        return memory(self.pixels, self.format, shrink)

    @property
    def seconds(self) -> float:
        """What it should take, on some machine."""
        return seconds_in(self.pixels) + seconds_out(each.rendition for each in self.outputs)

    @property
    def slow_share(self) -> float:
        """How much of this is for slow formats, from 0 to 1."""
        slow = seconds_out(each.rendition for each in self.outputs if is_slow(each))
        return slow / self.seconds if slow else 0.0

    def without_slow(self) -> "PhotoJob":
        """The same without files of slow formats."""
        outputs = tuple(each for each in self.outputs if not is_slow(each))
        return msgspec.structs.replace(self, outputs=outputs)


class Developed(NamedTuple):
    """What became of a job, and the seconds that it took."""

    made: MadePhoto | Problem
    seconds: float


def develop(root: str, job: PhotoJob) -> Developed:
    """All that is missing of one photo, in a worker, which reads the photo itself."""
    started = perf_counter()
    data = read_found(Path(root), job.file)
    wanted = [output.rendition for output in job.outputs]
    made = make_pictures(data, wanted, job.looks, job.source)
    return Developed(made, perf_counter() - started)


class Photos:
    """Makes the picture files and the looks of one site that are missing."""

    def __init__(
        self,
        root: Path,
        found: Survey,
        store: Store,
        workers: Workers,
        cache: PictureCache,
        budget: Budget,
        progress: Progress,
    ) -> None:
        self._work = partial(develop, str(root))
        self._store = store
        self._workers = workers
        self._cache = cache
        self._budget = budget
        self._progress = progress
        assert found.site is not None  # noqa: S101 - a survey without it has an error
        assert found.sources is not None  # noqa: S101
        sources = dict.fromkeys(photo.image.source for photo in shown(found.site))
        self._rank = {source: number for number, source in enumerate(sources)}
        self._files = found.sources.scan.files
        self._pictures = {picture.path: picture for picture in found.sources.content.pictures}
        self.put_off: dict[str, int] = {}
        """Path of a picture file → how many slow files of it are left to a later build."""

    def made(
        self, stale: Sequence[PictureOutput], wishes: Iterable[Wish]
    ) -> Iterator[Made | Kept | Problem]:
        """Each file that is stale, unless it is put off, and each look, which the store gets."""
        missing: list[PictureOutput] = []
        for output in stale:
            if kept := self._cache.get(output.rendition.key):
                yield _signed(output, kept)
            else:
                missing.append(output)
        jobs = self._jobs(missing, self._unknown(wishes))
        track = _Track(jobs, self._progress)
        results = self._workers.run(
            self._work,
            filter(None, (self._within_budget(job, track) for job in jobs)),
            named=attrgetter("source"),
            weighed=attrgetter("memory"),
            here=0,  # a fault in a codec must not end the build itself
        )
        for job, developed in results:
            track.is_done(job)
            if isinstance(developed, Problem):
                yield developed
            elif isinstance(developed.made, Problem):
                yield developed.made
            else:
                self._budget.spend(developed.seconds * job.slow_share)
                yield from self._kept(job, developed.made)

    def _within_budget(self, job: PhotoJob, track: "_Track") -> PhotoJob | None:
        """What of a job is to be done now: asked when its turn comes."""
        rest = job.without_slow()
        slow = len(job.outputs) - len(rest.outputs)
        if not slow or not self._budget.is_spent:
            return job
        self.put_off[job.source] = slow
        track.is_less(job, rest)
        return rest if rest.outputs or rest.looks else None

    def _kept(self, job: PhotoJob, made: MadePhoto) -> Iterator[Made | Kept]:
        """What was made of a photo, when the cache and the store have it too."""
        keys = (wish.key for wish in job.looks)
        self._store.keep_looks(dict(zip(keys, made.looks, strict=True)))
        for output, data in zip(job.outputs, made.files, strict=True):
            kept = self._cache.put(output.rendition.key, data)
            yield _signed(output, kept) if kept else Made(output, with_rights_of(output, data))

    def _unknown(self, wishes: Iterable[Wish]) -> list[Wish]:
        """Those of which the store has no look."""
        wanted = {wish.look.key: wish for wish in wishes}
        known = self._store.looks(wanted)
        return [wish for key, wish in wanted.items() if key not in known]

    def _jobs(self, missing: Iterable[PictureOutput], wishes: Iterable[Wish]) -> list[PhotoJob]:
        """One for each photo, in the order in which readers meet them: the newest story first."""
        outputs: dict[str, list[PictureOutput]] = defaultdict(list)
        for output in missing:
            outputs[output.source].append(output)
        looks: dict[str, list[LookWish]] = defaultdict(list)
        for wish in wishes:
            looks[wish.source].append(wish.look)
        photos = sorted(outputs.keys() | looks.keys(), key=self._rank.__getitem__)
        return [
            PhotoJob(
                file=self._files[source],
                pixels=self._pictures[source].width * self._pictures[source].height,
                format=self._pictures[source].format,
                outputs=tuple(outputs[source]),
                looks=tuple(looks[source]),
            )
            for source in photos
        ]


class _Track:
    """How far the photos are, each with what it costs."""

    def __init__(self, jobs: Iterable[PhotoJob], progress: Progress) -> None:
        self._progress = progress
        self._done, self._total = 0, 0
        self._spent, self._whole = 0.0, 0.0
        for job in jobs:
            self._total += len(job.outputs)
            self._whole += job.seconds

    def is_less(self, job: PhotoJob, rest: PhotoJob) -> None:
        """Of `job` only the `rest` is to be done."""
        self._total -= len(job.outputs) - len(rest.outputs)
        self._whole -= job.seconds - (rest.seconds if rest.outputs or rest.looks else 0.0)

    def is_done(self, job: PhotoJob) -> None:
        """One photo more is done."""
        self._done += len(job.outputs)
        self._spent += job.seconds
        share = min(self._spent / self._whole, 1.0) if self._whole > 0 else 1.0
        self._progress("pictures", self._done, self._total, share)


def _signed(output: PictureOutput, kept: Path) -> Made | Kept:
    """A picture from the cache, which has its pixels, with what it says of itself."""
    if output.rendition.rights is None:
        return Kept(output, kept)
    return Made(output, with_rights_of(output, kept.read_bytes()))


def with_rights_of(output: PictureOutput, data: bytes) -> bytes:
    """A picture with what it says of itself, from `data`, which has its pixels."""
    return with_rights(data, output.rendition.format, output.rendition.rights)
