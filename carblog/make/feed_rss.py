"""RSS 2.0 with the modules that readers and aggregators know: content, dc, atom, Media RSS.

Rules are those of the W3C feed validator and of Media RSS 1.5.1.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.utils import format_datetime
from html import escape as as_html

from carblog.make.feed_html import FeedText
from carblog.make.feed_media import Medium
from carblog.model.output import Feed, FeedItem
from carblog.model.theme import Theme
from carblog.model.xml import in_attribute, in_text, legal

OPENING = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"\
 xmlns:content="http://purl.org/rss/1.0/modules/content/"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
"""
CLOSING = "</channel>\n</rss>\n"

_CREDITED = {"photo": "photographer", "rendering": "artist", "ai": "artist"}
"""Kind of a picture → what its credit is for, by the roles of the EBU that Media RSS names."""

WIDEST_IMAGE = 144
"""Pixels that the image of a channel may be wide when it says how wide it is (RSS 2.0)."""


def rss(feed: Feed, theme: Theme, text: FeedText, items: Iterable[str]) -> bytes:
    """The feed in UTF-8, with its items as `rss_item` gives them."""
    channel = legal(_lines(_channel(feed, theme, text)))
    return "".join([OPENING, channel, *items, CLOSING]).encode()


def rss_item(item: FeedItem, text: FeedText, html: str, carried: Sequence[Medium]) -> str:
    """One story: `html` is its text, `carried` are the pictures beside it."""
    return legal(_lines(["<item>", *_item(item, text, html, carried), "</item>"]))


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _channel(feed: Feed, theme: Theme, text: FeedText) -> Iterator[str]:
    yield _element("title", feed.title)
    yield _element("link", text.address(feed.page))
    yield _element("description", feed.description)
    yield _element("language", feed.language)
    times = [item.card.updated or item.card.date for item in feed.items]
    if times:
        # Never the clock: nothing new in the feed, nothing new in the file.
        yield _element("lastBuildDate", format_datetime(text.local(max(times))))
    self_ = {"href": text.address(feed.url), "rel": "self", "type": "application/rss+xml"}
    yield _element("atom:link", **self_)
    if feed.image and (files := theme.plain_files(feed.image)):
        yield "<image>"
        yield _element("url", text.address(files[0].path))
        yield _element("title", feed.title)
        yield _element("link", text.address(feed.page))
        if files[0].width <= WIDEST_IMAGE:
            yield _element("width", str(files[0].width))
            yield _element("height", str(files[0].height))
        yield "</image>"


def _item(item: FeedItem, text: FeedText, html: str, carried: Sequence[Medium]) -> Iterator[str]:
    card = item.card
    yield _element("title", card.title)
    yield _element("link", text.address(card.url))
    yield _element("guid", item.guid, isPermaLink="false")
    yield _element("pubDate", format_datetime(text.local(card.date)))
    for author in card.authors:
        yield _element("dc:creator", author.title)
    for tag in item.tags:
        yield _element("category", tag)
    # Readers take it for HTML, and the summary is plain text. It stands before the full text.
    yield _element("description", as_html(card.summary, quote=False))
    yield f"<content:encoded>{_cdata(html)}</content:encoded>"
    for medium in carried[:1]:
        yield from _enclosure(medium, text)
    # Siblings: a media:group is for several encodings of one thing.
    for medium in carried:
        yield from _media(medium, text)


def _enclosure(medium: Medium, text: FeedText) -> Iterator[str]:
    """The first picture once more, for readers that know no Media RSS. Its length is required."""
    if medium.size is not None:
        url = text.address(medium.largest.path)
        yield _element("enclosure", url=url, length=str(medium.size), type=medium.type)


def _media(medium: Medium, text: FeedText) -> Iterator[str]:
    photo, largest, smallest = medium.photo, medium.largest, medium.smallest
    size = {} if medium.size is None else {"fileSize": str(medium.size)}
    attributes = _attributes(
        {
            "url": text.address(largest.path),
            **size,
            "type": medium.type,
            "medium": "image",
            "width": str(largest.width),
            "height": str(largest.height),
        }
    )
    yield f"<media:content{attributes}>"
    if photo.alt:
        yield _element("media:title", photo.alt, type="plain")
    if words := " ".join(word for word in (text.kind(photo), photo.caption) if word):
        yield _element("media:description", words, type="plain")
    if photo.credit:
        yield _element("media:credit", photo.credit, role=_CREDITED[photo.kind], scheme="urn:ebu")
    if photo.copyright:
        terms = {"url": photo.licence} if photo.licence else {}
        yield _element("media:copyright", photo.copyright, **terms)
    yield _element(
        "media:thumbnail",
        url=text.address(smallest.path),
        width=str(smallest.width),
        height=str(smallest.height),
    )
    yield "</media:content>"


def _element(name: str, text: str = "", **attributes: str) -> str:
    start = f"<{name}{_attributes(attributes)}"
    return f"{start}>{in_text(text)}</{name}>" if text else f"{start}/>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{in_attribute(value)}"' for name, value in attributes.items())


def _cdata(text: str) -> str:
    """Text as it is, but for the three characters that would end it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
