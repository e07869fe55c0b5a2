"""Whether a folder may be published to: only one that holds nothing but what carblog made."""

import os
from pathlib import Path

from carblog.model.problem import Place, Problem
from carblog.run import manifest
from carblog.run.failure import shown
from carblog.run.files import FOLDERS, SETTINGS

CACHE = ".carblog"
"""The cache folder of every site."""

_WELCOME = {manifest.STAGED, ".git", ".gitignore", ".gitkeep", ".gitattributes", ".DS_Store"}
"""What may lie in an output folder before its first build: a branch checked out to publish to."""


def claim(output: Path, site: Path, cache: Path) -> Problem | None:
    """Why `output` may not be the output folder of `site`; None when it may. It changes nothing."""
    fault = _fault_in_place(output, site, cache) or _fault_in_contents(output)
    if not fault:
        return None
    hint = "choose another folder with -o"
    return Problem(Place(shown(output, site)), "output-not-ours", fault, hint)


def _fault_in_place(output: Path, site: Path, cache: Path) -> str:
    place, root = output.resolve(), site.resolve()
    if place == Path(place.anchor):
        return "this is the root of the file system"
    if place == (home := _home()) or place in home.parents:
        return "this is your home folder, or a folder around it"
    if place == root or place in root.parents:
        return "the site itself lies in this folder"
    for folder in place.parents:
        if folder == root or folder in root.parents:
            break
        if (folder / SETTINGS).is_file() or (folder / CACHE).is_dir():
            # Its pages have a manifest of carblog's too, and would all be deleted.
            return f"this lies in another site, {folder.name}"
    for inner in [*(root / name for name in FOLDERS), cache.resolve(), root / ".git"]:
        if place == inner or inner in place.parents:
            return f"this lies in {inner.name}, which is not for what is published"
        if place in inner.parents:
            return f"{inner.name} lies in this folder"
    return ""


def _fault_in_contents(output: Path) -> str:
    if output.is_symlink():
        return "this is a symbolic link"
    if not output.exists():
        return ""
    if not output.is_dir():
        return "this is a file"
    try:
        with os.scandir(output) as found:
            is_empty = not {entry.name for entry in found} - _WELCOME
    except OSError as error:
        return f"this cannot be read: {(error.strerror or str(error)).lower()}"
    if is_empty or manifest.is_in(output):
        return ""
    return "this holds files that carblog did not make"


def _home() -> Path:
    try:
        return Path.home().resolve()
    except RuntimeError:
        return Path("/root")
