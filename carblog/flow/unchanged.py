"""Nothing to do: the answer of a build that finds everything as the latest one left it.

The latest build writes down what it saw, what it was asked for and what it left. While all of that
is still so, another would read, assemble and plan only to find that nothing is stale, so it is not
done. What is written down is a hint: where anything differs, everything is done as usual.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from os.path import relpath
from pathlib import Path
from typing import NamedTuple

import msgspec

from carblog.flow.request import Report, Request, aware
from carblog.model.content import Content
from carblog.model.digest import digest
from carblog.run import brought
from carblog.run.claim import claim
from carblog.run.lock import locked_folder
from carblog.run.remembered import Seen
from carblog.run.scan import Scan, glance
from carblog.run.seal import Seal, is_whole
from carblog.run.shelf import UNREADABLE
from carblog.run.staging import staging_in_cache
from carblog.run.store import latest
from carblog.run.version import identity


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """A state in which a build has nothing to do."""

    asked: str
    """The digest of what was asked for."""
    since: datetime | None
    until: datetime | None
    """The moments between which the same is due: from the first, and before the second."""
    inputs: str
    """The digest of what a scan finds."""
    unsure: dict[str, str]
    """Path → digest of files that had only just changed, so that their times prove nothing."""
    themes: str
    """The digest of the themes that carblog brings."""
    seal: Seal
    """Of the output folder."""
    report: Report
    """What such a build says."""

    def is_at(self, now: datetime) -> bool:
        """Whether the same is due now."""
        moment = aware(now, self.report.timezone)
        return not (self.since and moment < self.since) and not (
            self.until and moment >= self.until
        )


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Settled).decode


class Left(NamedTuple):
    """What the latest build left, of which nothing but files may be other."""

    settled: Settled
    seen: Mapping[str, Seen]

    @property
    def inputs(self) -> dict[str, str]:
        """Path → digest of every input as it was read, by path."""
        sure = {path: each.digest for path, each in self.seen.items()}
        found = sure | self.settled.unsure
        return {path: found[path] for path in sorted(found)}

    @property
    def seal(self) -> Seal | None:
        """Of the output folder, if nothing but what was published lay there."""
        told = self.settled.report.problems
        return None if any(each.code == "foreign" for each in told) else self.settled.seal


def left_behind(request: Request, cache: Path) -> Left | None:
    """What the latest build left; None when something else was asked for, or is due, by now."""
    rows = latest(cache, identity())
    known = _decoded(rows.settled)
    if (
        known is None
        or known.asked != _asked(request)
        or not known.is_at(request.now)
        or known.themes != brought.digest_of_all()
        or claim(request.output, request.root, cache)
        or staging_in_cache(cache).exists()
    ):
        return None
    return Left(known, rows.files)


def up_to_date(request: Request, left: Left) -> Report | None:
    """The report of a build that has nothing to do; None when there may be something."""
    known = left.settled
    scan = glance(request.root, left.seen, request.output, known.unsure)
    if scan is None or known.inputs != inputs_of(scan):
        return None
    with suppress(OSError), locked_folder(request.output):
        if is_whole(known.seal, request.output):
            return known.report
    return None


def settled(request: Request, scan: Scan, content: Content, seal: Seal, report: Report) -> bytes:
    """What is to be remembered of a build that has published."""
    now = aware(request.now, report.timezone)
    moments = sorted(_moments(content))
    return _encode(
        Settled(
            asked=_asked(request),
            since=max((each for each in moments if each <= now), default=None),
            until=min((each for each in moments if each > now), default=None),
            inputs=inputs_of(scan),
            unsure={path: file.digest for path, file in scan.files.items() if file.seen is None},
            themes=brought.digest_of_all(),
            seal=seal,
            report=msgspec.structs.replace(
                report, made={}, kept=report.files, gone=(), urls=(), reasons={}
            ),
        )
    )


def inputs_of(scan: Scan, digests: Mapping[str, str] | None = None) -> str:
    """The digest of all that a scan found; of files with these `digests` instead of theirs."""
    files = digests or {path: file.digest for path, file in scan.files.items()}
    return digest(files, scan.skipped, scan.problems)


def _decoded(payload: bytes) -> Settled | None:
    with suppress(*UNREADABLE):
        return _decode(payload) if payload else None
    return None


def _asked(request: Request) -> str:
    """Of all that has a say in the site, but for the moment; not of how it is made."""
    output = relpath(request.output.resolve(), request.root.resolve())
    shown = (request.drafts, request.future, request.expired)
    return digest(output, request.output.name, request.base_url, shown, request.strict)


def _moments(content: Content) -> Iterator[datetime]:
    """All at which something can come or go."""
    for article in content.articles:
        yield article.date
        if article.expires:
            yield article.expires
    for note in content.notes:
        if note.date:
            yield note.date
