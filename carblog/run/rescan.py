"""A second look at a few places of a site folder: all else is as it was."""

import os
import posixpath
import stat
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from carblog.model.problem import in_order
from carblog.run.files import FOLDERS, SETTINGS, File
from carblog.run.names import verdict
from carblog.run.nofollow import opened_folder, opened_root
from carblog.run.scan import Scan, Walk, left_out, scan
from carblog.run.store import Store

V = TypeVar("V")


class Rescan(NamedTuple):
    """What was found, and where it was looked for."""

    scan: Scan
    places: tuple[str, ...] | None
    """Files, or folders with all that is in them; None is everywhere."""


def rescan(
    root: Path,
    before: Scan,
    paths: Collection[str],
    store: Store,
    output: Path | None = None,
    clock_ns: Callable[[], int] = time.time_ns,
) -> Rescan:
    """What `scan` finds when nothing is other than `before` but what is at `paths`.

    Raises `OSError` when `root` itself cannot be read.
    """
    if not all(_is_inside(path, before) for path in paths):
        return Rescan(scan(root, store, output, clock_ns), None)
    walk = Walk(store.files(), left_out(root, output), clock_ns)
    with opened_root(root) as folder:
        looked_at = [_look_at(walk, path, folder) for path in _outermost(paths)]
    places = _outermost(looked_at)
    if SETTINGS in places and SETTINGS not in walk.files:
        # Whether something else was meant for it is told by what else is in the folder.
        return Rescan(scan(root, store, output, clock_ns), None)
    store.keep_files(_with(store.files(), walk.seen, places))
    skipped = [each for each in before.skipped if not _is_in(each.path, places)]
    problems = [each for each in before.problems if not _is_in(each.place.path, places)]
    found = Scan(
        files=_with(before.files, walk.files, places),
        skipped=tuple(sorted({*skipped, *walk.skipped})),
        problems=tuple(in_order([*problems, *walk.problems])),
    )
    return Rescan(found, places)


def changes(before: Scan, after: Rescan) -> tuple[str, ...]:
    """The files that came, changed or went since `before`, sorted."""
    one, other = before.files, after.scan.files
    paths: Iterable[str]
    if after.places is None:
        paths = one.keys() | other.keys()
    else:
        paths = {*_inside(one, after.places), *_inside(other, after.places)}
    return tuple(sorted(path for path in paths if _differ(one.get(path), other.get(path))))


def _differ(one: File | None, other: File | None) -> bool:
    return (one and one.digest) != (other and other.digest)


def _is_inside(path: str, before: Scan) -> bool:
    """Whether a path is that of `site.yaml`, or of something in one of the site's folders; what is
    not printable is told in other words than its path, so that it could not be found again."""
    top, _, inside = path.partition("/")
    is_plain = posixpath.normpath(path) == path and path.isprintable()
    return is_plain and (path == SETTINGS in before.files or bool(inside and top in FOLDERS))


def _look_at(walk: Walk, path: str, root: int) -> str:
    """Takes in what is at a path. Returns the place that was looked at: it, or the first on the way
    there that is no folder of the site."""
    return _descend(walk, "", path.split("/"), root)


def _descend(walk: Walk, folder: str, parts: list[str], handle: int) -> str:
    place = posixpath.join(folder, parts[0])
    try:
        entry = _Entry(parts[0], handle)
    except OSError:
        return place  # it is gone
    if len(parts) > 1 and _is_folder(walk, entry, place):
        try:
            with opened_folder(parts[0], handle) as inner:
                return _descend(walk, place, parts[1:], inner)
        except OSError:
            pass  # told by the visit
    walk.visit(entry, place, handle)
    return place


def _is_folder(walk: Walk, entry: "_Entry", place: str) -> bool:
    if place == walk.left_out or verdict(place, entry.name):
        return False
    return entry.is_dir(follow_symlinks=False)


class _Entry:
    """One name in an open folder, without listing the folder: there may be 10,000 others."""

    def __init__(self, name: str, folder: int) -> None:
        self.name = name
        self._stat = os.stat(name, dir_fd=folder, follow_symlinks=False)

    def is_symlink(self) -> bool:
        return stat.S_ISLNK(self._stat.st_mode)

    def is_dir(self, *, follow_symlinks: bool) -> bool:  # noqa: ARG002 - as `os.DirEntry`
        return stat.S_ISDIR(self._stat.st_mode)

    def is_file(self, *, follow_symlinks: bool) -> bool:  # noqa: ARG002
        return stat.S_ISREG(self._stat.st_mode)

    def stat(self, *, follow_symlinks: bool) -> os.stat_result:  # noqa: ARG002
        return self._stat


def _with(known: Mapping[str, V], found: Mapping[str, V], places: Collection[str]) -> dict[str, V]:
    """`known` with what is now at some places, sorted by path."""
    updated = dict(known)
    for path in [*_inside(known, places)]:
        if path not in found:
            del updated[path]
    is_in_order = all(path in updated for path in found)
    updated.update(found)
    return updated if is_in_order else {path: updated[path] for path in sorted(updated)}


def _inside(paths: Mapping[str, object], places: Collection[str]) -> Iterable[str]:
    """Those that are, or are in, one of some places."""
    yield from (place for place in places if place in paths)
    folders = tuple(f"{place}/" for place in places if place not in paths)
    if folders:
        yield from (path for path in paths if path.startswith(folders))


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """Without those that are inside another."""
    found: list[str] = []
    for path in sorted(set(paths), key=lambda path: f"{path}/"):
        if not found or not f"{path}/".startswith(f"{found[-1]}/"):
            found.append(path)
    return tuple(found)


def _is_in(path: str, places: Collection[str]) -> bool:
    return any(path.rstrip("/") == place or path.startswith(f"{place}/") for place in places)
