"""The flow in memory: what `build` would write at a path, for the site folder as it is now.

A look takes in what changed on disk. Pages are made when they are asked for. Nothing is published.
"""

from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import msgspec

from carblog.flow.request import Progress, Request, silent
from carblog.flow.session import import_all
from carblog.flow.survey import Survey, Surveyor
from carblog.model.problem import Place, Problem, in_order
from carblog.model.site import Waiting
from carblog.run.failure import explained, machine
from carblog.run.files import SETTINGS
from carblog.run.store import StoreDamaged
from carblog.serve.answers import Answer, Coming, Failed, Round
from carblog.serve.darkroom import Darkroom, Notify
from carblog.serve.desk import Desk, opened_desk
from carblog.serve.excerpt import Excerpt, excerpt_at
from carblog.serve.prints import is_in
from carblog.serve.rubbish import tidied_when_idle, tidy
from carblog.serve.showing import Showing

TRIES = 3
"""Looks at a folder whose files change while they are read, before that is told."""

KILLED = "worker-killed"
"""The code of what befell the process that read a file."""

Clock = Callable[[], datetime]


def the_time() -> datetime:
    """Now."""
    return datetime.now(UTC)


def silence() -> None:
    """Nobody wants to know."""


@contextmanager
def opened_preview(
    request: Request,
    clock: Clock | None = None,
    notify: Notify = silence,
    progress: Progress = silent,
) -> Generator["Preview"]:
    """A preview that knows nothing before its first look.

    What it shows is what a build by `request` would publish: at the moment of the request, or, with
    a `clock`, at that of each look. `notify` is called from another thread when looks of photos
    have come, or some will not: then `look(())` takes that in. `progress` watches looks. Raises
    `MachineFailed`.
    """
    with ExitStack() as until_done:
        with machine(request.root):
            desk = until_done.enter_context(opened_desk(request))
        room = Darkroom(request.root, desk.workers.processes, notify)
        until_done.enter_context(room)
        until_done.enter_context(tidied_when_idle())
        import_all()
        preview = Preview(request, desk, room, clock, progress)
        yield preview
        preview.keep()


