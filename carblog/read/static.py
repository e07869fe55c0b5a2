"""A picture in `static/` is published with nothing beside its pixels, if its format allows."""

import posixpath

from carblog.model.content import Read
from carblog.model.problem import Place, Problem
from carblog.read.magic import RAW, REFUSED_SUFFIXES, SUFFIXES, Refused, sniff

EXPORT = "export it as JPEG, PNG or WebP, of which all but the rights is left out"

TELLING = {
    "a TIFF": EXPORT,
    "a Photoshop document": EXPORT,
    "a GIMP document": EXPORT,
    "a JPEG XL": EXPORT,
    "a JPEG 2000": EXPORT,
    "a camera's raw file": RAW,
}
"""What carries words, places and previews, and is published with them; and what to do."""

_OTHERS = (".svg", ".svgz", ".pdf", ".eps", ".bmp", ".ico", ".ai")
_VIDEOS = (".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".3gp")

STATIC_SUFFIXES = (
    *(suffix for suffixes in SUFFIXES.values() for suffix in suffixes),
    *(suffix for suffix in REFUSED_SUFFIXES if suffix not in (*_OTHERS, *_VIDEOS)),
)
"""Endings of the files that are looked at."""


def read_static(path: str, data: bytes) -> Read:
    """Nothing is made of it, but a warning when it will be published with all that it tells."""
    found = sniff(data, posixpath.splitext(path)[1].lower())
    if not isinstance(found, Refused) or found.what not in TELLING:
        return Read()
    message = f"it is {found.what}, and is published with all that is written in it"
    problem = Problem(Place(path), "static-metadata", message, TELLING[found.what], "warning")
    return Read(problems=(problem,))
