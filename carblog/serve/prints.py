"""What is made of photos, from cache, memory or darkroom, and what could not be made of them."""

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from typing import NamedTuple

from carblog.flow.looks import Wishes
from carblog.flow.photos import with_rights_of
from carblog.model.output import DownloadOutput, Output, PictureOutput
from carblog.model.problem import Problem
from carblog.run.files import File
from carblog.serve.darkroom import Darkroom, Developed
from carblog.serve.depends import Depends
from carblog.serve.desk import Desk
from carblog.serve.loose import Loose

KEPT_BYTES = 64 << 20
"""Of pictures that no cache on disk keeps."""

Made = bytes | Future[None] | Problem
"""Something, what is done when it is to be asked for again, or why it cannot be made."""


class Prints:
    """Of the photos of the site that is shown."""

    def __init__(self, desk: Desk, darkroom: Darkroom) -> None:
        self._desk = desk
        self._darkroom = darkroom
        self._files: Mapping[str, File] = {}
        self._depends: Depends | None = None
        self._loose = Loose(KEPT_BYTES)
        self._lengths: dict[str, int] = {}
        self._looks: set[str] = set()
        self._failed: dict[str, _Failure] = {}

    def show(self, files: Mapping[str, File], depends: Depends) -> None:
        """These are the site's files from now on."""
        self._files, self._depends = files, depends
        self._failed = {
            key: failure._replace(is_over=failure.is_over or not failure.lasts)
            for key, failure in self._failed.items()
            if failure.digest == self._digest(failure.problem)
        }

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with photos that somebody asked for."""
        return tuple(dict.fromkeys(failure.problem for failure in self._failed.values()))

    def forgive(self, paths: Collection[str]) -> None:
        """What failed of the photos at these paths, or in these folders, is tried again: somebody
        saved them as they are, or touched them."""
        self._failed = {
            key: failure
            for key, failure in self._failed.items()
            if not is_in(failure.problem.place.path, paths)
        }

    def collect(self) -> None:
        """Takes in what the darkroom has made."""
        for each in self._darkroom.collect():
            self._take_in(each)

    def lose(self) -> None:
        """The store has lost what it knew."""
        self._looks.clear()

    def have_failed(self, outputs: Iterable[Output]) -> bool:
        """Whether one of them could not be made."""
        return any(_made_as(output) in self._failed for output in outputs)

    def picture(self, output: PictureOutput) -> Made:
        """A file of a photo."""
        key = output.rendition.key
        if kept := self._desk.pictures.get(key):
            with suppress(OSError):  # a build has pruned it
                return with_rights_of(output, kept.read_bytes())
        if (loose := self._loose.get(key)) is not None:
            return with_rights_of(output, loose)
        if problem := self._problem(key):
            return problem
        assert self._depends is not None  # noqa: S101 - its site is shown
        picture = self._depends.pictures[output.source]
        return self._darkroom.picture(output, self._files[output.source], picture)

    def download(self, output: DownloadOutput) -> Made:
        """An original of which something is covered."""
        if (loose := self._loose.get(output.key)) is not None:
            return loose
        return self._problem(output.key) or self._darkroom.download(output)

    def length(self, output: PictureOutput) -> int | Future[None] | Problem:
        """The bytes of a picture as it is published."""
        if output.key not in self._lengths:
            made = self.picture(output)
            if not isinstance(made, bytes):
                return made
            self._lengths[output.key] = len(made)
        return self._lengths[output.key]

    def missing(self, wishes: Wishes) -> Wishes:
        """The looks that are not there."""
        if unknown := wishes.keys() - self._looks:
            self._looks |= self._desk.store.looks(unknown).keys()
        return {key: wish for key, wish in wishes.items() if key not in self._looks}

    def ask_for(self, missing: Wishes) -> None:
        """Looks are made when nobody waits for anything else."""
        assert self._depends is not None  # noqa: S101 - its site is shown
        pictures = self._depends.pictures
        self._darkroom.looks(
            (wish, self._files[wish.source], pictures[wish.source])
            for key, wish in missing.items()
            if not self._problem(key)
        )

    def _take_in(self, made: Developed) -> None:
        for key, data in made.pictures.items():
            if not self._desk.pictures.put(key, data):
                self._loose.put(key, data)
        if made.looks:
            self._desk.store.keep_looks(made.looks)
            self._desk.has_learned()
            self._looks |= made.looks.keys()
        for key in (*made.pictures, *made.looks):
            self._failed.pop(key, None)
        for key, problem in made.failed.items():
            self._failed[key] = _Failure(problem, self._digest(problem), made.lasts)

    def _problem(self, key: str) -> Problem | None:
        """Why something cannot be made, unless it is to be tried again."""
        failure = self._failed.get(key)
        return failure.problem if failure and not failure.is_over else None

    def _digest(self, problem: Problem) -> str:
        """Of the file that is at its place now."""
        file = self._files.get(problem.place.path)
        return file.digest if file else ""


class _Failure(NamedTuple):
    """Something that could not be made of a photo."""

    problem: Problem
    digest: str
    """Of the photo."""
    lasts: bool
    """It would fail again with the same photo."""
    is_over: bool = False
    """It is tried again when somebody asks for it; until then it is told."""


def is_in(path: str, places: Iterable[str]) -> bool:
    """Whether a path is one of some places, or lies in one."""
    return f"{path}/".startswith(tuple(f"{place}/" for place in places))


def _made_as(output: Output) -> str:
    """The key under which the darkroom makes it."""
    return output.rendition.key if isinstance(output, PictureOutput) else output.key
