"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from carblog.make.feed_html import FeedText
from carblog.make.feed_media import media
from carblog.model.content import Body
from carblog.model.output import Feed, FeedItem
from carblog.model.theme import Theme

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(
    feed: Feed,
    theme: Theme,
    text: FeedText,
    bodies: Mapping[str, Body],
    sizes: Mapping[str, int],
) -> bytes:
    """The feed in UTF-8. `sizes`: site path of a picture → its length in bytes."""
    return msgspec.json.encode(
        {
            "version": VERSION,
            "title": feed.title,
            "home_page_url": text.address(feed.page),
            "feed_url": text.address(feed.url),
            "description": feed.description,
            "language": feed.language,
            "items": [_item(item, theme, text, bodies, sizes) for item in feed.items],
        }
    )


def _item(
    item: FeedItem,
    theme: Theme,
    text: FeedText,
    bodies: Mapping[str, Body],
    sizes: Mapping[str, int],
) -> dict[str, Any]:
    card = item.card
    carried = list(media(item, theme, sizes))
    entry: dict[str, Any] = {
        "id": item.guid,
        "url": text.address(card.url),
        "title": card.title,
        "content_html": text.html(item, bodies),
        "summary": card.summary,
        "image": text.address(carried[0].largest.path) if carried else "",
        "date_published": _rfc_3339(text.local(card.date)),
        "date_modified": _rfc_3339(text.local(card.updated)) if card.updated else "",
        "authors": [_author(author.title, author.url, text) for author in card.authors],
        "tags": list(item.tags),
        "attachments": [
            {
                "url": text.address(medium.largest.path),
                "mime_type": medium.type,
                "title": medium.photo.alt,
                **({} if medium.size is None else {"size_in_bytes": medium.size}),
            }
            for medium in carried
        ],
    }
    return {key: value for key, value in entry.items() if value}


def _author(name: str, url: str, text: FeedText) -> dict[str, str]:
    return {"name": name, "url": text.address(url)} if url else {"name": name}


def _rfc_3339(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
