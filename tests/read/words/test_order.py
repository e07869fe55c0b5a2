"""Which words count: XMP before IPTC before EXIF, and never what says nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.content import PhotoWords
from carblog.read.words.order import FIELDS, SOURCES, Found, found_in, words_of

CAPTIONS = {
    "XMP dc:description": "by XMP",
    "IPTC Caption": "by IPTC",
    "EXIF ImageDescription": "by EXIF",
    "XMP photoshop:Headline": "a headline",
    "IPTC Headline": "a headline by IPTC",
    "XMP dc:title": "a title",
}


def words(said: dict[str, str]) -> PhotoWords:
    return words_of(found_in(said, "galleries/lido/01-front.jpg"))


def ignored(source: str, value: str) -> str:
    [found] = found_in({source: value}, "galleries/lido/01-front.jpg")
    return found.ignored


@pytest.mark.parametrize("number", range(len(CAPTIONS)))
def test_the_next_counts_where_those_before_say_nothing(number: int) -> None:
    sources = list(CAPTIONS)
    said = {source: CAPTIONS[source] for source in sources[number:]}
    said |= dict.fromkeys(sources[:number], "OLYMPUS DIGITAL CAMERA")
    assert words(said).caption == CAPTIONS[sources[number]]


def test_every_source_is_found_and_the_one_that_counts_is_first() -> None:
    found = found_in(CAPTIONS, "a.jpg")
    assert [each.source for each in found] == list(CAPTIONS)
    assert {each.field for each in found} == {"caption"}


def test_nothing_found_is_no_words() -> None:
    assert words({}) == PhotoWords()


def test_every_field_of_the_words_can_come_from_a_file() -> None:
    assert set(PhotoWords.__struct_fields__) >= set(FIELDS) == set(SOURCES)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T09:30:15+01:00", datetime(2026, 11, 20, 8, 30, 15, tzinfo=UTC)),
        ("2026-11-20T09:30+0100", datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),
        ("2026-11-20T09:30:15Z", datetime(2026, 11, 20, 9, 30, 15, tzinfo=UTC)),
        ("2026-11-20T09:30:15.25", datetime(2026, 11, 20, 9, 30, 15, 250_000)),  # noqa: DTZ001
        ("2026-11-20", datetime(2026, 11, 20)),  # noqa: DTZ001
    ],
)
def test_a_moment_is_in_utc_only_where_the_file_says_how_far_off_it_is(
    text: str, moment: datetime
) -> None:
    assert words({"XMP photoshop:DateCreated": text}).date == moment


@pytest.mark.parametrize(
    "text",
    ["0000:00:00 00:00:00", "    :  :     :  :  ", "2026-00-00", "2026", "2026-11", "0001-01-01"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert ignored("EXIF DateTimeOriginal", text) in ("it is not a date", "it says nothing")
    assert words({"EXIF DateTimeOriginal": text}).date is None


def test_a_clock_that_was_never_set_tells_no_date() -> None:
    assert ignored("EXIF DateTimeOriginal", "2000-01-01T00:00:00") == (
        "the camera's clock was not set"
    )
    assert ignored("EXIF DateTimeOriginal", "2000-01-01T18:20:00") == ""


@pytest.mark.parametrize(
    ("source", "value", "why"),
    [
        ("XMP dc:description", "x" * 2_001, "it is longer than 2,000 characters"),
        ("XMP photoshop:Credit", "x" * 301, "it is longer than 300 characters"),
        ("IPTC Caption", "M\ufffdnchen", "some of its letters are lost"),
        ("XMP dc:title", "<p></p>", "it says nothing"),
        ("XMP dc:title", "01-front", "it is the name of a file"),
        (
            "XMP xmpRights:WebStatement",
            "www.example.com",
            "it is not an address that begins with https://",
        ),
        (
            "XMP xmpRights:WebStatement",
            "javascript:alert(1)",
            "it is not an address that begins with https://",
        ),
        (
            "XMP Iptc4xmpExt:DigitalSourceType",
            "https://example.com/mine",
            "it is not a digital source type of the IPTC",
        ),
    ],
)
def test_what_is_ignored_says_why(source: str, value: str, why: str) -> None:
    assert ignored(source, value) == why


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_of_the_source_type_the_last_part_is_kept(scheme: str) -> None:
    url = f"{scheme}://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    assert words({"XMP Iptc4xmpExt:DigitalSourceType": url}).source_type == (
        "trainedAlgorithmicMedia"
    )


@given(st.lists(st.tuples(st.sampled_from(FIELDS), st.text(), st.booleans())))
def test_whatever_was_found_gives_words(found: list[tuple[str, str, bool]]) -> None:
    all_ = [
        Found(field, value, "XMP", "why" if out else "")  # type: ignore[arg-type]
        for field, value, out in found
    ]
    result = words_of(all_)
    for field in set(FIELDS) - {"date"}:
        first = next((each.value for each in all_ if each.field == field and not each.ignored), "")
        assert getattr(result, field) == first
