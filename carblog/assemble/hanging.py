"""Which galleries hang in the site: every folder that holds pictures, or folders of pictures."""

import posixpath
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

import msgspec

from carblog.assemble.absent import absent, soonest, waiting
from carblog.assemble.albums import ROOT, album, folders
from carblog.assemble.due import Clock
from carblog.assemble.known import Ledger
from carblog.assemble.photos import Beside
from carblog.assemble.words import handed_down
from carblog.model.content import Content, GalleryNotes, Picture
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
    beside: Beside,
    strings: Mapping[str, str],
    clock: Clock,
    ledger: Ledger,
) -> Hanging:
    """Every gallery. `due`: the paths of the articles that are."""
    pictures = folders(content)
    notes = _notes(content.notes, pictures, ledger)
    waits = absent(notes, content.articles, due, clock)
    albums: dict[str, Album] = {}
    inside: dict[str, list[Album]] = defaultdict(list)
    away: dict[str, list[Waiting]] = defaultdict(list)
    # Those inside a gallery come before it, whose card counts what they show.
    for name in sorted(notes, reverse=True):
        parent, own = posixpath.dirname(name), pictures.get(name, [])
        children = inside[name][::-1]
        if name not in waits and not own and not children and away[name]:
            waits[name] = waiting(name, notes[name], soonest(away[name]))
        if name in waits:
            away[parent].append(waits[name])
        elif _can_be_addressed(name, ledger) and (own or children):
            made, problems = album(name, own, children, notes[name], beside, strings)
            ledger.problems += problems
            albums[name] = made
            inside[parent].append(made)
    return Hanging(
        albums={ROOT + name: albums[name] for name in sorted(albums)},
        waiting={ROOT + name: waits[name] for name in sorted(waits)},
    )


def _notes(
    written: Iterable[GalleryNotes], pictures: Mapping[str, list[Picture]], ledger: Ledger
) -> dict[str, GalleryNotes]:
    """Name → what is said of the gallery, for every folder that is one: those with pictures, and
    those above them."""
    names = dict.fromkeys(folder for name in pictures for folder in _upwards(name))
    notes = {name: GalleryNotes(path=ROOT + name) for name in names}
    for note in written:
        folder = nfc(posixpath.dirname(note.path))
        name = folder.removeprefix(ROOT)
        if folder.startswith(ROOT) and name in notes:
            notes[name] = note
        else:
            message = "this gallery has no pictures"
            hint = "put the pictures beside this file"
            ledger.problems.append(Problem(Place(note.path), "gallery-empty", message, hint))
    for name in sorted(notes):  # a gallery before those inside it
        if outer := notes.get(posixpath.dirname(name)):
            notes[name] = handed_down(notes[name], outer)
    return notes


def _upwards(name: str) -> Iterator[str]:
    """A gallery, then those that it is in: `rally/day-1`, `rally`."""
    while name:
        yield name
        name = posixpath.dirname(name)


def _can_be_addressed(name: str, ledger: Ledger) -> bool:
    """Whether the folder's path can be one of the site; its own name is the one to blame."""
    if fault := fault_in_name(posixpath.basename(name)):
        message = f"the name of this folder cannot be in an address: {fault}"
        problem = Problem(Place(ROOT + name), "name", message, "rename the folder")
        ledger.problems.append(problem)
    return not any(fault_in_name(part) for part in name.split("/"))


def in_order(albums: Iterable[Album]) -> list[Album]:
    """Newest first, undated last, by name; those inside another follow it, by name."""
    found = sorted(albums, key=lambda made: made.name)
    names = {made.name for made in found}
    rank: dict[str, tuple[float, str]] = {}
    for made in found:  # a gallery before those inside it
        parent = next(
            (name for name in _upwards(posixpath.dirname(made.name)) if name in names), ""
        )
        date = made.card.date
        own = (-date.timestamp() if date else 0.0, made.name)
        rank[made.name] = rank[parent] if parent else own
    return sorted(found, key=lambda made: (rank[made.name], made.name.split("/")))
