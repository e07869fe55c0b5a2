"""What texts point at: found, or told with its place and the nearest name."""

from unittest import mock

import pytest

from carblog.assemble.providers import provider_of
from carblog.model.problem import nearest_of
from carblog.model.view import FigureEmbed, GalleryEmbed, LinkEmbed, SpecsEmbed, VideoEmbed
from tests.support.written import assembled, jpeg, story, told

Files = dict[str, str | bytes]

GALLERY: Files = {
    "galleries/m3/01.jpg": jpeg(),
    "galleries/m3/02.jpg": jpeg(colour="red"),
    "galleries/m3/gallery.yaml": "title: The M3\ncaption: BMW M3\ncredit: Jo\n",
}
CAR: Files = {"content/cars/bmw/m3.yaml": "make: BMW\nname: M3\nspecs: {Engine: {Power: 252 kW}}\n"}


def embeds(body: str, **files: str | bytes) -> tuple[object, ...]:
    site = assembled({"content/news/a.md": story(body=body)} | GALLERY | CAR | files)
    assert told(site) == []
    return site.site.stories[0].text.embeds


def errors(body: str, files: dict[str, str | bytes] | None = None) -> list[str]:
    return told(assembled({"content/news/a.md": story(body=body)} | GALLERY | CAR | (files or {})))


def test_a_picture_of_a_gallery_brings_its_caption_and_its_page() -> None:
    (embed,) = embeds("![The flank](../../galleries/m3/02.jpg)")
    assert isinstance(embed, FigureEmbed)
    photo = embed.photo
    assert (photo.alt, photo.caption, photo.credit) == ("The flank", "BMW M3", "Jo")
    assert photo.url == "/galleries/m3/02/"


def test_the_quoted_title_of_a_picture_goes_before_the_gallerys_caption() -> None:
    (embed,) = embeds('![The flank](../../galleries/m3/02.jpg "Red at last")')
    assert isinstance(embed, FigureEmbed)
    assert embed.photo.caption == "Red at last"


def test_a_picture_beside_a_story_can_say_that_it_is_a_rendering() -> None:
    made = assembled(
        {
            "content/news/a/index.md": story(
                image="{src: b.jpg, alt: Nose, kind: ai}", body="![Tail](c.jpg){.rendering}"
            ),
            "content/news/a/b.jpg": jpeg(),
            "content/news/a/c.jpg": jpeg(colour="red"),
        }
    )
    assert told(made) == []
    (shown,) = made.site.stories
    assert shown.lead is not None
    assert shown.lead.kind == "ai"
    (embed,) = shown.text.embeds
    assert isinstance(embed, FigureEmbed)
    assert embed.photo.kind == "rendering"


def test_a_folder_shows_the_gallery_with_all_its_photos_counted() -> None:
    (embed,) = embeds("![Two photos](../../galleries/m3/)")
    assert isinstance(embed, GalleryEmbed)
    assert embed.gallery.count == 2
    assert embed.gallery.lead is not None
    assert len(embed.gallery.thumbnails) == 1


def test_a_path_from_the_top_of_the_site_folder_works_too() -> None:
    (embed,) = embeds("![Two photos](/galleries/m3/)")
    assert isinstance(embed, GalleryEmbed)


def test_a_car_record_shows_its_table() -> None:
    (embed,) = embeds("![](../cars/bmw/m3.yaml)")
    assert isinstance(embed, SpecsEmbed)
    assert embed.specs.groups[0].rows[0].figure == "252 kW"


@pytest.mark.parametrize(
    ("url", "embed_url"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "abcdefghijk"),
        ("https://youtu.be/abcdefghijk?si=x", "abcdefghijk"),
        ("https://www.youtube.com/shorts/abcdefghijk", "abcdefghijk"),
        ("https://vimeo.com/123456789", "video/123456789"),
        ("https://player.vimeo.com/video/123456789?h=x", "video/123456789"),
    ],
)
def test_a_video_is_known_by_its_address(url: str, embed_url: str) -> None:
    (embed,) = embeds(f'![Our drive]({url} "../../galleries/m3/01.jpg")')
    assert isinstance(embed, VideoEmbed)
    assert embed.video.embed_url.endswith(embed_url)
    assert embed.video.poster is not None
    assert embed.video.poster.use == "poster"


