"""What of a site depends on what: the input files of a page, the page of an input file."""

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from carblog.assemble.absent import Showing, absent
from carblog.assemble.albums import NOTHING_SHOWN, ROOT, shown_by
from carblog.assemble.due import Clock, waiting
from carblog.flow.looks import Wishes
from carblog.flow.survey import Survey
from carblog.model.addresses import addresses
from carblog.model.content import Article, Picture
from carblog.model.output import PageOutput
from carblog.model.paths import file_of
from carblog.model.site import Waiting
from carblog.serve.absent import absent_at


class Depends:
    """Answers about one site, each worked out when it is asked for."""

    def __init__(self, found: Survey) -> None:
        assert found.site is not None  # noqa: S101 - it is shown
        assert found.theme is not None  # noqa: S101
        assert found.sources is not None  # noqa: S101
        self._site = found.site
        self._theme = found.theme
        self._plan = found.plan
        self._sources = found.sources

    @cached_property
    def pictures(self) -> Mapping[str, Picture]:
        """Path → what was read of that picture file."""
        return {picture.path: picture for picture in self._sources.content.pictures}

    def of_page(self, output: PageOutput, wishes: Wishes) -> tuple[str, ...]:
        """The input files that decide what is on a page, its own first, the others by name."""
        files = self._sources.scan.files
        photos = {wish.source for wish in wishes.values()}
        beside = {f"{posixpath.dirname(path)}/gallery.yaml" for path in photos}
        beside |= {f"{path}.xmp" for path in photos}
        template = self._theme.templates[output.template]
        found = {
            *("site.yaml", template.path, *template.reached),
            *photos,
            *beside,
            *self._shown(output),
        }
        own = [output.source] if output.source in files else []
        return (*own, *sorted(path for path in found if path in files and path not in own))

    def wait_of(self, source: str) -> Waiting | None:
        """Why `build` would leave out what is at a path, and until when."""
        if article := self._article(source):
            return waiting(article, Clock(now=self._sources.clock.now))
        folder = source if source.startswith(ROOT) else ""
        while folder:
            if wait := self._galleries.get(folder.removeprefix(ROOT)):
                return wait
            folder = posixpath.dirname(folder)
        return None

    def absent_at(self, url: str) -> Waiting | None:
        """What is left out of this site, and would be at a site path."""
        return absent_at(url, self._sources.content.articles, self._site.waiting)

    def page_of(self, source: str) -> str:
        """The site path of the page that shows an input file most; empty where there is none."""
        if article := self._article(source):
            return article.url
        folder = posixpath.dirname(source)
        for album in self._site.albums:
            if f"galleries/{album.name}" == folder:
                return album.url
        authors = {profile.author.path: profile.author.url for profile in self._site.profiles}
        cars = {record.car.path: record.car.url for record in self._site.records}
        if url := authors.get(source) or cars.get(source):
            return url
        return self._url_beside(folder)

    def _url_beside(self, folder: str) -> str:
        """The address of the only story in a folder of its own."""
        inside = [each for each in self._articles() if posixpath.dirname(each.path) == folder]
        return inside[0].url if len(inside) == 1 and folder.count("/") > 1 else ""

    def _article(self, path: str) -> Article | None:
        # Going through 10,000 takes 0.5 ms, and a dict of them, which is for one site only, 2 ms.
        return next((each for each in self._articles() if each.path == path), None)

    def _articles(self) -> Iterator[Article]:
        for story in chain(self._site.stories, self._site.pages):
            yield story.article

    @cached_property
    def _galleries(self) -> Mapping[str, Waiting]:
        """The galleries that `build` would leave out, by name."""
        clock = Clock(now=self._sources.clock.now)
        articles = self._sources.content.articles
        showing = [
            Showing(shown, waiting(each, clock) is None, each.draft, each.date)
            for each in articles
            if (shown := shown_by(each)) is not NOTHING_SHOWN
        ]
        return absent({album.name: album.notes for album in self._site.albums}, showing, clock)

    def _shown(self, output: PageOutput) -> Iterator[str]:
        """The files of the stories, galleries, people and cars that a page names."""
        for url in {*output.mentions, *addresses(tuple(output.names.values()))}:
            if source := self._plan.source(file_of(url)):
                yield source
