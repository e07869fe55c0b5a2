"""HTML inside a feed: it is read on another site, so every address is full and nothing runs."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.support.htmlpage import read_html
from tests.support.publication import Publication

# What went wrong, as the rule and the words that follow the place.
Fault = tuple[str, str]

# Readers drop these or refuse the item (W3C feed validator, SecurityRisk).
UNSAFE = frozenset(
    "applet base button embed form frame frameset iframe input link meta object script select style"
    " textarea".split()
)


def text_faults(site: Publication, name: str, html: str) -> Iterator[Fault]:
    """Everything wrong with a description or full text."""
    for ref in read_html(html).references:
        yield from address_faults(site, f"{name} {ref.tag} {ref.name}", ref.url)
    finder = _Unsafe()
    finder.feed(html)
    finder.close()
    for what in finder.found:
        yield "unsafe", f"{name} has {what}"


def address_faults(site: Publication, name: str, url: str) -> Iterator[Fault]:
    """An address that is not full, or that points into the site at nothing."""
    scheme = urlsplit(url).scheme
    if not scheme:
        yield "relative", f"{name} {url!r} is not a full address"
    elif scheme in {"http", "https"} and not urlsplit(url).netloc:
        yield "relative", f"{name} {url!r} has no host"
    elif site.same_host(url) and site.file_of(url) is None:
        yield "broken", f"{name} {url} points at nothing"


class _Unsafe(HTMLParser):
    """Elements and attributes that could run, load or submit something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSAFE:
            self.found.append(f"<{tag}>")
        self.found += [f"{name}= on <{tag}>" for name, _ in attrs if name.startswith("on")]