def test_links_to_files_become_links_to_pages() -> None:
    files: Files = {
        "content/reviews/b.md": story(body="## The ride\n\nFirm."),
        "content/news/brochure.pdf": b"%PDF",
        "content/pages/about.md": "---\ntitle: About\n---\nUs.\n",
    }
    found = embeds(
        "[story](../reviews/b.md#the-ride) [car](../cars/bmw/m3.yaml) "
        "[gallery](../../galleries/m3/) [photo](../../galleries/m3/01.jpg) "
        "[brochure](brochure.pdf) [about](../pages/about.md)",
        **files,
    )
    assert [embed.url for embed in found if isinstance(embed, LinkEmbed)] == [
        "/reviews/b/#the-ride",
        "/cars/bmw/m3/",
        "/galleries/m3/",
        "/galleries/m3/01/",
        "/news/brochure.pdf",
        "/about/",
    ]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("![x](../../galleries/m3/03.jpg)", "photo-missing"),
        ("![x](../../galleries/m4/)", "gallery-missing"),
        ("![](../cars/bmw/m33.yaml)", "car-missing"),
        ("[x](../news/missing.md)", "link-broken"),
        ("[x](#nowhere)", "anchor-missing"),
        ("[x](../../../etc/passwd)", "outside"),
        ("![x](../../../../etc/passwd.jpg)", "outside"),
        ("[x](../../galleries/m3/../../galleries/m3/01.JPG)", "link-broken"),
        ("![x](https://example.org/x.jpg)", "embed-remote"),
        ("So ![x](../../galleries/m3/) it is", "embed-inline"),
    ],
)
def test_what_is_not_there_is_an_error_at_its_line(body: str, error: str) -> None:
    (told_,) = errors(body)
    assert told_.split()[1] == error
    assert told_.startswith("content/news/a.md:6:")


def test_a_missing_photo_names_the_nearest_one() -> None:
    (error,) = errors("![x](../../galleries/m3/1.jpg)")
    assert 'did you mean "../../galleries/m3/01.jpg"?' in error


def test_the_wrong_case_of_a_name_is_told_before_a_server_tells_readers() -> None:
    (error,) = errors("![x](../../galleries/m3/01.JPG)")
    assert 'did you mean "../../galleries/m3/01.jpg"?' in error


def test_a_link_to_an_original_picture_says_how_to_show_it() -> None:
    (error,) = errors("[x](dusk.jpg)", {"content/news/dusk.jpg": jpeg()})
    assert "picture-link" in error


@pytest.mark.parametrize("when", ["draft: true", "date: 2031-01-01"])
def test_a_link_to_a_story_that_is_not_online_is_an_error(when: str) -> None:
    key, _, value = when.partition(": ")
    (error,) = errors("[x](b.md)", {"content/news/b.md": story(**{key: value})})
    assert "link-not-due" in error


def test_a_link_to_an_expired_story_leads_to_its_list_and_stops_no_build() -> None:
    made = assembled(
        {
            "content/news/a.md": story(body="[x](b.md)"),
            "content/news/b.md": story(expires="2026-05-02"),
        }
    )
    assert told(made) == []
    assert [problem.code for problem in made.problems] == ["link-expired"]
    assert made.site.stories[0].text.embeds == (LinkEmbed(url="/news/"),)


def test_a_story_that_comes_later_may_link_to_one_that_comes_before_it() -> None:
    made = assembled(
        {
            "content/news/a.md": story(date="2031-02-01", body="[x](b.md)"),
            "content/news/b.md": story(date="2031-01-01"),
        },
        ahead=True,
    )
    assert told(made) == []


