"""One file that points at others: finds their paths, and says what is wrong with those."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
        self.asks.problem(reference.place, code, message, hint, severity)


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
