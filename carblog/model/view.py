"""What a template sees. Every struct here is documentation for theme makers: `docs/themes.md`.

All `url` fields are site paths such as `/news/smartmi-car/`; a template turns one into an address
with `url(…)` or `absolute(…)`, which add the base path. Times are aware; `date(…)` shows them in
the site's time zone.
"""

from datetime import datetime
from typing import Any

import msgspec

from carblog.model.picture import Image


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all views."""


class Link(View, frozen=True, kw_only=True):
    """Something with a title that can be gone to."""

    title: str
    url: str = ""
    """A site path or a full URL; empty when there is nowhere to go, as for an author without a
    profile."""


class Photo(View, frozen=True, kw_only=True):
    """A picture in its place: the same file may have other words in another gallery."""

    image: Image
    """Hand the photo to `picture(photo, role)`; the image is what it works on."""
    alt: str = ""
    """Alternative text, never equal to another's in the same gallery."""
    caption: str = ""
    credit: str = ""
    kind: str = "photo"
    """`photo`, `rendering` or `ai`: the latter two must be labelled (EU AI Act, article 50)."""
    use: str = "body"
    """What it is shown as: `lead`, `body`, `gallery`, `portrait`, `poster`, or `frame` of a spin.
    It can be asked for in the roles that the theme makes of this use."""
    url: str = ""
    """Its own page; empty for a picture that is in no gallery, and for a frame of a spin."""
    copyright: str = ""
    licence: str = ""
    """URL of its licence."""
    place: str = ""
    date: datetime | None = None
    """When it was taken."""
    camera: str = ""
    lens: str = ""
    download: str = ""
    """Site path of the original, without what cameras write into it; empty when it is not given
    away."""


class PhotoGroup(View, frozen=True, kw_only=True):
    """Some photos of a gallery under a title of their own."""

    title: str
    """Empty for the photos that are in no group."""
    id: str
    """What a link to it ends in: `#interior`."""
    photos: tuple[Photo, ...]


class Pair(View, frozen=True, kw_only=True):
    """Two pictures of the same, before and after."""

    before: Photo
    after: Photo
    caption: str = ""


class Chapter(View, frozen=True, kw_only=True):
    """A place in a video."""

    at: int
    """Seconds from the start."""
    label: str
    """The same as people write it: `1:35`."""
    title: str
    url: str
    """The video at its provider, from this moment."""


class Video(View, frozen=True, kw_only=True):
    """A video that is shown only after a click; without JavaScript it is a link."""

    title: str
    url: str
    """The page at its provider."""
    embed_url: str = ""
    """What an iframe may load after the click; empty when the provider is not known."""
    provider: str = ""
    """`YouTube` or `Vimeo`."""
    poster: Photo | None = None
    duration: str = ""
    """`12:41`."""
    seconds: int = 0
    uploaded: datetime | None = None
    chapters: tuple[Chapter, ...] = ()
    transcript: str = ""


class Verdict(View, frozen=True, kw_only=True):
    """The judgement of a review."""

    score: str
    """As typed: `8.5`."""
    scale: str
    percent: int
    """The score as a part of the scale, 0 to 100, for bars and rings."""
    summary: str = ""
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    subscores: tuple["Subscore", ...] = ()
    price_as_tested: str = ""


class Subscore(View, frozen=True, kw_only=True):
    """A part of a verdict, on the same scale."""

    label: str
    score: str
    percent: int


class Row(View, frozen=True, kw_only=True):
    """One line of a table of figures."""

    label: str
    figure: str


class SpecGroup(View, frozen=True, kw_only=True):
    """Some figures of a specification table under a title of their own."""

    title: str
    """Empty for the figures that come before the first title."""
    rows: tuple[Row, ...]


class Specs(View, frozen=True, kw_only=True):
    """A car's specification table."""

    title: str
    """Make and model."""
    url: str
    groups: tuple[SpecGroup, ...]


class Card(View, frozen=True, kw_only=True):
    """What others may show of an article: in lists, beside it, and in feeds."""

    url: str
    title: str
    standfirst: str = ""
    summary: str = ""
    """One or two sentences for lists: the summary, else the standfirst, else the text's start."""
    kind: str = ""
    """`news`, `road_test`, …: hand it to `t("kind." ~ card.kind)` for the kicker."""
    section: Link | None = None
    date: datetime
    updated: datetime | None = None
    authors: tuple[Link, ...] = ()
    image: Photo | None = None
    photos: int = 0
    """How many photos its gallery has, the lead among them; 0 without a gallery, and for a spin."""
    video: bool = False
    duration: str = ""
    """Of its video, `12:41`."""
    score: str = ""
    """Of its verdict, `8.5`."""
    top_story: bool = False


class GalleryCard(View, frozen=True, kw_only=True):
    """What others may show of a gallery."""

    url: str
    title: str
    kind: str = "photo"
    photos: int
    """How many it shows, those of the galleries inside it too; a spin counts as one."""
    image: Photo
    """Its first photo."""
    date: datetime | None = None
    spin: bool = False
    """It is one turn around a car."""


