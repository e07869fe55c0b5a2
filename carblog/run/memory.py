"""How much memory there is."""

import os
from contextlib import suppress
from pathlib import Path

UNKNOWN = 2 << 30
"""Bytes to count on where the system does not say."""

_GROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
"""What a container may take, by the two versions of Linux' control groups."""


def machine_memory() -> int:
    """Bytes that this machine, or the container that this is, has in all."""
    found = [limit for limit in (_physical(), *map(_limit, _GROUPS)) if limit]
    return min(found, default=UNKNOWN)


def _physical() -> int:
    with suppress(OSError, ValueError, AttributeError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 0


def _limit(path: str) -> int:
    """The number in a file of the system; 0 when it is not there, or says that there is none."""
    with suppress(OSError, ValueError):
        return int(Path(path).read_text(encoding="ascii"))
    return 0
