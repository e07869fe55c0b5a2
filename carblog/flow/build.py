"""The door to building: a site that is as it was left is told so before anything else is done."""

from itertools import islice
from pathlib import Path

from carblog.flow.request import Progress, Report, Request, silent
from carblog.flow.unchanged import left_behind, up_to_date
from carblog.run.cache import opened_cache
from carblog.run.failure import machine
from carblog.run.store import has_store

MANY = 500
"""Texts, which take half a second to read."""


def build(request: Request, progress: Progress = silent) -> Report:
    """Builds the site: what changed is made, and then published all at once.

    Raises `MachineFailed` when the disk fails, and nothing is published.
    """
    with opened_cache(request.cache) as cache, machine(request.root):
        left = left_behind(request, cache.folder)
        if left and (report := up_to_date(request, left)):
            return report
        if not has_store(cache.folder) and _has_much(request.root):
            # Reading it takes as long as starting does.
            from carblog.flow.session import get_ready  # noqa: PLC0415

            get_ready(request)
        # What builds takes 0.2 s to import: too much for a build that finds nothing to do.
        from carblog.flow.building import build_in  # noqa: PLC0415

        return build_in(cache, request, progress, left)


def _has_much(root: Path) -> bool:
    """Whether other processes will be needed: for photos, or for hundreds of texts."""
    texts = islice((root / "content").rglob("*.md"), MANY)
    return any((root / "galleries").glob("*/*")) or sum(1 for _ in texts) == MANY