class Preview:
    """One site folder, looked at again and again. One thread at a time uses it."""

    def __init__(
        self,
        request: Request,
        desk: Desk,
        darkroom: Darkroom,
        clock: Clock | None = None,
        progress: Progress = silent,
    ) -> None:
        self._progress = progress
        self._request = request
        self._desk = desk
        self._darkroom = darkroom
        self._clock = clock
        self._surveyor = Surveyor(desk.store, desk.workers)
        self._showing = Showing(request.root, desk, darkroom)
        self._number = 0
        self._problems: tuple[Problem, ...] = ()
        self._is_fresh = False
        self._had_settings = False

    @property
    def timezone(self) -> str:
        """The site's: `Europe/Berlin`."""
        settings = self._showing.settings
        return settings.timezone if settings else "UTC"

    @property
    def title(self) -> str:
        """The site's; empty before there is one."""
        settings = self._showing.settings
        return settings.title if settings else ""

    @property
    def base_path(self) -> str:
        """What the addresses of all pages begin with, by the site's base URL: `/` or `/blog/`."""
        return self._showing.base_path

    @property
    def former_base_paths(self) -> Collection[str]:
        """What they began with before that, since the preview was opened."""
        return self._showing.base_paths - {self.base_path}

    def look(self, paths: Collection[str] | None = None) -> Round:
        """Takes in what changed at `paths`, relative to the site folder, or anywhere (None).

        A path may be a folder: then all in it may have changed. With no paths at all it is only
        taken in what was made of photos meanwhile. Never raises: what fails is a problem.
        """
        self._number += 1
        saved: tuple[str, ...] = ()
        self._showing.collect()
        if paths:
            self._try_again(paths)
        if paths is None or paths:
            saved = self._taken_in(paths)
        if paths is None:
            self._tidy()
        return Round(
            number=self._number,
            problems=tuple(in_order(self._all_problems())),
            saved=saved,
            fresh=self._is_fresh,
        )

    def answer(self, path: str) -> Answer | Coming | Failed | None:
        """The file of the site at `path`, as it was at the latest look; None: there is none.

        Raises `MachineFailed` when what it is made of cannot be read.
        """
        self._showing.collect()
        with machine(self._request.root):
            try:
                return self._showing.answer(path)
            except StoreDamaged:
                self._begin_again()
                return self._showing.answer(path)

    def key(self, path: str) -> str | None:
        """The key that an answer for `path` has now; None: there is no such file."""
        try:
            return self._showing.key(path)
        except StoreDamaged:
            self._begin_again()
            return self._showing.key(path)

    def page_of(self, source: str) -> str | None:
        """The address of the page that shows an input file most: `/news/x/`, base path included."""
        url = self._showing.page_of(source)
        return self.base_path + url.removeprefix("/") if url else None

    def absent_at(self, url: str) -> Waiting | None:
        """What is left out of this site and would be at a site path: a story, or a gallery."""
        return self._showing.absent_at(url)

    def excerpt(self, problem: Problem) -> Excerpt:
        """The lines around a problem with their numbers, from the file as it is now."""
        return excerpt_at(self._request.root, problem.place)

    def keep(self) -> None:
        """Leaves what it knows to the next preview, and to builds."""
        self._showing.collect()
        self._desk.keep()

    def _all_problems(self) -> Iterator[Problem]:
        yield from self._problems
        yield from self._showing.problems
        if self._desk.warning:
            yield Problem(Place(".carblog"), "cache", self._desk.warning, "", "warning")

    def _try_again(self, paths: Collection[str]) -> None:
        """What somebody saved or touched is tried again, although its bytes are the same: memory
        may have been short when the process that worked on it was killed."""
        self._showing.forgive(paths)
        if any(each.code == KILLED and is_in(each.place.path, paths) for each in self._problems):
            self._surveyor.forget()

    def _begin_again(self) -> None:
        """The store is empty, and everything is read anew."""
        self._surveyor.forget()
        self._showing.lose()
        self._taken_in(None)

    def _tidy(self) -> None:
        """What is done when nobody waits, or everybody does anyway."""
        tidy(is_first=self._number == 1)
        self.keep()

    def _taken_in(self, paths: Collection[str] | None) -> tuple[str, ...]:
        """The files that changed; whatever came of them is known from then on."""
        request = self._request
        if self._clock:
            request = msgspec.structs.replace(request, now=self._clock())
        unknown = self._surveyor.unknown
        try:
            found = self._surveyed(request, paths)
        except OSError as error:
            self._surveyor.forget()
            self._problems, self._is_fresh = (explained(error, request.root),), False
            return ()
        finally:
            if self._surveyor.unknown > unknown:
                self._desk.has_learned()
        self._problems = (*found.problems, *self._gone(found))
        self._is_fresh = not any(problem.severity == "error" for problem in self._problems)
        if self._is_fresh:
            self._showing.show(found)
        return self._surveyor.changed

    def _gone(self, found: Survey) -> Iterator[Problem]:
        """A site may do without settings, but one that had some has lost them by mistake, or for a
        moment, while its branch is switched."""
        is_there = found.sources is None or SETTINGS in found.sources.scan.files
        self._had_settings = self._had_settings or is_there
        if not is_there and self._had_settings:
            hint = "put it back, or start the preview again to see the site without it"
            yield Problem(Place(SETTINGS), "settings-gone", "this file is gone", hint)

    def _surveyed(self, request: Request, paths: Collection[str] | None) -> Survey:
        """What there is, tried again when files change or go while they are read."""
        for _ in range(TRIES - 1):
            try:
                return self._surveyor.survey(request, paths, self._progress)
            except (OSError, StoreDamaged):
                self._surveyor.forget()
                paths = None
        return self._surveyor.survey(request, None, self._progress)
