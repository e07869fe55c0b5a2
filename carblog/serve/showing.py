"""A site that is shown: its files, made when somebody asks for them."""

from collections import OrderedDict
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from carblog.flow.looks import Wishes, Wishing
from carblog.flow.originals import make_original
from carblog.flow.photos import with_rights_of
from carblog.flow.survey import Survey
from carblog.make.feed import FeedRenderer
from carblog.make.page import Renderer
from carblog.model.digest import digest
from carblog.model.output import (
    BytesOutput,
    DownloadOutput,
    FeedOutput,
    Output,
    PageOutput,
    PictureOutput,
)
from carblog.model.paths import file_of
from carblog.model.problem import Problem
from carblog.model.settings import Settings
from carblog.run.files import read_bytes
from carblog.serve.answers import Answer, Coming, Failed
from carblog.serve.darkroom import Darkroom, Developed
from carblog.serve.depends import Depends
from carblog.serve.desk import Desk
from carblog.serve.loose import Loose

KEPT_PAGES = 64
"""Pages that are remembered as they were, for when their template fails: those of the open tabs."""
KEPT_BYTES = 64 << 20
"""Of pictures that no cache on disk keeps, and of files that may be saved anew."""
LITTLE = 1 << 20
"""Bytes of a file up to which it is kept: sheets and scripts, no films."""


