"""What is done to an output folder, in an order in which no reader ever meets a broken reference.

Pure. New files come first: nobody can come to them before something replaced points at them.
Then what is replaced, assets before pages and the home page last of these, so that whatever a page
points at is there. Then feeds and sitemaps, which announce the pages; then deletions, of what
nothing points at any more, again announcements before pages before their pictures.
"""

import posixpath
from collections.abc import Iterable, Mapping

import msgspec

HOME = "index.html"


class MakeFolder(msgspec.Struct, frozen=True, array_like=True, tag="folder"):
    """A folder for what is to come, with the right mode."""

    path: str


class Move(msgspec.Struct, frozen=True, array_like=True, tag="move"):
    """A waiting file takes its place."""

    path: str
    name: str
    """Of the file in the staging folder."""
    digest: str


class Delete(msgspec.Struct, frozen=True, array_like=True, tag="delete"):
    """A file goes, provided that it still has these bytes."""

    path: str
    digest: str


class RemoveFolder(msgspec.Struct, frozen=True, array_like=True, tag="clear"):
    """A folder goes if nothing is left in it."""

    path: str


Step = MakeFolder | Move | Delete | RemoveFolder
"""Doing a step a second time changes nothing, so a list of them can be done again from the top."""

# ending → how late a file comes: 0 what pages show, 1 pages, 2 what announces pages
_LATENESS = {".html": 1, ".htm": 1, ".xml": 2, ".json": 2, ".txt": 2}


def in_order(moves: Iterable[Move], there: Iterable[str]) -> list[Move]:
    """Moves in the order of publication; `there`: the paths that are in the output folder now."""
    known = set(there)

    def rank(move: Move) -> tuple[int, int, bool, str]:
        path = move.path
        group = 2 if path == HOME else 0 if path not in known else 1 if lateness(path) < 2 else 3
        return group, lateness(path), path == "robots.txt", path

    return sorted(moves, key=rank)


def lateness(path: str) -> int:
    """0 for what pages show, 1 for pages, 2 for what announces pages."""
    return _LATENESS.get(posixpath.splitext(path)[1].lower(), 0)


def deletions(gone: Mapping[str, str], staying: Iterable[str]) -> list[Step]:
    """Deletes the files of `gone` (path → digest), then the folders that have none of `staying`."""
    files = sorted(gone, key=lambda path: (-lateness(path), path))
    needed = {folder for path in staying for folder in folders_of(path)}
    empty = {folder for path in gone for folder in folders_of(path)} - needed
    return [
        *(Delete(path, gone[path]) for path in files),
        *(RemoveFolder(folder) for folder in sorted(empty, reverse=True)),
    ]


def new_folders(paths: Iterable[str], there: Iterable[str]) -> list[MakeFolder]:
    """The folders that `paths` need and that are not `there`, outer ones first."""
    needed = {folder for path in paths for folder in folders_of(path)}
    return [MakeFolder(folder) for folder in sorted(needed - set(there))]


def folders_of(path: str) -> list[str]:
    """`a/b/c.html` → `a`, `a/b`."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]
