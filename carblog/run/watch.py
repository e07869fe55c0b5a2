"""Changes of a site's files while somebody writes: which paths, as soon as it is quiet."""

import os
import threading
import time
from collections.abc import Callable, Collection, Generator, Iterable
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from carblog.run import polling
from carblog.run.files import FOLDERS
from carblog.run.polling import PARTS, Add

QUIET = 0.02
"""Seconds without a change after which a save is taken to be complete: editors that write beside
the file and rename need 1 to 5 ms."""
LONGEST = 0.2
"""Seconds after which changes are told although more of them come."""
CROWD = 100
QUIET_OF_A_CROWD, LONGEST_OF_A_CROWD = 0.1, 2.0
"""The same from `CROWD` changed files on: no editor saves so many, and a checkout that is looked at
half way is full of mistakes that nobody made."""
MANY = 1000
"""Changes at once from which on everything is looked at: where so many come, some may be lost."""

Tell = Callable[[Collection[str] | None], None]
"""Takes the changed paths, relative to the site folder; None says that anything may have."""

# Of all else, opening above all, our own reading would be the cause.
_EVENTS: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileAttribEvent, FileClosedEvent, FileMovedEvent),
    *(FileDeletedEvent, DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]


@contextmanager
def watching(root: Path, tell: Tell, *, poll: bool = False) -> Generator[bool]:
    """Calls `tell`, in a thread of its own, whenever files of the site in `root` change.

    Gives whether the system tells of changes; else, or when asked to `poll`, files are looked at
    again and again, which takes up to a twentieth of a processor.
    """
    root = root.resolve()  # a link to it cannot be watched
    with ExitStack() as stack:
        gathering = stack.enter_context(Gathering(tell))

        def look() -> None:
            stack.enter_context(polling.polled(root, gathering.add))

        if not poll:
            try:
                stack.enter_context(_watched(root, gathering.add, look))
            except OSError:  # too many folders are watched already: fs.inotify.max_user_watches
                poll = True
        if poll:
            look()
        yield not poll


class Gathering:
    """Collects paths until it is quiet, then tells all of them at once."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._paths: set[str] = set()
        self._changed = threading.Condition()
        self._last = 0.0
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="gathering", daemon=True)

    def __enter__(self) -> "Gathering":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join()

    def add(self, paths: Iterable[str]) -> None:
        with self._changed:
            self._paths.update(paths)
            self._last = time.monotonic()
            self._changed.notify()

    def _run(self) -> None:
        while (paths := self._next()) is not None:
            self._tell(paths if len(paths) < MANY else None)

    def _next(self) -> set[str] | None:
        """The paths of one burst; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._paths or self._ended)
            started = time.monotonic()
            while not self._ended and (left := self._left(started)) > 0:
                self._changed.wait(left)
            paths, self._paths = self._paths, set()
            return None if self._ended else paths

    def _left(self, started: float) -> float:
        """Seconds to wait yet for the end of a burst."""
        quiet, longest = QUIET, LONGEST
        if len(self._paths) >= CROWD:
            quiet, longest = QUIET_OF_A_CROWD, LONGEST_OF_A_CROWD
        return min(self._last + quiet, started + longest) - time.monotonic()


@contextmanager
def _watched(root: Path, add: Add, otherwise: Callable[[], None]) -> Generator[None]:
    """The system tells of changes. Raises `OSError` where it cannot.

    Calls `otherwise` when it can no longer: the site's folder is deleted, and may be made again.
    """
    observer = Observer()
    with observer:
        handler = _Handler(observer, root, add)
        for folder in FOLDERS:
            handler.follow(folder)
        # Last: where no more folders can be watched, those in a folder are left out silently.
        observer.schedule(handler, str(root), event_filter=_EVENTS)
        with _while_there(root, add, otherwise):
            yield


@contextmanager
def _while_there(root: Path, add: Add, otherwise: Callable[[], None]) -> Generator[None]:
    """A folder that is deleted, moved away or exchanged is not told of while a process is in it."""
    watched = os.open(root, os.O_RDONLY | os.O_DIRECTORY)  # open, no other one can get its number

    def work() -> float | None:
        with suppress(OSError):
            if os.path.samestat(os.fstat(watched), root.stat()):
                return polling.POLLED
        otherwise()
        add(PARTS)
        return None

    try:
        with polling.repeated(work):
            yield
    finally:
        os.close(watched)


class _Handler(FileSystemEventHandler):
    """Takes events; follows the folders of the site as they come and go."""

    def __init__(self, observer: BaseObserver, root: Path, add: Add) -> None:
        self._observer = observer
        self._root = root
        self._add = add
        self._watches: dict[str, ObservedWatch] = {}

    def dispatch(self, event: FileSystemEvent) -> None:
        places = filter(None, map(os.fsdecode, (event.src_path, event.dest_path)))
        paths = {self._relative(place) for place in places}
        ours = {path for path in paths if path.partition("/")[0] in PARTS}
        for folder in ours.intersection(FOLDERS):
            self.follow(folder)
        if ours:
            self._add(ours)

    def follow(self, folder: str) -> None:
        """Watches a folder of the site from now on, if it is there: it may be another one."""
        if watch := self._watches.pop(folder, None):
            self._observer.unschedule(watch)
        path = self._root / folder
        if path.is_dir() and not path.is_symlink():
            self._watches[folder] = self._observer.schedule(
                self, str(path), recursive=True, event_filter=_EVENTS
            )

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self._root).replace(os.sep, "/")
