"""What is due: "now" decides this and nothing else."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from carblog.model.content import Article
from carblog.model.site import Waiting


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


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """By date, the newest first; of one moment, by path."""
    return sorted(articles, key=lambda article: (-article.date.timestamp(), article.path))
