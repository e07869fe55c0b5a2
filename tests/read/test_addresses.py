"""Where a file's page is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.read.addresses import Address, address_of
from carblog.read.values import Fault


def address(path: str) -> Address:
    found = address_of(path)
    assert isinstance(found, Address), found
    return found


@pytest.mark.parametrize(
    ("path", "url", "section"),
    [
        ("content/news/x.md", "/news/x/", "news"),
        ("content/news/x/index.md", "/news/x/", "news"),
        ("content/news/2026/11/x.md", "/news/2026/11/x/", "news"),
        ("content/hello.md", "/hello/", ""),
        ("content/hello/index.md", "/hello/", ""),
        ("content/pages/about.md", "/about/", ""),
        ("content/pages/about/index.md", "/about/", ""),
        ("content/pages/legal/privacy.md", "/legal/privacy/", ""),
        ("content/news/x.markdown", "/news/x/", "news"),
        ("content/news/gt3.5.md", "/news/gt3.5/", "news"),
        ("content/news/cafe\u0301.md", "/news/café/", "news"),
        ("content/news/2026-11-20-x.md", "/news/x/", "news"),
    ],
)
def test_a_url_comes_from_the_path(path: str, url: str, section: str) -> None:
    found = address(path)
    assert (found.url(found.slug), found.section) == (url, section)
    assert found.is_page == path.startswith("content/pages/")


def test_a_slug_replaces_the_last_part_of_the_url() -> None:
    assert address("content/news/2026/x.md").url("y") == "/news/2026/y/"


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("content/news/2026-11-20-x.md", "2026-11-20"),
        ("content/news/2026-11-20_x.md", "2026-11-20"),
        ("content/news/2026-11-20-x/index.md", "2026-11-20"),
        ("content/news/2026-x.md", ""),
    ],
)
def test_a_date_may_stand_in_front_of_a_files_name(path: str, date: str) -> None:
    assert address(path).date == date


@pytest.mark.parametrize(
    "name", ["a#b", "a?b", "a:b", "a%b", "con", ".hidden", "ends.", " x", "x" * 201]
)
def test_a_name_that_cannot_be_in_a_url_says_why(name: str) -> None:
    found = address_of(f"content/news/{name}.md")
    assert isinstance(found, Fault)
    assert name in found.message
    assert found.hint == "rename it"


@pytest.mark.parametrize("path", ["content/index.md", "content/pages/index.md"])
def test_the_front_page_is_not_a_file(path: str) -> None:
    found = address_of(path)
    assert isinstance(found, Fault)
    assert found.message == "would be the front page"


def test_hugos_section_page_is_answered_with_site_yaml() -> None:
    found = address_of("content/news/_index.md")
    assert isinstance(found, Fault)
    assert "site.yaml" in found.hint


@given(st.text())
def test_any_path_has_an_address_or_a_fault(path: str) -> None:
    found = address_of(f"content/{path}.md")
    if isinstance(found, Address):
        url = found.url(found.slug)
        assert url.startswith("/")
        assert url.endswith("/")
        assert "//" not in url
