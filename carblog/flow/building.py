"""The flow: scan, read, assemble, plan, make, publish.

    files → content → site → outputs → stale outputs → bytes → published files

Everything before `publish` leaves the output folder as it is, so a build that fails at any step
has changed nothing that readers see.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from carblog.flow.budget import Budget
from carblog.flow.looks import Wishing
from carblog.flow.making import Copied, Maker, each_once
from carblog.flow.parts import fine_parts, reason
from carblog.flow.photos import Kept, Photos
from carblog.flow.request import Progress, Report, Request, silent
from carblog.flow.session import Session, session
from carblog.flow.survey import Survey, survey, without_slow
from carblog.model.output import Made, Output, PictureOutput
from carblog.model.problem import Place, Problem
from carblog.run import publish
from carblog.run.claim import claim
from carblog.run.failure import machine
from carblog.run.pictures import PictureCache
from carblog.run.publish import InTheWay, Publisher
from carblog.run.remembered import Published
from carblog.run.store import StoreDamaged


def build(request: Request, progress: Progress = silent) -> Report:
    """Builds the site: what changed is made, and then published all at once.

    Raises `MachineFailed` when the disk or a worker fails, and nothing is published.
    """
    with session(request) as held, machine(request.root):
        try:
            return _built(held, request, progress)
        except StoreDamaged:
            # It has emptied itself: everything is read anew.
            return _built(held, request, progress)


def _built(held: Session, request: Request, progress: Progress) -> Report:
    if refused := claim(request.output, request.root, held.cache):
        # Alone: a site without the files in that folder would have problems that it has not.
        return Report(problems=(refused,))
    found = survey(request, held.store, held.workers, progress)
    problems = _graver(request, found.problems)
    if _is_fatal(problems):
        held.store.commit(prune=False)
        return _report(found, problems)
    with Publisher(request.output, held.cache, held.store.published()) as publisher:
        return _publish(held, request, found, problems, publisher, progress)


def _publish(
    held: Session,
    request: Request,
    found: Survey,
    problems: tuple[Problem, ...],
    publisher: Publisher,
    progress: Progress,
) -> Report:
    before = held.store.published()
    pictures = PictureCache(held.cache)
    every = found.outputs
    stale = _stale(every, publisher.standing())
    photos = _photos(held, request, found, pictures, progress)
    maker = Maker(request.root, found, held.store, held.workers, photos, progress)
    failures = list(_staged(maker.photos(stale), publisher))
    if photos.put_off and not failures:
        found = without_slow(found, photos.put_off)
        problems = _graver(request, found.problems)
        stale = _stale(found.outputs, publisher.standing())
        maker = Maker(request.root, found, held.store, held.workers, photos, progress)
        failures += _staged(maker.photos(stale), publisher)
    failures += _staged(maker.others(stale), publisher)
    if not failures:
        failures += _staged(maker.feeds(stale, publisher.sizes()), publisher)
    if failures or _is_fatal(problems):
        held.store.commit(prune=False)
        return _report(found, (*problems, *each_once(failures)))
    reasons = {o.path: reason(o, before.get(o.path)) for o in stale} if request.explain else {}
    try:
        done = publisher.publish(found.outputs, fine_parts)
    except InTheWay as refused:
        held.store.commit(prune=False)
        return _report(found, (*problems, *refused.problems))
    held.store.keep_published(done.published)
    held.store.commit(looks=_wanted_looks(found, stale, done))
    pictures.prune(each.rendition.key for each in every if isinstance(each, PictureOutput))
    warnings = tuple(_about_the_machine(held, done, request))
    return msgspec.structs.replace(
        _report(found, (*problems, *warnings)),
        made=dict(Counter(f"{output.kind}s" for output in stale)),
        kept=len(found.outputs) - len(stale),
        gone=done.deleted,
        files=len(done.published),
        size=sum(each.size for each in done.published.values()),
        urls=tuple(output.path for output in stale),
        reasons=reasons,
        pending=sum(photos.put_off.values()),
        published=True,
    )


def _photos(
    held: Session, request: Request, found: Survey, cache: PictureCache, progress: Progress
) -> Photos:
    assert found.site is not None  # noqa: S101 - a survey without it has an error
    budget = Budget(request.avif_budget, held.workers.processes)
    return Photos(request.root, found.site, held.store, held.workers, cache, budget, progress)


def _stale(outputs: Iterable[Output], standing: Mapping[str, Published]) -> list[Output]:
    """The outputs whose key is not the one that was published."""
    return [
        output
        for output in outputs
        if (known := standing.get(output.path)) is None or known.key != output.key
    ]


def _staged(
    made: Iterable[Made | Kept | Copied | Problem], publisher: Publisher
) -> Iterator[Problem]:
    """Everything that is made waits; the problems of what could not be made."""
    for each in made:
        match each:
            case Problem():
                yield each
            case Kept(output=output, file=file):
                publisher.stage_file(output.path, file)
            case Copied(output=output, chunks=chunks):
                publisher.stage_chunks(output.path, chunks)
            case Made(output=output, data=data):
                publisher.stage(output.path, data)


def _wanted_looks(
    found: Survey, stale: Iterable[Output], done: publish.Report
) -> Collection[str] | None:
    """The keys of all looks that the site can need, when some may be others than before."""
    if not done.deleted and not any(isinstance(output, PictureOutput) for output in stale):
        return None
    assert found.theme is not None  # noqa: S101 - it was published
    assert found.site is not None  # noqa: S101
    return Wishing(found.theme).of_site(found.site).keys()


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


def _about_the_machine(held: Session, done: publish.Report, request: Request) -> Iterator[Problem]:
    """What is worth a word but is no fault of the site's, so that `--strict` lets it pass."""
    for warning in held.warnings:
        yield Problem(Place(".carblog"), "cache", warning, "", "warning")
    for path in done.foreign:
        message = "carblog did not make this file, and leaves it as it is"
        hint = "delete it, or put it in static/ to publish it"
        yield Problem(Place(f"{request.output.name}/{path}"), "foreign", message, hint, "warning")
