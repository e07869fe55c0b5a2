"""Files become content: each read once for as long as its bytes stay the same."""

from collections.abc import Collection, Mapping
from functools import partial
from operator import attrgetter
from pathlib import Path

from carblog.flow.kinds import kind_of
from carblog.flow.request import Progress, silent
from carblog.flow.taken import Shelves, Taken
from carblog.model.content import Read, Reading
from carblog.model.digest import digest
from carblog.model.problem import Problem
from carblog.run.files import File
from carblog.run.packed import PackedRead, packed
from carblog.run.store import Store
from carblog.run.workers import HERE, Workers

MANY = 500
"""Files, half a second of reading, that workers get at once, and not when that has begun here."""


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
            if kind_of(path) is not None
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
    # Who gives all reading to other processes needs nothing of it.
    from carblog.flow.reading import read_file  # noqa: PLC0415

    return packed(read_file(Path(root), file, reading))
