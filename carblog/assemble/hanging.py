"""Which galleries hang in the site: every folder that holds pictures, or folders of pictures."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import NamedTuple

import msgspec

from carblog.assemble.absent import Showing, absent, soonest, waiting
from carblog.assemble.albums import ROOT, album, by_folder
from carblog.assemble.due import Clock
from carblog.assemble.made import kept
from carblog.assemble.photos import Beside
from carblog.assemble.words import by_picture, handed_down
from carblog.model.content import GalleryNotes, Picture, Sidecar
from carblog.model.paths import fault_in_name, nfc
from carblog.model.problem import Place, Problem
from carblog.model.site import Album, Waiting
from carblog.model.view import Photo


class Hung(msgspec.Struct, frozen=True, kw_only=True):
    """One gallery, and all that it was made of."""

    pictures: tuple[Picture, ...]
    inside: tuple[Album, ...]
    note: GalleryNotes
    sidecars: tuple[Sidecar, ...]
    album: Album
    problems: tuple[Problem, ...]


class Wall(NamedTuple):
    """All that decides which galleries hang, and what is in them."""

    pictures: tuple[Picture, ...] = ()
    notes: tuple[GalleryNotes, ...] = ()
    sidecars: tuple[Sidecar, ...] = ()
    showing: tuple[Showing, ...] = ()
    zone: tzinfo = UTC
    strings: Mapping[str, str] = {}
    clock: Clock | None = None


class Hanging(msgspec.Struct, frozen=True, kw_only=True):
    """The galleries of a site, by folder: `galleries/suv`."""

    wall: Wall = Wall()
    beside: Beside = Beside(sidecars={}, zone=UTC)
    hung: Mapping[str, Hung] = {}
    """By name."""
    albums: Mapping[str, Album] = {}
    """Those that are due."""
    waiting: Mapping[str, Waiting] = {}
    """Why the others are not."""
    photos: Mapping[str, Photo] = {}
    """The photos of those that are due, by path."""
    problems: tuple[Problem, ...] = ()


def hanging(before: Hanging, wall: Wall, clock: Clock) -> Hanging:
    """Every gallery. Those of which all is as before are the same objects; so is the whole."""
    if before.wall == wall:
        return before
    beside = before.beside
    if before.wall.sidecars != wall.sidecars or before.wall.zone != wall.zone:
        beside = Beside(sidecars=by_picture(wall.sidecars), zone=wall.zone)
    hanger = Hanger(before, wall, beside)
    pictures = by_folder(wall.pictures)
    notes = _notes(wall.notes, pictures, hanger.problems)
    waits = absent(notes, wall.showing, clock)
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
        elif _can_be_addressed(name, hanger.problems) and (own or children):
            inside[parent].append(hanger.hang(name, own, children, notes[name]))
    return hanger.hanging(waits)


class Hanger:
    """Hangs galleries one by one: as they hang already, if nothing about them is new."""

    def __init__(self, before: Hanging, wall: Wall, beside: Beside) -> None:
        self._before = before
        self._wall = wall
        self._beside = beside
        self._sidecars = by_folder(wall.sidecars)
        is_alike = (before.wall.zone, before.wall.strings) == (wall.zone, wall.strings)
        self._hung = before.hung if is_alike else {}
        self._now: dict[str, Hung] = {}
        self.problems: list[Problem] = []

    def hang(
        self, name: str, own: Sequence[Picture], inside: Sequence[Album], note: GalleryNotes
    ) -> Album:
        """One more gallery."""
        sidecars = tuple(self._sidecars.get(name, ()))
        made_of = (tuple(own), tuple(inside), note, sidecars)
        hung, old = self._hung.get(name), self._before.hung.get(name)
        beside, strings = self._beside, self._wall.strings
        if hung is None or (hung.pictures, hung.inside, hung.note, hung.sidecars) != made_of:
            last = old.album if old else None
            made, problems = album(name, own, inside, note, beside, strings, last)
            hung = Hung(
                pictures=made_of[0],
                inside=made_of[1],
                note=note,
                sidecars=sidecars,
                album=kept(last, made) if last else made,
                problems=tuple(problems),
            )
        self._now[name] = hung
        self.problems += hung.problems
        return hung.album

    def hanging(self, waits: Mapping[str, Waiting]) -> Hanging:
        """All that hangs, and why the rest does not."""
        albums = {ROOT + name: self._now[name].album for name in sorted(self._now)}
        photos = (photo for made in albums.values() for photo in made.photos)
        return Hanging(
            wall=self._wall,
            beside=self._beside,
            hung=self._now,
            albums=kept(self._before.albums, albums),
            waiting=kept(
                self._before.waiting, {ROOT + name: waits[name] for name in sorted(waits)}
            ),
            photos=kept(self._before.photos, {nfc(photo.image.source): photo for photo in photos}),
            problems=tuple(self.problems),
        )


def _notes(
    written: Iterable[GalleryNotes],
    pictures: Mapping[str, Sequence[Picture]],
    problems: list[Problem],
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
            problems.append(Problem(Place(note.path), "gallery-empty", message, hint))
    for name in sorted(notes):  # a gallery before those inside it
        if outer := notes.get(posixpath.dirname(name)):
            notes[name] = handed_down(notes[name], outer)
    return notes


def _upwards(name: str) -> Iterator[str]:
    """A gallery, then those that it is in: `rally/day-1`, `rally`."""
    while name:
        yield name
        name = posixpath.dirname(name)


def _can_be_addressed(name: str, problems: list[Problem]) -> bool:
    """Whether the folder's path can be one of the site; its own name is the one to blame."""
    if fault := fault_in_name(posixpath.basename(name)):
        message = f"the name of this folder cannot be in an address: {fault}"
        problem = Problem(Place(ROOT + name), "name", message, "rename the folder")
        problems.append(problem)
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
