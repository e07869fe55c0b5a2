"""What of a site depends on what: the input files of a page, the page of an input file."""

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from carblog.assemble.due import Clock, waiting
from carblog.flow.looks import Wishes
from carblog.flow.survey import Survey
from carblog.model.content import Article, Picture
from carblog.model.output import PageOutput
from carblog.model.paths import file_of
from carblog.model.site import Waiting

ARTICLES = (".md", ".markdown")


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
        story = self._stories.get(source)
        clock = Clock(now=self._sources.clock.now)
        return waiting(story, clock) if story else None

    def page_of(self, source: str) -> str:
        """The site path of the page that shows an input file most; empty where there is none."""
        if url := self._pages.get(source):
            return url
        folder = posixpath.dirname(source)
        if url := self._pages.get(folder):
            return url
        inside = (path for path in self._stories if posixpath.dirname(path) == folder)
        beside = [*inside] if folder.count("/") > 1 else []
        return self._stories[beside[0]].url if len(beside) == 1 else ""

    @cached_property
    def _stories(self) -> Mapping[str, Article]:
        stories = (*self._site.stories, *self._site.pages)
        return {story.article.path: story.article for story in stories}

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        """Input file, or folder of a gallery → site path of its page."""
        site = self._site
        return {
            **{article.path: article.url for article in self._stories.values()},
            **{album.notes.path: album.url for album in site.albums},
            **{f"galleries/{album.name}": album.url for album in site.albums},
            **{profile.author.path: profile.author.url for profile in site.profiles},
            **{record.car.path: record.car.url for record in site.records},
        }

    def _shown(self, output: PageOutput) -> Iterator[str]:
        """The files of the stories, galleries, people and cars that a page names."""
        for url in {*output.mentions, *_urls_in(tuple(output.names.values()))}:
            if source := self._plan.source(file_of(url)):
                yield source


def _urls_in(value: Any) -> Iterator[str]:
    """The addresses of everything inside a value that templates see."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, msgspec.Struct):
            url = getattr(each, "url", "")
            if isinstance(url, str) and url.startswith("/"):
                yield url
            waiting += [getattr(each, field) for field in each.__struct_fields__]
        elif isinstance(each, tuple | list):
            waiting += each
        elif isinstance(each, Mapping):
            waiting += each.values()