def test_a_story_that_comes_later_is_checked_today() -> None:
    made = assembled(
        {"content/news/a.md": story(date="2031-02-01", body="![x](no.jpg)")}, ahead=True
    )
    assert len(told(made)) == 1


def test_a_draft_may_point_at_what_is_not_there_yet() -> None:
    made = assembled({"content/news/a.md": story(draft="true", body="![x](no.jpg)")})
    assert told(made) == []


@pytest.mark.parametrize("field", ["image: ../../galleries/m3/01.jpg", "gallery: m3"])
def test_no_story_shows_a_photo_of_a_gallery_that_is_not_online(field: str) -> None:
    key, _, value = field.partition(": ")
    files = GALLERY | {"galleries/m3/gallery.yaml": "draft: true\n"}
    made = assembled({"content/news/a.md": story(**{key: value})} | files)
    assert [error.split()[1] for error in told(made)] == ["gallery-not-due"]
    assert made.site.images == ()


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/playlist?list=PL12345678901",
        "https://www.youtube.com/c/Porsche",
        "https://www.youtube.com/results?search_query=abcdefghijk",
        "https://vimeo.com/channels/123",
        "https://youtu.be/abcdefghij\u00e9",
        "https://[foo/watch",
    ],
)
def test_an_address_that_is_no_video_becomes_no_player(url: str) -> None:
    assert provider_of(url) is None


def test_a_chapter_starts_at_its_moment_whatever_the_address_had_behind_it() -> None:
    provider = provider_of("https://www.youtube.com/watch?v=abcdefghijk&list=PL1#x")
    assert provider is not None
    assert provider.moment + "95" == "https://www.youtube.com/watch?v=abcdefghijk&t=95"


def test_a_name_is_found_in_whichever_unicode_form_it_was_typed() -> None:
    (embed,) = embeds(
        "![Two](../../galleries/\u00e9lan/)",
        **{"galleries/e\u0301lan/1.jpg": jpeg(), "galleries/e\u0301lan/2.jpg": jpeg(colour="red")},
    )
    assert isinstance(embed, GalleryEmbed)
    assert embed.gallery.url == "/galleries/\u00e9lan/"


def test_contributors_publish_no_file_that_a_browser_runs() -> None:
    files: dict[str, str | bytes] = {
        "site.yaml": "trust: contributors\n",
        "content/news/a.md": story(body="[x](evil.html) [y](fine.pdf)"),
        "content/news/evil.html": "<script>",
        "content/news/fine.pdf": b"%PDF",
    }
    (error,) = told(assembled(files))
    assert "file-active" in error


def test_the_picture_of_a_car_keeps_its_words() -> None:
    made = assembled(
        {
            "content/cars/bmw/m3.yaml": "make: BMW\nname: M3\n"
            "image: {src: m3.jpg, alt: Side, caption: Low, credit: Jo}\n",
            "content/cars/bmw/m3.jpg": jpeg(),
        }
    )
    photo = made.site.records[0].photo
    assert photo is not None
    assert (photo.alt, photo.caption, photo.credit) == ("Side", "Low", "Jo")


def test_two_authors_of_one_name_cannot_be_told_apart() -> None:
    made = assembled(
        {
            "content/authors/ida.md": "---\nname: Ida Lunn\n---\n",
            "content/authors/ida-2.md": "---\nname: Ida Lunn\n---\n",
        }
    )
    assert {problem.code for problem in made.problems} >= {"author-twice"}


def test_what_many_texts_miss_is_looked_for_once() -> None:
    missing = {f"content/news/n{number}.md": story(body="[C](coup.md)") for number in range(3)}
    with mock.patch("carblog.assemble.pointer.nearest_of", side_effect=nearest_of) as looked:
        made = assembled({**missing, "content/news/coupe.md": story()})
    assert [problem.hint for problem in made.problems] == ['did you mean "coupe.md"?'] * 3
    assert looked.call_count == 2  # its name, then its path
