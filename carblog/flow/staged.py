"""From a site to files that wait: what is stale is found, made and staged; nothing is published."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from carblog.flow.budget import Budget
from carblog.flow.looked import Brief, Looked
from carblog.flow.making import Copied, Maker, Placed, each_once
from carblog.flow.parts import packed_parts, reason
from carblog.flow.photos import Kept, Photos
from carblog.flow.reach import Reach
from carblog.flow.request import Progress, Request
from carblog.flow.session import Session
from carblog.flow.survey import Survey, without_slow
from carblog.model.output import Made, Output, PageOutput
from carblog.model.problem import Problem
from carblog.plan.sitemap import SITEMAP
from carblog.run.pictures import PictureCache
from carblog.run.publish import Publisher


class Staged(NamedTuple):
    """What was made and waits to be published."""

    found: Survey
    """Of the site as it can be published now."""
    looked_at: Sequence[Brief]
    staying: Sequence[str]
    """The paths of all outputs that no edit reaches."""
    stale: Sequence[Brief]
    parts: Mapping[str, bytes]
    """What to remember of the keys of what is stale, by path."""
    failures: tuple[Problem, ...]
    reasons: dict[str, str]
    pending: int
    """Files in slow formats that are left to a later build."""
    whole: Survey
    """Of the site with these."""


class Build:
    """One build on its way from a site to files that wait."""

    def __init__(
        self,
        held: Session,
        request: Request,
        found: Survey,
        publisher: Publisher,
        pictures: PictureCache,
        progress: Progress,
        reached: Reach,
    ) -> None:
        self._held = held
        self._reach = reached
        self._parts: dict[str, bytes] = {}
        self._request = request
        self._found = found
        self._publisher = publisher
        self._progress = progress
        budget = Budget(request.avif_budget, held.workers.processes)
        self._photos = Photos(
            request.root,
            found,
            held.store,
            held.workers,
            pictures,
            budget,
            progress,
        )

    def staged(self) -> Staged:
        """Makes everything that is stale, photos first: what shows them must know which exist."""
        found = self._found
        outputs = Looked(found.plan, self._looked_at(found))
        stale = Looked(found.plan, self._stale(outputs))
        failures = [*self._waiting(self._maker(found).photos(stale))]
        if self._photos.put_off and not failures:
            found = without_slow(found, self._photos.put_off)
            outputs = Looked(found.plan, self._looked_at(found))
            stale = Looked(found.plan, self._stale(outputs))
            failures += self._waiting(self._maker(found).photos(stale))
        maker = self._maker(found)
        failures += self._waiting(maker.others(stale, self._pages(found, stale)))
        if not failures:
            failures += self._waiting(maker.feeds(stale, self._publisher.sizes()))
        return Staged(
            found=found,
            looked_at=outputs.briefs,
            staying=tuple(self._staying(outputs)),
            stale=stale.briefs,
            parts=self._parts,
            failures=each_once(failures),
            reasons=self._reasons(stale) if self._request.explain else {},
            pending=sum(self._photos.put_off.values()),
            whole=self._found,
        )

    def _looked_at(self, found: Survey) -> Iterator[Output]:
        """Every output that may be other than it was published, planned when its turn comes: so
        pages are under way while others are planned. Maps of the site are of all pages."""
        plan = found.plan
        for path in sorted(plan.sources):
            is_reached = self._reach.has(path, plan.sources[path])
            if is_reached and path != SITEMAP and (output := plan.output(path)):
                yield output
        if self._reach.edited is None:
            yield from plan.maps

    def _pages(self, found: Survey, stale: Looked) -> int:
        """How many are to be made. The first time it is all, which is known before they are
        planned."""
        if self._publisher.standing():
            return sum(brief.made_as is PageOutput for brief in stale.briefs)
        return sum(path.endswith(".html") for path in found.plan.sources)

    def _staying(self, outputs: Looked) -> Iterator[str]:
        """The paths of those that need not be looked at."""
        if self._reach.edited is not None:
            paths = {brief.path for brief in outputs.briefs}
            yield from (path for path in self._publisher.standing() if path not in paths)

    def _stale(self, outputs: Iterable[Output]) -> Iterator[Output]:
        """The outputs whose key is not the one that was published."""
        standing = self._publisher.standing()
        for output in outputs:
            if (known := standing.get(output.path)) is None or known.key != output.key:
                yield output

    def _reasons(self, stale: Iterable[Output]) -> dict[str, str]:
        before = self._held.store.published()
        return {output.path: reason(output, before.get(output.path)) for output in stale}

    def _maker(self, found: Survey) -> Maker:
        held = self._held
        root = self._request.root
        return Maker(
            root, found, held.store, held.workers, self._photos, self._publisher, self._progress
        )

    def _waiting(
        self, made: Generator[Made | Kept | Copied | Placed | Problem]
    ) -> Iterator[Problem]:
        """Everything that is made waits; the problems of what could not be made."""
        # Whoever is interrupted here has no process write what is about to be thrown away.
        with closing(made):
            for each in made:
                if isinstance(each, Problem):
                    yield each
                    continue
                path = each.output.path
                if isinstance(each, Placed):
                    self._publisher.take(path, each.written.file)
                    self._parts[path] = each.written.parts
                    continue
                # Now, while the workers are at work, and not at the end, when nobody is.
                self._parts[path] = packed_parts(each.output)
                match each:
                    case Kept(file=file):
                        self._publisher.stage_file(path, file)
                    case Copied(chunks=chunks):
                        self._publisher.stage_chunks(path, chunks)
                    case Made(data=data):
                        self._publisher.stage(path, data)
