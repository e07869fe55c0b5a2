"""What writers make: articles, pictures, galleries, authors, cars; as read, not yet resolved."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from carblog.model.picture import Focus, Format, Fractions
from carblog.model.problem import Located, Place, Problem

KINDS = (
    "news",
    "first_drive",
    "road_test",
    "video_review",
    "comparison",
    "rendering",
    "spy_shots",
    "recall",
    "guide",
    "feature",
    "opinion",
)
"""The kinds of story, the kicker over every headline. A theme's strings name them for readers."""


PICTURE_KINDS = ("photo", "rendering", "ai")
"""What a picture is. The latter two must be labelled (EU AI Act, article 50)."""


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """Something the text points at: `[text](target "title")`, or with `!` an embed.

    Reading finds it and leaves a slot in the body; assembling resolves it or makes a problem.
    """

    target: str
    """As written, but with percent escapes undone: a relative path, a URL, or `#anchor`."""
    place: Place
    embed: bool = False
    text: str = ""
    """Alternative text of an embed, plain text of a link."""
    title: str = ""
    inline: bool = False
    """An embed in the middle of a sentence rather than in a paragraph of its own."""
    classes: tuple[str, ...] = ()
    """Classes from an attribute list on an embed: `![…](…){.wide}`."""


class Body(msgspec.Struct, frozen=True):
    """Text as HTML, cut at its references: a number is the index of the reference to fill in.

    The slot of a link is the value of its `href`, already inside the quotes; the slot of an embed
    is the whole element.
    """

    parts: tuple[str | int, ...] = ()


