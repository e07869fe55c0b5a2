"""The second half of the flow: stale outputs become bytes, in workers where that pays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from carblog.flow.looks import Wish, Wishing
from carblog.flow.originals import make_original
from carblog.flow.photos import Kept, Photos
from carblog.flow.request import Progress
from carblog.flow.survey import Survey
from carblog.make.feed import FeedRenderer
from carblog.make.page import Renderer
from carblog.model.content import Body
from carblog.model.digest import digest
from carblog.model.output import (
    BytesOutput,
    CopyOutput,
    DownloadOutput,
    FeedOutput,
    Made,
    Output,
    PageOutput,
    PictureOutput,
)
from carblog.model.picture import Look
from carblog.model.problem import Place, Problem
from carblog.model.settings import Settings
from carblog.model.theme import Theme
from carblog.run.files import read_chunks
from carblog.run.store import Store
from carblog.run.workers import HERE, Workers

PAGES_IN_A_BATCH = 24
"""Enough that handing a batch to a worker costs little beside making it."""


class PageJob(msgspec.Struct, frozen=True):
    """Some pages with the bodies and the looks that they show."""

    pages: tuple[PageOutput, ...]
    bodies: Mapping[str, Body]
    looks: Mapping[str, Look]


class Copied(NamedTuple):
    """An input file to be published as it is; a video need not fit into memory."""

    output: Output
    chunks: Iterator[bytes]


class Maker:
    """Makes the outputs of one site: photos first, then what shows them, then feeds."""

    def __init__(
        self,
        root: Path,
        found: Survey,
        store: Store,
        workers: Workers,
        photos: Photos,
        progress: Progress,
    ) -> None:
        assert found.theme is not None  # noqa: S101 - a survey without it has an error
        assert found.settings is not None  # noqa: S101
        self._root = root
        self._theme = found.theme
        self._settings = found.settings
        self._store = store
        self._workers = workers
        self._photos = photos
        self._progress = progress
        self._wishing = Wishing(found.theme)

    def photos(self, stale: Sequence[Output]) -> Iterator[Made | Kept | Problem]:
        """Each picture with its bytes or its problem, but for those put off.

        With them the looks that stale pages need.
        """
        pictures = [each for each in stale if isinstance(each, PictureOutput)]
        yield from self._photos.made(pictures, self._wishes(stale))

    def others(self, stale: Sequence[Output]) -> Iterator[Made | Copied | Problem]:
        """Each output but pictures and feeds."""
        for output in stale:
            if isinstance(output, CopyOutput):
                yield Copied(output, read_chunks(self._root, output.source, output.digest))
            elif isinstance(output, BytesOutput):
                yield Made(output, output.data)
        yield from self._originals([each for each in stale if isinstance(each, DownloadOutput)])
        yield from self._pages([each for each in stale if isinstance(each, PageOutput)])

    def feeds(self, stale: Sequence[Output], sizes: Mapping[str, int]) -> Iterator[Made]:
        """The feeds, in this process: a story that is in ten of them is written once.

        `sizes`: path of a picture's file in the output folder → its bytes.
        """
        renderer = FeedRenderer(self._theme, self._settings)
        by_url = {f"/{path}": size for path, size in sizes.items()}
        feeds = [each for each in stale if isinstance(each, FeedOutput)]
        for number, output in enumerate(feeds, 1):
            yield renderer.feed(output, self._store.bodies(output.bodies), by_url)
            self._progress("feeds", number, len(feeds))

    def _wishes(self, stale: Iterable[Output]) -> Iterator[Wish]:
        for output in stale:
            if isinstance(output, PageOutput):
                yield from self._wishing.of_page(output).values()

    def _originals(self, stale: Sequence[DownloadOutput]) -> Iterator[Made | Problem]:
        work = partial(make_original, str(self._root))
        # A fault in a codec must not end the build itself.
        here = 0 if any(output.redact for output in stale) else HERE
        for output, made in self._workers.run(work, stale, named=attrgetter("source"), here=here):
            yield made if isinstance(made, Problem) else Made(output, made)

    def _pages(self, stale: Sequence[PageOutput]) -> Iterator[Made | Problem]:
        templates = {name: each.digest for name, each in self._theme.templates.items()}
        key = digest(self._theme.frame, templates, self._settings)
        frame = PageFrame(key, self._theme.without_data(), self._settings)
        starts = range(0, len(stale), PAGES_IN_A_BATCH)
        jobs = (self._page_job(tuple(stale[at : at + PAGES_IN_A_BATCH])) for at in starts)
        done = 0
        for job, results in self._workers.run(partial(make_pages, frame), jobs, named=_first_page):
            done += len(job.pages)
            self._progress("pages", done, len(stale))
            if isinstance(results, Problem):
                yield results
                continue
            for output, result in zip(job.pages, results, strict=True):
                yield result if isinstance(result, Problem) else Made(output, result)

    def _page_job(self, pages: tuple[PageOutput, ...]) -> PageJob:
        return PageJob(
            pages,
            self._store.bodies(body for page in pages for body in page.bodies),
            self._store.looks(key for page in pages for key in self._wishing.of_page(page)),
        )


def _first_page(job: PageJob) -> str:
    return job.pages[0].source


class PageFrame(msgspec.Struct, frozen=True):
    """What all pages are made with."""

    key: str
    theme: Theme
    settings: Settings


def make_pages(frame: PageFrame, job: PageJob) -> list[bytes | Problem]:
    """A batch of pages, in a worker."""
    renderer = _renderer(frame)
    return [renderer.page(output, job.bodies, job.looks) for output in job.pages]


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
