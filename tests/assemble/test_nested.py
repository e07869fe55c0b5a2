"""Galleries inside galleries: which there are, in which order, and when they are seen."""

from datetime import datetime

import pytest

from carblog.assemble.site import Assembled
from tests.support.written import NOW, assembled, jpeg, story, told

RALLY: dict[str, str | bytes] = {
    "galleries/rally/day-1/01.jpg": jpeg(),
    "galleries/rally/day-1/02.jpg": jpeg(colour="red"),
    "galleries/rally/day-2/01.jpg": jpeg(colour="blue"),
}
OWN = {"galleries/rally/00.jpg": jpeg(colour="green")}


def names(files: dict[str, str | bytes], *, now: datetime = NOW) -> list[str]:
    made = assembled(files, now=now)
    assert told(made) == []
    return [album.name for album in made.site.albums]


def test_a_folder_of_folders_is_a_gallery_of_galleries() -> None:
    made = assembled(RALLY)
    assert told(made) == []
    rally, first, second = made.site.albums
    assert [each.name for each in (rally, first, second)] == [
        "rally",
        "rally/day-1",
        "rally/day-2",
    ]
    assert (rally.title, rally.photos, rally.card.photos) == ("Rally", (), 3)
    assert rally.card.image.image.source == "galleries/rally/day-1/01.jpg"
    assert first.photos[0].url == "/galleries/rally/day-1/01/"


def test_a_gallery_may_have_photos_of_its_own_and_galleries_inside_it() -> None:
    rally = assembled(RALLY | OWN).site.albums[0]
    assert (len(rally.photos), rally.card.photos) == (1, 4)
    assert rally.card.image.image.source == "galleries/rally/00.jpg"


def test_a_gallery_is_as_new_as_the_newest_inside_it_and_those_inside_follow_it() -> None:
    files = RALLY | {
        "galleries/rally/day-2/gallery.yaml": "date: 2026-05-03",
        "galleries/auction/01.jpg": jpeg(),
        "galleries/auction/gallery.yaml": "date: 2026-05-02",
        "galleries/aaa/01.jpg": jpeg(),
    }
    assert names(files) == ["rally", "rally/day-1", "rally/day-2", "auction", "aaa"]


def test_a_spin_inside_a_gallery_counts_as_one_picture() -> None:
    frames = {f"galleries/rally/turn/{number}.jpg": jpeg() for number in range(8)}
    files = RALLY | frames | {"galleries/rally/turn/gallery.yaml": "spin: true"}
    assert assembled(files).site.albums[0].card.photos == 4


def test_a_spin_needs_frames_of_its_own() -> None:
    [error] = told(assembled(RALLY | {"galleries/rally/gallery.yaml": "spin: true"}))
    assert error.endswith("gallery.yaml spin-frames put the pictures beside this file")


@pytest.mark.parametrize("said", ["draft: true", "date: 2031-01-01"])
def test_what_hides_a_gallery_hides_all_that_is_inside_it(said: str) -> None:
    files = RALLY | OWN | {"galleries/rally/gallery.yaml": said}
    made = assembled(files)
    assert (made.site.albums, made.site.images) == ((), ())
    assert {waiting.path for waiting in made.site.waiting} == {
        "galleries/rally/gallery.yaml",
        "galleries/rally/day-1",
        "galleries/rally/day-2",
    }


def test_a_hidden_gallery_hides_what_a_story_shows_of_it_too() -> None:
    files = RALLY | {
        "galleries/rally/gallery.yaml": "draft: true",
        "content/news/a.md": story(gallery="rally/day-1"),
    }
    [error] = told(assembled(files))
    assert "gallery-not-due" in error


def test_a_gallery_inside_can_wait_alone() -> None:
    files = RALLY | {"galleries/rally/day-1/gallery.yaml": "draft: true"}
    rally, second = assembled(files).site.albums
    assert (rally.card.photos, second.name) == (1, "rally/day-2")
    assert rally.card.image.image.source == "galleries/rally/day-2/01.jpg"


def test_a_gallery_of_which_everything_waits_waits_for_the_first() -> None:
    files = RALLY | {
        "galleries/rally/day-1/gallery.yaml": "date: 2026-07-02",
        "galleries/rally/day-2/gallery.yaml": "date: 2026-07-01",
    }
    made = assembled(files)
    assert (told(made), made.site.albums) == ([], ())
    waits = {each.path: each.when for each in made.site.waiting}
    assert waits["galleries/rally"] == waits["galleries/rally/day-2/gallery.yaml"]


