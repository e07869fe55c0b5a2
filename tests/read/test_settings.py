"""site.yaml: the publication as its owner describes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.problem import Problem
from carblog.model.settings import RoleChange, SectionSettings, Settings
from carblog.read.settings import read_settings
from tests.read.damage import damaged
from tests.read.samples import hints, told

FULL = """\
title: Kerbweight
tagline: Cars, weighed honestly
description: News and road tests.
base_url: https://Kerbweight.example/blog
language: en-gb
timezone: Europe/London
theme: mine
paginate: 10
feed_limit: 40
top_stories: 3
copyright: © 2026 Kerbweight
trust: contributors
sections:
  news: {title: The news, kind: news, text: What happened.}
  road-tests: {kind: road-test}
  features: Long reads
  odd:
menus:
  main: [news, {title: Galleries, to: /galleries/}]
  footer:
    - {name: About, url: pages/about.md}
social: {mastodon: "https://social.example/@k", mail: "mailto:k@example.com"}
params: {dark: true}
pictures:
  hero: {widths: [800, 1600], ratio: 2:1, formats: [avif, jpeg], quality: {avif: 58}}
  card: {placeholder: blur, limit: 80 kB}
"""


def settings(source: str) -> Settings:
    found, problems = read_settings("site.yaml", source.encode())
    assert problems == ()
    assert found is not None
    return found


def problems_of(source: str) -> tuple[Problem, ...]:
    found, problems = read_settings("site.yaml", source.encode())
    assert found is not None
    return problems


def test_everything_that_a_site_can_say_is_read() -> None:
    site = settings(FULL)
    assert (site.title, site.tagline) == ("Kerbweight", "Cars, weighed honestly")
    assert (site.base_url, site.base_path) == ("https://kerbweight.example/blog/", "/blog/")
    assert (site.language, site.timezone, site.theme) == ("en-GB", "Europe/London", "mine")
    assert (site.paginate, site.feed_limit, site.top_stories) == (10, 40, 3)
    assert (site.trust, site.params) == ("contributors", {"dark": True})
    assert site.social == {"mastodon": "https://social.example/@k", "mail": "mailto:k@example.com"}


def test_pictures_say_what_is_different_and_nothing_else() -> None:
    assert settings(FULL).pictures == {
        "hero": RoleChange(
            widths=(800, 1600), ratio=(2, 1), formats=("avif", "jpeg"), quality={"avif": 58}
        ),
        "card": RoleChange(placeholder="blur", limit=80_000),
    }


def test_what_only_a_theme_can_say_of_pictures_is_told() -> None:
    [problem] = problems_of("pictures: {card: {of: [body]}}")
    assert problem.message == 'there is no key "of" in "card"'
    assert problem.hint == "it follows from the theme's templates"


def test_sections_keep_their_order_and_have_titles() -> None:
    assert settings(FULL).sections == (
        SectionSettings(name="news", title="The news", kind="news", text="What happened."),
        SectionSettings(name="road-tests", title="Road tests", kind="road_test"),
        SectionSettings(name="features", title="Long reads"),
        SectionSettings(name="odd", title="Odd"),
    )
    assert [section.name for section in settings("sections: [b, a]").sections] == ["b", "a"]


def test_menus_point_at_sections_paths_and_files() -> None:
    menus = settings(FULL).menus
    assert [(item.title, item.to.value) for item in menus["main"]] == [
        ("", "news"),
        ("Galleries", "/galleries/"),
    ]
    assert [(item.title, item.to.value) for item in menus["footer"]] == [
        ("About", "pages/about.md")
    ]
    assert str(menus["footer"][0].to.place) == "site.yaml:21:26"


@pytest.mark.parametrize("source", ["", "# nothing\n", "---\n"])
def test_an_empty_file_has_all_the_defaults(source: str) -> None:
    assert settings(source) == Settings()


def test_a_file_that_cannot_be_read_is_no_settings() -> None:
    found, problems = read_settings("site.yaml", b"title: a: b\n")
    assert (found, told(problems)) == (
        None,
        ["1:9 a colon with a space after it begins a new value here"],
    )


@pytest.mark.parametrize(
    ("written", "base_url"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTPS://Example.COM/Blog/", "https://example.com/Blog/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_a_base_url_ends_in_a_slash(written: str, base_url: str) -> None:
    assert settings(f'base_url: "{written}"').base_url == base_url


@pytest.mark.parametrize(
    "written",
    [
        "example.com",
        "/blog/",
        "ftp://example.com/",
        "https:///x",
        "https://example.com/?a=b",
        "https://example.com/#a",
        "https://example.com/?",
        "https://me:secret@example.com/",
        "https://example.com/../x/",
        "https://example.com/a//b/",
        "https://exa_mple,com/",
        "https://example.com:99999/",
    ],
)
def test_a_base_url_that_cannot_be_is_an_error_and_never_used(written: str) -> None:
    found, problems = read_settings("site.yaml", f'title: x\nbase_url: "{written}"'.encode())
    assert found is not None
    assert found.base_url == Settings().base_url
    assert [(problem.place.line, problem.severity) for problem in problems] == [(2, "error")]


def test_a_host_without_an_ascii_form_is_only_refused() -> None:
    [problem] = problems_of("base_url: https://a..é.example/")
    assert problem.message == '"base_url" has a host that cannot be, "a..é.example"'
    assert problem.hint == ""


def test_a_host_in_other_letters_is_answered_with_its_ascii_form() -> None:
    assert hints(problems_of("base_url: https://bücher.example/")) == [
        "write xn--bcher-kva.example"
    ]


@pytest.mark.parametrize(
    ("written", "language"),
    [("de", "de"), ("en_GB", "en-GB"), ("zh-hant-tw", "zh-Hant-TW"), ("PT-br", "pt-BR")],
)
def test_a_language_is_written_as_everybody_writes_it(written: str, language: str) -> None:
    assert settings(f"language: {written}").language == language


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            "language: english",
            '"language" is no language that is known: "english"',
            "write en",
        ),
        (
            "language: en-GBB",
            '"language" is no language that is known: "en-GBB"',
            'did you mean "en-GB"?',
        ),
        (
            "timezone: Europe/Londn",
            '"timezone" is no time zone that is known: "Europe/Londn"',
            'did you mean "Europe/London"?',
        ),
        (
            "timezone: Europe",
            '"timezone" is no time zone that is known: "Europe"',
            None,
        ),
        (
            "timezone: ../../etc/passwd",
            '"timezone" is no time zone that is known: "../../etc/passwd"',
            "write a name such as Europe/London or UTC",
        ),
        ("paginate: 0", '"paginate" must be a whole number from 1 to 1000, not "0"', ""),
        ("trust: all", '"trust" must be one of owner, contributors, not "all"', ""),
        ("theme: a/b", None, ""),
        ("social: {x: foo}", '"x" must be an address on the web, not "foo"', None),
        ("menus: {main: [{title: x}]}", 'there is no "to" in "menus"', None),
        ("menus: {main: [[news]]}", '"menus" must be a group of keys, not a list', None),
        ("menus: [news]", '"menus" must be a group of keys, not a list', None),
        ("sections: {authors: }", '"sections" cannot have "authors"', None),
        ("sections: {a#b: }", None, None),
    ],
)
def test_a_setting_that_cannot_be_is_told(line: str, message: str | None, hint: str | None) -> None:
    [problem] = problems_of(line)
    assert problem.severity == "error"
    assert message in {None, problem.message}
    assert hint in {None, problem.hint}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("baseURL", "https://a.example/"),
        ("SITEURL", "https://a.example/"),
        ("site_url", "https://a.example/"),
        ("url", "https://a.example/"),
    ],
)
def test_other_tools_names_for_the_base_url_are_understood(name: str, value: str) -> None:
    assert settings(f"{name}: {value}").base_url == value


def test_other_tools_names_for_other_settings_are_understood() -> None:
    site = settings("languageCode: de\ntimeZone: Europe/Berlin\nSITENAME: x\nDEFAULT_PAGINATION: 5")
    assert (site.language, site.timezone, site.title, site.paginate) == (
        "de",
        "Europe/Berlin",
        "x",
        5,
    )


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("pagination: {pagerSize: 10}", "paginate"),
        ("baseurl: /blog", "base_url"),
        ("authors: [x]", "content/authors"),
        ("permalinks: x", "url"),
        ("tagine: x", "tagline"),
        ("my_own: x", "params"),
    ],
)
def test_an_unknown_setting_is_a_warning_with_the_right_name(line: str, hint: str) -> None:
    [problem] = problems_of(line)
    assert (problem.severity, problem.code) == ("warning", "key-unknown")
    assert hint in problem.hint


@given(st.binary() | damaged(FULL.encode()))
def test_any_bytes_are_settings_or_problems(data: bytes) -> None:
    found, problems = read_settings("site.yaml", data)
    assert found is not None or problems
