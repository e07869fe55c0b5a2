"""The sitemap: every page that search engines should know, when it changed, and its pictures.

Limits and meanings are those of sitemaps.org 0.9 and of Google's image extension 1.1.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from zoneinfo import ZoneInfo

from carblog.model.digest import digest, digest_bytes
from carblog.model.output import BytesOutput, Output
from carblog.model.settings import Settings
from carblog.model.xml import in_attribute
from carblog.plan.indexable import Entry
from carblog.plan.lists import SITE
from carblog.plan.page import PlannedPage
from carblog.plan.planned import Planned

MOST_URLS = 50_000
MOST_BYTES = 52_428_800
MOST_IMAGES = 1_000

_OPENING = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n'
)
_CLOSING = "</urlset>\n"
_INDEX_OPENING = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)
_INDEX_CLOSING = "</sitemapindex>\n"


SITEMAP, MAPS = "sitemap.xml", "sitemap-"
"""The file that is always there, and how the names of others begin."""


_MAP = re.compile(rf"{MAPS}[0-9]+\.xml(?:/|$)", re.IGNORECASE).match


class Sitemaps:
    """The maps of the pages that are planned. They take making all of them, so they come last."""

    def __init__(self, pages: Iterable[PlannedPage], settings: Settings) -> None:
        self._pages = pages
        self._settings = settings

    @property
    def planned(self) -> Planned[BytesOutput]:
        """`sitemap.xml`."""
        return Planned(SITEMAP, SITE, lambda: self._files[SITEMAP])

    def others(self) -> dict[str, Output]:
        """The maps that it is the index of, if it is one."""
        return {path: file for path, file in self._files.items() if path != SITEMAP}

    @cached_property
    def _files(self) -> dict[str, BytesOutput]:
        found = filter(None, (page.entry for page in self._pages))
        pages = sorted(found, key=attrgetter("url"))
        return {file.path: file for file in maps_of(pages, self._settings)}


def is_like_map(path: str) -> bool:
    """Whether a file, or its folder, is called like a map of a site of many pages."""
    return _MAP(path) is not None


def robots(settings: Settings) -> BytesOutput:
    """`robots.txt`: everything may be read, and here is the map."""
    text = f"User-agent: *\nDisallow:\n\nSitemap: {settings.absolute('/sitemap.xml')}\n"
    return _output("robots.txt", text.encode())


def maps_of(
    pages: Sequence[Entry],
    settings: Settings,
    most_urls: int = MOST_URLS,
    most_bytes: int = MOST_BYTES,
) -> Iterator[BytesOutput]:
    """The files that hold `pages`, none beyond its limits."""
    zone = ZoneInfo(settings.timezone)
    maps = list(_split(pages, zone, most_urls, most_bytes))
    if len(maps) <= 1:
        yield _output(SITEMAP, _file(_OPENING, maps[0][0] if maps else [], _CLOSING))
        return
    index = []
    for number, (lines, changed) in enumerate(maps, 1):
        path = f"{MAPS}{number}.xml"
        yield _output(path, _file(_OPENING, lines, _CLOSING))
        inside = _element("loc", settings.absolute(f"/{path}")) + _lastmod(changed, zone)
        index.append(f"<sitemap>{inside}</sitemap>\n".encode())
    yield _output(SITEMAP, _file(_INDEX_OPENING, index, _INDEX_CLOSING))


def _split(
    pages: Sequence[Entry], zone: ZoneInfo, most_urls: int, most_bytes: int
) -> Iterator[tuple[list[bytes], datetime | None]]:
    """The lines of each file, with the newest change in it."""
    room = most_bytes - len(_OPENING) - len(_CLOSING)
    lines: list[bytes] = []
    times: list[datetime] = []
    length = 0
    for page in pages:
        line = _line(page, zone)
        if lines and (len(lines) == most_urls or length + len(line) > room):
            yield lines, max(times, default=None)
            lines, times, length = [], [], 0
        lines.append(line)
        length += len(line)
        if page.changed:
            times.append(page.changed)
    if lines:
        yield lines, max(times, default=None)


def _line(page: Entry, zone: ZoneInfo) -> bytes:
    images = (
        f"<image:image>{_element('image:loc', url)}</image:image>"
        for url in page.images[:MOST_IMAGES]
    )
    inside = _element("loc", page.url) + _lastmod(page.changed, zone) + "".join(images)
    return f"<url>{inside}</url>\n".encode()


def _element(name: str, text: str) -> str:
    """Quotes are escaped, as the protocol of sitemaps wants it."""
    escaped = in_attribute(text).replace("'", "&apos;")
    return f"<{name}>{escaped}</{name}>"


def _lastmod(changed: datetime | None, zone: ZoneInfo) -> str:
    if changed is None:
        return ""
    return _element("lastmod", changed.astimezone(zone).isoformat(timespec="seconds"))


def _file(opening: str, lines: Iterable[bytes], closing: str) -> bytes:
    return b"".join([opening.encode(), *lines, closing.encode()])


def _output(path: str, data: bytes) -> BytesOutput:
    parts = {"data": digest_bytes(data)}
    return BytesOutput(path=path, source=SITE, parts=parts, key=digest(parts), data=data)
