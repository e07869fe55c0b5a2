"""What gallery.yaml and front matter say of single photos."""

from datetime import UTC, datetime

import pytest

from carblog.model.content import PhotoNote
from carblog.read.dates import zone_of
from carblog.read.notes import photo_notes
from tests.read.samples import fields, story, told


def notes(text: str) -> tuple[tuple[PhotoNote, ...], list[str]]:
    found, problems = fields(text)
    return photo_notes(found, zone_of("UTC")), told(problems.found)


def note(keys: str) -> PhotoNote:
    found, problems = notes(f"photos:\n  01.jpg: {{{keys}}}\n")
    assert problems == []
    [only] = found
    return only


def test_a_photo_has_words_rights_and_a_day() -> None:
    found = note(
        "caption: The nose, alt: White, credit: Jo, copyright: © Jo, licence: CC0, place: Bath, "
        "date: 2026-06-01, kind: ai, focus: [0.5, 0.4]"
    )
    assert (found.caption, found.alt, found.credit, found.copyright) == (
        "The nose",
        "White",
        "Jo",
        "© Jo",
    )
    assert found.licence == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert (found.place, found.kind, found.focus) == ("Bath", "ai", (0.5, 0.4))
    assert found.date == datetime(2026, 6, 1, tzinfo=UTC)


def test_names_that_americans_and_other_tools_use_mean_the_same() -> None:
    found = note("title: The nose, alt_text: White, photographer: Jo, license: CC0, location: Bath")
    assert (found.caption, found.alt, found.credit, found.place) == (
        "The nose",
        "White",
        "Jo",
        "Bath",
    )
    assert found.licence


@pytest.mark.parametrize(
    "written",
    [
        "[[0.4, 0.7, 0.2, 0.06]]",
        "[0.4, 0.7, 0.2, 0.06]",
        "[[40%, 70%, 20%, 6%]]",
        "{kind: plate, box: [0.4, 0.7, 0.2, 0.06]}",
        "[{kind: face, box: [0.4, 0.7, 0.2, 0.06]}]",
        "[{box: [0.4, 0.7, 0.2, 0.06]}]",
    ],
)
def test_what_must_not_be_seen_is_said_in_boxes(written: str) -> None:
    assert note(f"redact: {written}").redact == ((0.4, 0.7, 0.2, 0.06),)


def test_a_box_may_reach_the_very_edge() -> None:
    assert note("redact: [0.7, 0.9, 0.3, 0.1]").redact == ((0.7, 0.9, 0.3, 0.1),)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("[[0.4, 0.7, 0.2]]", '2:21 "redact" must have boxes of four numbers'),
        ("[0.4, 0.7, 0.2, 0.06, 1]", '2:20 "redact" must have boxes of four numbers'),
        ("0.5", '2:20 "redact" must have boxes of four numbers'),
        ("[[400, 700, 200, 60]]", '2:22 "redact" must be from 0 to 1, such as 0.4, not "400"'),
        ("[[0.9, 0.7, 0.2, 0.06]]", '2:21 "redact" has a box that leaves the picture'),
        ("[[0.4, 0.7, 0, 0.06]]", '2:21 "redact" has a box without width or height'),
        ("{kind: plate}", '2:20 there is no "box" in "redact"'),
        (
            "{kind: dog, box: [0, 0, 1, 1]}",
            '2:27 "kind" must be one of plate, face, other, not "dog"',
        ),
    ],
)
def test_a_box_that_hides_nothing_is_an_error_and_never_passed_over(
    written: str, problem: str
) -> None:
    _, problems = notes(f"photos:\n  01.jpg: {{redact: {written}}}\n")
    assert problems[0] == problem


def test_front_matter_says_the_same_of_pictures_beside_an_article() -> None:
    article, problems = story("photos:\n  dusk.jpg: {credit: Jo, redact: [0, 0, 0.5, 0.5]}\n")
    assert problems == ()
    [found] = article.photos
    assert (found.file.value, found.credit, len(found.redact)) == ("dusk.jpg", "Jo", 1)
    assert (found.file.place.line, found.file.place.column) == (5, 3)
