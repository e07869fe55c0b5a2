"""Moments as people write them, in the site's time zone when they do not say which.

Understood are the ISO 8601 forms (`2026-11-20`, `2026-11-20 09:30`, `2026-11-20T09:30:15.5+01:00`,
`… UTC+01:00`) and dates in English words (`20 Nov 2026`, `November 20, 2026 09:30`).
"""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import msgspec

from carblog.read.problems import said
from carblog.read.values import Fault

FIRST_YEAR, LAST_YEAR = 1900, 2999
LONGEST = 64
"""Characters of a date with its weekday, month, fraction and zone."""

_CLOCK = r"""
    (?P<hour>[0-9]{1,2}) : (?P<minute>[0-9]{2})
    (?: : (?P<second>[0-9]{2}) (?: [.,] (?P<part>[0-9]+) )? )?
    \s* (?P<zone> Z | (?:UTC|GMT)? (?: [+-] [0-9]{2} (?: :? [0-9]{2} )? )? )
"""
_YEAR = "(?P<year>[0-9]{4})"
_DAY_IN_WORDS = r"(?P<day>[0-9]{1,2}) (?:st|nd|rd|th)? \.?"
_MONTH_IN_WORDS = r"(?P<name>[a-z]{3,9}) \.?"
_WEEKDAY = r"(?: (?:mon|tue|wed|thu|fri|sat|sun)[a-z]* [ ,] \s* )?"
_FORMS = tuple(
    re.compile(form, re.VERBOSE | re.IGNORECASE)
    for form in (
        rf"{_YEAR} - (?P<month>[0-9]{{1,2}}) - (?P<day>[0-9]{{1,2}}) (?: (?:T|\s+) {_CLOCK} )?",
        rf"{_WEEKDAY} {_DAY_IN_WORDS} \s+ {_MONTH_IN_WORDS} ,? \s+ {_YEAR} (?: ,? \s+ {_CLOCK} )?",
        rf"{_WEEKDAY} {_MONTH_IN_WORDS} \s+ {_DAY_IN_WORDS} ,? \s+ {_YEAR} (?: ,? \s+ {_CLOCK} )?",
    )
)
# Not calendar.month_name: that speaks the language of the machine.
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_EXAMPLE = "write it as 2026-11-20 or 2026-11-20 09:30"
_NAMED_ZONE = re.compile(r"[0-9]{4}-[0-9-]+[T ][0-9:.]+ *([A-Za-z/_]+)")
_OTHER_ORDER = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})(?![0-9])")


class Moment(msgspec.Struct, frozen=True):
    when: datetime
    """Aware, in UTC."""
    note: str = ""
    """Why it is not quite the moment that was written; completes a sentence like a `Fault`."""


def zone_of(name: str) -> tzinfo:
    """The time zone of an IANA name that the settings have checked."""
    return UTC if name == "UTC" else ZoneInfo(name)


def moment(text: str, zone: tzinfo) -> Moment | Fault:
    """The moment that `text` names. Twice-told times of an autumn night mean the first."""
    if len(text) > LONGEST:
        return Fault(f"is not a date: {said(text)}", _EXAMPLE, "date")
    found = next((found for form in _FORMS if (found := form.fullmatch(text))), None)
    if found is None:
        return Fault(f"is not a date: {said(text)}", _other_order(text) or _EXAMPLE, "date")
    parts = found.groupdict(default="")
    name = parts.get("name", "").title()
    months = [number for number, month in enumerate(_MONTHS, 1) if name and month.startswith(name)]
    if name and not months:
        return Fault(f'names the month "{name}"', "write November, Nov or 11", "date")
    year, month, day = int(parts["year"]), *(months or [int(parts["month"])]), int(parts["day"])
    hour, minute, second = (int(parts[key] or 0) for key in ("hour", "minute", "second"))
    if fault := _impossible_day(year, month, day) or _impossible_time(hour, minute, second):
        return fault
    offset = _offset(parts["zone"].upper())
    if isinstance(offset, Fault):
        return offset
    micro = int(parts["part"][:6].ljust(6, "0"))
    local = datetime(year, month, day, hour, minute, second, micro, tzinfo=offset or zone)
    return _in_utc(local)


def _in_utc(local: datetime) -> Moment:
    """In the gap of a spring night Python counts on in winter time (PEP 495): so shall we."""
    when = local.astimezone(UTC)
    shown = when.astimezone(local.tzinfo)
    if shown.replace(tzinfo=None) == local.replace(tzinfo=None):
        return Moment(when)
    return Moment(
        when,
        f"names {local:%H:%M} on {local:%Y-%m-%d}, which the clocks of {local.tzinfo} leave out; "
        f"it is taken as {shown:%H:%M}",
    )


def _impossible_day(year: int, month: int, day: int) -> Fault | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _fault(f"names the year {year:04}", f"years go from {FIRST_YEAR} to {LAST_YEAR}")
    if not 1 <= month <= 12:
        return _fault(f"names the month {month}", "months go from 01 to 12, after the year")
    days, name = monthrange(year, month)[1], _MONTHS[month - 1]
    if not 1 <= day <= days:
        return _fault(f"names {name} {day}, but {name} {year} has {days} days")
    return None


def _impossible_time(hour: int, minute: int, second: int) -> Fault | None:
    if hour > 23:
        midnight = "midnight is 00:00 of the next day" if hour == 24 else "hours go from 00 to 23"
        return _fault(f"names the hour {hour}", midnight)
    if minute > 59:
        return _fault(f"names the minute {minute}", "minutes go from 00 to 59")
    if second > 59:
        return _fault(f"names the second {second}", "seconds go from 00 to 59")
    return None


def _offset(written: str) -> tzinfo | Fault | None:
    """`None` when nothing is written. ISO 8601 offsets lie between -12:00 and +14:00."""
    if not written:
        return None
    digits = written.lstrip("UTCGMZ").replace(":", "")
    if not digits:
        return UTC
    offset = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5] or 0))
    if offset > timedelta(hours=14) or int(digits[3:5] or 0) > 59:
        return _fault(f"names the offset {written}", "offsets go from -12:00 to +14:00")
    return timezone(-offset if digits[0] == "-" else offset)


def _other_order(text: str) -> str:
    """What to write instead of `20.11.2026`, `11/20/2026` or `… CET`, when that is certain."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}", text):
        return f"add the day: {text}-01"
    if found := _NAMED_ZONE.fullmatch(text):
        return f"write the offset, such as +01:00, instead of {found[1]}"
    if not (found := _OTHER_ORDER.match(text)):
        return ""
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if first > 31:
        year, month, day = first, second, third
    elif found[2] == "." or first > 12:
        year, month, day = third, second, first
    elif second > 12:
        year, month, day = third, first, second
    else:
        return "write the year first, then month and day: 2026-11-20"
    return "" if _impossible_day(year, month, day) else f"write {year}-{month:02}-{day:02}"


def _fault(message: str, hint: str = "") -> Fault:
    return Fault(message, hint, "date")