@pytest.mark.parametrize(
    ("stories", "online"),
    [
        ({}, ["rally", "rally/day-1", "rally/day-2"]),
        ({"rally": "draft"}, []),
        ({"rally/day-1": "draft"}, ["rally", "rally/day-2"]),
        ({"rally/day-1": "draft", "rally/day-2": "draft"}, ["rally"]),
        # A draft about all of it hides nothing that a story which is out shows.
        ({"rally": "draft", "rally/day-1": "out"}, ["rally/day-1"]),
        ({"rally": "out", "rally/day-1": "draft"}, ["rally", "rally/day-2"]),
    ],
)
def test_no_photo_is_out_before_the_story_that_shows_it(
    stories: dict[str, str], online: list[str]
) -> None:
    articles: dict[str, str | bytes] = {
        f"content/news/{number}.md": story(
            gallery=gallery, draft="true" if state == "draft" else "false"
        )
        for number, (gallery, state) in enumerate(stories.items())
    }
    assert names(RALLY | OWN | articles) == online


def test_a_story_that_shows_a_day_gives_nothing_away_of_the_whole() -> None:
    articles: dict[str, str | bytes] = {
        "content/news/day.md": story(body="![Day 1](../../galleries/rally/day-1/)"),
        "content/news/whole.md": story(gallery="rally", draft="true"),
    }
    made = assembled(RALLY | OWN | articles)
    assert [album.name for album in made.site.albums] == ["rally/day-1"]
    assert made.site.stories[0].albums == ("rally/day-1",)


@pytest.mark.parametrize(
    "shown", [{"gallery": "rally"}, {"body": "![All of it](../../galleries/rally/)"}]
)
def test_a_story_cannot_show_a_gallery_without_photos(shown: dict[str, str]) -> None:
    [error] = told(assembled(RALLY | {"content/news/a.md": story(**shown)}))
    assert error.endswith('gallery-nested show one of them, such as "rally/day-1"')


def test_a_link_leads_to_a_gallery_of_galleries() -> None:
    files = RALLY | {"content/news/a.md": story(body="[All](../../galleries/rally/)")}
    assert told(assembled(files)) == []


def test_words_about_a_gallery_of_galleries_need_no_pictures_beside_them() -> None:
    files = RALLY | {"galleries/rally/gallery.yaml": "title: The rally\ntext: Two days.\n"}
    rally = assembled(files).site.albums[0]
    assert rally.title == "The rally"
    assert rally.text.body


def test_a_gallery_says_for_those_inside_it_whose_the_photos_are_and_of_which_kind() -> None:
    files = RALLY | {
        "galleries/rally/gallery.yaml": "title: The rally\ncaption: All\ncredit: Jo\nplace: Bath\n"
        "kind: rendering\nlicence: CC0\ndownload: true\n",
        "galleries/rally/day-2/gallery.yaml": "credit: Ann\nkind: photo\n",
    }
    rally, first, second = assembled(files).site.albums
    one, other = first.photos[0], second.photos[0]
    assert (one.credit, one.place, one.kind) == ("Jo", "Bath", "rendering")
    assert (other.credit, other.place, other.kind) == ("Ann", "Bath", "photo")
    assert one.licence == other.licence != ""
    assert {photo.kind for photo in first.photos} == {first.card.kind}
    assert (one.caption, one.download, first.title) == ("", "", "Day 1"), "those are its own"
    assert rally.card.kind == "rendering"


def test_a_gallery_yaml_that_is_in_no_gallery_is_an_error() -> None:
    made = assembled(RALLY | {"galleries/gallery.yaml": "title: All\n"})
    assert told(made) == ["galleries/gallery.yaml gallery-empty put the pictures beside this file"]


@pytest.mark.parametrize(
    ("folder", "blamed"),
    [("What?/day-1", "galleries/What?"), ("rally/What?", "galleries/rally/What?")],
)
def test_a_folder_whose_name_cannot_be_an_address_is_blamed_once(folder: str, blamed: str) -> None:
    made: Assembled = assembled({f"galleries/{folder}/01.jpg": jpeg()})
    assert told(made) == [f"{blamed} name rename the folder"]
