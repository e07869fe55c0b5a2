"""One file that points at others: finds their paths, and says what is wrong with those."""

import posixpath
from collections import defaultdict
from collections.abc import Mapping, Sequence

from carblog.assemble.bare import is_bare
from carblog.assemble.inquiry import Inquiry, Severity
from carblog.model.content import PhotoNote, Reference
from carblog.model.paths import resolve
from carblog.model.problem import nearest_of

NO_NOTES: Mapping[str, PhotoNote] = {}

WHY_NOT_DUE = (
    "change the date or draft of the gallery, of one that it is in, or of the stories that show it"
)

MOST_NAMES = 3
"""Of a folder, when none of them is near."""


class Pointer:
    """The references of one file."""

    def __init__(self, asks: Inquiry, base: str, notes: Mapping[str, PhotoNote] = NO_NOTES) -> None:
        self.asks = asks
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

    def missing(self, reference: Reference, code: str, noun: str, known: Sequence[str]) -> None:
        """A problem that names the nearest that exists, as it would be written here."""
        target, here = reference.target, posixpath.dirname(self._base)
        if is_bare(resolve(self._base, target) or "", reference.place, self.asks):
            return
        message = f'there is no {noun} "{target}"'
        # A file that is gone may be missed by every text of a folder, and to look takes 30 ms.
        hints, asked = self.asks.known.hints, (target, here, noun, len(known))
        if asked not in hints:
            hints[asked] = _hint(target, here, known)
        self.problem(reference, code, message, hints[asked])

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
        self.asks.problem(reference.place, code, message, hint, severity)


def folder_url(folder: str) -> str:
    """The site path of a folder of `content/`; pages are published at the top."""
    parts = folder.split("/")[1:] if folder.startswith("content") else folder.split("/")
    parts = parts[1:] if parts[:1] == ["pages"] else parts
    return f"/{'/'.join(parts)}/" if parts else "/"


def _hint(target: str, here: str, known: Sequence[str]) -> str:
    """The path whose name is nearest, since folders are long and alike; else what is there."""
    by_name = defaultdict(list)
    for path in known:
        by_name[_name(path)].append(path)
    if name := nearest_of(_name(target), by_name):
        written = [_relative(path, here) for path in by_name[name]]
        return f'did you mean "{nearest_of(target, written) or written[0]}"?'
    folder = posixpath.normpath(posixpath.join(here, posixpath.dirname(target.rstrip("/"))))
    places = (path.rstrip("/").rpartition("/") for path in known)
    beside = [file for place, _, file in places if place == folder]
    if not beside:
        return "a path is written as seen from this file"
    more = ", …" if len(beside) > MOST_NAMES else ""
    return f"in that folder there is {', '.join(sorted(beside)[:MOST_NAMES])}{more}"


def _name(path: str) -> str:
    """What a person calls a file or folder."""
    name = path.rstrip("/").rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _relative(path: str, here: str) -> str:
    ending = "/" if path.endswith("/") else ""
    return posixpath.relpath(path, here or ".") + ending
