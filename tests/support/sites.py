"""Whole small sites: written to a folder, built in this process, their trees compared."""

import functools
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from carblog.flow.build import build
from carblog.flow.request import Report, Request

SITES = Path(__file__).parent.parent / "sites"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)

Files = Mapping[str, bytes]
"""Path relative to a folder → bytes."""


@functools.cache
def _files_of(name: str) -> Files:
    root = SITES / name
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def site_files(name: str = "showroom") -> dict[str, bytes]:
    """The files of a site in `tests/sites/`."""
    return dict(_files_of(name))


def write(root: Path, files: Mapping[str, bytes | str], order: Iterable[str] = ()) -> Path:
    """Write `files` under `root`, in the order of their names or in `order`."""
    for path in order or sorted(files):
        data = files[path]
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


def built(root: Path, **options: Any) -> Report:
    """Build the site at `root` into its `public/` in this process, as of `NOW`."""
    given: dict[str, Any] = {
        "root": root,
        "now": NOW,
        "output": root / "public",
        "jobs": 1,
    } | options
    return build(Request(**given))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in `folder`: path → bytes."""
    if not folder.is_dir():
        return {}
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file in `folder`: path → when it was last written, and its inode."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    stats = {path.relative_to(folder).as_posix(): path.stat() for path in paths}
    return {path: (stat.st_mtime_ns, stat.st_ino) for path, stat in stats.items()}


def folders(folder: Path) -> set[str]:
    """Every folder in `folder`."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def differences(one: Files, other: Files) -> list[str]:
    """What is only in one of two trees, or has other bytes, in words."""
    found = [f"{path}: is not in the second" for path in one.keys() - other.keys()]
    found += [f"{path}: is not in the first" for path in other.keys() - one.keys()]
    shared = one.keys() & other.keys()
    return sorted([*found, *(f"{p}: other bytes" for p in shared if one[p] != other[p])])
