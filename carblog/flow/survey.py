"""The first half of the flow: from the site folder to every output, without making any.

`plan`, `list` and `check` stop here; `build` goes on.
"""

from collections.abc import Collection, Iterator

import msgspec

from carblog.assemble.bare import told_once
from carblog.assemble.due import Clock
from carblog.assemble.site import Assembler
from carblog.flow.budget import put_off
from carblog.flow.intake import Intake
from carblog.flow.request import Progress, Request, aware, silent
from carblog.flow.themes import Themed, theme_of
from carblog.model.content import Content, Reading
from carblog.model.digest import is_same
from carblog.model.output import Output
from carblog.model.problem import Place, Problem, in_order
from carblog.model.settings import Settings
from carblog.model.site import Site, Skipped
from carblog.model.theme import Theme
from carblog.plan.plan import Plan, Planner
from carblog.read.settings import base_url, read_settings
from carblog.read.values import Fault
from carblog.run.files import SETTINGS, File, read_bytes
from carblog.run.rescan import Rescan, changes, rescan
from carblog.run.scan import Scan, scan
from carblog.run.store import Store
from carblog.run.version import identity
from carblog.run.workers import Workers


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """What a site is made of, once it is read."""

    settings: Settings
    theme: Theme | None
    """None: a problem prevented it."""
    content: Content
    clock: Clock
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    scan: Scan


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known before anything is made. What a problem prevented is None or empty."""

    settings: Settings | None = None
    theme: Theme | None = None
    site: Site | None = None
    plan: Plan = Plan({})
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: Sources | None = None

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Every file of the site, made up for whoever wants all of them."""
        return self.plan.outputs


def survey(request: Request, store: Store, workers: Workers, progress: Progress = silent) -> Survey:
    """Scan, read, assemble, plan."""
    return Surveyor(store, workers).survey(request, progress=progress)


class _Draft:
    """Assembles and plans one site again and again."""

    def __init__(self) -> None:
        self.assembler = Assembler()
        self.planner = Planner()


class Surveyor:
    """Surveys one site folder again and again: what is as it was stays the same object, and what
    follows from that alone is not done again."""

    def __init__(self, store: Store, workers: Workers) -> None:
        self.changed: tuple[str, ...] = ()
        """The files that came, changed or went between the latest two surveys."""
        self._store = store
        self._intake = Intake(store, workers)
        self._scan: Scan | None = None
        self._said: tuple[Settings | None, tuple[Problem, ...]] = None, ()
        self._said_by: tuple[str, str] | None = None
        self._themed: Themed | None = None
        self._themed_by: Settings | None = None
        self._now, self._ahead = _Draft(), _Draft()
        self._is_sure = False

    def survey(
        self,
        request: Request,
        paths: Collection[str] | None = None,
        progress: Progress = silent,
    ) -> Survey:
        """The site as it is now. With `paths` nothing has changed since but what is at these: files
        or folders, relative to the site folder.

        After an exception only that is taken to be as it was which proves that it is.
        """
        was_sure, self._is_sure = self._is_sure, False
        if not was_sure:
            self._unlearn()
        found = self._scanned(request, paths if was_sure else None)
        survey = self._of(request, found, progress)
        self._is_sure = survey.sources is not None
        return survey

    @property
    def unknown(self) -> int:
        """Files that had to be read so far, because the store did not know them."""
        return self._intake.unknown

    def forget(self) -> None:
        """The next survey looks at every file."""
        self._is_sure = False

    def _unlearn(self) -> None:
        self._intake.forget()
        self._said_by = self._themed_by = None

    def _scanned(self, request: Request, paths: Collection[str] | None) -> Scan:
        before = self._scan
        if paths is None or before is None:
            found = Rescan(scan(request.root, self._store, request.output), None)
        else:
            found = rescan(request.root, before, paths, self._store, request.output)
        self.changed = changes(before, found) if before else ()
        self._scan = found.scan
        return found.scan

    def _of(self, request: Request, found: Scan, progress: Progress) -> Survey:
        settings, problems = self._settings(request, found.files.get(SETTINGS))
        if settings is None:
            return Survey(problems=(*found.problems, *problems))
        themed = self._theme(request, found, settings)
        reading = Reading(
            timezone=settings.timezone, language=settings.language, trust=settings.trust
        )
        taken = self._intake.taken(request.root, found.files, reading, self.changed, progress)
        clock = Clock(
            now=aware(request.now, settings.timezone),
            drafts=request.drafts,
            future=request.future,
            expired=request.expired,
        )
        sources = Sources(
            settings=settings,
            theme=themed.theme,
            content=taken.content,
            clock=clock,
            skipped=(*found.skipped, *themed.skipped, *taken.skipped),
            problems=(*found.problems, *problems, *themed.problems, *taken.problems),
            scan=found,
        )
        return _surveyed(sources, self._now, self._ahead)

    def _settings(
        self, request: Request, file: File | None
    ) -> tuple[Settings | None, tuple[Problem, ...]]:
        """Read again when `site.yaml` is another; the same object where it says the same."""
        by = (file.digest if file else "", request.base_url)
        if self._said_by != by:
            settings, problems = _settings(request, file is not None)
            known, _ = self._said
            self._said = known if is_same(known, settings) else settings, problems
            self._said_by = by
        return self._said

    def _theme(self, request: Request, found: Scan, settings: Settings) -> Themed:
        """Read again when one of its files is another; the same object where they come to that."""
        known = self._themed
        if known and self._themed_by is settings and not any(map(_is_of_theme, self.changed)):
            return known
        themed = theme_of(request.root, found.files, settings, self._store)
        if known and is_same(known.theme, themed.theme):
            themed = themed._replace(theme=known.theme)
        self._themed, self._themed_by = themed, settings
        return themed


