"""Pictures in stories: beside an article, in pairs, and with what files and writers say of them."""

import pytest

from carblog.model.content import Author
from carblog.model.site import Story
from carblog.model.view import FigureEmbed, Pair, PairEmbed, Photo, VideoEmbed
from tests.support.written import assembled, jpeg, story, told, xmp

BESIDE: dict[str, str | bytes] = {
    "content/news/dusk.jpg": jpeg(),
    "content/news/dawn.jpg": jpeg(colour="red"),
    "galleries/suv/01.jpg": jpeg(colour="blue"),
    "galleries/suv/02.jpg": jpeg(colour="green"),
}
TAKEN_BY_JO = jpeg(
    xmp=xmp(
        "<dc:description>The flank</dc:description>"
        "<dc:creator><rdf:Seq><rdf:li>Jo</rdf:li></rdf:Seq></dc:creator>"
    )
)
BY_A_MODEL = jpeg(
    xmp=xmp(
        "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/"
        "trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"
    )
)


def shown(body: str = "", **more: str) -> Story:
    made = assembled(BESIDE | {"content/news/a.md": story(body=body, **more)})
    assert told(made) == []
    [only] = made.site.stories
    return only


def figure(of: Story) -> Photo:
    [embed] = of.text.embeds
    assert isinstance(embed, FigureEmbed)
    return embed.photo


def pair(of: Story) -> Pair:
    [embed] = of.text.embeds
    assert isinstance(embed, PairEmbed)
    return embed.pair


def test_front_matter_says_what_a_picture_beside_the_article_shows() -> None:
    notes = (
        "{dusk.jpg: {alt: A car at dusk, caption: Dusk, credit: Jo, licence: CC0, "
        "focus: [0.1, 0.2], redact: [0, 0, 0.5, 0.5], kind: rendering}}"
    )
    photo = figure(shown("![](dusk.jpg)", photos=notes))
    assert (photo.alt, photo.caption, photo.credit) == ("A car at dusk", "Dusk", "Jo")
    assert (photo.image.focus, photo.image.redact) == ((0.1, 0.2), ((0.0, 0.0, 0.5, 0.5),))
    assert photo.image.rights is not None
    assert photo.image.rights.source_type == "digitalArt"
    assert photo.image.rights.licence == photo.licence != ""


def test_what_the_text_says_goes_before_what_front_matter_says() -> None:
    body = '![In the text](dusk.jpg "So it looked"){.ai}'
    photo = figure(shown(body, photos="{dusk.jpg: {alt: x, caption: y, kind: rendering}}"))
    assert (photo.alt, photo.caption, photo.kind) == ("In the text", "So it looked", "ai")
    assert photo.image.rights is not None
    assert photo.image.rights.source_type == "trainedAlgorithmicMedia"


def test_a_picture_tells_its_caption_and_its_photographer_itself() -> None:
    files = BESIDE | {"content/news/dusk.jpg": TAKEN_BY_JO}
    made = assembled(files | {"content/news/a.md": story(body="![](dusk.jpg)")})
    photo = figure(made.site.stories[0])
    assert (photo.alt, photo.caption, photo.credit) == ("The flank", "The flank", "Jo")


def test_a_picture_needs_words_for_those_who_do_not_see_it_wherever_they_come_from() -> None:
    def codes(body: str = "![](dusk.jpg)", dusk: bytes = jpeg(), **more: str) -> list[str]:
        files: dict[str, str | bytes] = {
            "content/news/dusk.jpg": dusk,
            "content/news/a.md": story(body=body, **more),
        }
        return [problem.code for problem in assembled(BESIDE | files).problems]

    assert codes() == ["alt-missing"]
    assert codes("![The flank](dusk.jpg)") == []
    assert codes(photos="{dusk.jpg: The flank}") == []
    assert codes(dusk=TAKEN_BY_JO) == []
    assert codes("![](../../galleries/suv/01.jpg)") == []
    assert codes("![](../../galleries/suv/)") == []


def test_a_lead_picture_says_first_what_its_story_says() -> None:
    files = BESIDE | {"content/news/dusk.jpg": TAKEN_BY_JO}
    image = "{src: dusk.jpg, credit: Jo for Kerbweight, kind: rendering}"
    made = assembled(files | {"content/news/a.md": story(image=image)})
    lead = made.site.stories[0].lead
    assert lead is not None
    assert (lead.caption, lead.credit, lead.kind) == (
        "The flank",
        "Jo for Kerbweight",
        "rendering",
    )
    rights = lead.image.rights
    assert rights is not None
    assert (rights.creator, rights.credit, rights.source_type) == (
        "Jo",
        "Jo for Kerbweight",
        "digitalArt",
    )


def test_what_one_story_hides_of_a_picture_no_other_gives_away() -> None:
    """Neither one that shows the same picture, nor a profile, and be the first a draft."""
    files = BESIDE | {
        "content/news/a.md": story(draft="true", photos="{dusk.jpg: {redact: [0, 0, 0.5, 0.5]}}"),
        "content/news/b.md": story(body="![x](dusk.jpg)"),
        "content/authors/jo.md": "---\nname: Jo\nphoto: ../news/dusk.jpg\n---\n",
    }
    made = assembled(files)
    assert told(made) == []
    assert isinstance(made.site.profiles[0].author, Author)
    boxes = {each.image.redact for each in made.site.images if "dusk" in each.image.source}
    assert boxes == {((0.0, 0.0, 0.5, 0.5),)}


