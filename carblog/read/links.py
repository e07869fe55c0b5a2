"""Lists of links in front matter: the sources of a story, the profiles of an author."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from carblog.model.content import Source
from carblog.read.fields import Fields, one_line
from carblog.read.nodes import Mapping, Node
from carblog.read.values import Convert, Fault, profile_address, web_address

_SAME = {"name": "title", "text": "title", "link": "url", "href": "url"}


def sources(fields: Fields) -> tuple[Source, ...]:
    """`sources`: titles, addresses, or `{title, url}`; one alone is a list of one."""
    found = (_source(fields, item) for item in fields.items("sources"))
    return tuple(source for source in found if source)


def _source(fields: Fields, item: Node) -> Source | None:
    if isinstance(item, Mapping):
        return _titled(fields, item, "sources", web_address)
    scalar = fields.as_scalar(item, "sources")
    text = one_line(scalar.text) if scalar else ""
    if not text:
        return None
    is_address = not isinstance(web_address(text), Fault)
    return Source(title=_host(text), url=text) if is_address else Source(title=text)


def profiles(fields: Fields) -> tuple[Source, ...]:
    """`links`: a list of `{title, url}`, or a group of title: address."""
    if isinstance(fields.node("links"), Mapping):
        return tuple(Source(name, address) for name, address in addresses(fields, "links"))
    links = (_titled(fields, item, "links", profile_address) for item in fields.items("links"))
    return tuple(link for link in links if link and link.url)


def addresses(fields: Fields, key: str) -> Iterator[tuple[str, str]]:
    """(name, address) of a group whose keys are free."""
    for entry in fields.entries(key):
        name = one_line(entry.key.text)
        scalar = fields.as_scalar(entry.value, name)
        if scalar and (address := fields.convert(scalar, name, profile_address, "")):
            yield name, address


def _titled(fields: Fields, item: Node, key: str, address: Convert[str]) -> Source | None:
    group = fields.as_group(item, key, _SAME)
    if group is None:
        return None
    url = group.value("url", address, "")
    title = group.text("title", _host(url) if url else "")
    if not title and group.node("url") is None:
        group.missing("title", "title: Press release")
    group.finish()
    return Source(title, url) if title else None


def _host(url: str) -> str:
    """What to call an address without a title: its host."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
