"""Changes of a site's files where the system tells of none: looked for again and again."""

import os
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR

from carblog.run.files import FOLDERS, SETTINGS

POLLED = 1.0
"""Seconds between two looks, or `SPARING` times what a look takes."""
SPARING = 20

PARTS = (SETTINGS, *FOLDERS)
"""What of a site folder is looked at."""

Add = Callable[[Iterable[str]], None]
"""Takes changed paths, relative to the site folder."""
Stamp = tuple[int, int, int]
"""Size, time of the last change in ns, inode."""


@contextmanager
def polled(root: Path, add: Add) -> Generator[None]:
    """Tells `add` which files of the site in `root` changed, until the end."""
    before = stamps(root)

    def work() -> float:
        nonlocal before
        started = time.monotonic()
        now = stamps(root)
        if changed := differing(before, now):
            add(changed)
        before = now
        return max(POLLED, SPARING * (time.monotonic() - started))

    with repeated(work):
        yield


@contextmanager
def repeated(work: Callable[[], float | None]) -> Generator[None]:
    """Does `work` in a thread, after as many seconds as it says each time, until it says None."""
    ended = threading.Event()

    def run(pause: float | None) -> None:
        while pause is not None and not ended.wait(pause):
            pause = work()

    thread = threading.Thread(target=run, args=(POLLED,), name="repeating", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def differing(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> set[str]:
    """The paths that came, went or changed."""
    return {path for path, _ in before.items() ^ now.items()}


def stamps(root: Path) -> dict[str, Stamp]:
    """Every file of the site by path; 20,000 take 58 ms, with watchdog's own poller 175."""
    found: dict[str, Stamp] = {}
    for part in PARTS:
        with suppress(OSError):
            seen = (root / part).lstat()
            if S_ISDIR(seen.st_mode):
                found.update(_stamps_in(root, part))
            else:
                found[part] = _stamp(seen)
    return found


def _stamps_in(root: Path, folder: str) -> Iterator[tuple[str, Stamp]]:
    pending = [folder]
    while pending:
        folder = pending.pop()
        # What has just gone, or may not be read, is for the reader to tell.
        with suppress(OSError), os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    pending.append(path)
                else:
                    yield path, _stamp(entry.stat(follow_symlinks=False))


def _stamp(seen: os.stat_result) -> Stamp:
    return seen.st_size, seen.st_mtime_ns, seen.st_ino
