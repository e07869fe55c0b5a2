"""A crawler over a built folder: everything that points into the site points at something."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.support.finding import Finding
from tests.support.htmlpage import HtmlPage, Reference
from tests.support.publication import Publication
from tests.support.sitemaps import listed_pages

NOT_FOUND_PAGE = "404.html"
ALWAYS_THERE = frozenset({"", "top"})
_CSS_URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)")


def findings(site: Publication) -> list[Finding]:
    """Broken and indirect references, missing anchors, doubled ids, pages that nobody finds."""
    if "index.html" not in site.files:
        return [Finding("index.html", 0, "missing", "there is no home page")]
    found: list[Finding] = []
    for path, page in site.pages.items():
        found += (
            _at(path, ref, fault) for ref in page.references if (fault := _fault(site, path, ref))
        )
        found += _doubled_ids(path, page)
        found += _canonical(site, path, page)
        found += _json_ld(site, path, page)
    found += _styles(site)
    found += _unreachable(site)
    return sorted(found)


def _at(path: str, ref: Reference, fault: tuple[str, str]) -> Finding:
    rule, words = fault
    return Finding(path, ref.line, rule, f"{ref.tag} {ref.name}={ref.url!r} {words}")


def _fault(site: Publication, path: str, ref: Reference) -> tuple[str, str] | None:
    """What is wrong with one reference, as a rule and the words that follow it."""
    if not ref.url:
        return "empty", "is empty"
    scheme = urlsplit(ref.url).scheme
    if scheme == "javascript":
        return "javascript", "does nothing without JavaScript"
    if ref.tag == "meta" and not scheme:
        return "relative", "must be a full address: it is read away from the page"
    if path == NOT_FOUND_PAGE and not scheme and ref.url[0] not in "/#":
        return "relative", "breaks on the 404 page, which is shown at any depth"
    target = site.absolute(path, ref.url)
    return _fault_of_target(site, path, target) if site.same_host(target) else None


def _fault_of_target(site: Publication, path: str, target: str) -> tuple[str, str] | None:
    if not site.holds(target):
        return "outside", f"leaves the base path of {site.base_url}"
    file = site.file_of(target)
    if file is None:
        with_slash = site.file_of(target.partition("#")[0] + "/")
        return "broken", "lacks its final slash" if with_slash else "points at nothing"
    page = site.pages.get(file)
    if page is None:
        return None
    if page.redirect and file != path:
        return "indirect", f"points at a redirect to {page.redirect}"
    fragment = unquote(urlsplit(target).fragment)
    if fragment in ALWAYS_THERE or fragment in page.anchors:
        return None
    return "anchor", f"names no id of {file}"


def _doubled_ids(path: str, page: HtmlPage) -> Iterator[Finding]:
    counts = Counter(name for _, name in page.ids)
    last_line = {name: line for line, name in page.ids}
    for name, count in counts.items():
        if count > 1:
            yield Finding(path, last_line[name], "id", f"id {name!r} stands {count} times")


def _canonical(site: Publication, path: str, page: HtmlPage) -> Iterator[Finding]:
    """Every page but the 404 and redirects names itself, once, in full (RFC 6596)."""
    if page.redirect or path == NOT_FOUND_PAGE:
        return
    named = [ref.url for ref in page.linked("canonical")]
    if named != [site.url_of(path)]:
        yield Finding(path, 0, "canonical", f"should be {site.url_of(path)}, and is {named}")


def _json_ld(site: Publication, path: str, page: HtmlPage) -> Iterator[Finding]:
    for line, text in page.json_ld:
        try:
            data = json.loads(text, parse_constant=_no_constant)
        except ValueError as error:
            yield Finding(path, line, "json-ld", f"is not JSON: {error}")
            continue
        for url in _addresses(data):
            if site.same_host(url) and site.file_of(url) is None:
                yield Finding(path, line, "json-ld", f"{url!r} points at nothing")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")


def _addresses(data: Any) -> Iterator[str]:
    """Every string that is a web address; an `@id` is a name and need not be there."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in {"@id", "@context"}:
                yield from _addresses(value)
    elif isinstance(data, list):
        for value in data:
            yield from _addresses(value)
    elif isinstance(data, str) and data.startswith(("http://", "https://")) and " " not in data:
        yield data


def _styles(site: Publication) -> Iterator[Finding]:
    for path in site.named(".css"):
        for number, line in enumerate(site.text(path).splitlines(), 1):
            for _, url in _CSS_URL.findall(line):
                target = site.absolute(path, url)
                if site.same_host(target) and site.file_of(target) is None:
                    yield Finding(path, number, "broken", f"url({url}) points at nothing")


def _unreachable(site: Publication) -> Iterator[Finding]:
    """Pages that no chain of links from the home page, nor the sitemap, leads to."""
    waiting = ["index.html", *(page for page in listed_pages(site) if page in site.pages)]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in seen or path not in site.pages:
            continue
        seen.add(path)
        targets = (site.absolute(path, ref.url) for ref in site.pages[path].references)
        waiting += (file for target in targets if (file := site.file_of(target)))
    for path, page in site.pages.items():
        if path not in seen and path != NOT_FOUND_PAGE and not page.redirect:
            yield Finding(path, 0, "unreachable", "no link and no sitemap leads here")
