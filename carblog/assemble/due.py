"""What is due: "now" decides this and nothing else."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from carblog.model.content import Article, GalleryNotes
from carblog.model.site import Waiting

Absence = Literal["", "draft", "future", "expired"]


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """The moment a build is for, and what it shows beside what is due."""

    now: datetime
    drafts: bool = False
    future: bool = False
    expired: bool = False
    ahead: bool = False
    """Take in what is not due yet, to check it: nothing of it is published."""


def waiting(article: Article, clock: Clock) -> Waiting | None:
    """Why an article is not due; None when it is. A draft is a draft whatever its dates say."""
    if article.draft and not clock.drafts:
        return Waiting(path=article.path, title=article.title, reason="draft")
    if article.date > clock.now and not (clock.future or clock.ahead):
        when = article.date
        return Waiting(path=article.path, title=article.title, reason="future", when=when)
    if article.expires and article.expires <= clock.now and not clock.expired:
        when = article.expires
        return Waiting(path=article.path, title=article.title, reason="expired", when=when)
    return None


def absence(article: Article, beside: Article | None, clock: Clock) -> Absence:
    """Why an article is not online at the moment at which the one beside it comes online."""
    if not article.draft and article.expires is None and article.date <= clock.now:
        return ""  # nearly all, and asked for every link
    moment = clock.now
    if beside is not None and not beside.is_page:
        moment = max(moment, beside.date)
    wait = waiting(article, msgspec.structs.replace(clock, now=moment, ahead=False))
    return wait.reason if wait else ""


def moments(articles: Iterable[Article], notes: Iterable[GalleryNotes]) -> Iterator[datetime]:
    """When something comes online or goes: between two of these all is due that was before."""
    for article in articles:
        yield article.date
        if article.expires:
            yield article.expires
    for note in notes:
        if note.date:
            yield note.date