class Prose(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a text without holding its body, which waits in the store."""

    body: str = ""
    """The digest of its `Body`; empty when there is no text."""
    references: tuple[Reference, ...] = ()
    anchors: tuple[str, ...] = ()
    """The ids of its headings, that links may point at."""
    teaser: str = ""
    """Plain text before `<!--more-->`, else the first paragraph; at most 300 characters."""
    words: int = 0
    headings: tuple[tuple[int, str, str], ...] = ()
    """(level, id, plain text) of every heading, in order."""


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """The `image:` of an article."""

    src: Reference
    caption: str = ""
    alt: str = ""
    credit: str = ""
    kind: str = ""
    """`photo`, `rendering` or `ai`; empty means what its gallery says."""
    focus: Focus | None = None


class Chapter(msgspec.Struct, frozen=True):
    at: int
    """Seconds from the start."""
    title: str


class Video(msgspec.Struct, frozen=True, kw_only=True):
    """The `video:` of an article, or a video embedded in its text."""

    url: Located
    poster: Reference | None = None
    duration: int = 0
    """Seconds; 0 when not said."""
    uploaded: datetime | None = None
    chapters: tuple[Chapter, ...] = ()
    transcript: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    score: str
    """As typed, a decimal number: `8.5`."""
    scale: str = "10"
    summary: str = ""
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    subscores: tuple[tuple[str, str], ...] = ()
    price_as_tested: str = ""


class Source(msgspec.Struct, frozen=True):
    """Where a story comes from."""

    title: str
    url: str = ""


class Article(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One Markdown file: a story, or a page such as About."""

    path: str
    """Of the file, relative to the site folder: `content/news/smartmi-car.md`."""
    section: str
    """The folder of `content/` that it is in; empty for pages and for files directly in it."""
    slug: str
    url: str
    """Its site path, `/news/smartmi-car/`."""
    is_page: bool = False
    """Under `content/pages/`: it has no date and is in no list."""
    title: str
    standfirst: str = ""
    date: datetime
    """Aware, in UTC. A page without a date has 1970-01-01."""
    updated: datetime | None = None
    expires: datetime | None = None
    draft: bool = False
    kind: str = ""
    """One of `KINDS`; empty means the section's."""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cars: tuple[Located, ...] = ()
    image: Lead | None = None
    gallery: Located | None = None
    video: Video | None = None
    verdict: Verdict | None = None
    measured: tuple[tuple[str, str], ...] = ()
    top_story: bool = False
    summary: str = ""
    description: str = ""
    social_title: str = ""
    aliases: tuple[Located, ...] = ()
    photos: tuple["PhotoNote", ...] = ()
    """What is said of the pictures beside it: words, focus, what to make unrecognisable."""
    template: Located | None = None
    sources: tuple[Source, ...] = ()
    params: dict[str, Any] = {}
    prose: Prose = Prose()


class Author(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A profile, `content/authors/<name>.md`."""

    path: str
    slug: str
    url: str
    name: str
    role: str = ""
    photo: Reference | None = None
    links: tuple[Source, ...] = ()
    prose: Prose = Prose()


class Car(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A car record, `content/cars/<make>/<model>.yaml`. Figures stay text as typed."""

    path: str
    id: str
    """`make/model`, as articles name it."""
    url: str
    make: str
    name: str
    years: str = ""
    summary: str = ""
    image: Lead | None = None
    specs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Groups of (label, figure) in the order of the file."""


class PhotoWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a picture file, or the XMP file beside it, says of the picture: what people wrote into
    it, and what the camera knows. Nothing in it tells where somebody stood."""

    caption: str = ""
    alt: str = ""
    creator: str = ""
    credit: str = ""
    """The credit line."""
    copyright: str = ""
    """The copyright notice."""
    licence: str = ""
    """URL: the web statement of rights."""
    licensor: str = ""
    """URL where a licence can be had."""
    place: str = ""
    """City, region and country, as somebody wrote them; never from GPS."""
    date: datetime | None = None
    """When it was taken or made; in UTC when the file names an offset, else naive."""
    camera: str = ""
    lens: str = ""
    source_type: str = ""
    """The last part of the IPTC digital source type: `digitalCapture`, `digitalArt`,
    `trainedAlgorithmicMedia`."""


class Picture(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A picture file, as its header tells; upright, that is after its EXIF orientation."""

    path: str
    digest: str
    """Of the file's bytes."""
    width: int
    height: int
    format: str
    """`JPEG`, `PNG`, `WEBP`, `GIF`, `AVIF`, `HEIC`."""
    alpha: bool = False
    words: PhotoWords = PhotoWords()
    pending: tuple[Format, ...] = ()
    """Never read from the file: formats that this build leaves to a later one."""


class Sidecar(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An XMP file beside a picture: `01-front.xmp` or `01-front.jpg.xmp`."""

    path: str
    words: PhotoWords


class PhotoNote(msgspec.Struct, frozen=True, kw_only=True):
    """What `gallery.yaml`, or the front matter of an article, says of one photo."""

    file: Located
    caption: str = ""
    alt: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""
    place: str = ""
    date: datetime | None = None
    kind: str = ""
    """`photo`, `rendering` or `ai`; empty means what the gallery says."""
    focus: Focus | None = None
    redact: tuple[Fractions, ...] = ()


class GroupNote(msgspec.Struct, frozen=True, kw_only=True):
    """Some photos of a gallery under a title of their own: exterior, interior, detail."""

    title: str
    files: tuple[Located, ...]


class PairNote(msgspec.Struct, frozen=True, kw_only=True):
    """Two photos of a gallery that show the same before and after."""

    before: Located
    after: Located
    caption: str = ""


class GalleryNotes(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What `gallery.yaml` says. A folder without the file has exactly these defaults."""

    path: str
    """Of the `gallery.yaml`, or of the folder when there is none."""
    title: str = ""
    caption: str = ""
    credit: str = ""
    kind: str = ""
    """`photo`, `rendering` or `ai`; empty means what the gallery around it says, else `photo`."""
    copyright: str = ""
    licence: str = ""
    """URL of the licence of its photos."""
    place: str = ""
    date: datetime | None = None
    draft: bool = False
    sort: Literal["name", "date"] = "name"
    """How the photos that `order` does not name follow: by file name, or as they were taken."""
    order: tuple[Located, ...] = ()
    """File names that come first, in this order; the others follow."""
    groups: tuple[GroupNote, ...] = ()
    """In this order; the photos in none of them come first."""
    pairs: tuple[PairNote, ...] = ()
    spin: bool = False
    """Its photos are the frames of one turn around the car."""
    download: bool = False
    """Readers may have the originals, without what cameras write into them."""
    photos: tuple[PhotoNote, ...] = ()
    prose: Prose = Prose()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What reading must know beside the file: part of the key of everything read."""

    timezone: str = "UTC"
    language: str = "en"
    trust: Literal["owner", "contributors"] = "owner"


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What one file was read as. Its problems are kept with it and so told every time."""

    value: Article | Author | Car | GalleryNotes | Picture | Sidecar | None = None
    """None when a problem leaves nothing to go on with."""
    body: Body | None = None
    """The body whose digest is in the value's `prose`."""
    problems: tuple[Problem, ...] = ()


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was read, in the order of its paths."""

    articles: tuple[Article, ...] = ()
    authors: tuple[Author, ...] = ()
    cars: tuple[Car, ...] = ()
    notes: tuple[GalleryNotes, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sidecars: tuple[Sidecar, ...] = ()
    files: dict[str, str] = {}
    """Path → digest of every other file that an article could link to, and of `static/`."""
