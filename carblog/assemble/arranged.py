"""The order of a gallery's files: those that are named first, then by name or date, by group."""

import posixpath
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from fnmatch import fnmatchcase

import msgspec

from carblog.model.content import GalleryNotes, GroupNote
from carblog.model.paths import nfc, slugify
from carblog.model.problem import Located, Problem, nearest

REST = "photos"
"""The id of the photos that are in no group."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Some files of a gallery under a title."""

    title: str
    id: str
    files: tuple[str, ...]


def arranged(
    files: Collection[str], taken: Callable[[str], datetime | None], note: GalleryNotes
) -> tuple[list[str], list[Group]]:
    """All files in order, and the same by group when there are groups.

    `taken`: when a photo was. Those without a date are the last, by name.
    """
    first = dict.fromkeys(name for each in note.order if (name := nfc(each.value)) in files)
    rest = sorted(set(files) - first.keys())
    if note.sort == "date":
        dates = {name: taken(name) for name in rest}
        rest.sort(key=lambda name: _when(dates[name]))
    order = [*first, *rest]
    if not note.groups:
        return order, []
    groups = _with_ids(_grouped(order, note.groups), note.prose.anchors)
    return [name for group in groups for name in group.files], groups


def _when(date: datetime | None) -> tuple[bool, float]:
    return date is None, date.timestamp() if date else 0.0


def _grouped(order: Sequence[str], notes: Sequence[GroupNote]) -> list[tuple[str, list[str]]]:
    """The files in no group come first. A file whose name is written out is in that group, whatever
    patterns it fits too; else it is in the first whose pattern it fits."""
    group_of: dict[str, int] = {}
    patterns: list[tuple[str, int]] = []
    names = set(order)
    for number, note in enumerate(notes):
        for file in note.files:
            if (name := nfc(file.value)) in names:
                group_of.setdefault(name, number)
            else:
                patterns.append((_folded(name), number))
    for name in order:
        fits = (number for pattern, number in patterns if fnmatchcase(_folded(name), pattern))
        if name not in group_of and (found := next(fits, None)) is not None:
            group_of[name] = found
    inside: list[list[str]] = [[] for _ in notes]
    rest: list[str] = []
    for name in order:
        (inside[group_of[name]] if name in group_of else rest).append(name)
    titled = [("", rest), *((note.title, inside[at]) for at, note in enumerate(notes))]
    return [(title, files) for title, files in titled if files]


def _folded(name: str) -> str:
    return nfc(name).casefold()


def _with_ids(groups: Sequence[tuple[str, list[str]]], taken: Collection[str]) -> list[Group]:
    """Ids are slugs of titles; no two are the same, nor that of a heading in the gallery's text."""
    found: dict[str, Group] = {}
    for number, (title, files) in enumerate(groups, 1):
        wanted = slugify(title) or (f"group-{number}" if title else REST)
        id_ = wanted
        while id_ in found or id_ in taken:
            id_ = f"{wanted}-{number}" if id_ == wanted else f"{id_}-{number}"
        found[id_] = Group(title=title, id=id_, files=tuple(files))
    return list(found.values())


def misnamed(files: Collection[str], note: GalleryNotes) -> list[Problem]:
    """What `gallery.yaml` names that is not there, or names twice."""
    said = [*note.order, *(photo.file for photo in note.photos)]
    said += [each for pair in note.pairs for each in (pair.before, pair.after)]
    problems = [_missing(each, files) for each in said if nfc(each.value) not in files]
    folded = [_folded(name) for name in files]
    groups: dict[str, str] = {}
    for group in note.groups:
        for each in group.files:
            name = nfc(each.value)
            if name in files:
                first = groups.setdefault(name, group.title)
                if first != group.title:
                    problems.append(_twice(each, first))
            elif not set("*?[") & set(name):
                problems.append(_missing(each, files))
            elif not any(fnmatchcase(file, _folded(name)) for file in folded):
                problems.append(_fits_nothing(each))
    return problems


def _missing(written: Located, files: Collection[str]) -> Problem:
    message = f'there is no photo "{written.value}" in this gallery'
    hint = _elsewhere(written, files) or nearest(written.value, files)
    return Problem(written.place, "photo-missing", message, hint)


def _elsewhere(written: Located, files: Collection[str]) -> str:
    """What to do about a path, or several files, where a gallery takes the name of one."""
    names = [name.strip() for name in written.value.split(",")]
    if len(names) > 1 and all(nfc(name) in files for name in names):
        return f"put them into a list: [{', '.join(names)}]"
    if "/" not in written.value:
        return ""
    own = posixpath.dirname(written.place.path)
    start = "" if written.value.startswith("galleries/") else own
    folder, name = posixpath.split(posixpath.normpath(posixpath.join(start, written.value)))
    if folder == own:
        return f"write its name alone: {name}" if nfc(name) in files else nearest(name, files)
    return f"it belongs in {folder}/gallery.yaml" if folder.startswith("galleries/") else ""


def _fits_nothing(written: Located) -> Problem:
    message = f'no photo in this gallery fits "{written.value}"'
    hint = _elsewhere(written, ()) or "* stands for any letters, ? for one"
    return Problem(written.place, "photo-missing", message, hint)


def _twice(written: Located, first: str) -> Problem:
    message = f'the photo "{written.value}" is in the group "{first}" already'
    return Problem(written.place, "photo-twice", message, "take it out of one of the two")
