"""Dates as people write them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.read.dates import Moment, moment, zone_of
from carblog.read.values import Fault

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1901, 1, 1), datetime(2998, 1, 1), timezones=OFFSETS)  # noqa: DTZ001


def when(text: str, zone: ZoneInfo = LONDON) -> datetime:
    found = moment(text, zone)
    assert isinstance(found, Moment), found
    assert found.note == ""
    return found.when


def fault(text: str) -> tuple[str, str]:
    found = moment(text, LONDON)
    assert isinstance(found, Fault)
    return found.message, found.hint


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20 09:30",
        "2026-11-20T09:30",
        "2026-11-20T09:30:00",
        "2026-11-20 9:30:00.000",
        "2026-11-20T09:30:00Z",
        "2026-11-20T09:30z",
        "2026-11-20 10:30+01:00",
        "2026-11-20 10:30 +0100",
        "2026-11-20 10:30:00 UTC+01:00",
        "2026-11-20T04:30-05",
        "2026-11-20 09:30 GMT",
        "20 Nov 2026 09:30",
        "20 November 2026, 09:30",
        "20. November 2026 09:30",
        "November 20, 2026 09:30",
        "Nov 20th 2026 9:30",
        "Fri, 20 Nov 2026 09:30:00 +0000",
    ],
)
def test_every_common_form_is_understood(text: str) -> None:
    assert when(text) == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def test_a_date_alone_is_midnight_in_the_sites_zone() -> None:
    assert when("2026-11-20", NEW_YORK) == datetime(2026, 11, 20, 5, tzinfo=UTC)
    assert when("2026-7-1", LONDON) == datetime(2026, 6, 30, 23, tzinfo=UTC)


def test_parts_of_a_second_are_kept_to_the_microsecond() -> None:
    assert when("2026-11-20T09:30:00.1234567Z").microsecond == 123456


def test_a_time_that_the_clocks_leave_out_is_moved_on_and_noted() -> None:
    found = moment("2026-03-29 01:30", LONDON)
    assert found == Moment(
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        "names 01:30 on 2026-03-29, which the clocks of Europe/London leave out; "
        "it is taken as 02:30",
    )


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert when("2026-10-25 01:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-02-30", "names February 30, but February 2024 has 29 days"),
        ("2023-02-29", "names February 29, but February 2023 has 28 days"),
        ("2026-11-00", "names November 0, but November 2026 has 30 days"),
        ("2026-13-01", "names the month 13"),
        ("2026-00-01", "names the month 0"),
        ("0026-11-20", "names the year 0026"),
        ("2026-11-20 25:00", "names the hour 25"),
        ("2026-11-20 24:00", "names the hour 24"),
        ("2026-11-20 09:60", "names the minute 60"),
        ("2026-11-20 09:30:60", "names the second 60"),
        ("2026-11-20 09:30+15:00", "names the offset +15:00"),
        ("20 Nowember 2026", 'names the month "Nowember"'),
    ],
)
def test_an_impossible_date_says_what_is_impossible(text: str, message: str) -> None:
    assert fault(text)[0] == message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("20.11.2026", "write 2026-11-20"),
        ("20/11/2026", "write 2026-11-20"),
        ("11/20/2026", "write 2026-11-20"),
        ("2026/11/20", "write 2026-11-20"),
        ("10/11/2026", "write the year first, then month and day: 2026-11-20"),
        ("2026-11", "add the day: 2026-11-01"),
        ("next week", "write it as 2026-11-20 or 2026-11-20 09:30"),
        ("2026-11-20 09:30 CET", "write the offset, such as +01:00, instead of CET"),
        ("٢٠٢٦-١١-٢٠", "write it as 2026-11-20 or 2026-11-20 09:30"),
    ],
)
def test_another_order_is_answered_with_what_to_write(text: str, hint: str) -> None:
    message, found = fault(text)
    assert message == f'is not a date: "{text}"'
    assert found == hint


@given(MOMENTS, st.sampled_from(["T", " "]))
def test_any_moment_in_iso_form_is_read_back(written: datetime, between: str) -> None:
    assert when(written.isoformat(between)) == written
    assert when(written.isoformat(between), NEW_YORK) == written


@given(st.datetimes(datetime(1972, 1, 1), datetime(2998, 1, 1)))  # noqa: DTZ001
def test_a_time_without_an_offset_is_what_the_clocks_of_the_zone_show(local: datetime) -> None:
    found = moment(f"{local:%Y-%m-%d %H:%M:%S.%f}", NEW_YORK)
    assert isinstance(found, Moment)
    shown = found.when.astimezone(NEW_YORK).replace(tzinfo=None)
    assert shown == local or (found.note and shown - local == timedelta(hours=1))


@given(st.text() | st.from_regex(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}[T ][0-9:+Z]*"))
def test_any_text_is_a_moment_or_a_fault(text: str) -> None:
    found = moment(text, LONDON)
    assert isinstance(found, Fault) or found.when.tzinfo is UTC


def test_utc_is_known_without_a_database() -> None:
    assert zone_of("UTC") is UTC
    assert zone_of("Europe/London") is LONDON
