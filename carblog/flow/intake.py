"""Files become content: each read once for as long as its bytes stay the same."""

import posixpath
from collections.abc import Callable, Collection, Mapping
from functools import partial
from operator import attrgetter
from pathlib import Path

from carblog.flow.request import Progress, silent
from carblog.flow.taken import Shelves, Taken
from carblog.model.content import Read, Reading
from carblog.model.digest import digest
from carblog.model.problem import Problem
from carblog.read.article import read_article
from carblog.read.author import read_author
from carblog.read.car import read_car
from carblog.read.gallery import read_gallery
from carblog.read.magic import REFUSED_SUFFIXES, SUFFIXES
from carblog.read.picture import read_picture
from carblog.read.sidecar import read_sidecar
from carblog.read.static import STATIC_SUFFIXES, read_static
from carblog.run.files import File, read_found
from carblog.run.packed import PackedRead, packed
from carblog.run.store import Store
from carblog.run.workers import HERE, Workers

MANY = 500
"""Files, half a second of reading, that workers get at once, and not when that has begun here."""

PICTURES = tuple(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
LINKABLE = (".pdf", ".svg", ".svgz", ".mp4", ".m4v", ".webm", ".mov")
"""What is no picture in a gallery, but beside an article may be a file that it links to."""

Reader = Callable[[str, bytes, Reading], Read]


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


class Intake:
    """What the files of one site folder were read as, taken in again and again."""

    def __init__(self, store: Store, workers: Workers) -> None:
        self.unknown = 0
        """Files that had to be read so far, because nobody remembered them."""
        self._store = store
        self._workers = workers
        self._reading: Reading | None = None
        self._shelves = Shelves()

    def forget(self) -> None:
        """The next time all files are taken in, changed or not."""
        self._reading = None

    def taken(
        self,
        root: Path,
        files: Mapping[str, File],
        reading: Reading,
        changed: Collection[str],
        progress: Progress = silent,
    ) -> Taken:
        """Everything under `content/` and `galleries/`, and the files of `static/`.

        `changed`: the files that came, changed or went since it was last asked for.
        """
        is_known = reading == self._reading
        known, paths = (self._shelves, changed) if is_known else (Shelves(), files)
        self._reading = None  # until all is on its shelf
        there = {path: files[path] for path in paths if path in files}
        reads, killed = self._read(root, there, reading, progress)
        for path in paths:
            if path in there:
                known.put(path, there[path].digest, reads.get(path), killed.get(path))
            else:
                known.take(path)
        self._shelves, self._reading = known, reading
        return known.taken()

    def _read(
        self, root: Path, files: Mapping[str, File], reading: Reading, progress: Progress
    ) -> tuple[dict[str, Read], dict[str, Problem]]:
        """What is in the files, and what reading killed its process; the store knows most."""
        keys = {
            path: digest("read", path, file.digest, reading)
            for path, file in files.items()
            if reader_of(path) is not None
        }
        found = {path: self._store.read(key) for path, key in keys.items()}
        unread = [files[path] for path, read in found.items() if read is None]
        self.unknown += len(unread)
        work = partial(_in_worker, str(root), reading)
        here = HERE if len(unread) < MANY else 0
        results = self._workers.run(work, unread, named=attrgetter("path"), here=here)
        killed: dict[str, Problem] = {}
        for done, (file, result) in enumerate(results, 1):
            if isinstance(result, Problem):
                killed[file.path] = result
            else:
                found[file.path] = self._store.keep_read(keys[file.path], result)
            progress("files", done, len(unread))
        return {path: read for path, read in found.items() if read is not None}, killed


def _in_worker(root: str, reading: Reading, file: File) -> PackedRead:
    """One file, read, as it comes back from another process."""
    reader = reader_of(file.path, file.digest)
    assert reader is not None  # noqa: S101 - only files with a reader are jobs
    return packed(reader(file.path, read_found(Path(root), file), reading))
