"""What gallery.yaml says of a folder of photos."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.content import GalleryNotes, Read
from carblog.read.gallery import read_gallery
from tests.read.damage import damaged
from tests.read.samples import LONDON, told

PATH = "galleries/suv/gallery.yaml"
FULL = """\
title: SmartMi car renderings
caption: SmartMi car renderings
credit: Kerbweight Studio
kind: rendering
date: 2026-07-01
draft: false
order: [02-rear.jpg, 01-front.jpg]
text: |
  Ten renderings, and [a story](../../content/news/x.md).

  None comes from the company.
photos:
  01-front.jpg:
    caption: The front
    alt: White SUV from the front
    credit: Nell
    focus: 48% 52%
  02-rear.jpg: The rear
  03-side.jpg:
sort: date
groups: {Outside: [0*.jpg]}
pairs: [{before: 01-front.jpg, after: 02-rear.jpg, caption: Both}]
licence: CC BY 4.0
download: true
"""


def read(source: str) -> Read:
    return read_gallery(PATH, source.encode(), LONDON)


def notes(source: str) -> GalleryNotes:
    found = read(source)
    assert found.problems == ()
    assert isinstance(found.value, GalleryNotes)
    return found.value


def test_a_gallery_has_words_for_itself_and_for_each_photo() -> None:
    gallery = notes(FULL)
    assert (gallery.title, gallery.kind) == ("SmartMi car renderings", "rendering")
    assert gallery.date == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert [file.value for file in gallery.order] == ["02-rear.jpg", "01-front.jpg"]
    front, rear, side = gallery.photos
    assert (front.file.value, front.caption, front.credit) == ("01-front.jpg", "The front", "Nell")
    assert (front.alt, front.focus) == ("White SUV from the front", (0.48, 0.52))
    assert (rear.caption, side.caption) == ("The rear", "")
    assert str(rear.file.place) == f"{PATH}:18:3"


def test_the_text_is_markdown_and_its_places_are_those_of_the_file() -> None:
    found = read(FULL)
    assert found.body is not None
    assert isinstance(found.value, GalleryNotes)
    [reference] = found.value.prose.references
    assert reference.place.line == 9


def test_an_empty_file_has_the_defaults_of_a_folder_without_one() -> None:
    assert notes("") == GalleryNotes(path=PATH)


def test_photos_are_sorted_by_name_or_as_they_were_taken() -> None:
    assert (notes("").sort, notes("sort: date").sort) == ("name", "date")
    assert (notes("order: date").sort, notes("order: date").order) == ("date", ())
    assert notes("order: name\nsort: date").sort == "date"
    assert [file.value for file in notes("order: 01.jpg").order] == ["01.jpg"]
    assert told(read("order: newest").problems) == ['1:8 "order" cannot be "newest"']
    [problem] = read("sort: dat").problems
    assert problem.hint == 'did you mean "date"?'


def test_a_gallery_says_whose_its_photos_are_and_where_they_were_taken() -> None:
    gallery = notes("copyright: © Nell\nlicense: CC BY-SA 4.0\nlocation: Bath, England\n")
    assert (gallery.copyright, gallery.place) == ("© Nell", "Bath, England")
    assert gallery.licence == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_groups_are_titles_with_files_or_patterns() -> None:
    gallery = notes("groups:\n  Exterior: [01.jpg, ext-*.jpg]\n  Interior: int-*.jpg\n")
    assert [(group.title, [file.value for file in group.files]) for group in gallery.groups] == [
        ("Exterior", ["01.jpg", "ext-*.jpg"]),
        ("Interior", ["int-*.jpg"]),
    ]


def test_pairs_are_two_files_with_a_caption() -> None:
    gallery = notes("pairs:\n  - {before: a.jpg, after: b.jpg, caption: Washed}\n")
    [pair] = gallery.pairs
    assert (pair.before.value, pair.after.value, pair.caption) == ("a.jpg", "b.jpg", "Washed")


def test_mistakes_in_groups_and_pairs_are_told_where_they_stand() -> None:
    found = read(
        "groups:\n  Empty: []\n  Nested: {a: b}\n"
        "pairs:\n  - {before: a.jpg}\n  - {before: a.jpg, after: a.jpg}\n  - a.jpg\n"
    )
    assert told(found.problems) == [
        '2:3 "Empty" has no files',
        '3:11 "Nested" must be a list of files, not a group of keys',
        '5:5 there is no "after" in "pairs"',
        '6:28 "after" is the same photo as before',
        '7:5 "pairs" must be a group of keys, not a text',
    ]


def test_the_frames_of_a_spin_cannot_be_grouped_compared_or_downloaded() -> None:
    assert notes("spin: true").spin
    found = read(
        "spin: true\ndownload: true\ngroups: {A: a.jpg}\npairs: {before: a.jpg, after: b.jpg}\n"
    )
    assert told(found.problems) == [
        '3:9 "groups" cannot be said of a spin',
        '4:8 "pairs" cannot be said of a spin',
        '2:11 "download" cannot be said of a spin',
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("sections: x", "use `groups`"),
        ("reverse: true", "name the files in their order in `order`"),
        ("redact: [0, 0, 1, 1]", "it belongs to a photo: name the photo under `photos`"),
        ("thumbnail: 01.jpg", "the first photo is the cover: name it first in `order`"),
    ],
)
def test_names_of_other_tools_are_answered_with_ours(written: str, hint: str) -> None:
    [problem] = read(written).problems
    assert (problem.code, problem.hint) == ("key-unknown", hint)


def test_a_kind_decides_a_legal_label_and_is_not_guessed() -> None:
    found = read("kind: AI")
    assert told(found.problems) == ['1:7 "kind" must be one of photo, rendering, ai, not "AI"']
    assert found.problems[0].hint == 'did you mean "ai"?'


def test_a_mistake_in_one_photo_is_told_where_it_stands() -> None:
    found = read("photos:\n  01.jpg: {focus: [2, 0.5], captoin: x}\n  02.jpg: [a]\n")
    assert told(found.problems) == [
        '2:20 "focus" must be from 0 to 1, such as 0.4, not "2"',
        '2:29 warning: there is no key "captoin" in "01.jpg"',
        '3:11 "02.jpg" must be a group of keys, not a list',
    ]


def test_a_description_is_answered_with_text_and_caption() -> None:
    [problem] = read("description: x").problems
    assert "use `text`" in problem.hint


@given(st.binary() | damaged(FULL.encode()))
def test_any_bytes_are_notes_of_a_gallery(data: bytes) -> None:
    found = read_gallery(PATH, data, LONDON)
    assert isinstance(found.value, GalleryNotes)
    assert found.value.path == PATH
