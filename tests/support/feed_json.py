"""JSON Feed 1.1 (jsonfeed.org/version/1.1): required members, types, dates and true addresses."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.support.feed_text import Fault, address_faults, text_faults
from tests.support.finding import Finding
from tests.support.publication import Publication

VERSION = "https://jsonfeed.org/version/1.1"
FEED = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str,
    "user_comment": str, "next_url": str, "icon": str, "favicon": str, "authors": list,
    "language": str, "expired": bool, "hubs": list, "items": list,
}  # fmt: skip
ITEM = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str,
    "content_text": str, "summary": str, "image": str, "banner_image": str, "date_published": str,
    "date_modified": str, "authors": list, "tags": list, "language": str, "attachments": list,
}  # fmt: skip
ADDRESSES = ("home_page_url", "icon", "favicon", "url", "image", "banner_image")

_RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")


def json_feed_findings(site: Publication, path: str) -> list[Finding]:
    """Everything wrong with one JSON feed."""
    try:
        feed = json.loads(site.text(path))
    except ValueError as error:
        return [Finding(path, 0, "json", f"is not JSON: {error}")]
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return [Finding(path, 0, "root", "is not an object with a list of items")]
    faults = list(_feed(site, site.url_of(path), feed))
    seen: set[Any] = set()
    for number, item in enumerate(feed["items"], 1):
        faults += ((rule, f"item {number}: {words}") for rule, words in _item(site, item, seen))
    return [Finding(path, 0, rule, words) for rule, words in faults]


def _feed(site: Publication, own: str, feed: dict[str, Any]) -> Iterator[Fault]:
    yield from _members(feed, FEED)
    if feed.get("version") != VERSION:
        yield "version", f"version is not {VERSION}"
    if not feed.get("title"):
        yield "channel", "has no title"
    if feed.get("feed_url") != own:
        yield "self", f"feed_url is not {own}"
    yield from _addresses(site, feed)
    yield from _authors(feed)


def _item(site: Publication, item: dict[str, Any], seen: set[Any]) -> Iterator[Fault]:
    yield from _members(item, ITEM)
    name = item.get("id")
    if not name or name in seen:
        yield "guid", f"id {name!r} is missing or stands twice"
    seen.add(name)
    if not (item.get("content_html") or item.get("content_text")):
        yield "content", "has neither content_html nor content_text"
    for key in ("date_published", "date_modified"):
        if key in item and not _RFC_3339.fullmatch(str(item[key])):
            yield "date", f"{key} {item[key]!r} is not an RFC 3339 date"
    yield from _addresses(site, item)
    yield from _authors(item)
    yield from text_faults(site, "content_html", item.get("content_html", ""))
    for attachment in item.get("attachments", ()):
        yield from _attachment(site, attachment)


def _members(data: dict[str, Any], known: Mapping[str, type]) -> Iterator[Fault]:
    for key, value in data.items():
        if not key.startswith("_") and key not in known:
            yield "member", f"{key!r} is no member of a JSON feed; own ones begin with _"
        elif key in known and not isinstance(value, known[key]):
            yield "type", f"{key!r} is not a {known[key].__name__}"


def _addresses(site: Publication, data: dict[str, Any]) -> Iterator[Fault]:
    for key in ADDRESSES:
        if key in data:
            yield from address_faults(site, key, str(data[key]))


def _authors(data: dict[str, Any]) -> Iterator[Fault]:
    for author in data.get("authors", ()):
        if not {"name", "url", "avatar"} & set(author):
            yield "author", "has no name, url or avatar"


def _attachment(site: Publication, attachment: dict[str, Any]) -> Iterator[Fault]:
    url = str(attachment.get("url", ""))
    yield from address_faults(site, "attachment", url)
    if not attachment.get("mime_type"):
        yield "enclosure", f"{url} has no mime_type"
    stated, size = attachment.get("size_in_bytes"), site.size_of(url)
    if stated is not None and size is not None and stated != size:
        yield "length", f"size_in_bytes is {stated}, and the file has {size} bytes"
