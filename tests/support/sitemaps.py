"""Sitemaps within their limits, every address in them true (sitemaps.org 0.9, Google's images)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from tests.support.finding import Finding
from tests.support.publication import Publication
from tests.support.xmlfile import NAMESPACES, all_of, line_of, read_xml, text_of

MAX_URLS = 50_000
MAX_BYTES = 52_428_800
MAX_IMAGES = 1_000
MAX_ADDRESS = 2_048

# W3C Datetime: a day, or a minute or second with its offset.
_W3C = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?"
)
_FREQUENCIES = {"always", "hourly", "daily", "weekly", "monthly", "yearly", "never"}


def findings(site: Publication) -> list[Finding]:
    """Everything wrong with `sitemap.xml`, the maps it lists, and what `robots.txt` says of it."""
    if "sitemap.xml" not in site.files:
        return [Finding("sitemap.xml", 0, "missing", "there is no sitemap")]
    found = list(_robots(site))
    for path in _maps(site):
        root = read_xml(site, path)
        found += [root] if isinstance(root, Finding) else _map(site, path, root)
    return sorted(found)


def listed_pages(site: Publication) -> list[str]:
    """The files of the site that its sitemaps list."""
    roots = (read_xml(site, path) for path in _maps(site))
    urls = (
        text_of(entry, "sm:loc")
        for root in roots
        if not isinstance(root, Finding)
        for entry in all_of(root, "sm:url")
    )
    return [file for url in urls if (file := site.file_of(url))]


def _maps(site: Publication) -> list[str]:
    """`sitemap.xml` and, where it is an index, the maps in it that exist."""
    if "sitemap.xml" not in site.files:
        return []
    root = read_xml(site, "sitemap.xml")
    entries = [] if isinstance(root, Finding) else all_of(root, "sm:sitemap")
    files = (site.file_of(text_of(entry, "sm:loc")) for entry in entries)
    return ["sitemap.xml", *(file for file in files if file and file != "sitemap.xml")]


def _robots(site: Publication) -> Iterator[Finding]:
    lines = site.text("robots.txt").splitlines() if "robots.txt" in site.files else []
    wanted = f"{site.base_url}sitemap.xml"
    if f"sitemap: {wanted}" not in {line.strip().replace("Sitemap:", "sitemap:") for line in lines}:
        yield Finding("robots.txt", 0, "robots", f"does not say `Sitemap: {wanted}`")


def _map(site: Publication, path: str, root: etree._Element) -> Iterator[Finding]:
    kind = etree.QName(root)
    if kind.namespace != NAMESPACES["sm"] or kind.localname not in {"urlset", "sitemapindex"}:
        yield Finding(path, line_of(root), "root", f"{root.tag} is not a sitemap")
        return
    entries = all_of(root, "sm:url") + all_of(root, "sm:sitemap")
    if len(entries) > MAX_URLS:
        yield Finding(path, 0, "limit", f"{len(entries)} entries; the limit is {MAX_URLS}")
    size = (site.folder / path).stat().st_size
    if size > MAX_BYTES:
        yield Finding(path, 0, "limit", f"{size} bytes; the limit is {MAX_BYTES}")
    seen: set[str] = set()
    for entry in entries:
        for rule, words in _entry(site, entry, seen):
            yield Finding(path, line_of(entry), rule, words)


def _entry(site: Publication, entry: etree._Element, seen: set[str]) -> Iterator[tuple[str, str]]:
    url = text_of(entry, "sm:loc")
    if url in seen:
        yield "twice", f"{url} is listed twice"
    seen.add(url)
    yield from _address(site, url)
    for when in all_of(entry, "sm:lastmod"):
        if not _W3C.fullmatch((when.text or "").strip()):
            yield "lastmod", f"{when.text!r} is not a W3C date"
    for often in all_of(entry, "sm:changefreq"):
        if often.text not in _FREQUENCIES:
            yield "changefreq", f"{often.text!r} is none of the seven words"
    yield from _images(site, entry)


def _address(site: Publication, url: str) -> Iterator[tuple[str, str]]:
    file = site.file_of(url)
    page = site.pages.get(file or "")
    if not urlsplit(url).scheme:
        yield "relative", f"{url!r} is not a full address"
    elif not site.holds(url):
        yield "outside", f"{url} is not in this site"
    elif file is None:
        yield "broken", f"{url} points at nothing"
    elif page and page.redirect:
        yield "indirect", f"{url} is a redirect"
    elif page and page.noindex:
        yield "noindex", f"{url} asks not to be indexed"
    if urlsplit(url).fragment or len(url) >= MAX_ADDRESS:
        yield "address", f"{url} has a fragment or is too long"


def _images(site: Publication, entry: etree._Element) -> Iterator[tuple[str, str]]:
    images = all_of(entry, "image:image")
    if len(images) > MAX_IMAGES:
        yield "limit", f"{len(images)} pictures; the limit is {MAX_IMAGES}"
    for image in images:
        url = text_of(image, "image:loc")
        if not urlsplit(url).scheme:
            yield "relative", f"picture {url!r} is not a full address"
        elif site.same_host(url) and site.file_of(url) is None:
            yield "broken", f"picture {url} points at nothing"
