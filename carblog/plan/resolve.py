"""References become what they point at, or a problem that says where and what is nearest."""

import posixpath
import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, urlsplit

import msgspec

from carblog.model.content import Article, Picture, Prose, Reference
from carblog.model.paths import fault_in_name, resolve, slugify
from carblog.model.picture import Image
from carblog.model.problem import Problem, nearest
from carblog.model.site import Album, Record
from carblog.model.view import (
    Embed,
    FigureEmbed,
    GalleryEmbed,
    GalleryStrip,
    LinkEmbed,
    Photo,
    SpecsEmbed,
    Text,
    Video,
    VideoEmbed,
)
from carblog.plan.albums import as_used, image_of

NOTHING = LinkEmbed(url="")
"""What fills the slot of a reference that is a problem: the build fails before it is seen."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be pointed at, by the path of its file relative to the site folder."""

    articles: Mapping[str, Article]
    """Due or not."""
    visible: Callable[[Article, Article | None], bool]
    """Whether an article is online whenever the one that points at it is."""
    albums: Mapping[str, Album]
    """By folder: `galleries/electric-suv`. Only those that are due."""
    hidden: Mapping[str, str]
    """Folders of galleries that are not due → why."""
    photos: Mapping[str, Photo]
    """The photos of those albums, by path."""
    pictures: Mapping[str, Picture]
    """Every picture file."""
    records: Mapping[str, Record]
    addresses: Mapping[str, str]
    """Other files with a page of their own, such as authors' profiles → URL."""
    files: Mapping[str, str]
    """Files that can be linked to and are then published as they are → digest."""


class Resolver:
    """Resolves the references of one text, collecting problems and the files that it links to."""

    def __init__(self, known: Known, base: str, article: Article | None = None) -> None:
        self._known = known
        self._base = base
        self._article = article
        self.problems: list[Problem] = []
        self.linked: dict[str, str] = {}
        """Site path → file, for links to files that are published as they are."""

    def text(self, prose: Prose) -> Text:
        """The text with everything that it points at."""
        embeds = tuple(self.embed(reference, prose) for reference in prose.references)
        return Text(body=prose.body, embeds=embeds)

    def embed(self, reference: Reference, prose: Prose) -> Embed:
        """What fills the slot of one reference."""
        if reference.embed:
            return self._shown(reference)
        return LinkEmbed(url=self._address(reference, prose))

    def photo(self, reference: Reference, use: str) -> Photo | None:
        """The picture that a value of the front matter points at."""
        path = self._path(reference)
        if path is None:
            return None
        if photo := self._known.photos.get(path):
            return as_used(photo, use)
        if picture := self._known.pictures.get(path):
            return self._own_picture(picture, reference, use)
        self._missing(reference, "photo-missing", "photo", self._known.pictures)
        return None

    def _shown(self, reference: Reference) -> Embed:
        if is_remote(reference.target):
            return self._video(reference)
        path = self._path(reference)
        if path is None:
            return NOTHING
        found: Embed | None = None
        if album := self._known.albums.get(path):
            found = GalleryEmbed(gallery=strip(album))
        elif record := self._known.records.get(path):
            found = SpecsEmbed(specs=record.specs)
        elif path in self._known.pictures and self._is_public(path, reference):
            photo = self.photo(reference, "body")
            assert photo is not None  # noqa: S101 - the path is known
            own = _with_words(photo, reference)
            return FigureEmbed(photo=own, inline=reference.inline, classes=reference.classes)
        if found is None:
            self._missing_embed(path, reference)
            return NOTHING
        if reference.inline:
            message = "a gallery or table cannot stand in the middle of a sentence"
            self._problem(reference, "embed-inline", message, "put it in a paragraph of its own")
        return found

    def _missing_embed(self, path: str, reference: Reference) -> None:
        if path in self._known.hidden:
            self._is_public(path + "/", reference)
        elif reference.target.endswith("/"):
            folders = [f"{folder}/" for folder in self._known.albums]
            self._missing(reference, "gallery-missing", "gallery", folders)
        elif reference.target.endswith((".yaml", ".yml")):
            self._missing(reference, "car-missing", "car", self._known.records)
        elif path not in self._known.pictures:
            self._missing(reference, "photo-missing", "photo", self._known.pictures)

    def _is_public(self, path: str, reference: Reference) -> bool:
        why = self._known.hidden.get(posixpath.dirname(path), "")
        if why:
            message = f'the gallery of "{reference.target}" is not online: {why}'
            self._problem(
                reference,
                "gallery-not-due",
                message,
                "change the date or draft in its gallery.yaml",
            )
        return not why

    def _own_picture(self, picture: Picture, reference: Reference, use: str) -> Photo | None:
        """A picture beside an article."""
        folder, file = posixpath.split(picture.path)
        stem = posixpath.splitext(file)[0]
        if fault := fault_in_name(stem):
            message = f'the name of "{picture.path}" cannot be in an address: {fault}'
            self._problem(reference, "name", message, "rename the file")
            return None
        image: Image = image_of(picture, _folder_url(folder), slugify(stem) or "picture")
        return Photo(image=image, alt=reference.text, caption=reference.title, use=use)

    def _video(self, reference: Reference) -> Embed:
        if not (provider := provider_of(reference.target)):
            message = f'"{reference.target}" is not a video that carblog can show'
            hint = "download a picture into the site and point at the file; videos: YouTube, Vimeo"
            self._problem(reference, "embed-remote", message, hint)
            return NOTHING
        if reference.inline:
            message = "a video cannot stand in the middle of a sentence"
            self._problem(reference, "embed-inline", message, "put it in a paragraph of its own")
        poster = None
        if reference.title:
            pointed = msgspec.structs.replace(reference, target=reference.title)
            poster = self.photo(pointed, "poster")
        name, embed_url = provider
        title = reference.text or name
        url = reference.target
        video = Video(title=title, url=url, embed_url=embed_url, provider=name, poster=poster)
        return VideoEmbed(video=video)

    def _address(self, reference: Reference, prose: Prose) -> str:
        """The URL that a link leads to."""
        target, _, anchor = reference.target.partition("#")
        if not target:
            self._check_anchor(anchor, prose, reference)
            return reference.target
        if target.startswith("/") and not target.startswith(("/content/", "/galleries/")):
            return reference.target
        path = self._path(reference)
        if path is None:
            return ""
        if article := self._article_at(path):
            return self._article_address(article, anchor, reference)
        fragment = f"#{anchor}" if anchor else ""
        if url := self._other_address(path):
            return url + fragment
        if path in self._known.hidden or posixpath.dirname(path) in self._known.hidden:
            self._is_public(path if path in self._known.pictures else path + "/", reference)
        elif path in self._known.pictures:
            message = f'"{reference.target}" is a picture, and originals are not published'
            hint = f"show it with ![…]({reference.target})"
            self._problem(reference, "picture-link", message, hint)
        elif path in self._known.files:
            return self._file_address(path)
        elif target.startswith("/"):
            return reference.target
        else:
            everything = [*self._known.articles, *self._known.files, *self._known.photos]
            self._missing(reference, "link-broken", "file", everything)
        return ""

    def _other_address(self, path: str) -> str:
        if album := self._known.albums.get(path):
            return album.url
        if photo := self._known.photos.get(path):
            return photo.url
        if record := self._known.records.get(path):
            return record.car.url
        return self._known.addresses.get(path, "")

    def _article_at(self, path: str) -> Article | None:
        known = self._known.articles
        return known.get(path) or known.get(f"{path}/index.md")

    def _article_address(self, article: Article, anchor: str, reference: Reference) -> str:
        if not self._known.visible(article, self._article):
            message = f'the story "{article.path}" is not online yet, or not any more'
            hint = "take the link out, or change that story's draft, date or expires"
            self._problem(reference, "link-not-due", message, hint)
        if not anchor:
            return article.url
        self._check_anchor(anchor, article.prose, reference)
        return f"{article.url}#{anchor}"

    def _check_anchor(self, anchor: str, prose: Prose, reference: Reference) -> None:
        if anchor and anchor not in prose.anchors:
            message = f'there is no heading "#{anchor}" there'
            self._problem(reference, "anchor-missing", message, nearest(anchor, prose.anchors))

    def _file_address(self, path: str) -> str:
        folder, name = posixpath.split(path)
        url = f"{_folder_url(folder)}{name}"
        self.linked[url] = path
        return url

    def _path(self, reference: Reference) -> str | None:
        target = reference.target.partition("#")[0]
        path = resolve(self._base, target.lstrip("/") if target.startswith("/") else target)
        if target.startswith("/"):
            path = resolve("site.yaml", target.lstrip("/"))
        if path is None:
            message = f'"{reference.target}" leads out of the site folder'
            self._problem(reference, "outside", message, "point at a file inside the site")
        return path

    def _missing(self, reference: Reference, code: str, noun: str, known: object) -> None:
        """A problem that names the nearest that exists, as it would be written here."""
        here = posixpath.dirname(self._base)
        written = [_relative(path, here) for path in known]  # type: ignore[attr-defined]
        message = f'there is no {noun} "{reference.target}"'
        self._problem(reference, code, message, nearest(reference.target, written))

    def _problem(self, reference: Reference, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(reference.place, code, message, hint))


