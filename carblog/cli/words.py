"""Small phrases that commands are made of: counts, sizes, moments."""

from datetime import datetime
from zoneinfo import ZoneInfo


def plural(count: int, noun: str) -> str:
    """`1 page`, `1,200 pages`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def megabytes(size: int) -> str:
    """Bytes as people say them, in powers of ten as hosts count."""
    return f"{size / 1e6:,.1f} MB" if size >= 1e5 else f"{size / 1e3:,.1f} kB"


def moment(when: datetime, zone: str) -> str:
    """A time in the site's zone, to the minute: `2031-01-01 09:00 CET`."""
    return f"{when.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
