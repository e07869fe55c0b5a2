"""What a build would have at an address if it were due, for whom finds nothing there."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from carblog.model.content import Article
from carblog.model.site import Waiting

NOTES = "/gallery.yaml"

_WORDS = {
    "draft": ("is a draft", "without --no-drafts"),
    "future": ("is due later", "without --no-future"),
    "expired": ("expired", "with -E"),
}
_OF_GALLERIES = {
    "draft": "is a draft, or only drafts show it",
    "expired": "was shown by stories that have expired",
}


def absent_at(url: str, articles: Iterable[Article], waiting: Iterable[Waiting]) -> Waiting | None:
    """The story, or the gallery, that is left out and would be at a site path, or around it."""
    path = f"{url.rstrip('/')}/"
    sources = {each.path for each in articles if each.url == path}
    found = [each for each in waiting if each.path in sources or path.startswith(_url_of(each))]
    return max(found, key=lambda each: len(each.path), default=None)


def why_absent(wait: Waiting, zone: str) -> str:
    """That it is left out, why, and how to see it."""
    what, how = _WORDS[wait.reason]
    if wait.path.startswith("galleries/"):
        what = _OF_GALLERIES.get(wait.reason, what)
    if wait.when:
        what = f"{what.removesuffix(' later')} on {day_and_time(wait.when, zone)}"
    return f"{wait.path} {what}. Start the preview {how} to see it."


def day_and_time(when: datetime, zone: str) -> str:
    """`3 December 2026, 22:00`, by the clock of the site."""
    return format_datetime(when.astimezone(ZoneInfo(zone)), "d MMMM y, HH:mm", locale="en")


def _url_of(wait: Waiting) -> str:
    """Of a gallery; of a story something that no address begins with."""
    return f"/{wait.path.removesuffix(NOTES)}/"
