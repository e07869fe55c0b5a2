"""`carblog clean`: the site folder as it was before the first build."""

import msgspec

from carblog.flow.request import Request
from carblog.model.problem import Problem
from carblog.run.cache import opened_cache
from carblog.run.claim import claim
from carblog.run.withdraw import Withdrawn, remove_cache, withdraw


class Cleaned(msgspec.Struct, frozen=True, kw_only=True):
    """What cleaning did."""

    output: Withdrawn = Withdrawn()
    had_cache: bool
    problems: tuple[Problem, ...] = ()


def clean(request: Request, *, cache_only: bool = False) -> Cleaned:
    """Removes what carblog made, and nothing else: its files in the output folder, and the cache.

    Waits for nobody: raises `MachineFailed` while a build is running.
    """
    had_cache = request.cache.is_dir()
    with opened_cache(request.cache) as cache:
        refused = None if cache_only else claim(request.output, request.root, cache.folder)
        is_left = cache_only or refused is not None
        output = Withdrawn() if is_left else withdraw(request.output, cache.folder)
        remove_cache(request.cache)
    problems = (refused,) if refused else ()
    return Cleaned(output=output, had_cache=had_cache, problems=problems)
