"""Everything that a text can point at, and what a text says that points at nothing."""

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from carblog.model.content import Article, Picture, Reference
from carblog.model.paths import resolve
from carblog.model.problem import Problem, nearest_of
from carblog.model.site import Album, Record
from carblog.model.view import Photo

MOST_NAMES = 3
"""Of a folder, when none of them is near."""


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

    def hidden_because(self, path: str) -> str:
        """Why a gallery, or the gallery of a photo, is not online; empty when it is no such."""
        return self.hidden.get(path) or self.hidden.get(posixpath.dirname(path), "")

    def with_albums(self, albums: Mapping[str, Album]) -> "Known":
        """The same when these galleries are online too."""
        return msgspec.structs.replace(
            self,
            albums={**self.albums, **albums},
            hidden={folder: why for folder, why in self.hidden.items() if folder not in albums},
            photos={**self.photos, **photos_of(albums)},
        )


def photos_of(albums: Mapping[str, Album]) -> dict[str, Photo]:
    """The photos of galleries, by the path of their files."""
    return {photo.image.source: photo for album in albums.values() for photo in album.photos}


class Pointer:
    """One file that points at others: finds their paths, and collects what is wrong."""

    def __init__(self, known: Known, base: str) -> None:
        self.known = known
        self.problems: list[Problem] = []
        self._base = base

    def path(self, reference: Reference) -> str | None:
        """The file that a target means: from the site folder when it begins with `/`."""
        target = reference.target.partition("#")[0]
        base = "" if target.startswith("/") else self._base
        path = resolve(base, target.lstrip("/"))
        if path is None:
            message = f'"{reference.target}" leads out of the site folder'
            self.problem(reference, "outside", message, "point at a file inside the site")
        return path

    def missing(self, reference: Reference, code: str, noun: str, known: Iterable[str]) -> None:
        """A problem that names the nearest that exists, as it would be written here."""
        here = posixpath.dirname(self._base)
        message = f'there is no {noun} "{reference.target}"'
        hint = _hint(reference.target, [_relative(path, here) for path in known])
        self.problem(reference, code, message, hint)

    def not_online(self, reference: Reference, why: str) -> None:
        """A problem with something in a gallery that must not be seen yet."""
        message = f'the gallery of "{reference.target}" is not online: {why}'
        hint = "change the date or draft in its gallery.yaml, or of the stories that show it"
        self.problem(reference, "gallery-not-due", message, hint)

    def problem(self, reference: Reference, code: str, message: str, hint: str = "") -> None:
        """One more problem, at the reference."""
        self.problems.append(Problem(reference.place, code, message, hint))


def folder_url(folder: str) -> str:
    """The site path of a folder of `content/`; pages are published at the top."""
    parts = folder.split("/")[1:] if folder.startswith("content") else folder.split("/")
    parts = parts[1:] if parts[:1] == ["pages"] else parts
    return f"/{'/'.join(parts)}/" if parts else "/"


def _hint(target: str, written: Sequence[str]) -> str:
    """The path whose name is nearest, since folders are long and alike; else what is there."""
    by_name = defaultdict(list)
    for path in written:
        by_name[_name(path)].append(path)
    if name := nearest_of(_name(target), by_name):
        return f'did you mean "{nearest_of(target, by_name[name]) or by_name[name][0]}"?'
    folder = posixpath.dirname(target.rstrip("/"))
    beside = [posixpath.basename(path) for path in written if posixpath.dirname(path) == folder]
    if not beside:
        return "a path is written as seen from this file"
    more = ", …" if len(beside) > MOST_NAMES else ""
    return f"in that folder there is {', '.join(sorted(beside)[:MOST_NAMES])}{more}"


def _name(path: str) -> str:
    """What a person calls a file or folder."""
    return posixpath.splitext(posixpath.basename(path.rstrip("/")))[0]


def _relative(path: str, here: str) -> str:
    ending = "/" if path.endswith("/") else ""
    return posixpath.relpath(path, here or ".") + ending