def test_words_about_a_picture_that_is_not_there_name_the_nearest() -> None:
    made = assembled(BESIDE | {"content/news/a.md": story(photos="{dsk.jpg: At dusk}")})
    [error] = told(made)
    assert error.endswith('photo-missing did you mean "dusk.jpg"?')


def test_words_about_a_photo_of_a_gallery_belong_into_its_gallery() -> None:
    notes = "{../../galleries/suv/01.jpg: {redact: [0, 0, 1, 1]}}"
    [error] = told(assembled(BESIDE | {"content/news/a.md": story(photos=notes)}))
    assert error.endswith("photo-elsewhere say it in galleries/suv/gallery.yaml")


@pytest.mark.parametrize(
    "said",
    [
        {"photos": "{dusk.jpg: {kind: photo}}"},
        {"image": "{src: dusk.jpg, kind: photo}"},
        {"image": "{src: dusk.jpg, kind: rendering}"},
        {"body": "![x](dusk.jpg){.photo}"},
        {"body": '![x](dawn.jpg "dusk.jpg"){.photo}'},
        {"body": "![x](../../galleries/suv/01.jpg){.photo}"},
    ],
)
def test_a_label_that_readers_would_miss_is_told_wherever_it_is_lost(said: dict[str, str]) -> None:
    made_by_a_model = {"content/news/dusk.jpg": BY_A_MODEL, "galleries/suv/01.jpg": BY_A_MODEL}
    made = assembled(BESIDE | made_by_a_model | {"content/news/a.md": story(**said)})
    [problem] = made.problems
    assert (problem.code, problem.severity) == ("photo-kind", "warning")
    assert problem.place.path == "content/news/a.md"
    assert problem.hint == "call it `ai`, or correct the file"


@pytest.mark.parametrize("kind", ["ai", "rendering"])
def test_a_label_may_say_more_than_the_file(kind: str) -> None:
    assert figure(shown(f"![x](dusk.jpg){{.{kind}}}")).kind == kind


def test_a_poster_is_described_by_the_film_that_it_stands_for() -> None:
    body = '![A lap](https://youtu.be/abcdefghijk "dusk.jpg")'
    [embed] = shown(body).text.embeds
    assert isinstance(embed, VideoEmbed)
    assert embed.video.poster is not None
    assert embed.video.poster.alt == "A lap"


def test_a_picture_whose_title_is_a_picture_is_a_pair() -> None:
    found = pair(shown('![The nose, before and after](dusk.jpg "dawn.jpg")'))
    assert found.caption == "The nose, before and after"
    assert [side.image.name for side in (found.before, found.after)] == ["dusk", "dawn"]
    assert [side.alt for side in (found.before, found.after)] == [
        "Before: The nose, before and after",
        "After: The nose, before and after",
    ]
    assert {found.before.use, found.after.use} == {"body"}


def test_the_pictures_of_a_pair_keep_the_words_that_they_have() -> None:
    body = '![Old and new](../../galleries/suv/01.jpg "../../galleries/suv/02.jpg")'
    found = pair(shown(body, photos="{dusk.jpg: x}"))
    assert found.before.alt != found.after.alt
    assert [side.url for side in (found.before, found.after)] == [
        "/galleries/suv/01/",
        "/galleries/suv/02/",
    ]


def test_the_pictures_of_a_pair_that_say_the_same_are_told_apart() -> None:
    notes = "{dusk.jpg: {alt: The nose}, dawn.jpg: {alt: The nose}}"
    found = pair(shown('![](dusk.jpg "dawn.jpg")', photos=notes))
    assert [side.alt for side in (found.before, found.after)] == [
        "Before: The nose",
        "After: The nose",
    ]


def test_a_pair_has_the_classes_that_its_text_gives_it() -> None:
    [embed] = shown('![Both](dusk.jpg "dawn.jpg"){.wide}').text.embeds
    assert isinstance(embed, PairEmbed)
    assert embed.classes == ("wide",)


def test_the_second_picture_of_a_pair_must_be_there() -> None:
    body = '![Both](dusk.jpg "dwn.jpg")'
    [error] = told(assembled(BESIDE | {"content/news/a.md": story(body=body)}))
    assert error.endswith('photo-missing did you mean "dawn.jpg"?')


def test_a_pair_cannot_stand_in_the_middle_of_a_sentence() -> None:
    body = 'See ![both](dusk.jpg "dawn.jpg") here.'
    [error] = told(assembled(BESIDE | {"content/news/a.md": story(body=body)}))
    assert "embed-inline" in error


@pytest.mark.parametrize("target", ["dusk.jpg", "https://youtu.be/abcdefghijk"])
def test_a_draft_hides_a_gallery_of_which_it_shows_a_second_picture_or_a_poster(
    target: str,
) -> None:
    body = f'![x]({target} "../../galleries/suv/01.jpg")'
    made = assembled(BESIDE | {"content/news/a.md": story(draft="true", body=body)})
    assert made.site.albums == ()
