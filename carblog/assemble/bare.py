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
    bare = [problem for problem in problems if problem.code == "galleries-missing"]
    if len(bare) < 2:
        return tuple(problems)
    first, more = bare[0], len(bare) - 1
    count = "one more reference leads" if more == 1 else f"{more:,} more references lead"
    told = msgspec.structs.replace(first, hint=f"put it back: {count} there")
    kept = (each for each in problems if each is first or each.code != first.code)
    return tuple(told if each is first else each for each in kept)