class GalleryStrip(View, frozen=True, kw_only=True):
    """A gallery inside an article: the lead picture with the count, and the thumbnails."""

    title: str
    url: str
    kind: str = "photo"
    count: int
    """All photos of the gallery: with ten photos this is 10, and nine thumbnails follow. 1 for a
    spin."""
    lead: Photo | None = None
    """The first photo; none when the article shows it already as its lead picture."""
    thumbnails: tuple[Photo, ...] = ()
    """The others, in order."""
    frames: tuple[Photo, ...] = ()
    """Of a spin: one turn around the car. There are no thumbnails then."""
    caption: str = ""


class LinkEmbed(View, frozen=True, kw_only=True, tag="link"):
    """The address of a link in a text."""

    url: str


class FigureEmbed(View, frozen=True, kw_only=True, tag="figure"):
    """A picture that a text points at."""

    photo: Photo
    inline: bool = False
    classes: tuple[str, ...] = ()


class GalleryEmbed(View, frozen=True, kw_only=True, tag="gallery"):
    """A whole gallery that a text points at."""

    gallery: GalleryStrip


class PairEmbed(View, frozen=True, kw_only=True, tag="pair"):
    """Two pictures that a text points at, before and after: `![…](before.jpg "after.jpg")`."""

    pair: Pair
    classes: tuple[str, ...] = ()


class VideoEmbed(View, frozen=True, kw_only=True, tag="video"):
    """A video that a text points at."""

    video: Video


class SpecsEmbed(View, frozen=True, kw_only=True, tag="specs"):
    """A specification table that a text points at."""

    specs: Specs


Embed = LinkEmbed | FigureEmbed | PairEmbed | GalleryEmbed | VideoEmbed | SpecsEmbed


class Text(View, frozen=True, kw_only=True):
    """A text with its references resolved: hand it to `prose(…)`."""

    body: str = ""
    """The digest of its body."""
    embeds: tuple[Embed, ...] = ()
    """What goes into the slots of the body, in their order."""


class Heading(View, frozen=True, kw_only=True):
    """A heading of a text, for a table of contents."""

    level: int
    """From 2 on: the title of the page is the only heading of level 1."""
    id: str
    """What a link to it ends in: `#range`."""
    title: str


class PageLink(View, frozen=True, kw_only=True):
    """One page of a list."""

    number: int
    url: str


class Pager(View, frozen=True, kw_only=True):
    """Where a page of a list is."""

    number: int
    count: int
    newer: str = ""
    """The URL of the page before; empty on the first."""
    older: str = ""
    """The URL of the page after; empty on the last."""
    pages: tuple[PageLink, ...] = ()
    """The first, the last, this one and its neighbours. Where numbers are left out is a gap."""


class Head(View, frozen=True, kw_only=True):
    """What goes into `<head>`, the same for every kind of page."""

    title: str
    """For `<title>` and shared cards."""
    description: str = ""
    url: str
    """The canonical site path."""
    image: Photo | None = None
    """For shared cards, in the role `social`."""
    type: str = "website"
    """`website`, `article`, `profile` or `video.other`, as Open Graph has it."""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    feeds: tuple[Link, ...] = ()
    """The feeds to announce, the most particular first."""
    index: bool = True
    """False: search engines are asked to leave the page out."""
    structured: str = ""
    """JSON-LD, safe inside a script element."""


class Shelf(View, frozen=True, kw_only=True):
    """A section as the front page shows it."""

    title: str
    url: str
    text: str = ""
    cards: tuple[Card, ...] = ()


class Count(View, frozen=True, kw_only=True):
    """An entry of an index: a tag with its number of stories."""

    title: str
    url: str
    count: int


class Month(View, frozen=True, kw_only=True):
    """The stories of one month in the archive."""

    start: datetime
    cards: tuple[Card, ...]


class SiteView(View, frozen=True, kw_only=True):
    """The publication: the name `site` in every template."""

    title: str
    tagline: str = ""
    description: str = ""
    base_url: str
    language: str
    copyright: str = ""
    menus: dict[str, tuple[Link, ...]] = {}
    """`main` and `footer`, and whatever `site.yaml` names."""
    sections: tuple[Link, ...] = ()
    social: tuple[Link, ...] = ()
    params: dict[str, Any] = {}


class Page(View, frozen=True, kw_only=True):
    """What every kind of page has: the name `page` in every template."""

    kind: str
    """`home`, `latest`, `section`, `tag`, `kind`, `author`, `archive`, `tags`, `article`, `page`,
    `galleries`, `gallery`, `photo`, `car`, `404`, `redirect`."""
    url: str
    title: str
    head: Head
    trail: tuple[Link, ...] = ()
    """Breadcrumbs from the home page to here, both included."""


class HomePage(Page, frozen=True, kw_only=True):
    """`home.html`, the front page: it mostly reads the names beside `page`."""

    pager: Pager | None = None


