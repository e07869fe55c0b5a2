"""What a file is read as, by where it is and how its name ends."""

import posixpath
from typing import Literal

from carblog.read.magic import REFUSED_SUFFIXES, SUFFIXES
from carblog.read.static import STATIC_SUFFIXES

Kind = Literal["article", "author", "car", "gallery", "picture", "sidecar", "static"]

PICTURES = tuple(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
LINKABLE = (".pdf", ".svg", ".svgz", ".mp4", ".m4v", ".webm", ".mov")
"""What is no picture in a gallery, but beside an article may be a file that it links to."""


def kind_of(path: str) -> Kind | None:
    """The kind of a file in the site folder; None of one that is not read."""
    top, _, inside = path.partition("/")
    name = posixpath.basename(path).lower()
    if top == "static" and name.endswith(STATIC_SUFFIXES):
        return "static"
    if top not in ("content", "galleries"):
        return None
    if name.endswith(PICTURES) or _is_refused(name, top):
        return "picture"
    if name.endswith(".xmp"):
        return "sidecar"
    if top == "galleries":
        return "gallery" if name == "gallery.yaml" else None
    folder = inside.partition("/")[0]
    if folder == "cars" and name.endswith((".yaml", ".yml")):
        return "car"
    if name.endswith((".md", ".markdown")):
        return "author" if folder == "authors" else "article"
    return None


def _is_refused(name: str, top: str) -> bool:
    """Whether a file is meant as a picture, but of a kind that reading it will refuse."""
    return name.endswith(REFUSED_SUFFIXES) and (top == "galleries" or not name.endswith(LINKABLE))
