"""Everything that a text can point at, and what a text says that points at nothing."""

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from carblog.assemble.photos import Beside
from carblog.model.content import Article, PhotoNote, Picture, Reference
from carblog.model.paths import resolve
from carblog.model.picture import Fractions
from carblog.model.problem import Problem, nearest_of
from carblog.model.site import Album, Record
from carblog.model.view import Photo

Absence = Literal["", "draft", "future", "expired"]
Severity = Literal["error", "warning"]

NO_NOTES: Mapping[str, PhotoNote] = {}

WHY_NOT_DUE = (
    "change the date or draft of the gallery, of one that it is in, or of the stories that show it"
)

MOST_NAMES = 3
"""Of a folder, when none of them is near."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be pointed at, by the path of its file in NFC."""

    articles: Mapping[str, Article]
    """Due or not."""
    absent: Callable[[Article, Article | None], Absence]
    """Why an article is not online at the moment at which the one that points at it comes."""
    sections: frozenset[str]
    """The names of sections that have a list."""
    albums: Mapping[str, Album]
    """By folder: `galleries/electric-suv`. Only those that are due."""
    hidden: Mapping[str, str]
    """Folders of galleries that are not due → why."""
    photos: Mapping[str, Photo]
    """The photos of those albums, by path."""
    pictures: Mapping[str, Picture]
    """Every picture file."""
    beside: Beside
    """What more must be known of those that are in no gallery."""
    redacted: Mapping[str, tuple[Fractions, ...]]
    """What any story says must not be seen of those: wherever they are shown."""
    strings: Mapping[str, str]
    """The words of the theme."""
    records: Mapping[str, Record]
    addresses: Mapping[str, str]
    """Other files with a page of their own, such as authors' profiles → URL."""
    files: Mapping[str, str]
    """Files that can be linked to and are then published as they are → their paths on disk."""
    cautious: bool = False
    """Contributors are not trusted: no file that a browser would run is published for them."""

    def hidden_because(self, path: str) -> str:
        """Why a gallery, or the gallery of a photo, is not online; empty when it is no such."""
        return self.hidden.get(path) or self.hidden.get(posixpath.dirname(path), "")


class Ledger:
    """What is found while texts are resolved: problems, and files that are linked to."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.linked: set[tuple[str, str]] = set()
        """(site path, path on disk) of files that are published as they are."""


class Pointer:
    """One file that points at others: finds their paths, and collects what is wrong."""

    def __init__(
        self, known: Known, base: str, ledger: Ledger, notes: Mapping[str, PhotoNote] = NO_NOTES
    ) -> None:
        self.known = known
        self.ledger = ledger
        self.notes = notes
        """What the file says of pictures beside it, by path."""
        self._base = base

    def path(self, reference: Reference) -> str | None:
        """The file that a target means."""
        path = resolve(self._base, reference.target)
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
        self.problem(reference, "gallery-not-due", message, WHY_NOT_DUE)

    def problem(
        self,
        reference: Reference,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
    ) -> None:
        """One more problem, at the reference."""
        self.ledger.problems.append(Problem(reference.place, code, message, hint, severity))


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
