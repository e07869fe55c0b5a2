"""One site, assembled: what is due, in order, every reference resolved."""

from datetime import datetime
from typing import Literal

import msgspec

from carblog.model.content import Article, Author, Car, GalleryNotes
from carblog.model.picture import Image
from carblog.model.settings import SectionSettings, Settings
from carblog.model.view import (
    Card,
    GalleryCard,
    GalleryStrip,
    Link,
    Pair,
    Photo,
    PhotoGroup,
    Specs,
    Text,
    Video,
)


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is due, with what it shows."""

    article: Article
    kind: str
    card: Card
    text: Text
    section: SectionSettings | None = None
    lead: Photo | None = None
    gallery: GalleryStrip | None = None
    video: Video | None = None
    albums: tuple[str, ...] = ()
    """The names of all galleries it shows."""


class Album(msgspec.Struct, frozen=True, kw_only=True):
    """A gallery that is due."""

    name: str
    url: str
    notes: GalleryNotes
    title: str
    photos: tuple[Photo, ...]
    """Empty when it only holds other galleries."""
    groups: tuple[PhotoGroup, ...] = ()
    pairs: tuple[Pair, ...] = ()
    card: GalleryCard
    text: Text


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """An author with a page."""

    author: Author
    link: Link
    photo: Photo | None
    text: Text


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A car with a page."""

    car: Car
    specs: Specs
    photo: Photo | None


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not due, and why."""

    path: str
    title: str
    reason: Literal["draft", "future", "expired"]
    when: datetime | None = None
    """When it becomes due, or became past."""


class Skipped(msgspec.Struct, frozen=True, order=True):
    """An input file that leaves no trace in the site, and why."""

    path: str
    reason: str


class UsedImage(msgspec.Struct, frozen=True, kw_only=True):
    """A picture and all the uses it is put to: they decide the roles that are made."""

    image: Image
    uses: tuple[str, ...]


class Site(msgspec.Struct, frozen=True, kw_only=True):
    settings: Settings
    stories: tuple[Story, ...] = ()
    """Newest first; of two of one moment, by path."""
    pages: tuple[Story, ...] = ()
    """Pages such as About, by URL."""
    albums: tuple[Album, ...] = ()
    """Newest first; undated last, by name. Those inside another follow it, by name."""
    profiles: tuple[Profile, ...] = ()
    records: tuple[Record, ...] = ()
    menus: dict[str, tuple[Link, ...]] = {}
    images: tuple[UsedImage, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """(site path, path) of every file that is published as it is."""
    digests: dict[str, str] = {}
    """Path → digest of those files."""
    waiting: tuple[Waiting, ...] = ()
    skipped: tuple[Skipped, ...] = ()
