"""What the crawlers want to know of one HTML file: its references, ids, kind, canonical address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

URL_ATTRIBUTES = frozenset({"href", "xlink:href", "src", "poster", "data", "action", "formaction"})
SET_ATTRIBUTES = frozenset({"srcset", "imagesrcset"})

# `a.jpg 320w, b.jpg 2x`: an address holds no white space and ends in no comma (HTML, srcset).
_CANDIDATE = re.compile(r"\s*,*\s*(\S*[^\s,])(?:\s+[^,]*)?(?:,|$)")
_REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_META_URLS = re.compile(r"^(og:(url|image|video|audio)(:url|:secure_url)?|twitter:(image|player))$")


class Reference(NamedTuple):
    """An address as it is written: `name` is its attribute, or of a `meta` its property."""

    line: int
    tag: str
    name: str
    url: str
    rel: str = ""


@dataclass
class HtmlPage:
    """One HTML file as read; lists are in document order, lines count from 1."""

    references: list[Reference] = field(default_factory=list)
    ids: list[tuple[int, str]] = field(default_factory=list)
    json_ld: list[tuple[int, str]] = field(default_factory=list)
    kind: str = ""
    redirect: str = ""
    base: str = ""
    noindex: bool = False

    @property
    def anchors(self) -> frozenset[str]:
        """What a fragment may name."""
        return frozenset(name for _, name in self.ids)

    def linked(self, rel: str) -> list[Reference]:
        """The `<link>` elements of one relation."""
        return [r for r in self.references if r.tag == "link" and rel in r.rel.split()]


def read_html(text: str) -> HtmlPage:
    """Read a page or a fragment of one; never fails, as browsers never do."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page


def candidates(srcset: str) -> list[str]:
    """The addresses in a `srcset`."""
    return [match[1] for match in _CANDIDATE.finditer(srcset)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = HtmlPage()
        self._in_json_ld = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        self.page.ids += [(line, values[name]) for name in ("id",) if name in values]
        self.page.references += _references(line, tag, values)
        self._in_json_ld = tag == "script" and values.get("type") == "application/ld+json"
        match tag:
            case "body":
                self.page.kind = values.get("data-page", "")
            case "base":
                self.page.base = values.get("href", "")
            case "meta":
                self._meta(values)

    def handle_data(self, data: str) -> None:
        if self._in_json_ld:
            self.page.json_ld.append((self.getpos()[0], data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_json_ld = False

    def _meta(self, values: dict[str, str]) -> None:
        content = values.get("content", "")
        if values.get("http-equiv", "").lower() == "refresh" and (match := _REFRESH.match(content)):
            self.page.redirect = match[1]
        if values.get("name", "").lower() == "robots" and "noindex" in content.lower():
            self.page.noindex = True


def _references(line: int, tag: str, values: dict[str, str]) -> Iterator[Reference]:
    if tag == "meta":
        name = values.get("property") or values.get("name", "")
        if _META_URLS.match(name):
            yield Reference(line, tag, name, values.get("content", ""))
        return
    rel = values.get("rel", "").lower()
    for name, value in values.items():
        if name in URL_ATTRIBUTES and not (tag != "object" and name == "data"):
            yield Reference(line, tag, name, value.strip(), rel)
        elif name in SET_ATTRIBUTES:
            yield from (Reference(line, tag, name, url, rel) for url in candidates(value))
