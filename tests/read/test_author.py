"""Profiles of authors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.content import Author, Read, Source
from carblog.read.author import read_author
from tests.read.damage import damaged
from tests.read.samples import LONDON, told

PATH = "content/authors/nell.md"
FULL = b"""---
name: Nell Hathersage
role: Editor
photo: nell.jpg
links:
  - {title: Mastodon, url: "https://social.example/@nell"}
  - {url: "https://www.letters.example/nell"}
  - {title: Mail, url: "mailto:nell@example.com"}
---
Nell spent eleven years as a chassis engineer.
"""


def read(source: str, path: str = PATH) -> Read:
    return read_author(path, source.encode(), LONDON)


def test_a_profile_has_a_name_a_photo_links_and_a_text() -> None:
    found = read(FULL.decode())
    assert found.problems == ()
    author = found.value
    assert isinstance(author, Author)
    assert (author.slug, author.url) == ("nell", "/authors/nell/")
    assert (author.name, author.role) == ("Nell Hathersage", "Editor")
    assert author.photo is not None
    assert (author.photo.target, author.photo.embed) == ("nell.jpg", True)
    assert author.links == (
        Source("Mastodon", "https://social.example/@nell"),
        Source("letters.example", "https://www.letters.example/nell"),
        Source("Mail", "mailto:nell@example.com"),
    )
    assert author.prose.teaser.startswith("Nell spent")
    assert found.body is not None


def test_links_may_be_a_group_of_names_and_addresses() -> None:
    found = read("---\nname: N\nlinks: {Blog: 'https://a.example/', Bad: x}\n---\n")
    assert isinstance(found.value, Author)
    assert found.value.links == (Source("Blog", "https://a.example/"),)
    assert told(found.problems) == ['3:42 "Bad" must be an address on the web, not "x"']


def test_a_profile_without_a_name_is_an_error_and_goes_by_its_file() -> None:
    found = read("---\nrole: Editor\n---\n")
    assert told(found.problems) == ['2:1 there is no "name"']
    assert isinstance(found.value, Author)
    assert found.value.name == "nell"


def test_a_profile_may_be_a_folder_with_its_photo() -> None:
    found = read("---\nname: N\n---\n", "content/authors/nell/index.md")
    assert isinstance(found.value, Author)
    assert found.value.url == "/authors/nell/"


@pytest.mark.parametrize("name", ["a/b", "a#b", ".x"])
def test_a_profiles_file_name_must_fit_into_a_url(name: str) -> None:
    found = read("---\nname: N\n---\n", f"content/authors/{name}.md")
    assert found.value is None
    assert [problem.code for problem in found.problems] == ["path-name"]


def test_a_biography_in_the_front_matter_is_answered() -> None:
    [problem] = read("---\nname: N\nbio: x\n---\n").problems
    assert problem.hint == "write it as the text below the front matter"


@given(st.binary() | damaged(FULL))
def test_any_bytes_are_a_profile_with_an_address(data: bytes) -> None:
    found = read_author(PATH, data, LONDON)
    assert isinstance(found.value, Author)
    assert found.value.url == "/authors/nell/"
