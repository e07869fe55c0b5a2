"""What is done to an output folder, in an order in which no reader ever meets a broken reference.

Pure. New files come first: nobody can come to them before something replaced points at them; a
new home page is last of these, so a new site appears at once. Then what is replaced, assets before
pages and the home page last again: whatever a page points at is there. Then feeds and sitemaps,
which announce the pages; then deletions, of what nothing points at any more, the other way round:
announcements, pages, styles, pictures.
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

# ending → how late a file comes, after all that it may point at; what is not named is first
_LATENESS = {
    **dict.fromkeys((".css", ".js", ".mjs", ".svg", ".webmanifest"), 1),
    **dict.fromkeys((".html", ".htm"), 2),
    **dict.fromkeys((".xml", ".json", ".txt"), 3),
}
_ANNOUNCES = 3


def in_order(moves: Iterable[Move], there: Iterable[str]) -> list[Move]:
    """Moves in the order of publication; `there`: the paths that are in the output folder now."""
    known = set(there)

    def rank(move: Move) -> tuple[int, bool, int, bool, str]:
        path, late = move.path, lateness(move.path)
        group = 0 if path not in known else 1 if late < _ANNOUNCES else 2
        return group, path == HOME, late, path == "robots.txt", path

    return sorted(moves, key=rank)


def lateness(path: str) -> int:
    """0 for pictures and the like, 1 for styles, 2 for pages, 3 for what announces pages."""
    return _LATENESS.get(posixpath.splitext(path)[1].lower(), 0)


def deletions(gone: Mapping[str, str], staying: Iterable[str]) -> list[Step]:
    """Deletes the files of `gone` (path → digest), then the folders that have none of `staying`."""
    files = sorted(gone, key=lambda path: (-lateness(path), path))
    needed = folders_of(staying)
    empty = folders_of(gone) - needed
    return [
        *(Delete(path, gone[path]) for path in files),
        *(RemoveFolder(folder) for folder in sorted(empty, reverse=True)),
    ]


def new_folders(paths: Iterable[str], there: Iterable[str]) -> list[MakeFolder]:
    """The folders that `paths` need and that are not `there`, outer ones first."""
    needed = folders_of(paths)
    return [MakeFolder(folder) for folder in sorted(needed - set(there))]


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders around these files: of `a/b/c.html` it is `a` and `a/b`."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        # Of 7,600 pages most are in folders that were met: each is looked at once.
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
