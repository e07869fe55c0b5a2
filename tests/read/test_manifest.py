"""A theme's own files."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.picture import Role
from carblog.read.manifest import Manifest, read_manifest, read_strings
from tests.read.damage import damaged
from tests.read.samples import told

PATH = "themes/mine/theme.yaml"
FULL = """\
name: mine
version: 1.0
license: MIT
description: A theme.
extends: paddock
pictures:
  card:
    widths: [320, 640]
    ratio: 16:9
    of: [lead, gallery]
    sizes: "(min-width: 60em) 20rem, 100vw"
    quality: {webp: 78, jpeg: 80}
  social: {widths: 1200, ratio: 1200:630, formats: jpeg, quality: 82}
params: {accent: "#c00"}
"""
STRINGS = """\
by: By
kind: {news: News, first_drive: First drive}
photos:
  one: "{count} photo"
  other: "{count} photos"
"""


def manifest(source: str) -> Manifest:
    found, problems = read_manifest(PATH, source.encode())
    assert problems == ()
    assert found is not None
    return found


def test_a_theme_names_the_sizes_of_its_pictures() -> None:
    theme = manifest(FULL)
    assert (theme.name, theme.extends, theme.params) == ("mine", "paddock", {"accent": "#c00"})
    assert theme.roles["card"] == Role(
        name="card",
        widths=(320, 640),
        ratio=(16, 9),
        quality={"webp": 78, "jpeg": 80},
        sizes="(min-width: 60em) 20rem, 100vw",
        of=("lead", "gallery"),
    )
    social = theme.roles["social"]
    assert (social.widths, social.ratio, social.formats) == ((1200,), (1200, 630), ("jpeg",))
    assert social.quality == {"avif": 82, "webp": 82, "jpeg": 82, "png": 82}


@pytest.mark.parametrize(
    ("role", "problem"),
    [
        ("{ratio: 16:9}", '3:9 there is no "widths" in "card"'),
        ("{widths: [15]}", '3:19 "widths" must be a whole number from 16 to 8192, not "15"'),
        ("{widths: [9000]}", '3:19 "widths" must be a whole number from 16 to 8192, not "9000"'),
        (
            "{widths: 90, ratio: 16x9}",
            '3:29 "ratio" must be width:height in whole numbers, such as 16:9, not "16x9"',
        ),
        (
            "{widths: 90, formats: [jpg]}",
            '3:32 "formats" must be one of avif, webp, jpeg, png, not "jpg"',
        ),
        (
            "{widths: 90, quality: {webp: 101}}",
            '3:38 "webp" must be a whole number from 1 to 100, not "101"',
        ),
        (
            "{widths: 90, of: [hero]}",
            '3:27 "of" must be one of lead, body, gallery, portrait, poster, frame, not "hero"',
        ),
        ("{widths: 90, crop: x}", '3:22 warning: there is no key "crop" in "card"'),
        ("320", '3:9 "card" must be a group of keys, not a text'),
    ],
)
def test_a_role_that_cannot_be_is_told_where_it_stands(role: str, problem: str) -> None:
    _, problems = read_manifest(PATH, f"name: x\npictures:\n  card: {role}\n".encode())
    assert told(problems) == [problem]


def test_a_theme_needs_a_name_and_nothing_else() -> None:
    assert manifest("name: x") == Manifest(name="x")
    assert told(read_manifest(PATH, b"")[1]) == ['1:1 there is no "name"']


def test_words_are_named_by_the_way_to_them() -> None:
    assert read_strings("strings/en.yaml", STRINGS.encode()) == (
        {
            "by": "By",
            "kind.news": "News",
            "kind.first_drive": "First drive",
            "photos.one": "{count} photo",
            "photos.other": "{count} photos",
        },
        (),
    )


def test_words_given_twice_or_not_at_all_are_errors() -> None:
    source = b"kind.news: a\nkind: {news: b}\nempty:\nlist: [x]\n"
    strings, problems = read_strings("strings/en.yaml", source)
    assert strings == {"kind.news": "a"}
    assert told(problems) == [
        '2:8 "kind.news" was already given on line 1',
        '3:1 "empty" has no text',
        '4:1 "list" has no text',
    ]


@given(st.binary() | damaged(FULL.encode()))
def test_any_bytes_are_a_theme_or_problems(data: bytes) -> None:
    found, problems = read_manifest(PATH, data)
    assert found is not None or problems


@given(st.binary() | damaged(STRINGS.encode()))
def test_any_bytes_are_words_or_problems(data: bytes) -> None:
    strings, problems = read_strings("strings/en.yaml", data)
    assert all(strings.values())
    text = data.removeprefix(b"\xef\xbb\xbf").strip()
    assert strings or problems or not text or text.startswith(b"#")


def role(said: str) -> Role:
    return manifest(f"name: x\npictures:\n  card: {{widths: 90, {said}}}\n").roles["card"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("limit: 300 kB", {"limit": 300_000}),
        ("limit: 300", {"limit": 300_000}),
        ("limit: 1.5 MB", {"limit": 1_500_000}),
        ("limit: 0", {"limit": 0}),
        ("placeholder: blur", {"placeholder": "blur"}),
        ("placeholder: none", {"placeholder": "none"}),
        ("formats: [avif, webp, jpeg]", {"formats": ("avif", "webp", "jpeg")}),
        ("formats: [webp, webp, png]", {"formats": ("webp", "png")}),
    ],
)
def test_a_role_says_its_limit_placeholder_and_formats(written: str, read: dict[str, Any]) -> None:
    assert role(written) == Role(name="card", widths=(90,), **read)


@pytest.mark.parametrize("last", ["avif", "webp"])
def test_the_last_format_is_one_that_every_reader_shows(last: str) -> None:
    source = f"name: x\npictures:\n  card: {{widths: 90, formats: [jpeg, {last}]}}\n"
    _, [problem] = read_manifest(PATH, source.encode())
    assert (problem.place.line, problem.place.column) == (3, 38)
    assert problem.message.startswith('"formats" must end in jpeg or png')
    assert problem.hint == f"write [{last}, jpeg]"