def _is_of_theme(path: str) -> bool:
    """Whether a file has a say in the theme, or in the places that problems of it are at."""
    return path == SETTINGS or path.startswith(("templates/", "themes/"))


def without_slow(found: Survey, pictures: Collection[str]) -> Survey:
    """The same site while the slow files of `pictures`, paths of picture files, do not exist."""
    assert found.sources is not None  # noqa: S101 - else there are no outputs to leave out
    content = put_off(found.sources.content, pictures)
    sources = msgspec.structs.replace(found.sources, content=content)
    return _surveyed(sources, _Draft(), _Draft())


def _surveyed(sources: Sources, now: _Draft, ahead: _Draft) -> Survey:
    """Assemble and plan; `ahead` is used where something comes due later."""
    settings, theme, content = sources.settings, sources.theme, sources.content
    strings = theme.strings if theme else {}
    assembled = now.assembler.assemble(content, settings, strings, sources.clock)
    planned = now.planner.plan(assembled.site, theme, identity()) if theme else Plan({})
    problems = (*sources.problems, *assembled.problems, *planned.problems)
    if any(wait.reason == "future" for wait in assembled.site.waiting):
        problems = (*problems, *_of_what_comes(sources, ahead))
    return Survey(
        settings=settings,
        theme=theme,
        site=assembled.site,
        plan=planned,
        skipped=(*sources.skipped, *assembled.site.skipped, *_not_made(assembled.site, planned)),
        problems=told_once(in_order(problems)),
        sources=sources,
    )


def _not_made(site: Site, planned: Plan) -> Iterator[Skipped]:
    """Pictures that something shows, but that the theme names no size for."""
    made = set(planned.sources.values())
    for source in dict.fromkeys(used.image.source for used in site.images):
        if made and source not in made:
            yield Skipped(source, "the theme makes nothing of it")


def _of_what_comes(sources: Sources, ahead: _Draft) -> tuple[Problem, ...]:
    """The problems of the site with all that is not due yet: they are told today, not on the night
    on which a story comes due and nobody is there."""
    settings, theme = sources.settings, sources.theme
    strings = theme.strings if theme else {}
    clock = msgspec.structs.replace(sources.clock, ahead=True)
    assembled = ahead.assembler.assemble(sources.content, settings, strings, clock)
    planned = ahead.planner.plan(assembled.site, theme, identity()) if theme else Plan({})
    return (*assembled.problems, *planned.problems)


def _settings(request: Request, exists: bool) -> tuple[Settings | None, tuple[Problem, ...]]:
    data = read_bytes(request.root, "site.yaml") if exists else b""
    settings, problems = read_settings("site.yaml", data)
    if settings is None or not request.base_url:
        return settings, problems
    url = base_url(request.base_url)
    if isinstance(url, Fault):
        fault = Problem(Place("--base-url"), url.code, f"this {url.message}", url.hint)
        return settings, (*problems, fault)
    return msgspec.structs.replace(settings, base_url=url), problems
