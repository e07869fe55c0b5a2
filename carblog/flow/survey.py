"""The first half of the flow: from the site folder to every output, without making any.

`plan`, `list` and `check` stop here; `build` goes on.
"""

from collections.abc import Collection, Iterator

import msgspec

from carblog.assemble.due import Clock
from carblog.assemble.site import assemble
from carblog.flow.budget import put_off
from carblog.flow.intake import take_in
from carblog.flow.request import Progress, Request, aware, silent
from carblog.flow.themes import theme_of
from carblog.model.content import Content, Reading
from carblog.model.output import Output
from carblog.model.problem import Place, Problem, in_order
from carblog.model.settings import Settings
from carblog.model.site import Site, Skipped
from carblog.model.theme import Theme
from carblog.plan.plan import Plan, plan
from carblog.read.settings import base_url, read_settings
from carblog.read.values import Fault
from carblog.run.files import Scan, read_bytes, scan
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
    found = scan(request.root, store, request.output)
    settings, problems = _settings(request, "site.yaml" in found.files)
    if settings is None:
        return Survey(problems=(*found.problems, *problems))
    theme, theme_problems, unused = theme_of(request.root, found.files, settings)
    reading = Reading(timezone=settings.timezone, language=settings.language, trust=settings.trust)
    taken = take_in(request.root, found.files, reading, store, workers, progress)
    clock = Clock(
        now=aware(request.now, settings.timezone),
        drafts=request.drafts,
        future=request.future,
        expired=request.expired,
    )
    return _surveyed(
        Sources(
            settings=settings,
            theme=theme,
            content=taken.content,
            clock=clock,
            skipped=(*found.skipped, *unused, *taken.skipped),
            problems=(*found.problems, *problems, *theme_problems, *taken.problems),
            scan=found,
        )
    )


def without_slow(found: Survey, pictures: Collection[str]) -> Survey:
    """The same site while the slow files of `pictures`, paths of picture files, do not exist."""
    assert found.sources is not None  # noqa: S101 - else there are no outputs to leave out
    content = put_off(found.sources.content, pictures)
    return _surveyed(msgspec.structs.replace(found.sources, content=content))


def _surveyed(sources: Sources) -> Survey:
    """Assemble and plan."""
    settings, theme, content = sources.settings, sources.theme, sources.content
    strings = theme.strings if theme else {}
    assembled = assemble(content, settings, strings, sources.clock)
    planned = plan(assembled.site, theme, identity()) if theme else Plan({})
    problems = (*sources.problems, *assembled.problems, *planned.problems)
    if any(wait.reason == "future" for wait in assembled.site.waiting):
        problems = (*problems, *_of_what_comes(content, settings, theme, sources.clock))
    return Survey(
        settings=settings,
        theme=theme,
        site=assembled.site,
        plan=planned,
        skipped=(
            *(*sources.skipped, *assembled.site.skipped),
            *_not_made(assembled.site, planned),
        ),
        problems=tuple(in_order(problems)),
        sources=sources,
    )


def _not_made(site: Site, planned: Plan) -> Iterator[Skipped]:
    """Pictures that something shows, but that the theme names no size for."""
    made = set(planned.sources.values())
    for source in dict.fromkeys(used.image.source for used in site.images):
        if made and source not in made:
            yield Skipped(source, "the theme makes nothing of it")


def _of_what_comes(
    content: Content, settings: Settings, theme: Theme | None, clock: Clock
) -> tuple[Problem, ...]:
    """The problems of the site with all that is not due yet: they are told today, not on the night
    on which a story comes due and nobody is there."""
    ahead = msgspec.structs.replace(clock, ahead=True)
    assembled = assemble(content, settings, theme.strings if theme else {}, ahead)
    planned = plan(assembled.site, theme, identity()) if theme else Plan({})
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
