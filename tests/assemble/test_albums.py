"""Folders of pictures: which are galleries, in which order, with which words, and when."""

import pytest

from carblog.model.site import Album
from tests.support.written import assembled, jpeg, story, told

PHOTOS = {
    f"galleries/suv/{number:02}.jpg": jpeg(colour=f"#{number:06x}") for number in range(1, 11)
}


def album(**files: str | bytes) -> Album:
    made = assembled(PHOTOS | files)
    assert told(made) == []
    (found,) = made.site.albums
    return found


def test_a_folder_of_pictures_is_a_gallery_without_a_word_written() -> None:
    found = album()
    assert (found.url, found.title, len(found.photos)) == ("/galleries/suv/", "Suv", 10)
    assert found.photos[0].url == "/galleries/suv/01/"


def test_photos_inherit_the_caption_and_credit_of_their_gallery() -> None:
    found = album(
        **{
            "galleries/suv/gallery.yaml": "caption: SUV renderings\ncredit: Studio\n"
            "kind: rendering\n"
            "photos: {02.jpg: {caption: The tail, credit: Jo}}\n"
        }
    )
    words = [(photo.caption, photo.credit, photo.kind) for photo in found.photos[:3]]
    assert words == [
        ("SUV renderings", "Studio", "rendering"),
        ("The tail", "Jo", "rendering"),
        ("SUV renderings", "Studio", "rendering"),
    ]


def test_no_two_photos_have_the_same_alternative_text() -> None:
    found = album(
        **{
            "galleries/suv/gallery.yaml": "caption: SUV\n"
            "photos: {01.jpg: {alt: The nose}, 02.jpg: {alt: The nose}, 03.jpg: {alt: A wheel}}\n"
        }
    )
    alts = [photo.alt for photo in found.photos]
    assert len(set(alts)) == 10
    assert alts[:4] == [
        "The nose, photo 1 of 10",
        "The nose, photo 2 of 10",
        "A wheel",
        "SUV, photo 4 of 10",
    ]


def test_a_list_of_names_puts_those_photos_first() -> None:
    found = album(**{"galleries/suv/gallery.yaml": "order: [07.jpg, 03.jpg]\n"})
    names = [photo.image.name for photo in found.photos]
    assert names == ["07", "03", "01", "02", "04", "05", "06", "08", "09", "10"]


def test_a_photo_named_in_gallery_yaml_that_is_not_there_is_an_error_with_the_nearest() -> None:
    made = assembled(PHOTOS | {"galleries/suv/gallery.yaml": "photos:\n  1.jpg: {alt: x}\n"})
    (error,) = told(made)
    assert error.startswith("galleries/suv/gallery.yaml:2:3 photo-missing did you mean")


def test_a_gallery_yaml_without_pictures_is_an_error() -> None:
    (error,) = told(assembled({"galleries/suv/gallery.yaml": "title: SUV\n"}))
    assert "gallery-empty" in error


def test_ten_photos_are_a_lead_and_nine_thumbnails() -> None:
    made = assembled(PHOTOS | {"content/news/a.md": story(gallery="suv")})
    (shown,) = made.site.stories
    assert shown.lead is not None
    assert shown.lead.image.name == "01"
    assert shown.gallery is not None
    assert (shown.gallery.count, len(shown.gallery.thumbnails)) == (10, 9)
    assert shown.card.photos == 10


def test_a_lead_picture_from_the_gallery_is_one_of_the_ten() -> None:
    made = assembled(
        PHOTOS
        | {
            "content/news/a.md": story(
                gallery="suv", image="{src: ../../galleries/suv/05.jpg, caption: Its own}"
            )
        }
    )
    (shown,) = made.site.stories
    assert shown.lead is not None
    assert shown.lead.caption == "Its own"
    assert shown.gallery is not None
    assert [photo.image.name for photo in shown.gallery.thumbnails] == [
        f"{number:02}" for number in range(1, 11) if number != 5
    ]


@pytest.mark.parametrize(
    ("articles", "online"),
    [
        ({}, True),
        ({"a": {"draft": "true"}}, False),
        ({"a": {"date": "2031-01-01"}}, False),
        ({"a": {"expires": "2026-05-20"}}, False),
        ({"a": {"draft": "true"}, "b": {}}, True),
    ],
)
def test_a_gallery_is_online_when_a_story_that_shows_it_is_or_when_none_does(
    articles: dict[str, dict[str, str]], online: bool
) -> None:
    files: dict[str, str | bytes] = {
        f"content/news/{name}.md": story(gallery="suv", **values)
        for name, values in articles.items()
    }
    made = assembled(PHOTOS | files)
    assert bool(made.site.albums) is online
    assert bool(made.site.images) is online


@pytest.mark.parametrize("written", ["draft: true", "date: 2031-01-01"])
def test_a_gallery_can_wait_by_itself(written: str) -> None:
    made = assembled(PHOTOS | {"galleries/suv/gallery.yaml": f"{written}\n"})
    assert made.site.albums == ()
    assert [waiting.path for waiting in made.site.waiting] == ["galleries/suv/gallery.yaml"]


@pytest.mark.parametrize(
    "shown",
    [
        {"gallery": "galleries/suv"},
        {"gallery": "suv/"},
        {"body": "![x](/galleries/suv/)"},
        {"body": "![x](../../galleries/suv/03.jpg)"},
        {"image": "/galleries/suv/03.jpg"},
    ],
)
def test_a_draft_hides_its_gallery_however_it_points_at_it(shown: dict[str, str]) -> None:
    made = assembled(PHOTOS | {"content/news/a.md": story(draft="true", **shown)})
    assert made.site.albums == ()


def test_a_link_in_a_draft_takes_no_gallery_offline() -> None:
    draft = story(draft="true", body="See [them](../../galleries/suv/).")
    made = assembled(PHOTOS | {"content/news/a.md": draft})
    assert len(made.site.albums) == 1


def test_alternative_texts_stay_distinct_from_those_that_look_counted() -> None:
    found = album(
        **{
            "galleries/suv/gallery.yaml": "caption: SUV\n"
            "photos: {01.jpg: {alt: 'SUV, photo 2 of 10'}}\n"
        }
    )
    assert len({photo.alt for photo in found.photos}) == 10
