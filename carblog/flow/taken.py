"""All that was read of a site, put in order file by file: what no file has touched is as it was."""

from typing import Any

import msgspec

from carblog.model.content import (
    Article,
    Author,
    Car,
    Content,
    GalleryNotes,
    Picture,
    Read,
    Sidecar,
)
from carblog.model.problem import Problem
from carblog.model.site import Skipped

FIELDS: dict[type, str] = {
    Article: "articles",
    Author: "authors",
    Car: "cars",
    GalleryNotes: "notes",
    Picture: "pictures",
    Sidecar: "sidecars",
}
"""Kind of value → where it is in `Content`."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """All that the site folder holds."""

    content: Content
    problems: tuple[Problem, ...]
    skipped: tuple[Skipped, ...]


class Shelf:
    """Values of one kind by path."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._is_in_order = True
        self.is_touched = False
        """Something is other than when `in_order` was last called."""

    def put(self, path: str, value: Any) -> None:
        """Nothing new where it is equal to what is there."""
        before = self._values.get(path)
        if before is None:
            self._is_in_order = False
        elif before == value:
            return
        self._values[path] = value
        self.is_touched = True

    def take(self, path: str) -> None:
        """It is gone, if it was there."""
        if self._values.pop(path, None) is not None:
            self.is_touched = True

    def in_order(self) -> dict[str, Any]:
        """A copy, by path."""
        if not self._is_in_order:
            self._values = {path: self._values[path] for path in sorted(self._values)}
            self._is_in_order = True
        self.is_touched = False
        return dict(self._values)


class Shelves:
    """Everything that was read. Sorting one shelf again costs what is on it, and no other."""

    def __init__(self) -> None:
        self._values = {kind: Shelf() for kind in FIELDS}
        self._kinds: dict[str, type] = {}
        self._files, self._skipped, self._problems = Shelf(), Shelf(), Shelf()
        self._taken = Taken(content=Content(), problems=(), skipped=())

    def put(self, path: str, digest: str, read: Read | None, killed: Problem | None = None) -> None:
        """The file at `path` has these bytes, and was read as this, if there is a reader for it."""
        self._put_value(path, read.value if read else None)
        self._put_file(path, digest, is_loose=read is None or path.startswith("static/"))
        problems = read.problems if read else ()
        _set(self._problems, path, (killed, *problems) if killed else problems or None)

    def take(self, path: str) -> None:
        """The file is gone."""
        self._put_value(path, None)
        for shelf in (self._files, self._skipped, self._problems):
            shelf.take(path)

    def taken(self) -> Taken:
        """All of it, by path."""
        changes: dict[str, Any] = {
            field: tuple(self._values[kind].in_order().values())
            for kind, field in FIELDS.items()
            if self._values[kind].is_touched
        }
        if self._files.is_touched:
            changes["files"] = self._files.in_order()
        known = self._taken
        problems, skipped = known.problems, known.skipped
        if self._problems.is_touched:
            found = self._problems.in_order().values()
            problems = tuple(problem for each in found for problem in each)
        if self._skipped.is_touched:
            skipped = tuple(self._skipped.in_order().values())
        content = msgspec.structs.replace(known.content, **changes) if changes else known.content
        self._taken = Taken(content=content, problems=problems, skipped=skipped)
        return self._taken

    def _put_value(self, path: str, value: Any) -> None:
        kind = type(value)
        before = self._kinds.get(path)
        if before and before is not kind:
            self._values[before].take(path)
            del self._kinds[path]
        if value is not None:
            self._kinds[path] = kind
            self._values[kind].put(path, value)

    def _put_file(self, path: str, digest: str, *, is_loose: bool) -> None:
        """What is published as it is, and what nothing is made of."""
        top = path.partition("/")[0] if is_loose else ""
        _set(self._files, path, digest if top in ("content", "static") else None)
        why = "neither a picture nor a gallery.yaml"
        _set(self._skipped, path, Skipped(path, why) if top == "galleries" else None)


def _set(shelf: Shelf, path: str, value: Any) -> None:
    if value is None:
        shelf.take(path)
    else:
        shelf.put(path, value)