class ListPage(Page, frozen=True, kw_only=True):
    """`list.html`: stories of a section, tag or kind, newest first; `author.html` has a profile."""

    text: str = ""
    """One sentence under the title."""
    cards: tuple[Card, ...] = ()
    pager: Pager | None = None
    total: int = 0
    feed: str = ""
    """The URL of its RSS feed."""


class AuthorPage(ListPage, frozen=True, kw_only=True):
    """`author.html`: a profile and the author's stories."""

    role: str = ""
    photo: Photo | None = None
    links: tuple[Link, ...] = ()
    profile: Text | None = None


class ArchivePage(Page, frozen=True, kw_only=True):
    """`archive.html`: every story, by month."""

    months: tuple[Month, ...] = ()
    pager: Pager | None = None
    total: int = 0


class TagsPage(Page, frozen=True, kw_only=True):
    """`tags.html`: every tag."""

    tags: tuple[Count, ...] = ()


class ArticlePage(Page, frozen=True, kw_only=True):
    """`article.html`: a story; `page.html`: a page such as About, which has no date or kind."""

    standfirst: str = ""
    story: str = ""
    """The kind of story, for the kicker: `t("kind." ~ page.story)`."""
    story_url: str = ""
    """The list of all stories of this kind."""
    section: Link | None = None
    date: datetime | None = None
    updated: datetime | None = None
    authors: tuple[Link, ...] = ()
    lead: Photo | None = None
    gallery: GalleryStrip | None = None
    """The gallery of its front matter: `count` goes over the lead picture, thumbnails below."""
    video: Video | None = None
    verdict: Verdict | None = None
    measured: tuple[Row, ...] = ()
    cars: tuple[Specs, ...] = ()
    text: Text
    headings: tuple[Heading, ...] = ()
    minutes: int = 0
    """Reading time."""
    tags: tuple[Link, ...] = ()
    sources: tuple[Link, ...] = ()
    related: tuple[Card, ...] = ()
    newer: Card | None = None
    older: Card | None = None
    bylines: tuple["Byline", ...] = ()
    """The authors that have a profile, for the box under the story."""
    params: dict[str, Any] = {}


class Byline(View, frozen=True, kw_only=True):
    """An author under a story."""

    name: str
    url: str
    role: str = ""
    photo: Photo | None = None
    summary: str = ""
    """The start of the profile."""


class GalleriesPage(Page, frozen=True, kw_only=True):
    """`galleries.html`: every gallery, newest first."""

    galleries: tuple[GalleryCard, ...] = ()
    pager: Pager | None = None


class GalleryPage(Page, frozen=True, kw_only=True):
    """`gallery.html`: all photos of one gallery."""

    caption: str = ""
    credit: str = ""
    subject: str = "photo"
    """`photo`, `rendering` or `ai`."""
    date: datetime | None = None
    text: Text | None = None
    photos: tuple[Photo, ...] = ()
    """All of them in order, whatever group they are in; the frames of a spin."""
    groups: tuple[PhotoGroup, ...] = ()
    """The same photos by group; none when the gallery names no groups."""
    pairs: tuple[Pair, ...] = ()
    spin: bool = False
    galleries: tuple[GalleryCard, ...] = ()
    """The galleries inside this one."""
    copyright: str = ""
    licence: str = ""
    place: str = ""
    stories: tuple[Card, ...] = ()
    """The articles that show it."""


class PhotoPage(Page, frozen=True, kw_only=True):
    """`photo.html`: one photo of a gallery."""

    photo: Photo
    gallery: Link
    number: int
    """From 1."""
    count: int
    previous: Photo | None = None
    next: Photo | None = None
    stories: tuple[Card, ...] = ()


class CarPage(Page, frozen=True, kw_only=True):
    """`car.html`: a car's record and its stories."""

    make: str
    name: str
    years: str = ""
    summary: str = ""
    photo: Photo | None = None
    specs: Specs
    stories: tuple[Card, ...] = ()


class MissingPage(Page, frozen=True, kw_only=True):
    """`404.html`: what a host shows when there is no such page."""


class RedirectPage(Page, frozen=True, kw_only=True):
    """`redirect.html`: an old address, that sends readers on."""

    target: str
    """The new site path."""


class Names(View, frozen=True, kw_only=True):
    """Every top-level name a template may read. It depends only on those that it does read."""

    site: SiteView
    page: Page
    latest: tuple[Card, ...] = ()
    """The newest stories, as many as a page of a list holds."""
    top_stories: tuple[Card, ...] = ()
    """The newest stories marked `top_story`, as many as `top_stories:` in `site.yaml` says."""
    videos: tuple[Card, ...] = ()
    """The newest eight stories with a video."""
    galleries: tuple[GalleryCard, ...] = ()
    """The newest eight galleries."""
    shelves: tuple[Shelf, ...] = ()
    """Every section with its newest six stories."""
    tags: tuple[Count, ...] = ()
    """The twenty tags with most stories."""
