"""Gives every post the four with which it has most tags in common."""

from collections import Counter, defaultdict

import blinker
from nikola.plugin_categories import SignalHandler
from nikola.utils import config_changed

MANY = 4


class Related(SignalHandler):
    """Nikola calls it when all posts are known, before it plans any page."""

    name = "related"

    def set_site(self, site):
        """Asks to be called."""
        super().set_site(site)
        blinker.signal("scanned").connect(self._scanned)

    def _scanned(self, site):
        by_tag = defaultdict(list)
        for post in site.posts:
            for tag in post.tags:
                by_tag[tag].append(post)
        for post in site.posts:
            common = Counter(other for tag in post.tags for other in by_tag[tag])
            del common[post]
            post.related = [other for other, _ in common.most_common(MANY)]
            shown = [(other.permalink(), other.title()) for other in post.related]
            changed = config_changed({"related": shown}, f"related:{post.source_path}")
            post.add_dependency_uptodate(changed, add="page")
