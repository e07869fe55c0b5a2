"""What the preview has of the world: a store of its own, the cache of pictures, and processes.

It holds no lock, so that builds go on beside it. It works with a copy of the store that was there
when it began, and puts that back where nobody else has written meanwhile: a build that has was
looking at the same files, and knows as much.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from carblog.flow.request import Request
from carblog.flow.session import PRELOAD, usual_processes
from carblog.run.cache import opened_cache
from carblog.run.failure import MachineFailed
from carblog.run.pictures import PictureCache
from carblog.run.store import NAME, Store, open_store
from carblog.run.version import identity
from carblog.run.workers import Workers

Stamp = tuple[int, int, int] | None
"""Size, time and inode of a file; None where there is none."""


class Desk:
    """What one preview holds until it ends."""

    def __init__(self, folder: Path, cache: "_Copied", store: Store, workers: Workers) -> None:
        """`folder` is its own, `cache` that of the site."""
        self.store = store
        self.workers = workers
        self.pictures = PictureCache(cache.folder or folder, half=f".half-{os.getpid()}")
        self._folder = folder
        self._cache = cache.folder
        self._stamp = cache.stamp
        self.warning = cache.warning
        """Why nothing that is learned is kept."""
        self._is_kept = True

    def has_learned(self) -> None:
        """There is something to keep."""
        self._is_kept = False

    def keep(self) -> None:
        """Leaves what the store knows to the next, if nobody else has written there or does now."""
        if self._is_kept or self._cache is None or not self._cache.parent.is_dir():
            return
        self.store.commit(prune=False)
        with suppress(OSError, MachineFailed), opened_cache(self._cache) as held:
            if held.warning or _stamp(self._cache / NAME) != self._stamp:
                return
            for left in self._cache.glob(f".{NAME}-*"):  # by one that was killed
                left.unlink()
            half = self._cache / f".{NAME}-{os.getpid()}"
            try:
                shutil.copyfile(self._folder / NAME, half)
                half.replace(self._cache / NAME)
            finally:
                half.unlink(missing_ok=True)
            self._stamp = _stamp(self._cache / NAME)
            self._is_kept = True


@contextmanager
def opened_desk(request: Request) -> Generator[Desk]:
    """The desk of a preview. Raises `OSError` where there is no place for temporary files."""
    with tempfile.TemporaryDirectory(prefix="carblog-") as name:
        folder = Path(name)
        cache = _copied(request.cache, folder)
        with (
            open_store(folder, identity()) as store,
            Workers(request.jobs or usual_processes(), PRELOAD) as workers,
        ):
            yield Desk(folder, cache, store, workers)


class _Copied(NamedTuple):
    """The cache of a site after its store was copied."""

    folder: Path | None
    """None where it cannot be used."""
    stamp: Stamp = None
    """Of the store."""
    warning: str = ""
    """Why it cannot."""


def _copied(cache: Path, folder: Path) -> _Copied:
    """Copies the store of a cache to a folder.

    While a build holds it, what is copied may be torn: then it proves that it is, and is not used.
    """
    try:
        with opened_cache(cache) as held:
            if held.warning:
                return _Copied(None, warning=held.warning)
            return _Copied(cache, _copy(cache / NAME, folder / NAME))
    except MachineFailed:
        return _Copied(cache, _copy(cache / NAME, folder / NAME))


def _copy(source: Path, target: Path) -> Stamp:
    stamp = _stamp(source)
    with suppress(OSError):
        if stamp and not source.is_symlink():
            shutil.copyfile(source, target)
    return stamp


def _stamp(path: Path) -> Stamp:
    try:
        stat = path.stat(follow_symlinks=False)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ino
