"""The second half of the flow: stale outputs become bytes, in workers where that pays."""

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from carblog.flow.looked import Looked
from carblog.flow.looks import Wish, Wishing
from carblog.flow.originals import make_original
from carblog.flow.packing import Packing, PageFrame, Written, first_page, make_pages
from carblog.flow.photos import Kept, Photos
from carblog.flow.request import Progress
from carblog.flow.survey import Survey
from carblog.make.feed import FeedRenderer
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
from carblog.model.problem import Place, Problem, in_order
from carblog.run.files import read_chunks
from carblog.run.publish import Publisher
from carblog.run.store import Store
from carblog.run.workers import HERE, Workers

T = TypeVar("T")


class Copied(NamedTuple):
    """An input file to be published as it is; a video need not fit into memory."""

    output: Output
    chunks: Iterator[bytes]


class Placed(NamedTuple):
    """A page that waits to be published where it was written."""

    output: Output
    written: Written


class Maker:
    """Makes the outputs of one site: photos first, then what shows them, then feeds."""

    def __init__(
        self,
        root: Path,
        found: Survey,
        store: Store,
        workers: Workers,
        photos: Photos,
        publisher: Publisher,
        progress: Progress,
    ) -> None:
        """`publisher` knows where pages can wait."""
        assert found.theme is not None  # noqa: S101 - a survey without it has an error
        assert found.settings is not None  # noqa: S101
        self._root = root
        self._theme = found.theme
        self._settings = found.settings
        self._store = store
        self._workers = workers
        self._photos = photos
        self._publisher = publisher
        self._progress = progress
        assert found.site is not None  # noqa: S101
        self._wishing = Wishing(found.theme) if found.site.images else None

    def photos(self, stale: Looked) -> Generator[Made | Kept | Problem]:
        """Each picture with its bytes or its problem, but for those put off.

        With them the looks that stale pages need.
        """
        if self._wishing is None:
            return
        yield from self._photos.made([*stale.of(PictureOutput)], self._wishes(stale))

    def others(
        self, stale: Iterable[Output], pages: int
    ) -> Generator[Made | Copied | Placed | Problem]:
        """Each output but pictures and feeds, pages while others are still planned.

        `pages`: how many there are, as far as one can tell.
        """
        beside: list[Output] = []
        yield from self._pages(_pages_of(stale, beside), pages)
        for output in beside:
            if isinstance(output, CopyOutput):
                yield Copied(output, read_chunks(self._root, output.source, output.digest))
            elif isinstance(output, BytesOutput):
                yield Made(output, output.data)
        yield from self._originals([each for each in beside if isinstance(each, DownloadOutput)])

    def feeds(self, stale: Looked, sizes: Mapping[str, int]) -> Generator[Made]:
        """The feeds, in this process: a story that is in ten of them is written once.

        `sizes`: path of a picture's file in the output folder → its bytes.
        """
        renderer = FeedRenderer(self._theme, self._settings)
        by_url = {f"/{path}": size for path, size in sizes.items()}
        feeds = [*stale.of(FeedOutput)]
        for number, output in enumerate(feeds, 1):
            yield renderer.feed(output, self._store.bodies(output.bodies), by_url)
            self._progress("feeds", number, len(feeds))

    def _wishes(self, stale: Looked) -> Iterator[Wish]:
        if self._wishing is None:
            return
        for page in stale.of(PageOutput):
            yield from self._wishing.of_page(page).values()

    def _originals(self, stale: Sequence[DownloadOutput]) -> Iterator[Made | Problem]:
        work = partial(make_original, str(self._root))
        # A fault in a codec must not end the build itself.
        here = 0 if any(output.redact for output in stale) else HERE
        for output, made in self._workers.run(work, stale, named=attrgetter("source"), here=here):
            yield made if isinstance(made, Problem) else Made(output, made)

    def _pages(self, stale: Iterable[PageOutput], expected: int) -> Iterator[Placed | Problem]:
        templates = {name: each.digest for name, each in self._theme.templates.items()}
        key = digest(self._theme.frame, templates, self._settings)
        frame = PageFrame(key, self._theme.without_data(), self._settings)
        done = 0
        jobs = Packing(self._store, self._wishing, self._publisher.slots).jobs(stale)
        work = partial(make_pages, frame, self._publisher.disk)
        made = self._workers.run(work, jobs, named=first_page)
        for job, results in self._readable(made):
            done += len(job.outputs)
            self._progress("pages", done, max(done, expected))
            if isinstance(results, Problem):
                yield results
                continue
            for output, result in zip(job.outputs, results, strict=True):
                yield result if isinstance(result, Problem) else Placed(output, result)

    def _readable(self, made: Iterator[T]) -> Iterator[T]:
        """What is made of texts of the store, unless what is there under their names is none."""
        try:
            yield from made
        except msgspec.DecodeError as error:
            raise self._store.damaged() from error


def _pages_of(stale: Iterable[Output], beside: list[Output]) -> Iterator[PageOutput]:
    """The pages among outputs; the others are put `beside`."""
    for output in stale:
        if isinstance(output, PageOutput):
            yield output
        else:
            beside.append(output)


def each_once(failures: Iterable[Problem]) -> tuple[Problem, ...]:
    """One mistake in a template can fail every page: told once, at the first, with their number.

    What it says may differ from page to page: a tag page has no such field either. Pages come from
    the workers in any order, and which is the first must not depend on it.
    """
    alike: dict[tuple[Place, str], list[Problem]] = defaultdict(list)
    for failure in in_order(failures):
        alike[failure.place, failure.code].append(failure)
    return tuple(_with_number(found[0], len(found) - 1) for found in alike.values())


def _with_number(first: Problem, others: int) -> Problem:
    if not others:
        return first
    pages = "one more page" if others == 1 else f"{others:,} more pages"
    return msgspec.structs.replace(first, message=f"{first.message} and {pages}")