def strip(album: Album, lead: Photo | None = None) -> GalleryStrip:
    """The album inside an article. A `lead` that is one of its photos is followed by the others."""
    photos = album.photos
    if lead is None:
        first, others = photos[0], photos[1:]
    else:
        first = None
        others = tuple(photo for photo in photos if photo.image.source != lead.image.source)
    return GalleryStrip(
        title=album.title,
        url=album.url,
        kind=album.notes.kind,
        count=len(photos),
        lead=first,
        thumbnails=others,
        caption=album.notes.caption,
    )


def is_remote(target: str) -> bool:
    """Whether a target is on another host."""
    return target.startswith(("http://", "https://"))


def provider_of(url: str) -> tuple[str, str] | None:
    """(name, address for an iframe) of a video's provider; None for what is not a video."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        query = parse_qs(parts.query).get("v", [""])[0]
        video = query if host != "youtu.be" and query else parts.path.rpartition("/")[2]
        if re.fullmatch(r"[\w-]{6,20}", video):
            return "YouTube", f"https://www.youtube-nocookie.com/embed/{video}"
    if host in ("vimeo.com", "player.vimeo.com"):
        video = parts.path.rpartition("/")[2]
        if video.isdigit():
            return "Vimeo", f"https://player.vimeo.com/video/{video}"
    return None


def _with_words(photo: Photo, reference: Reference) -> Photo:
    """The photo with what the text says of it, which goes before what its gallery says."""
    return msgspec.structs.replace(
        photo,
        alt=reference.text or photo.alt,
        caption=reference.title or photo.caption,
    )


def _folder_url(folder: str) -> str:
    """The site path of a folder of `content/`: pages are published at the top."""
    inside = folder.removeprefix("content").strip("/")
    inside = inside.removeprefix("pages").strip("/") if inside.startswith("pages") else inside
    return f"/{inside}/" if inside else "/"


def _relative(path: str, here: str) -> str:
    ending = "/" if path.endswith("/") else ""
    return posixpath.relpath(path, here or ".") + ending
