"""The one order of words: who is believed of a photo, field by field, and what its files say."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.assemble.words import Words, by_picture, joined, rights_of, sidecar_of, words_of
from carblog.model.content import GalleryNotes, PhotoNote, PhotoWords, Picture, Sidecar
from carblog.model.picture import Rights
from carblog.model.problem import Located, Place

BERLIN = ZoneInfo("Europe/Berlin")


def picture(**words: object) -> Picture:
    return Picture(
        path="galleries/suv/01.jpg",
        digest="d",
        width=40,
        height=30,
        format="JPEG",
        words=PhotoWords(**words),  # type: ignore[arg-type]
    )


def note(**words: object) -> PhotoNote:
    file = Located("01.jpg", Place("galleries/suv/gallery.yaml", 2, 3))
    return PhotoNote(file=file, **words)  # type: ignore[arg-type]


def gallery(**words: object) -> GalleryNotes:
    return GalleryNotes(path="galleries/suv/gallery.yaml", **words)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["caption", "credit", "copyright", "licence", "place"])
def test_the_more_particular_is_believed_field_by_field(field: str) -> None:
    entry, file = note(**{field: "entry"}), picture(**{field: "file"})
    sidecar, whole = picture(**{field: "sidecar"}).words, gallery(**{field: "gallery"})
    found = [
        words_of(file, zone=UTC, note=entry, sidecar=sidecar, gallery=whole),
        words_of(file, zone=UTC, note=note(), sidecar=sidecar, gallery=whole),
        words_of(file, zone=UTC, note=note(), sidecar=PhotoWords(), gallery=whole),
        words_of(picture(), zone=UTC, sidecar=PhotoWords(), gallery=whole),
        words_of(picture(), zone=UTC),
    ]
    said = [getattr(words, field) for words in found]
    assert said == ["entry", "sidecar", "file", "gallery", ""]


@given(
    st.lists(st.builds(Words, caption=st.sampled_from(["", "a", "b"]), lens=st.text(max_size=2)))
)
def test_each_field_is_that_of_the_first_source_that_has_it(sources: list[Words]) -> None:
    found = joined(sources)
    assert found.caption == next((each.caption for each in sources if each.caption), "")
    assert found.lens == next((each.lens for each in sources if each.lens), "")


def test_a_caption_of_its_own_is_an_alternative_text_and_its_gallerys_is_not() -> None:
    own = words_of(picture(caption="The nose"), zone=UTC, gallery=gallery(caption="The SUV"))
    shared = words_of(picture(), zone=UTC, gallery=gallery(caption="The SUV"))
    assert (own.alt, own.caption) == ("The nose", "The nose")
    assert (shared.alt, shared.caption) == ("", "The SUV")


def test_an_alternative_text_in_the_file_goes_before_a_caption_in_gallery_yaml() -> None:
    words = words_of(picture(alt="A white SUV"), zone=UTC, note=note(caption="The nose"))
    assert (words.alt, words.caption) == ("A white SUV", "The nose")


def test_a_camera_that_tells_no_offset_is_in_the_zone_of_the_site() -> None:
    aware = datetime(2026, 6, 1, 14, tzinfo=UTC)
    naive = aware.replace(tzinfo=None)
    assert words_of(picture(date=naive), zone=BERLIN).date == datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert words_of(picture(date=aware), zone=BERLIN).date == aware


def test_the_day_a_gallery_comes_online_is_not_the_day_its_photos_were_taken() -> None:
    when = datetime(2026, 6, 1, tzinfo=UTC)
    assert words_of(picture(), zone=UTC, gallery=gallery(date=when)).date is None


@pytest.mark.parametrize(
    ("source", "said", "kind", "published"),
    [
        ("", "", "photo", ""),
        ("digitalCapture", "", "photo", "digitalCapture"),
        ("negativeFilm", "", "photo", "negativeFilm"),
        ("trainedAlgorithmicMedia", "", "ai", "trainedAlgorithmicMedia"),
        (
            "compositeWithTrainedAlgorithmicMedia",
            "",
            "ai",
            "compositeWithTrainedAlgorithmicMedia",
        ),
        ("digitalArt", "", "rendering", "digitalArt"),
        ("virtualRecording", "", "rendering", "virtualRecording"),
        ("algorithmicMedia", "", "rendering", "algorithmicMedia"),
        ("compositeSynthetic", "rendering", "rendering", "compositeSynthetic"),
        ("", "rendering", "rendering", "digitalArt"),
        ("", "ai", "ai", "trainedAlgorithmicMedia"),
        ("", "photo", "photo", ""),
        ("digitalCapture", "ai", "ai", "trainedAlgorithmicMedia"),
        ("trainedAlgorithmicMedia", "photo", "photo", ""),
        ("somethingNew", "", "photo", "somethingNew"),
    ],
)
def test_the_label_and_the_metadata_never_say_different_things(
    source: str, said: str, kind: str, published: str
) -> None:
    words = words_of(picture(source_type=source), zone=UTC, note=note(kind=said))
    assert (words.kind, words.source_type) == (kind, published)


def test_a_file_is_believed_before_its_gallery_of_what_it_is() -> None:
    rendered = gallery(kind="rendering")
    made = words_of(picture(source_type="trainedAlgorithmicMedia"), zone=UTC, gallery=rendered)
    assert made.kind == "ai"
    taken = words_of(picture(source_type="digitalCapture"), zone=UTC, gallery=rendered)
    assert (taken.kind, taken.source_type) == ("rendering", "digitalArt"), "a label is never lost"


def test_who_took_it_is_credited_when_there_is_no_credit_line() -> None:
    words = words_of(picture(creator="Jo"), zone=UTC, gallery=gallery(credit="The agency"))
    assert words.credit == "Jo"
    assert rights_of(words) == Rights(creator="Jo"), "the creator is named once"


def test_a_picture_of_which_nobody_says_anything_claims_nothing() -> None:
    assert rights_of(words_of(picture(), zone=UTC)) is None
    assert rights_of(words_of(picture(caption="x", camera="Nikon"), zone=UTC)) is None


def test_files_say_whose_they_are_and_under_which_terms() -> None:
    words = words_of(
        picture(creator="Jo", licensor="https://jo.example/buy"),
        zone=UTC,
        note=note(credit="Jo for Kerbweight"),
        gallery=gallery(copyright="© Jo", licence="https://jo.example/terms", kind="rendering"),
    )
    assert rights_of(words) == Rights(
        creator="Jo",
        credit="Jo for Kerbweight",
        copyright="© Jo",
        licence="https://jo.example/terms",
        licensor="https://jo.example/buy",
        source_type="digitalArt",
    )


@pytest.mark.parametrize("name", ["01.xmp", "01.jpg.xmp", "01.XMP"])
def test_a_sidecar_is_named_after_the_picture_with_or_without_its_ending(name: str) -> None:
    sidecars = by_picture([Sidecar(path=f"galleries/suv/{name}", words=PhotoWords(caption="x"))])
    found = sidecar_of("galleries/suv/01.jpg", sidecars)
    assert found is not None
    assert found.caption == "x"
    assert sidecar_of("galleries/suv/02.jpg", sidecars) is None


def test_of_two_sidecars_the_one_with_the_whole_name_is_meant() -> None:
    sidecars = by_picture(
        [
            Sidecar(path="a/01.jpg.xmp", words=PhotoWords(caption="of the JPEG")),
            Sidecar(path="a/01.xmp", words=PhotoWords(caption="of the raw file")),
        ]
    )
    found = sidecar_of("a/01.jpg", sidecars)
    assert found is not None
    assert found.caption == "of the JPEG"
