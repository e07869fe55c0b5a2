"""Which galleries hang in the site: every folder of pictures, and why some must not be seen."""

import posixpath
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from carblog.assemble.albums import ROOT, album, folders, shown_by, title_of
from carblog.assemble.due import Clock
from carblog.assemble.known import Absence, Ledger
from carblog.model.content import Article, Content, GalleryNotes
from carblog.model.paths import fault_in_name, nfc
from carblog.model.problem import Place, Problem
from carblog.model.site import Album, Waiting


class Hanging(msgspec.Struct, frozen=True, kw_only=True):
    """The galleries of a site, by folder: `galleries/suv`."""

    albums: Mapping[str, Album]
    """Those that are due."""
    waiting: Mapping[str, Waiting]
    """Why the others are not."""


def hanging(
    content: Content,
    due: Container[str],
    strings: Mapping[str, str],
    clock: Clock,
    ledger: Ledger,
) -> Hanging:
    """Every gallery. `due`: the paths of the articles that are."""
    pictures = folders(content)
    notes = {nfc(posixpath.dirname(note.path)).removeprefix(ROOT): note for note in content.notes}
    for name in sorted(notes.keys() - pictures.keys()):
        message = "this gallery has no pictures"
        hint = "put the pictures beside this file"
        place = Place(notes[name].path)
        ledger.problems.append(Problem(place, "gallery-empty", message, hint))
    for name in pictures:
        notes.setdefault(name, GalleryNotes(path=ROOT + name))
    showing = _showing(content.articles, due, pictures)
    waits = {
        name: wait
        for name in pictures
        if (wait := _wait(name, notes[name], showing.get(name, ()), clock))
    }
    albums: dict[str, Album] = {}
    for name in sorted(pictures.keys() - waits.keys()):
        if fault := next((fault for part in name.split("/") if (fault := fault_in_name(part))), ""):
            message = f"the name of this folder cannot be in an address: {fault}"
            problem = Problem(Place(ROOT + name), "name", message, "rename the folder")
            ledger.problems.append(problem)
            continue
        albums[ROOT + name], problems = album(name, pictures[name], notes[name], strings)
        ledger.problems += problems
    return Hanging(albums=albums, waiting={ROOT + name: wait for name, wait in waits.items()})


def _showing(
    articles: Iterable[Article], due: Container[str], names: Container[str]
) -> Mapping[str, Sequence[tuple[Article, bool]]]:
    """Gallery → the articles that show it, and whether each is due."""
    showing: dict[str, list[tuple[Article, bool]]] = defaultdict(list)
    for article in articles:
        for name in shown_by(article, names):
            showing[name].append((article, article.path in due))
    return showing


def _wait(
    name: str, note: GalleryNotes, showing: Sequence[tuple[Article, bool]], clock: Clock
) -> Waiting | None:
    """Why a gallery must not be seen: it is a draft or to come, or only stories that are not due
    show it, so that no picture is out before its story. One that no story shows stands for itself.
    """
    reason, when = _reason(note, showing, clock)
    if not reason:
        return None
    return Waiting(path=note.path, title=title_of(name, note), reason=reason, when=when)


def _reason(
    note: GalleryNotes, showing: Sequence[tuple[Article, bool]], clock: Clock
) -> tuple[Absence, datetime | None]:
    if note.draft and not clock.drafts:
        return "draft", None
    if note.date and note.date > clock.now and not (clock.future or clock.ahead):
        return "future", note.date
    if not showing or any(due for _, due in showing):
        return "", None
    coming = [article.date for article, _ in showing if not article.draft]
    future = [date for date in coming if date > clock.now]
    if future:
        return "future", min(future)
    return ("expired", None) if coming else ("draft", None)


def order(made: Album) -> tuple[float, str]:
    """Newest first; undated last, by name."""
    date = made.notes.date
    return (-date.timestamp() if date else 0.0, made.name)


def why(wait: Waiting) -> str:
    """For messages: `future until 2031-01-01 09:00 UTC`."""
    return f"{wait.reason} until {wait.when:%Y-%m-%d %H:%M} UTC" if wait.when else wait.reason


def waits(found: Hanging) -> Iterator[Waiting]:
    """Those that are not due, by folder."""
    yield from (found.waiting[folder] for folder in sorted(found.waiting))
