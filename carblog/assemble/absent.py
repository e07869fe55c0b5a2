"""Which galleries must not be seen yet, or any more, and why: nothing in one is out before it."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from carblog.assemble.albums import ROOT, Shown, title_of
from carblog.assemble.due import Clock
from carblog.model.content import GalleryNotes
from carblog.model.site import Waiting

Reason = tuple[Literal["draft", "future", "expired"], datetime | None]
"""Why it is not due, and until when."""


class Showing(NamedTuple):
    """An article that shows galleries, as far as it matters to them."""

    shown: Shown
    is_due: bool
    draft: bool
    date: datetime


def absent(
    notes: Mapping[str, GalleryNotes], articles: Iterable[Showing], clock: Clock
) -> dict[str, Waiting]:
    """Gallery → why it is not due, by name.

    A gallery waits when it says so itself, as a draft or by its date, and so does all that is
    inside it. It waits when only stories that are not due show it, so that no picture is out before
    its story. One that no story shows stands with the gallery that it is in, else for itself.
    """
    showing = _showing(articles, notes)
    said: dict[str, Reason | None] = {}
    reasons: dict[str, Reason | None] = {}
    for name in sorted(notes):  # a gallery before those inside it
        parent = posixpath.dirname(name)
        said[name] = _said(notes[name], clock) or said.get(parent)
        by_stories = _by_stories(showing[name], clock) if name in showing else reasons.get(parent)
        reasons[name] = said[name] or by_stories
    return {name: waiting(name, notes[name], why) for name, why in reasons.items() if why}


def waiting(name: str, note: GalleryNotes, reason: Reason) -> Waiting:
    """A gallery that is not due, as it is listed."""
    because, when = reason
    return Waiting(path=note.path, title=title_of(name, note), reason=because, when=when)


def soonest(waits: Iterable[Waiting]) -> Reason:
    """Why a gallery waits that has nothing to show but galleries that wait: for the first."""
    first = min(waits, key=lambda each: (each.when is None, each.when, each.path))
    return first.reason, first.when


def why(wait: Waiting) -> str:
    """For messages: `future until 2031-01-01 09:00 UTC`."""
    return f"{wait.reason} until {wait.when:%Y-%m-%d %H:%M} UTC" if wait.when else wait.reason


def _showing(articles: Iterable[Showing], names: Iterable[str]) -> Mapping[str, Sequence[Showing]]:
    """Gallery → the articles that show it."""
    showing: dict[str, list[Showing]] = defaultdict(list)
    folders = {ROOT + name for name in names}
    for article in articles:
        for name in article.shown.among(folders):
            showing[name].append(article)
    return showing


def _said(note: GalleryNotes, clock: Clock) -> Reason | None:
    """What it says itself."""
    if note.draft and not clock.drafts:
        return "draft", None
    if note.date and note.date > clock.now and not (clock.future or clock.ahead):
        return "future", note.date
    return None


def _by_stories(showing: Sequence[Showing], clock: Clock) -> Reason | None:
    """What follows from the stories that show it."""
    if any(article.is_due for article in showing):
        return None
    coming = [article.date for article in showing if not article.draft]
    future = [date for date in coming if date > clock.now]
    if future:
        return "future", min(future)
    return ("expired", None) if coming else ("draft", None)
