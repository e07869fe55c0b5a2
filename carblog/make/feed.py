"""A feed becomes bytes, in the format that its path ends in."""

from collections.abc import Mapping

from carblog.make.feed_html import FeedText
from carblog.make.feed_json import json_feed
from carblog.make.feed_rss import rss
from carblog.model.content import Body
from carblog.model.output import FeedOutput, Made
from carblog.model.settings import Settings
from carblog.model.theme import Theme


class FeedRenderer:
    """Makes the feeds of one site."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._theme = theme
        self._text = FeedText(theme, settings)

    def feed(
        self, output: FeedOutput, bodies: Mapping[str, Body], sizes: Mapping[str, int]
    ) -> Made:
        """The feed in UTF-8. `sizes`: site path of a picture → its length in bytes."""
        make = json_feed if output.path.endswith(".json") else rss
        return Made(output, make(output.feed, self._theme, self._text, bodies, sizes))
