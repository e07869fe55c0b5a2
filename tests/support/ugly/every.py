"""All ugly inputs, and which of them come to what."""

from carblog.model.pillow import heic_is_decoded
from tests.support.ugly import boxed, jpeg, moving, png, strange
from tests.support.ugly.case import Published, Refused, Ugly


def is_refused(ugly: Ugly, *, when_made: bool) -> bool:
    return isinstance(ugly.outcome, Refused) and ugly.outcome.when_made == when_made


def is_refused_unseen(ugly: Ugly) -> bool:
    """Whether our own look at the first bytes is enough."""
    unlike = ("cannot be read", "more pixels than its header says", "HDR")
    return isinstance(ugly.outcome, Refused) and ugly.outcome.says not in unlike


SOURCES = (jpeg.cases, png.cases, moving.cases, boxed.cases, strange.cases)
HEIC = list(boxed.heic_cases()) if heic_is_decoded() else []
FILES = [ugly for source in SOURCES for ugly in source()] + HEIC

PUBLISHED = [ugly for ugly in FILES if isinstance(ugly.outcome, Published)]
REFUSED_WHEN_READ = [ugly for ugly in FILES if is_refused(ugly, when_made=False)]
REFUSED_WHEN_MADE = [ugly for ugly in FILES if is_refused(ugly, when_made=True)]
REFUSED_UNSEEN = [ugly for ugly in REFUSED_WHEN_READ if is_refused_unseen(ugly)]