class Showing:
    """The latest good site. What it is asked for is made with what is known then."""

    def __init__(self, root: Path, desk: Desk, darkroom: Darkroom) -> None:
        self._root = root
        self._desk = desk
        self._darkroom = darkroom
        self._found: Survey | None = None
        self._pages: OrderedDict[str, Answer] = OrderedDict()
        self._loose = Loose(KEPT_BYTES)
        self._lengths: dict[str, int] = {}
        self._looks: set[str] = set()
        self._failed: dict[str, _Failure] = {}

    @property
    def settings(self) -> Settings | None:
        """Of the site; None before there is one."""
        return self._found.settings if self._found else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with photos that somebody asked for."""
        return tuple(dict.fromkeys(failure.problem for failure in self._failed.values()))

    def show(self, found: Survey) -> None:
        """Shows this site from now on."""
        assert found.theme is not None  # noqa: S101 - it has no error
        assert found.settings is not None  # noqa: S101
        assert found.sources is not None  # noqa: S101
        assert found.site is not None  # noqa: S101
        before, self._found = self._found, found
        if not before or before.theme is not found.theme or before.settings is not found.settings:
            self._renderer = Renderer(found.theme, found.settings)
            self._feeds = FeedRenderer(found.theme, found.settings)
        self._wishing = Wishing(found.theme)  # it keeps what it knows, and so this site's values
        self._files = found.sources.scan.files
        self._depends = Depends(found)
        self._failed = {
            key: failure
            for key, failure in self._failed.items()
            if failure.lasts and failure.digest == self._digest(failure.problem)
        }

    def page_of(self, source: str) -> str:
        """The site path of the page that shows an input file most; empty where there is none."""
        return self._depends.page_of(source) if self._found else ""

    def key(self, path: str) -> str | None:
        """The key that an answer has now."""
        output = self._output(path)
        return self._key_of(output) if isinstance(output, PageOutput) else output and output.key

    def answer(self, path: str) -> Answer | Coming | Failed | None:
        """The file at a path. Raises `OSError` and `StoreDamaged`."""
        match output := self._output(path):
            case None:
                return None
            case PageOutput():
                return self._page(output)
            case FeedOutput():
                return self._feed(output)
            case PictureOutput():
                made = self._picture(output)
            case DownloadOutput():
                made = self._download(output)
            case BytesOutput():
                made = output.data
            case _:
                made = self._copy(output)
        return self._as_answer(output, made)

    def lose(self) -> None:
        """The store has lost what it knew."""
        self._looks.clear()

    def collect(self) -> None:
        """Takes in what was made of photos."""
        for each in self._darkroom.collect():
            self._take_in(each)

    def _take_in(self, made: Developed) -> None:
        for key, data in made.pictures.items():
            if not self._desk.pictures.put(key, data):
                self._loose.put(key, data)
        if made.looks:
            self._desk.store.keep_looks(made.looks)
            self._desk.has_learned()
            self._looks |= made.looks.keys()
        for key, problem in made.failed.items():
            self._failed[key] = _Failure(problem, self._digest(problem), made.lasts)

    def _digest(self, problem: Problem) -> str:
        """Of the file that is at its place now."""
        file = self._files.get(problem.place.path)
        return file.digest if file else ""

    def _output(self, path: str) -> Output | None:
        return self._found.plan.output(path) if self._found else None

    def _as_answer(self, output: Output, made: bytes | Future[None] | Problem) -> "Reply":
        if isinstance(made, Future):
            return Coming(path=output.path, done=made)
        if isinstance(made, Problem):
            return Failed(path=output.path, key=output.key, source=output.source, problem=made)
        return Answer(path=output.path, data=made, key=output.key, source=output.source)

    # Pages

    def _page(self, output: PageOutput) -> Answer | Failed:
        key = self._key_of(output)
        wishes = self._wishing.of_page(output)
        missing = self._missing(wishes)
        kept = self._pages.get(output.path)
        if kept and kept.key == key and kept.is_whole:
            return kept
        self._ask_for(missing)
        looks = self._desk.store.looks(wishes)
        made = self._renderer.page(output, self._desk.store.bodies(output.bodies), looks)
        if isinstance(made, Problem):
            return Failed(path=output.path, key=key, source=output.source, problem=made, last=kept)
        answer = Answer(
            path=output.path,
            data=made,
            key=key,
            source=output.source,
            shows=self._depends.of_page(output, wishes),
            wait=self._depends.wait_of(output.source),
            is_whole=not missing,
        )
        self._pages[output.path] = answer
        self._pages.move_to_end(output.path)
        if len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        return answer

    def _missing(self, wishes: Wishes) -> Wishes:
        """The looks that are not there."""
        if unknown := wishes.keys() - self._looks:
            self._looks |= self._desk.store.looks(unknown).keys()
        return {key: wishes[key] for key in wishes if key not in self._looks}

    def _key_of(self, output: PageOutput) -> str:
        """Another one when it is due: then its ribbon goes. That looks come makes it no other page:
        what a look stands for is mostly there before it, and with it would come a page for each
        photo, in the middle of what a writer saves."""
        wait = self._depends.wait_of(output.source)
        return digest(output.key, wait) if wait else output.key

    def _ask_for(self, missing: Wishes) -> None:
        pictures = self._depends.pictures
        self._darkroom.looks(
            (wish, self._files[wish.source], pictures[wish.source])
            for key, wish in missing.items()
            if key not in self._failed
        )

    # Feeds

    def _feed(self, output: FeedOutput) -> "Reply":
        lengths: dict[str, int] = {}
        waiting: list[Future[None]] = []
        for url in output.sizes:
            picture = self._output(file_of(url))
            if not isinstance(picture, PictureOutput):
                continue
            match self._length(picture):
                case Problem() as problem:
                    return self._as_answer(output, problem)
                case Future() as done:
                    waiting.append(done)
                case length:
                    lengths[url] = length
        if waiting:
            return Coming(path=output.path, done=waiting[-1])
        made = self._feeds.feed(output, self._desk.store.bodies(output.bodies), lengths)
        return self._as_answer(output, made.data)

    def _length(self, output: PictureOutput) -> int | Future[None] | Problem:
        """The bytes of a picture as it is published."""
        if output.key not in self._lengths:
            made = self._picture(output)
            if not isinstance(made, bytes):
                return made
            self._lengths[output.key] = len(made)
        return self._lengths[output.key]

    # Files as they are

    def _copy(self, output: Output) -> bytes:
        """With the last good page stays its style sheet, although another one is saved by now."""
        try:
            made = read_bytes(self._root, output.source, getattr(output, "digest", ""))
        except OSError:
            if (kept := self._loose.get(output.key)) is None:
                raise
            return kept
        if len(made) <= LITTLE:
            self._loose.put(output.key, made)
        return made

    # Pictures

    def _picture(self, output: PictureOutput) -> bytes | Future[None] | Problem:
        key = output.rendition.key
        if kept := self._desk.pictures.get(key):
            with suppress(OSError):  # a build has pruned it
                return with_rights_of(output, kept.read_bytes())
        if (loose := self._loose.get(key)) is not None:
            return with_rights_of(output, loose)
        if failure := self._failed.get(key):
            return failure.problem
        picture = self._depends.pictures[output.source]
        return self._darkroom.picture(output, self._files[output.source], picture)

    def _download(self, output: DownloadOutput) -> bytes | Future[None] | Problem:
        if not output.redact:
            return make_original(str(self._root), output)
        if (loose := self._loose.get(output.key)) is not None:
            return loose
        if failure := self._failed.get(output.key):
            return failure.problem
        return self._darkroom.download(output)


Reply = Answer | Coming | Failed


class _Failure(NamedTuple):
    """Something that could not be made of a photo."""

    problem: Problem
    digest: str
    """Of the photo."""
    lasts: bool
