"""A site without any gallery: told once, at the first reference into one, and not at every one."""

from collections.abc import Sequence

import msgspec

from carblog.assemble.albums import ROOT
from carblog.assemble.inquiry import Inquiry
from carblog.model.problem import Place, Problem

MESSAGE = f"there are no galleries: the folder {ROOT} is missing or holds no pictures"
HINT = f"put it back; a gallery is a folder of pictures in {ROOT}"


def is_bare(path: str, place: Place, asks: Inquiry) -> bool:
    """Whether what is missing at a path is so because the site has no galleries; that is told."""
    if not path.startswith(ROOT) or asks.has_galleries():
        return False
    asks.problem(place, "galleries-missing", MESSAGE, HINT)
    return True


def told_once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems in their order, with the first reference into galleries that are not there for all
    of those."""
    bare = [problem for problem in problems if problem.message == MESSAGE]
    if len(bare) < 2:
        return tuple(problems)
    count = (
        "one more reference leads" if len(bare) == 2 else f"{len(bare) - 1:,} more references lead"
    )
    first = msgspec.structs.replace(bare[0], hint=f"put it back: {count} there")
    others = (problem for problem in problems if problem.message != MESSAGE or problem is bare[0])
    return tuple(first if problem is bare[0] else problem for problem in others)
