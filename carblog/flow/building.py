"""The flow: scan, read, assemble, plan, make, publish.

    files → content → site → outputs → stale outputs → bytes → published files

Everything before `publish` leaves the output folder as it is, so a build that fails at any step
has changed nothing that readers see.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

import msgspec

from carblog.flow.hosts import near_limits
from carblog.flow.looks import Wishing
from carblog.flow.reach import EVERYTHING, reach
from carblog.flow.request import Progress, Report, Request
from carblog.flow.session import Session, session_in
from carblog.flow.staged import Build, Staged
from carblog.flow.survey import Survey, survey
from carblog.flow.unchanged import Left, settled
from carblog.model.output import Output, PictureOutput
from carblog.model.problem import Place, Problem
from carblog.run import publish
from carblog.run.cache import Cache
from carblog.run.claim import claim
from carblog.run.pictures import PictureCache
from carblog.run.publish import InTheWay, Publisher
from carblog.run.seal import sealed
from carblog.run.store import StoreDamaged

MOST_UNSURE = 100
"""Files, 30 µs each and 1 ms more a megabyte, that a build with nothing to do may have to read."""


def build_in(
    cache: Cache, request: Request, progress: Progress, left: Left | None = None
) -> Report:
    """Builds the site with a cache that is held; `left` is what the latest build left behind.

    Raises `MachineFailed`.
    """
    with session_in(cache, request) as held:
        try:
            return _built(held, request, progress, left)
        except StoreDamaged:
            # It has emptied itself: everything is read anew.
            return _built(held, request, progress, None)
        except KeyboardInterrupt:
            # What was read and made so far is not done again.
            held.store.commit(prune=False)
            raise


def _built(held: Session, request: Request, progress: Progress, left: Left | None) -> Report:
    if refused := claim(request.output, request.root, held.cache):
        # Alone: a site without the files in that folder would have problems that it has not.
        return Report(problems=(refused,))
    found = survey(request, held.store, held.workers, progress)
    if _is_fatal(problems := _graver(request, found.problems)):
        return _failed(held, found, problems)
    pictures = PictureCache(held.cache)
    seal = left.seal if left else None
    with Publisher(request.output, held.cache, held.store.published(), seal=seal) as publisher:
        reached = reach(left, found, held.store) if publisher.is_as_left else EVERYTHING
        staged = Build(held, request, found, publisher, pictures, progress, reached).staged()
        problems = (*_graver(request, staged.found.problems), *staged.failures)
        if _is_fatal(problems):
            return _failed(held, staged.found, problems)
        try:
            done = publisher.publish(staged.looked_at, staged.parts, staged.staying)
        except InTheWay as met:
            return _failed(held, staged.found, (*problems, *met.problems))
        return _finished(held, request, staged, done, pictures)


def _failed(held: Session, found: Survey, problems: tuple[Problem, ...]) -> Report:
    """Nothing is published; what was learned is kept."""
    held.store.commit(prune=False)
    return _report(found, problems)


def _finished(
    held: Session,
    request: Request,
    staged: Staged,
    done: publish.Report,
    pictures: PictureCache,
) -> Report:
    """All is published: what is known is kept, what is no longer needed is not."""
    found, stale = staged.found, staged.stale
    report = msgspec.structs.replace(
        _report(found, (*found.problems, *_about_the_output(found, done, request))),
        made=dict(Counter(f"{brief.made_as.kind}s" for brief in stale)),
        kept=len(done.published) - len(stale),
        gone=done.deleted,
        files=len(done.published),
        size=sum(each.size for each in done.published.values()),
        urls=tuple(sorted(brief.path for brief in stale)),
        reasons=staged.reasons,
        pending=staged.pending,
        published=True,
    )
    held.store.keep_published(done.published)
    held.store.keep_settled(_settled(held, request, found, done, report))
    if done.deleted or any(brief.made_as is PictureOutput for brief in stale):
        held.store.prune_looks(_all_looks(found))
        pictures.prune(frozenset(_picture_keys(staged.whole.plan.files)))
    held.store.commit()
    return msgspec.structs.replace(report, problems=(*report.problems, *_about_the_cache(held)))


def _settled(
    held: Session, request: Request, found: Survey, done: publish.Report, report: Report
) -> bytes:
    """The state in which the next build has nothing to do; empty when there is none."""
    assert found.sources is not None  # noqa: S101 - it was published
    scan, content = found.sources.scan, found.sources.content
    # Files that have just changed may change again within the same tick of the clock: they would be
    # read again each time, until something else changes.
    unsure = len(scan.files) - len(held.store.files())
    if unsure > MOST_UNSURE or report.pending:
        return b""
    seal = sealed(request.output, done.published)
    return settled(request, scan, content, seal, report) if seal else b""


def _all_looks(found: Survey) -> Collection[str]:
    assert found.theme is not None  # noqa: S101 - it was published
    assert found.site is not None  # noqa: S101
    return Wishing(found.theme).of_site(found.site).keys()


def _picture_keys(outputs: Iterable[Output]) -> Iterator[str]:
    return (each.rendition.key for each in outputs if isinstance(each, PictureOutput))


def _graver(request: Request, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems as this build takes them: under `--strict` a warning is an error."""
    if not request.strict:
        return tuple(problems)
    return tuple(msgspec.structs.replace(problem, severity="error") for problem in problems)


def _is_fatal(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _report(found: Survey, problems: tuple[Problem, ...]) -> Report:
    return Report(
        problems=problems,
        waiting=found.site.waiting if found.site else (),
        skipped=found.skipped,
        timezone=found.settings.timezone if found.settings else "UTC",
    )


def _about_the_cache(held: Session) -> Iterator[Problem]:
    """What is no fault of the site's, so that `--strict` lets it pass."""
    for warning in held.warnings:
        yield Problem(Place(".carblog"), "cache", warning, "", "warning")


def _about_the_output(found: Survey, done: publish.Report, request: Request) -> Iterator[Problem]:
    """Of what lies there: no fault of the site's either."""
    for path in done.foreign:
        message = "carblog did not make this file, and leaves it as it is"
        hint = "delete it, or put it in static/ to publish it"
        yield Problem(Place(f"{request.output.name}/{path}"), "foreign", message, hint, "warning")
    sizes = {path: known.size for path, known in done.published.items()}
    base_url = found.settings.base_url if found.settings else ""
    for message in near_limits(sizes, base_url):
        yield Problem(Place(request.output.name), "host-limit", message, "", "warning")
