"""A site that is shown: what is at each of its paths, made when somebody asks for it."""

from collections.abc import Collection
from concurrent.futures import Future
from pathlib import Path
from urllib.parse import urlsplit

from carblog.flow.survey import Survey
from carblog.make.feed import FeedRenderer
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
from carblog.model.site import Waiting
from carblog.serve.answers import Answer, Coming, Failed
from carblog.serve.asis import AsIs
from carblog.serve.darkroom import Darkroom
from carblog.serve.depends import Depends
from carblog.serve.desk import Desk
from carblog.serve.film import Film
from carblog.serve.pages import Pages
from carblog.serve.prints import Prints

Reply = Answer | Coming | Failed


class Showing:
    """The latest good site."""

    def __init__(self, root: Path, desk: Desk, darkroom: Darkroom) -> None:
        self._desk = desk
        self._found: Survey | None = None
        self._prints = Prints(desk, darkroom)
        self._pages = Pages(desk, self._prints)
        self._as_is = AsIs(root)
        self.base_paths: set[str] = set()
        """All that there were, one after the other."""

    @property
    def settings(self) -> Settings | None:
        """Of the site; None before there is one."""
        return self._found.settings if self._found else None

    @property
    def base_path(self) -> str:
        """By the site's base URL: `/` or `/blog/`."""
        path = urlsplit(self.settings.base_url).path if self.settings else ""
        return f"{path.rstrip('/')}/"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with photos that somebody asked for."""
        return self._prints.problems

    def show(self, found: Survey) -> None:
        """Shows this site from now on. It has no error, so all of it is there."""
        assert found.theme is not None  # noqa: S101
        assert found.settings is not None  # noqa: S101
        assert found.sources is not None  # noqa: S101
        files = found.sources.scan.files
        before, self._found = self._found, found
        self.base_paths.add(self.base_path)
        self._depends = Depends(found)
        if not before or before.theme is not found.theme or before.settings is not found.settings:
            self._feeds = FeedRenderer(found.theme, found.settings)  # it keeps what it has made
        self._prints.show(files, self._depends)
        self._pages.show(found, self._depends)
        self._as_is.show(files)

    def page_of(self, source: str) -> str:
        """The site path of the page that shows an input file most; empty where there is none."""
        return self._depends.page_of(source) if self._found else ""

    def absent_at(self, url: str) -> Waiting | None:
        """What is left out, and would be at a site path."""
        return self._depends.absent_at(url) if self._found else None

    def key(self, path: str) -> str | None:
        """The key that an answer has now."""
        output = self._output(path)
        return self._key(output) if output else None

    def answer(self, path: str) -> Reply | None:
        """The file at a path. Raises `OSError` and `StoreDamaged`."""
        made: bytes | Film | Future[None] | Problem
        match output := self._output(path):
            case None:
                return None
            case PageOutput():
                return self._pages.page(output)
            case FeedOutput():
                made = self._feed(output)
            case PictureOutput():
                made = self._prints.picture(output)
            case DownloadOutput() if output.redact:
                made = self._prints.download(output)
            case DownloadOutput():
                made = self._as_is.original(output)
            case BytesOutput():
                made = output.data
            case _:
                made = self._as_is.copy(output)
        return self._as_reply(output, made)

    def lose(self) -> None:
        """The store has lost what it knew."""
        self._prints.lose()

    def forgive(self, paths: Collection[str]) -> None:
        """What failed of the photos at these paths, or in these folders, is tried again."""
        self._prints.forgive(paths)

    def collect(self) -> None:
        """Takes in what was made of photos."""
        self._prints.collect()

    def _output(self, path: str) -> Output | None:
        return self._found.plan.output(path) if self._found else None

    def _key(self, output: Output) -> str:
        """Of what is no page another one while it cannot be made: when it can, tabs hear of it."""
        if isinstance(output, PageOutput):
            return self._pages.key(output)
        made_of = (output, *self._measured(output).values())
        return digest(output.key, "failed") if self._prints.have_failed(made_of) else output.key

    def _as_reply(self, output: Output, made: bytes | Film | Future[None] | Problem) -> Reply:
        if isinstance(made, Future):
            return Coming(path=output.path, done=made)
        key, source = self._key(output), output.source
        if isinstance(made, Problem):
            return Failed(path=output.path, key=key, source=source, problem=made)
        return Answer(path=output.path, data=made, key=key, source=source)

    def _feed(self, output: FeedOutput) -> bytes | Future[None] | Problem:
        lengths: dict[str, int] = {}
        coming: Future[None] | None = None
        for url, picture in self._measured(output).items():
            match self._prints.length(picture):
                case Problem() as problem:
                    return problem
                case Future() as done:
                    coming = done
                case length:
                    lengths[url] = length
        if coming:
            return coming
        return self._feeds.feed(output, self._desk.store.bodies(output.bodies), lengths).data

    def _measured(self, output: Output) -> dict[str, PictureOutput]:
        """The pictures of which a feed states the lengths, by URL."""
        sizes = output.sizes if isinstance(output, FeedOutput) else ()
        found = {url: self._output(file_of(url)) for url in sizes}
        return {url: each for url, each in found.items() if isinstance(each, PictureOutput)}
