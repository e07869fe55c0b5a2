"""An output is one file of the published site: where it goes, what it shows, and a key."""

from collections.abc import Mapping
from typing import Any, ClassVar

import msgspec

from carblog.model.picture import Fractions, Rendition, Rights
from carblog.model.view import Card, GalleryStrip, Photo, Text, Verdict, Video, View


class FeedItem(View, frozen=True, kw_only=True):
    """One story in a feed."""

    card: Card
    text: Text
    guid: str
    """Stable for ever: it comes from the file's path, never from the title, URL or host."""
    tags: tuple[str, ...] = ()
    """Section, kind and tags, in readers' words."""
    lead: Photo | None = None
    video: Video | None = None
    gallery: GalleryStrip | None = None
    verdict: Verdict | None = None
    photos: tuple[Photo, ...] = ()
    """Every photo that it shows, once, the lead picture first."""


class Feed(View, frozen=True, kw_only=True):
    """The newest stories of the site or of a part of it."""

    title: str
    description: str
    url: str
    """The site path of the feed itself."""
    page: str
    """The site path of the page that it follows."""
    language: str
    items: tuple[FeedItem, ...] = ()
    image: Photo | None = None


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """What all outputs have in common."""

    kind: ClassVar[str] = "file"
    """What people call it: `page`, `feed`, `picture`, `file`."""
    path: str
    """Of the file, relative to the output folder: `news/smartmi-car/index.html`."""
    source: str
    """The input to name when something is wrong with it: a file's path."""
    parts: dict[str, str]
    """Name → digest of everything that decides its bytes."""
    key: str
    """The digest of `parts`. An output whose key was published last time is done."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A car that a page names: what only structured data says of it there."""

    make: str
    photo: Photo | None = None
    """Of its record."""


class PageOutput(Output, frozen=True, kw_only=True):
    """A template and the names that it reads."""

    kind: ClassVar[str] = "page"
    template: str
    names: Mapping[str, Any]
    packed: bytes = b""
    """`names["page"]` as `model.digest.packed` has it, of which the key is made."""
    bodies: tuple[str, ...] = ()
    """Digests of the bodies that making it needs."""
    mentions: Mapping[str, Mention] = {}
    """The cars that the page names, by the URL of a car's page."""


class FeedOutput(Output, frozen=True, kw_only=True):
    """A feed, as RSS 2.0 or as JSON Feed 1.1 by the ending of its path."""

    kind: ClassVar[str] = "feed"
    feed: Feed
    bodies: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    """Paths of the pictures whose lengths it states."""


class PictureOutput(Output, frozen=True, kw_only=True, gc=False):
    """One rendition of a picture file."""

    kind: ClassVar[str] = "picture"
    digest: str
    """Of the picture file, `source`."""
    rendition: Rendition


class DownloadOutput(Output, frozen=True, kw_only=True):
    """A picture file as it was, without what its camera wrote into it: an original that readers may
    have, or a picture in `static/`."""

    digest: str
    """Of the picture file, `source`."""
    redact: tuple[Fractions, ...] = ()
    rights: Rights | None = None
    signed: bool = False
    """Instead of `rights`: what the file itself says of them stays."""


class CopyOutput(Output, frozen=True, kw_only=True):
    """A file published as it is."""

    digest: str


class BytesOutput(Output, frozen=True, kw_only=True):
    """A small file known when it is planned: `robots.txt`, a sitemap."""

    data: bytes


class Made(msgspec.Struct, frozen=True):
    """A result carries its job."""

    output: Output
    data: bytes
