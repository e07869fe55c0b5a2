"""The second half of the flow: stale outputs become bytes, in workers where that pays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from carblog.flow.request import Progress
from carblog.flow.survey import Survey
from carblog.make.feed import FeedRenderer
from carblog.make.page import Renderer
from carblog.make.picture import make_pictures
from carblog.model.content import Body
from carblog.model.digest import digest
from carblog.model.output import (
    BytesOutput,
    CopyOutput,
    Failed,
    FeedOutput,
    Made,
    Output,
    PageOutput,
    PictureOutput,
)
from carblog.model.problem import Place, Problem
from carblog.model.settings import Settings
from carblog.model.theme import Theme
from carblog.run.files import read_bytes, read_chunks
from carblog.run.pictures import PictureCache
from carblog.run.store import Store
from carblog.run.workers import Workers

PAGES_IN_A_BATCH = 24
"""Enough that handing a batch to a worker costs little beside making it."""


class PhotoJob(msgspec.Struct, frozen=True):
    """One photo to all its missing files: one decode."""

    source: str
    digest: str
    outputs: tuple[PictureOutput, ...]


class PageJob(msgspec.Struct, frozen=True):
    """Some pages with the bodies that they show."""

    pages: tuple[PageOutput, ...]
    bodies: Mapping[str, Body]


class Copied(NamedTuple):
    """An input file to be published as it is; a video need not fit into memory."""

    output: Output
    chunks: Iterator[bytes]


class Kept(NamedTuple):
    """A picture that lies in the cache."""

    output: Output
    file: Path


class Maker:
    """Makes the outputs of one site."""

    def __init__(
        self,
        root: Path,
        found: Survey,
        store: Store,
        workers: Workers,
        pictures: PictureCache,
        progress: Progress,
    ) -> None:
        assert found.theme is not None  # noqa: S101 - a survey without it has an error
        assert found.settings is not None  # noqa: S101
        self._root = root
        self._theme = found.theme
        self._settings = found.settings
        self._store = store
        self._workers = workers
        self._pictures = pictures
        self._progress = progress

    def made(self, stale: Sequence[Output]) -> Iterator[Made | Kept | Copied | Failed]:
        """Each output but the feeds, with its bytes or its problem."""
        yield from self._photos([each for each in stale if isinstance(each, PictureOutput)])
        for output in stale:
            if isinstance(output, CopyOutput):
                yield Copied(output, read_chunks(self._root, output.source, output.digest))
            elif isinstance(output, BytesOutput):
                yield Made(output, output.data)
        yield from self._pages([each for each in stale if isinstance(each, PageOutput)])

    def feeds(self, stale: Sequence[FeedOutput], sizes: Mapping[str, int]) -> Iterator[Made]:
        """The feeds, in this process: a story that is in ten of them is written once.

        `sizes`: path of a picture's file in the output folder → its bytes.
        """
        renderer = FeedRenderer(self._theme, self._settings)
        by_url = {f"/{path}": size for path, size in sizes.items()}
        for number, output in enumerate(stale, 1):
            yield renderer.feed(output, self._store.bodies(output.bodies), by_url)
            self._progress("feeds", number, len(stale))

    def _photos(self, stale: Sequence[PictureOutput]) -> Iterator[Made | Kept | Failed]:
        missing: dict[tuple[str, str], list[PictureOutput]] = defaultdict(list)
        for output in stale:
            kept = self._pictures.get(output.rendition.key)
            if kept is not None:
                yield Kept(output, kept)
            else:
                missing[output.source, output.digest].append(output)
        jobs = [
            PhotoJob(source, digest, tuple(outputs))
            for (source, digest), outputs in missing.items()
        ]
        total, done = sum(len(job.outputs) for job in jobs), 0
        work = partial(make_photo, str(self._root))
        results = self._workers.run(work, jobs, named=attrgetter("source"))
        for job, result in results:
            done += len(job.outputs)
            self._progress("pictures", done, total)
            if isinstance(result, Problem):
                yield Failed(job.outputs[0], result)
                continue
            for output, data in zip(job.outputs, result, strict=True):
                kept = self._pictures.put(output.rendition.key, data)
                yield Kept(output, kept) if kept else Made(output, data)

    def _pages(self, stale: Sequence[PageOutput]) -> Iterator[Made | Failed]:
        templates = {name: each.digest for name, each in self._theme.templates.items()}
        key = digest(self._theme.frame, templates, self._settings)
        frame = PageFrame(key, self._theme.without_data(), self._settings)
        starts = range(0, len(stale), PAGES_IN_A_BATCH)
        batches = [tuple(stale[at : at + PAGES_IN_A_BATCH]) for at in starts]
        jobs = (
            PageJob(
                batch,
                self._store.bodies(body for page in batch for body in page.bodies),
            )
            for batch in batches
        )
        done = 0
        batches_made = self._workers.run(partial(make_pages, frame), jobs, named=_first_page)
        for job, results in batches_made:
            done += len(job.pages)
            self._progress("pages", done, len(stale))
            for output, result in zip(job.pages, results, strict=True):
                if isinstance(result, Problem):
                    yield Failed(output, result)
                else:
                    yield Made(output, result)


def _first_page(job: PageJob) -> str:
    return job.pages[0].source


class PageFrame(msgspec.Struct, frozen=True):
    """What all pages are made with."""

    key: str
    theme: Theme
    settings: Settings


def make_photo(root: str, job: PhotoJob) -> list[bytes] | Problem:
    """All files of one photo, in a worker, which reads the photo itself."""
    data = read_bytes(Path(root), job.source, job.digest)
    return make_pictures(data, [output.rendition for output in job.outputs], job.source)


def make_pages(frame: PageFrame, job: PageJob) -> list[bytes | Problem]:
    """A batch of pages, in a worker."""
    renderer = _renderer(frame)
    return [renderer.page(output, job.bodies) for output in job.pages]


_latest: dict[str, Renderer] = {}
"""The renderer of this process, by its frame: templates are compiled once, not once a batch."""


def _renderer(frame: PageFrame) -> Renderer:
    if frame.key not in _latest:
        _latest.clear()
        _latest[frame.key] = Renderer(frame.theme, frame.settings)
    return _latest[frame.key]


def each_once(failures: Iterable[Problem]) -> tuple[Problem, ...]:
    """One mistake in a template can fail every page: told once, at the first, with their number."""
    alike: dict[tuple[Place, str], list[Problem]] = defaultdict(list)
    for failure in failures:
        alike[failure.place, failure.message].append(failure)
    return tuple(_with_number(found[0], len(found) - 1) for found in alike.values())


def _with_number(first: Problem, others: int) -> Problem:
    if not others:
        return first
    pages = "one more page" if others == 1 else f"{others:,} more pages"
    return msgspec.structs.replace(first, hint=f"{first.hint}, and {pages}")
