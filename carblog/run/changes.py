"""The difference between what an output folder holds and what it shall hold."""

from collections.abc import Mapping

import msgspec

from carblog.model.paths import same_file_key
from carblog.run.found import Found
from carblog.run.steps import (
    Delete,
    Move,
    RemoveFolder,
    Step,
    deletions,
    folders_of,
    in_order,
    new_folders,
)


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Paths in the output folder, and what becomes of them."""

    moved: tuple[str, ...]
    """They get new bytes."""
    deleted: dict[str, str]
    """Ours and no longer wanted, with their digests."""
    cleared: dict[str, str]
    """Of these, what lies where a folder has to be, or in a folder where a file has to be."""
    foreign: tuple[str, ...]
    """Left as they are: carblog did not write them, or somebody edited them since."""
    in_the_way: tuple[str, ...]
    """Foreign, and where something has to be. Then nothing may be published."""


def changes(wanted: Mapping[str, str], found: Found) -> Changes:
    """What to do so that the folder holds `wanted`, path → digest."""
    moved = [path for path, digest in wanted.items() if found.digest(path) != digest]
    outer = folders_of(moved) - found.folders
    blocked = [*_inside(found, moved), *(path for path in outer if found.has(path))]
    in_the_way = {path for path in blocked if not found.is_ours(path)}
    in_the_way |= {path for path in moved if found.has(path) and path not in found.owned}
    left = [path for path in found.files if path not in wanted and found.is_ours(path)]
    respelt = _respelt(left, wanted, found)
    deleted = {path: found.digest(path) for path in left if path not in respelt}
    return Changes(
        moved=tuple(moved),
        deleted=deleted,
        cleared={path: deleted[path] for path in blocked if path in deleted},
        foreign=tuple(path for path in found.foreign() if path not in wanted),
        in_the_way=tuple(sorted(in_the_way)),
    )


def steps(
    to_do: Changes, moves: list[Move], found: Found, staying: Mapping[str, str]
) -> list[Step]:
    """All that is to be done, in the order of publication."""
    cleared = _folders_inside(found, to_do.moved)
    later = {path: to_do.deleted[path] for path in to_do.deleted.keys() - to_do.cleared.keys()}
    return [
        *(Delete(path, to_do.cleared[path]) for path in sorted(to_do.cleared)),
        *(RemoveFolder(folder) for folder in sorted(cleared, reverse=True)),
        *new_folders(to_do.moved, found.folders - cleared),
        *in_order(moves, found.files),
        *deletions(later, [*staying, *to_do.foreign]),
    ]


def _respelt(left: list[str], wanted: Mapping[str, str], found: Found) -> set[str]:
    """Old spellings of files that are wanted: here they are the same files."""
    if not left or not found.folds:
        return set()
    keys = {same_file_key(path) for path in wanted}
    return {path for path in left if same_file_key(path) in keys}


def _inside(found: Found, moved: list[str]) -> list[str]:
    """The files in folders that lie where a file has to be."""
    folders = tuple(f"{path}/" for path in moved if path in found.folders)
    if not folders:
        return []
    return [path for path in (*found.files, *found.others) if path.startswith(folders)]


def _folders_inside(found: Found, moved: tuple[str, ...]) -> set[str]:
    folders = {path for path in moved if path in found.folders}
    inner = tuple(f"{folder}/" for folder in folders)
    return folders | {folder for folder in found.folders if inner and folder.startswith(inner)}
