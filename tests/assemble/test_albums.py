"""Folders of pictures: which are galleries, in which order, with which words, and when."""

import re

import pytest

from carblog.model.site import Album
from carblog.model.view import LinkEmbed
from tests.support.written import assembled, jpeg, story, told, xmp

PHOTOS = {
    f"galleries/suv/{number:02}.jpg": jpeg(colour=f"#{number:06x}") for number in range(1, 11)
}

THE_TAIL = xmp("<dc:description>The tail</dc:description>")
SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype"
MADE_BY_A_MODEL = xmp(
    "<Iptc4xmpExt:DigitalSourceType>"
    f"{SOURCES}/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"
)


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


def test_photos_are_shown_by_group_those_in_none_first() -> None:
    found = album(
        **{
            "galleries/suv/gallery.yaml": "order: [09.jpg]\n"
            "groups:\n  Interior: [05.jpg, 04.jpg]\n  Exterior: ['0[1-5].jpg', 09.jpg]\n"
        }
    )
    groups = [
        (group.title, group.id, [photo.image.name for photo in group.photos])
        for group in found.groups
    ]
    assert groups == [
        ("", "photos", ["06", "07", "08", "10"]),
        ("Interior", "interior", ["04", "05"]),
        ("Exterior", "exterior", ["09", "01", "02", "03"]),
    ]
    assert [photo for group in found.groups for photo in group.photos] == list(found.photos)


def test_groups_have_different_ids_whatever_they_are_called() -> None:
    groups = "groups: {Détail: 01.jpg, detail: 02.jpg, '!!': 03.jpg, Photos: 04.jpg}\n"
    found = album(**{"galleries/suv/gallery.yaml": groups})
    ids = [group.id for group in found.groups]
    assert ids == ["photos", "detail", "detail-3", "group-4", "photos-5"]


def test_a_group_does_not_take_the_id_of_a_heading_in_the_text() -> None:
    said = "groups: {Outside: 01.jpg}\ntext: |\n  ## Outside\n  It rained.\n"
    found = album(**{"galleries/suv/gallery.yaml": said})
    assert found.notes.prose.anchors == ("outside",)
    assert [group.id for group in found.groups] == ["photos", "outside-2"]


def test_a_photo_in_two_groups_and_a_pattern_that_fits_nothing_are_errors() -> None:
    made = assembled(
        PHOTOS
        | {
            "galleries/suv/gallery.yaml": "groups:\n"
            "  Outside: [01.jpg, ext-*.jpg]\n  Inside: [01.jpg]\n"
        }
    )
    assert told(made) == [
        "galleries/suv/gallery.yaml:2:21 photo-missing * stands for any letters, ? for one",
        "galleries/suv/gallery.yaml:3:12 photo-twice take it out of one of the two",
    ]


def test_photos_are_in_the_order_in_which_they_were_taken_those_without_a_date_last() -> None:
    found = album(
        **{
            "galleries/suv/gallery.yaml": "sort: date\norder: [08.jpg]\nphotos:\n"
            "  03.jpg: {date: 2026-05-01 10:00}\n  02.jpg: {date: 2026-05-01 11:00+02:00}\n"
        }
    )
    names = [photo.image.name for photo in found.photos]
    assert names == ["08", "02", "03", "01", "04", "05", "06", "07", "09", "10"]


def test_a_pair_is_two_photos_of_the_gallery_with_different_words() -> None:
    found = album(
        **{
            "galleries/suv/gallery.yaml": "caption: SUV\n"
            "pairs: [{before: 01.jpg, after: 02.jpg, caption: Washed}]\n"
        }
    )
    [pair] = found.pairs
    assert (pair.before, pair.after, pair.caption) == (*found.photos[:2], "Washed")
    assert pair.before.alt != pair.after.alt
    assert len(found.photos) == 10


def test_a_spin_is_one_turn_and_not_many_photos() -> None:
    files = PHOTOS | {
        "galleries/suv/gallery.yaml": "spin: true\n",
        "content/news/a.md": story(gallery="suv", body="![It turns](../../galleries/suv/)"),
    }
    made = assembled(files)
    assert made.problems == ()
    [found], [shown] = made.site.albums, made.site.stories
    assert {(photo.use, photo.url) for photo in found.photos} == {("frame", "")}
    assert len({photo.alt for photo in found.photos}) == 10
    assert (found.card.spin, found.card.photos) == (True, 1)
    assert shown.gallery is not None
    assert (len(shown.gallery.frames), shown.gallery.thumbnails) == (10, ())
    assert (shown.lead and shown.lead.image.name, shown.card.photos) == ("01", 0)


