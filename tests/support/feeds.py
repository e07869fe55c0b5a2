"""Feeds that every reader accepts: RSS 2.0 and JSON Feed 1.1, checked against the built files."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from tests.support.feed_json import json_feed_findings
from tests.support.feed_media import media_faults
from tests.support.feed_text import Fault, address_faults, text_faults
from tests.support.finding import Finding
from tests.support.publication import Publication
from tests.support.xmlfile import NAMESPACES, all_of, line_of, read_xml, text_of

# RSS 2.0 specification: the elements of a channel and of an item
CHANNEL = frozenset(
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate"
    " category generator docs cloud ttl image rating textInput skipHours skipDays item".split()
)
ITEM = frozenset(
    "title link description author category comments enclosure guid pubDate source".split()
)
REPEATED = frozenset({"item", "category", "enclosure"})  # two enclosures have a rule of their own
FILES = frozenset({"feed.xml", "feed.json"})

_RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} (GMT|[+-]\d{4})"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+( \(.+\))?")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(#\d+|[a-z]+);")


def findings(site: Publication) -> list[Finding]:
    """Everything wrong with every feed in the folder, and feeds that no page names."""
    found: list[Finding] = []
    feeds = feed_files(site)
    for path in feeds:
        found += json_feed_findings(site, path) if path.endswith(".json") else _rss(site, path)
    named = {
        site.file_of(site.absolute(path, ref.url))
        for path, page in site.pages.items()
        for ref in page.references
    }
    found += (Finding(path, 0, "hidden", "no page names it") for path in feeds if path not in named)
    if not feeds:
        found.append(Finding("feed.xml", 0, "missing", "there is no feed"))
    return sorted(found)


def feed_files(site: Publication) -> list[str]:
    """The feeds of a folder, by their names."""
    return [p for p in site.named("feed.xml", "feed.json") if p.rpartition("/")[2] in FILES]


def _rss(site: Publication, path: str) -> list[Finding]:
    found = _read_by_feedparser(site, path)
    root = read_xml(site, path)
    if isinstance(root, Finding):
        return [*found, root]
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return [*found, Finding(path, 1, "root", "is not <rss version='2.0'> with a channel")]
    own = site.url_of(path)
    faults = [(line_of(channel), fault) for fault in _channel(site, own, channel, root)]
    seen: set[str] = set()
    for item in all_of(channel, "item"):
        faults += ((line_of(item), fault) for fault in _item(site, item, seen))
    return found + [Finding(path, line, rule, words) for line, (rule, words) in faults]


def _read_by_feedparser(site: Publication, path: str) -> list[Finding]:
    """What a common reader stumbles over."""
    feed = feedparser.parse((site.folder / path).read_bytes())
    return [Finding(path, 0, "feedparser", str(feed.bozo_exception))] if feed.bozo else []


def _channel(
    site: Publication, own: str, channel: etree._Element, root: etree._Element
) -> Iterator[Fault]:
    yield from _names(channel, CHANNEL)
    for name in ("title", "link", "description"):
        if not text_of(channel, name):
            yield "channel", f"has no {name}"
    yield from address_faults(site, "channel link", text_of(channel, "link"))
    yield from _self_link(own, channel)
    yield from _dates(channel, "pubDate", "lastBuildDate")
    if not _LANGUAGE.fullmatch(text_of(channel, "language")):
        yield "language", f"{text_of(channel, 'language')!r} is not a language tag"
    if (ttl := text_of(channel, "ttl")) and not ttl.isdecimal():
        yield "ttl", f"{ttl!r} is not a number of minutes"
    for image in all_of(channel, "image"):
        yield from address_faults(site, "channel image", text_of(image, "url"))
        if any(text_of(image, name) != text_of(channel, name) for name in ("title", "link")):
            yield "image", "title and link of the image differ from the channel's"
    media = root.nsmap.get("media")
    if media is not None and media != NAMESPACES["media"]:
        yield "namespace", f"media is {media!r}; it needs its trailing slash"
    yield from _order(channel)


def _self_link(own: str, channel: etree._Element) -> Iterator[Fault]:
    links = [link for link in all_of(channel, "atom:link") if link.get("rel") == "self"]
    if [link.get("href") for link in links] != [own]:
        yield "self", f"needs one atom:link rel=self to {own}"
    elif links[0].get("type") != "application/rss+xml":
        yield "self", "the type of its atom:link is application/rss+xml"


def _order(channel: etree._Element) -> Iterator[Fault]:
    """Newest first, as every reader shows them."""
    times = [when for item in all_of(channel, "item") if (when := _time(text_of(item, "pubDate")))]
    if times != sorted(times, reverse=True):
        yield "order", "its items are not newest first"


def _item(site: Publication, item: etree._Element, seen: set[str]) -> Iterator[Fault]:
    yield from _names(item, ITEM)
    if not (text_of(item, "title") or text_of(item, "description")):
        yield "item", "has neither title nor description"
    if _MARKUP.search(text_of(item, "title")):
        yield "title", f"has markup in it: {text_of(item, 'title')!r}"
    yield from address_faults(site, "item link", text_of(item, "link"))
    if not text_of(item, "pubDate"):
        yield "date", "has no pubDate"
    yield from _dates(item, "pubDate")
    yield from _guid(item, seen)
    yield from _people(item)
    yield from _texts(site, item)
    yield from media_faults(site, item)


def _names(element: etree._Element, known: frozenset[str]) -> Iterator[Fault]:
    """Names that RSS has not, and single ones that stand twice."""
    counts = Counter(child.tag for child in element if isinstance(child.tag, str))
    for name, count in counts.items():
        if name.startswith("{"):
            continue
        if name not in known:
            yield "element", f"RSS 2.0 has no <{name}> here"
        elif count > 1 and name not in REPEATED:
            yield "element", f"<{name}> stands {count} times"


def _dates(element: etree._Element, *names: str) -> Iterator[Fault]:
    for name in names:
        text = text_of(element, name)
        if not text:
            continue
        when = _time(text)
        if when is None:
            yield "date", f"{name} {text!r} is not an RFC 822 date with a four-digit year"
        elif not text.startswith(when.strftime("%a")):
            yield "date", f"{name} {text!r} names the wrong day of the week"


def _time(text: str) -> datetime | None:
    if not _RFC_822.fullmatch(text):
        return None
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def _guid(item: etree._Element, seen: set[str]) -> Iterator[Fault]:
    guid = item.find("guid")
    text = text_of(item, "guid")
    if guid is None or not text:
        yield "guid", "has no guid"
        return
    if text in seen:
        yield "guid", f"{text!r} stands twice"
    seen.add(text)
    if guid.get("isPermaLink", "true") == "true" and not urlsplit(text).netloc:
        yield "guid", f"{text!r} is no address, and isPermaLink is not false"


def _people(item: etree._Element) -> Iterator[Fault]:
    if (author := text_of(item, "author")) and not _EMAIL.fullmatch(author):
        yield "author", f"{author!r} is no e-mail address; names go into dc:creator"
    if any(not (creator.text or "").strip() for creator in all_of(item, "dc:creator")):
        yield "author", "dc:creator is empty"


def _texts(site: Publication, item: etree._Element) -> Iterator[Fault]:
    tags = [child.tag for child in item]
    full = f"{{{NAMESPACES['content']}}}encoded"
    if tags.count(full) > 1:
        yield "content", "content:encoded stands twice"
    if full in tags and "description" in tags and tags.index(full) < tags.index("description"):
        yield "content", "description must stand before content:encoded"
    for name in ("description", "content:encoded"):
        yield from text_faults(site, name, text_of(item, name))
