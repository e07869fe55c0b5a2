"""What typed texts mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.read.values import (
    Convert,
    Fault,
    decimal,
    duration,
    flag,
    fraction,
    one_of,
    path_name,
    profile_address,
    ratio,
    site_path,
    web_address,
    whole,
)

ALL: list[Convert[object]] = [
    decimal,
    duration,
    flag,
    fraction,
    one_of(("news", "road_test"), loosely=True),
    path_name,
    profile_address,
    ratio,
    site_path,
    web_address,
    whole(1, 1000),
]


@given(st.text(), st.sampled_from(ALL))
def test_any_text_is_a_value_or_a_fault(text: str, convert: Convert[object]) -> None:
    found = convert(text)
    assert not isinstance(found, Fault) or found.message


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("Yes", True), ("false", False), ("NO", False)]
)
def test_yes_and_no_are_understood(text: str, value: bool) -> None:
    assert flag(text) is value


@pytest.mark.parametrize("text", ["on", "1", "maybe", ""])
def test_anything_else_is_neither_true_nor_false(text: str) -> None:
    assert isinstance(flag(text), Fault)


def test_a_whole_number_has_its_bounds() -> None:
    convert = whole(1, 1000)
    assert [convert(text) for text in ("1", "1000")] == [1, 1000]
    for text in ("0", "1001", "-1", "1.0", "٣", "9" * 5000):
        assert isinstance(convert(text), Fault)


def test_a_score_stays_as_typed_and_a_comma_is_answered_with_a_point() -> None:
    assert [decimal(text) for text in ("8", "8.0", "8.50")] == ["8", "8.0", "8.50"]
    found = decimal("8,5")
    assert isinstance(found, Fault)
    assert found.hint == "write 8.5"
    assert all(isinstance(decimal(text), Fault) for text in ("1e3", "nan", "-1", ".5", "8/10"))


def test_a_kind_may_be_written_with_hyphens_spaces_or_capitals() -> None:
    convert = one_of(("first_drive", "news"), loosely=True)
    written = ("first-drive", "First drive", "FIRST_DRIVE")
    assert {convert(text) for text in written} == {"first_drive"}


def test_a_word_that_is_none_of_the_choices_has_the_nearest() -> None:
    found = one_of(("lead", "gallery"))("galery")
    assert found == Fault('must be one of lead, gallery, not "galery"', 'did you mean "gallery"?')


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0:00", 0),
        ("1:35", 95),
        ("12:41", 761),
        ("75:10", 4510),
        ("1:02:03", 3723),
        ("PT12M41S", 761),
        ("pt1h", 3600),
        ("761", 761),
    ],
)
def test_a_duration_is_read_in_every_common_form(text: str, seconds: int) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["1:60", "1:75:00", "12m", "PT", ":30", "1:2:3", ""])
def test_a_duration_that_cannot_be_is_a_fault(text: str) -> None:
    assert isinstance(duration(text), Fault)


@given(st.integers(0, 359_999))
def test_a_duration_on_the_clock_is_read_back(seconds: int) -> None:
    minutes, rest = divmod(seconds, 60)
    assert duration(f"{minutes // 60}:{minutes % 60:02}:{rest:02}") == seconds


def test_a_ratio_is_width_to_height() -> None:
    assert [ratio(text) for text in ("16:9", "1200:630", "4/3")] == [(16, 9), (1200, 630), (4, 3)]
    assert all(isinstance(ratio(text), Fault) for text in ("16", "0:9", "1.91:1", "16:9:4"))


def test_a_fraction_lies_between_nothing_and_all() -> None:
    assert [fraction(text) for text in ("0", "0.48", "40%", "1", "100%")] == [0, 0.48, 0.4, 1, 1]
    assert all(isinstance(fraction(text), Fault) for text in ("1.01", "101%", "-0.1", "half"))


def test_an_address_on_the_web_has_a_scheme_and_a_host() -> None:
    good = "https://example.com/a?b=c#d"
    assert web_address(good) == good
    bad = [
        "example.com",
        "//example.com",
        "javascript:alert(1)",
        "https://",
        "https://[",
        "ftp://x",
    ]
    assert all(isinstance(web_address(text), Fault) for text in bad)
    assert isinstance(web_address("https://example.com/a b"), Fault)
    assert isinstance(web_address("https://example.com:port/"), Fault)


def test_an_e_mail_address_is_answered_with_mailto() -> None:
    assert profile_address("mailto:nell@example.com") == "mailto:nell@example.com"
    found = profile_address("nell@example.com")
    assert isinstance(found, Fault)
    assert found.hint == "for an e-mail address write mailto:nell@example.com"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/old/", "/old/"),
        ("/old", "/old/"),
        ("/old/page.html", "/old/page.html"),
        ("/gt3.5", "/gt3.5/"),
        ("/caf%C3%A9/", "/café/"),
        ("/cafe\u0301/", "/café/"),
    ],
)
def test_a_site_path_ends_in_a_slash_or_is_a_file(text: str, path: str) -> None:
    assert site_path(text) == path


@pytest.mark.parametrize(
    "text",
    ["old/", "//old/", "/../x/", "/a/%252e%252e/b/", "/a\\b/", "/a//b/", "/a?b", "https://x/"],
)
def test_a_site_path_cannot_leave_the_site(text: str) -> None:
    assert isinstance(site_path(text), Fault)


@given(st.text())
def test_a_site_path_is_the_same_when_it_is_read_again(text: str) -> None:
    found = site_path(f"/{text}")
    assert isinstance(found, Fault) or site_path(found) == found
