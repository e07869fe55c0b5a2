"""Files become content: each read once for as long as its bytes stay the same."""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter
from pathlib import Path

import msgspec

from carblog.flow.request import Progress, silent
from carblog.model.content import (
    Article,
    Author,
    Car,
    Content,
    GalleryNotes,
    Picture,
    Read,
    Reading,
    Sidecar,
)
from carblog.model.digest import digest
from carblog.model.problem import Problem
from carblog.model.site import Skipped
from carblog.read.article import read_article
from carblog.read.author import read_author
from carblog.read.car import read_car
from carblog.read.gallery import read_gallery
from carblog.read.magic import REFUSED_SUFFIXES, SUFFIXES
from carblog.read.picture import read_picture
from carblog.read.sidecar import read_sidecar
from carblog.read.static import STATIC_SUFFIXES, read_static
from carblog.run.files import File, read_found
from carblog.run.store import Store
from carblog.run.workers import Workers

PICTURES = tuple(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
LINKABLE = (".pdf", ".svg", ".svgz", ".mp4", ".m4v", ".webm", ".mov")
"""What is no picture in a gallery, but beside an article may be a file that it links to."""

Reader = Callable[[str, bytes, Reading], Read]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """All that the site folder holds."""

    content: Content
    problems: tuple[Problem, ...]
    skipped: tuple[Skipped, ...]


def reader_of(path: str, digest: str = "") -> Reader | None:
    """The reader for a file, by where it is and how its name ends.

    `digest` is that of its bytes: a picture says its own.
    """
    top, _, inside = path.partition("/")
    name = posixpath.basename(path).lower()
    if top == "static" and name.endswith(STATIC_SUFFIXES):
        return _read_static
    if top not in ("content", "galleries"):
        return None
    if name.endswith(PICTURES) or _is_refused(name, top):
        return partial(_read_picture, digest)
    if name.endswith(".xmp"):
        return _read_sidecar
    if top == "galleries":
        return read_gallery if name == "gallery.yaml" else None
    folder = inside.partition("/")[0]
    if folder == "cars" and name.endswith((".yaml", ".yml")):
        return read_car
    if name.endswith((".md", ".markdown")):
        return read_author if folder == "authors" else read_article
    return None


def _is_refused(name: str, top: str) -> bool:
    """Whether a file is meant as a picture, but of a kind that reading it will refuse."""
    return name.endswith(REFUSED_SUFFIXES) and (top == "galleries" or not name.endswith(LINKABLE))


def _read_picture(digest: str, path: str, data: bytes, reading: Reading) -> Read:
    return read_picture(path, data, reading.language, digest)


def _read_sidecar(path: str, data: bytes, reading: Reading) -> Read:
    return read_sidecar(path, data, reading.language)


def _read_static(path: str, data: bytes, _reading: Reading) -> Read:
    return read_static(path, data)


def take_in(
    root: Path,
    files: Mapping[str, File],
    reading: Reading,
    store: Store,
    workers: Workers,
    progress: Progress = silent,
) -> Taken:
    """Everything under `content/` and `galleries/`, and the files of `static/`."""
    keys = {
        path: digest("read", path, file.digest, reading)
        for path, file in files.items()
        if reader_of(path) is not None
    }
    known = {path: store.read(key) for path, key in keys.items()}
    unread = [files[path] for path, read in known.items() if read is None]
    work = partial(_read, str(root), reading)
    results = workers.run(work, unread, named=attrgetter("path"))
    killed: list[Problem] = []
    for done, (file, result) in enumerate(results, 1):
        if isinstance(result, Problem):
            killed.append(result)
        else:
            known[file.path] = store.keep_read(keys[file.path], result)
        progress("files", done, len(unread))
    taken = _sorted_out(files, {path: read for path, read in known.items() if read is not None})
    return msgspec.structs.replace(taken, problems=(*killed, *taken.problems))


def _read(root: str, reading: Reading, file: File) -> Read:
    """One file, in a worker."""
    reader = reader_of(file.path, file.digest)
    assert reader is not None  # noqa: S101 - only files with a reader are jobs
    return reader(file.path, read_found(Path(root), file), reading)


def _sorted_out(files: Mapping[str, File], read: Mapping[str, Read]) -> Taken:
    values = [read[path].value for path in sorted(read)]
    others, skipped = _others(
        path for path in files if path not in read or path.startswith("static/")
    )
    content = Content(
        articles=tuple(value for value in values if isinstance(value, Article)),
        authors=tuple(value for value in values if isinstance(value, Author)),
        cars=tuple(value for value in values if isinstance(value, Car)),
        notes=tuple(value for value in values if isinstance(value, GalleryNotes)),
        pictures=tuple(value for value in values if isinstance(value, Picture)),
        sidecars=tuple(value for value in values if isinstance(value, Sidecar)),
        files={path: files[path].digest for path in sorted(others)},
    )
    problems = tuple(problem for path in sorted(read) for problem in read[path].problems)
    return Taken(content=content, problems=problems, skipped=tuple(skipped))


def _others(paths: Iterable[str]) -> tuple[list[str], list[Skipped]]:
    """Files that can be published as they are, and those that nothing is made of."""
    files: list[str] = []
    skipped: list[Skipped] = []
    for path in paths:
        top = path.partition("/")[0]
        if top in ("content", "static"):
            files.append(path)
        elif top == "galleries":
            skipped.append(Skipped(path, "neither a picture nor a gallery.yaml"))
    return files, skipped