def test_a_link_to_a_frame_leads_to_its_spin() -> None:
    files = PHOTOS | {
        "galleries/suv/gallery.yaml": "spin: true\n",
        "content/news/a.md": story(body="[One](../../galleries/suv/03.jpg)"),
    }
    [shown] = assembled(files).site.stories
    assert [embed.url for embed in shown.text.embeds if isinstance(embed, LinkEmbed)] == [
        "/galleries/suv/"
    ]


def test_a_spin_that_would_jump_is_warned_about() -> None:
    made = assembled(
        {
            "galleries/suv/1.jpg": jpeg(32, 18),
            "galleries/suv/2.jpg": jpeg(30, 18),
            "galleries/suv/gallery.yaml": "spin: true\n",
        }
    )
    assert [(each.code, each.severity, each.message) for each in made.problems] == [
        ("spin-frames", "warning", "this spin has 2 frames, so the car will jump"),
        (
            "spin-frames",
            "warning",
            "the frames of this spin have different sizes: 32 × 18 and 30 × 18",
        ),
    ]


def test_originals_are_given_away_only_where_the_gallery_says_so() -> None:
    assert {photo.download for photo in album().photos} == {""}
    found = album(**{"galleries/suv/gallery.yaml": "download: true\n"})
    one, two = found.photos[0].download, found.photos[1].download
    assert re.fullmatch(r"/galleries/suv/downloads/01-[0-9a-f]{10}\.jpg", one)
    assert one[-14:] != two[-14:]


def test_what_must_not_be_seen_of_a_photo_is_hidden_wherever_it_is_shown() -> None:
    files = PHOTOS | {
        "galleries/suv/gallery.yaml": "download: true\n"
        "photos: {01.jpg: {redact: [[0.4, 0.7, 0.2, 0.1]]}}\n",
        "content/news/a.md": story(gallery="suv", body="![x](../../galleries/suv/01.jpg)"),
    }
    made = assembled(files)
    images = [used.image for used in made.site.images if used.image.source.endswith("/01.jpg")]
    assert images
    assert {image.redact for image in images} == {((0.4, 0.7, 0.2, 0.1),)}
    without = assembled(files | {"galleries/suv/gallery.yaml": "download: true\n"})
    downloads = [each.site.albums[0].photos[0].download for each in (made, without)]
    assert downloads[0] != downloads[1], "a host may keep what has one name"


def test_the_words_of_a_sidecar_go_before_those_of_the_gallery() -> None:
    found = album(
        **{
            "galleries/suv/gallery.yaml": "caption: SUV\ncredit: Studio\n",
            "galleries/suv/02.jpg.xmp": THE_TAIL,
        }
    )
    first, second = found.photos[:2]
    assert (first.caption, second.caption, second.alt) == ("SUV", "The tail", "The tail")
    assert (first.credit, second.credit) == ("Studio", "Studio")


def test_a_sidecar_without_a_picture_is_named_as_skipped() -> None:
    made = assembled(PHOTOS | {"galleries/suv/11.xmp": THE_TAIL, "galleries/suv/01.xmp": THE_TAIL})
    assert [each.path for each in made.site.skipped] == ["galleries/suv/11.xmp"]


def test_a_photo_whose_file_says_that_a_model_made_it_is_no_photo_by_mistake() -> None:
    made = assembled(
        PHOTOS
        | {
            "galleries/suv/01.jpg": jpeg(xmp=MADE_BY_A_MODEL),
            "galleries/suv/gallery.yaml": "photos: {01.jpg: {kind: photo}}\n",
        }
    )
    [problem] = made.problems
    assert (problem.code, problem.severity) == ("photo-kind", "warning")
    assert problem.hint == "call it `ai`, or correct the file"


def test_every_photo_that_a_model_made_is_labelled_without_a_word() -> None:
    found = album(**dict.fromkeys(PHOTOS, jpeg(xmp=MADE_BY_A_MODEL)))
    assert {photo.kind for photo in found.photos} == {"ai"}
    assert found.card.kind == "ai"
