"""What of a site is as it was is the same object, so that planning need not look into it."""

from operator import is_
from typing import Any

import msgspec

from carblog.model.settings import Settings
from carblog.model.site import Site

PARTS = ("stories", "pages", "albums", "profiles", "records")
"""Of a site: they were compared when they were made."""


def as_before(site: Site, before: Site) -> Site:
    """The site, of which each value that is as it was is the same object."""
    same = {
        name: old
        for name in Site.__struct_fields__
        if _is_same(old := getattr(before, name), getattr(site, name), name in PARTS)
    }
    is_whole = len(same) == len(Site.__struct_fields__)
    return before if is_whole else msgspec.structs.replace(site, **same)


def _is_same(before: Any, now: Any, is_of_parts: bool) -> bool:
    if is_of_parts:
        return len(before) == len(now) and all(map(is_, before, now))
    if isinstance(now, dict):
        return list(before.items()) == list(now.items())
    return before is now or (not isinstance(now, Settings) and bool(before == now))
