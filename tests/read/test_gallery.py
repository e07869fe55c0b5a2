"""What gallery.yaml says of a folder of photos."""

from datetime import UTC, datetime

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


def test_the_order_by_name_need_not_be_said_but_may_be() -> None:
    assert notes("order: name").order == ()
    assert [file.value for file in notes("order: 01.jpg").order] == ["01.jpg"]
    assert told(read("order: date").problems) == ['1:8 "order" cannot be "date"']


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
