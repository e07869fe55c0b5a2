"""Everything that was read becomes one site: what is due, in order, every reference resolved."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from carblog.assemble.albums import ROOT
from carblog.assemble.due import Clock
from carblog.assemble.hanging import Hanging, Wall, hanging, in_order
from carblog.assemble.inquiry import Inquiry
from carblog.assemble.knowing import known_of
from carblog.assemble.known import Known, changes, changes_of
from carblog.assemble.made import Shelf, make
from carblog.assemble.menus import menus
from carblog.assemble.profiles import by_name, profile
from carblog.assemble.resolve import Resolver
from carblog.assemble.roll import Entry, Roll, called, told_otherwise
from carblog.assemble.same import as_before
from carblog.assemble.sections import with_sections
from carblog.assemble.skipped import skipped
from carblog.assemble.stories import story
from carblog.assemble.used import used_images
from carblog.model.content import Content
from carblog.model.problem import Problem
from carblog.model.settings import Settings
from carblog.model.site import Album, Profile, Record, Site, Story
from carblog.model.view import Link


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    site: Site
    problems: tuple[Problem, ...]


class Shelves(msgspec.Struct, frozen=True, kw_only=True):
    """All that is made of texts."""

    profiles: Shelf[Profile] = Shelf()
    stories: Shelf[Story] = Shelf()
    """Pages such as About too."""
    albums: Shelf[Album] = Shelf()
    records: Shelf[Record] = Shelf()

    def all(self) -> tuple[Shelf[Any], ...]:
        """In the order in which their problems are told."""
        return self.profiles, self.stories, self.albums, self.records


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """A site, and how it came about."""

    content: Content
    roll: Roll
    hanging: Hanging
    known: Known
    shelves: Shelves
    assembled: Assembled


class Assembler:
    """Assembles again and again. What is made of the same as the last time is the same object:
    stories, albums and their photos, profiles, records, and every value of the site that is equal.
    """

    def __init__(self) -> None:
        self._memory: Memory | None = None

    def assemble(
        self, content: Content, settings: Settings, strings: Mapping[str, str], clock: Clock
    ) -> Assembled:
        """The site as it is at `clock.now`, and the problems of everything that is in it."""
        self._memory = _assembled(self._memory, content, settings, strings, clock)
        return self._memory.assembled


def assemble(
    content: Content, settings: Settings, strings: Mapping[str, str], clock: Clock
) -> Assembled:
    """The site of an assembler that is asked once."""
    return Assembler().assemble(content, settings, strings, clock)


def _assembled(
    before: Memory | None,
    content: Content,
    settings: Settings,
    strings: Mapping[str, str],
    clock: Clock,
) -> Memory:
    roll = called(before.roll if before else None, content.articles, content.notes, clock)
    old = before.assembled.site.settings if before else None
    settings = with_sections(settings, roll.sections, old)
    wall = Wall(
        pictures=content.pictures,
        notes=content.notes,
        sidecars=content.sidecars,
        showing=roll.showing,
        zone=ZoneInfo(settings.timezone),
        strings=strings,
        clock=roll.clock,
    )
    found = hanging(before.hanging if before else Hanging(), wall, roll.clock)
    last = (before.content, before.known) if before else None
    known = known_of(content, settings, strings, roll, found, last)
    known, shelves, twice = _made(content, known, roll, before)
    problems = [*found.problems, *shelves.profiles.problems(), *twice]
    problems += [problem for shelf in shelves.all()[1:] for problem in shelf.problems()]
    links = menus(settings, roll.due, problems)
    site = _site(content, settings, roll, found, shelves, links, before)
    return Memory(
        content=content,
        roll=roll,
        hanging=found,
        known=known,
        shelves=shelves,
        assembled=Assembled(site=site, problems=tuple(problems)),
    )


def _made(
    content: Content, known: Known, roll: Roll, before: Memory | None
) -> tuple[Known, Shelves, list[Problem]]:
    """Everything that asks, made; with what is known in the end, and the problems of names that two
    authors have."""
    old = before.shelves if before else Shelves()
    changed = changes(before.known, known) | told_otherwise(roll.edits) if before else set()
    authors = {author.path: author for author in content.authors}
    people = make(old.profiles, authors, known, changed, profile)
    names, twice = by_name(people.values())
    known = msgspec.structs.replace(known, authors=names)
    if before:
        changed |= changes_of("authors", before.known.authors, names)
    shelves = Shelves(
        profiles=people,
        stories=make(old.stories, roll.due, known, changed, _story),
        albums=make(old.albums, known.albums, known, changed, _album),
        records=make(old.records, known.records, known, changed, _record),
    )
    return known, shelves, twice


def _story(entry: Entry, asks: Inquiry) -> Story:
    return story(entry.article, entry.shown, asks)


def _album(album: Album, asks: Inquiry) -> Album:
    """A gallery with its text."""
    text = Resolver(asks, f"{ROOT}{album.name}/gallery.yaml").text(album.notes.prose)
    return msgspec.structs.replace(album, text=text)


def _record(record: Record, asks: Inquiry) -> Record:
    """A car with its picture."""
    image = record.car.image
    if image is None:
        return record
    photo = Resolver(asks, record.car.path).lead(image, record.specs.title)
    return msgspec.structs.replace(record, photo=photo)


def _site(
    content: Content,
    settings: Settings,
    roll: Roll,
    found: Hanging,
    shelves: Shelves,
    links: dict[str, tuple[Link, ...]],
    before: Memory | None,
) -> Site:
    """All of it; each value that is equal to what it was is the same object."""
    told = shelves.stories.values()
    stories = tuple([each for each in told if not each.article.is_page])
    linked = set[tuple[str, str]]().union(*(shelf.linked() for shelf in shelves.all()))
    site = Site(
        settings=settings,
        stories=stories,
        pages=tuple(sorted(told[len(stories) :], key=lambda page: page.article.url)),
        albums=tuple(in_order(shelves.albums.values())),
        profiles=shelves.profiles.values(),
        records=shelves.records.values(),
        menus=links,
        files=tuple(sorted(linked)),
        digests=dict(content.files),
        waiting=(*roll.waiting, *found.waiting.values()),
        images=used_images(shelves.all(), before.assembled.site.images if before else None),
    )
    last = (before.content, before.assembled.site) if before else None
    site = msgspec.structs.replace(site, skipped=skipped(content, site, last))
    return as_before(site, before.assembled.site) if before else site
