"""Galleries inside galleries, as their folders are: `rally/day-1` is inside `rally`."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence

from carblog.model.site import Album


class Nesting:
    """Of the galleries that are due: what is above each, and what is inside it.

    A folder that is no gallery, or whose gallery is not due, is passed over.
    """

    def __init__(self, albums: Iterable[Album]) -> None:
        self._albums = {album.name: album for album in albums}
        self._inside: dict[str, list[Album]] = defaultdict(list)
        for album in self._albums.values():
            self._inside[self._parent(album.name)].append(album)

    @property
    def top(self) -> Sequence[Album]:
        """Those that are in no other, in the order of the site."""
        return self._inside[""]

    def above(self, album: Album) -> list[Album]:
        """Those that it is in, the outermost first."""
        found: list[Album] = []
        name = album.name
        while name := self._parent(name):
            found.insert(0, self._albums[name])
        return found

    def inside(self, album: Album) -> Sequence[Album]:
        """Those directly in it, in the order of the site."""
        return self._inside.get(album.name, ())

    def _parent(self, name: str) -> str:
        """The name of the nearest gallery that it is in; empty when it is in none."""
        name = posixpath.dirname(name)
        while name and name not in self._albums:
            name = posixpath.dirname(name)
        return name
