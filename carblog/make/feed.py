"""A feed becomes bytes, in the format that its path ends in."""

from collections.abc import Mapping

from carblog.make.feed_html import FeedText
from carblog.make.feed_json import json_feed
from carblog.make.feed_media import media
from carblog.make.feed_rss import rss, rss_item
from carblog.make.once import Once
from carblog.model.content import Body
from carblog.model.output import FeedItem, FeedOutput, Made
from carblog.model.settings import Settings
from carblog.model.theme import Theme


class FeedRenderer:
    """Makes the feeds of one site."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._theme = theme
        self._text = FeedText(theme, settings)
        self._items = Once[FeedItem, str]()

    def feed(
        self, output: FeedOutput, bodies: Mapping[str, Body], sizes: Mapping[str, int]
    ) -> Made:
        """The feed in UTF-8. `sizes`: site path of a picture → its length in bytes."""
        if output.path.endswith(".json"):
            return Made(output, json_feed(output.feed, self._theme, self._text, bodies, sizes))
        items = (self._rss_item(item, bodies, sizes) for item in output.feed.items)
        return Made(output, rss(output.feed, self._theme, self._text, items))

    def _rss_item(
        self, item: FeedItem, bodies: Mapping[str, Body], sizes: Mapping[str, int]
    ) -> str:
        carried = tuple(media(item, self._theme, sizes))
        lengths = tuple(medium.size for medium in carried)
        html = self._text.html(item, bodies)
        return self._items.of(item, lengths, lambda: rss_item(item, self._text, html, carried))
