"""Pages of galleries and photos as the default theme writes them, without a browser."""

from datetime import UTC, datetime
from typing import Any

import pytest

from carblog.model.picture import Look, look_wish
from carblog.model.view import (
    ArticlePage,
    AuthorPage,
    Embed,
    FigureEmbed,
    GalleryCard,
    GalleryEmbed,
    GalleryPage,
    GalleryStrip,
    Link,
    Page,
    Pair,
    PairEmbed,
    Photo,
    PhotoGroup,
    PhotoPage,
    Text,
)
from tests.support.small_site import body, text
from tests.support.themed import found, head, one, paddock, said, shaped, shown

URL = "/galleries/m3/"
FRONT = shaped("front", 3000, 2000, caption="The nose", credit="Ann Writer")
SIDE = shaped("side", 2000, 3000)
LEAD = shaped("lead", 3000, 2000, use="lead")
SEAT = shaped("seat", 2400, 1000)
HOME = Link(title="Home", url="/")
GALLERIES = Link(title="Galleries", url="/galleries/")


def gallery(*photos: Photo, **more: Any) -> GalleryPage:
    return GalleryPage(
        kind="gallery", url=URL, title="M3 at dusk", head=head(URL), photos=photos, **more
    )


def of_photo(it: Photo, **more: Any) -> PhotoPage:
    return PhotoPage(
        kind="photo",
        url=it.url,
        title="M3 at dusk: photo 2 of 3",
        head=head(it.url),
        photo=it,
        gallery=Link(title="M3 at dusk", url=URL),
        number=2,
        count=3,
        **more,
    )


def story(**more: Any) -> ArticlePage:
    return ArticlePage(
        kind="article", url="/news/m3/", title="The M3", head=head(URL), **{"text": Text(), **more}
    )


def in_order(page: GalleryPage) -> list[str]:
    return [link.get("href") for link in found(shown(page, "gallery.html"), ".rows a")]


def test_photos_come_in_the_order_of_the_gallery_and_lead_to_their_pages() -> None:
    assert in_order(gallery(SIDE, FRONT, SEAT)) == [
        f"/blog{URL}side/",
        f"/blog{URL}front/",
        f"/blog{URL}seat/",
    ]


def test_the_digits_of_a_shape_are_its_width_over_its_height() -> None:
    page = shown(gallery(FRONT, SIDE, SEAT), "gallery.html")
    shapes = [item.get("class").removeprefix("wide ") for item in found(page, ".rows li")]
    assert shapes == ["shape u1 t5 h0 m0", "shape u0 t6 h6 m7", "shape u2 t4 h0 m0"]


def test_a_wide_first_photo_has_a_row_for_itself_unless_there_is_only_one_other() -> None:
    def first(*photos: Photo) -> bool:
        page = shown(gallery(*photos), "gallery.html")
        return "wide" in found(page, ".rows li")[0].get("class").split()

    assert first(FRONT)
    assert first(FRONT, SIDE, SEAT)
    assert not first(FRONT, SEAT)
    assert not first(SIDE, FRONT, SEAT)


def test_groups_have_headings_that_links_above_the_photos_lead_to() -> None:
    groups = (
        PhotoGroup(title="", id="", photos=(FRONT,)),
        PhotoGroup(title="Exterior", id="exterior", photos=(SIDE,)),
        PhotoGroup(title="Interior", id="interior", photos=(SEAT,)),
    )
    page = shown(gallery(FRONT, SIDE, SEAT, groups=groups), "gallery.html")
    assert [link.get("href") for link in found(page, ".jumps a")] == ["#exterior", "#interior"]
    headings = found(page, ".group h2")
    assert [(it.get("id"), it.text) for it in headings] == [
        ("exterior", "Exterior"),
        ("interior", "Interior"),
    ]
    assert [len(found(rows, "li")) for rows in found(page, ".rows")] == [1, 1, 1]


def test_only_a_photo_that_is_of_another_kind_than_its_gallery_is_labelled_in_the_grid() -> None:
    drawn = shaped("idea", 3000, 2000, kind="rendering")
    page = shown(gallery(FRONT, drawn), "gallery.html")
    assert [said(it) for it in found(page, ".rows a .label")] == ["Rendering"]
    assert not found(page, ".top .label")
    page = shown(gallery(FRONT, drawn, subject="rendering"), "gallery.html")
    assert [said(it) for it in found(page, ".rows a .label")] == ["Photo"]
    assert said(one(page, ".top .label")) == "Rendering"


def test_a_gallery_says_whose_it_is_from_where_and_under_what_licence() -> None:
    page = shown(
        gallery(
            FRONT,
            credit="Ann Writer",
            copyright="© 2026 Kerbweight",
            licence="https://creativecommons.org/licenses/by-nc/4.0/",
            place="Sallow Point",
            date=datetime(2026, 11, 20, tzinfo=UTC),
        ),
        "gallery.html",
    )
    assert said(one(page, ".top .meta")) == (
        "1 photo November 20, 2026 Sallow Point Photo: Ann Writer © 2026 Kerbweight CC BY-NC 4.0"
    )
    assert (
        one(page, ".top [rel=license]").get("href")
        == "https://creativecommons.org/licenses/by-nc/4.0/"
    )


def test_a_gallery_that_only_holds_others_shows_their_cards_with_the_way_back_up() -> None:
    day = GalleryCard(url="/galleries/rally/day-1/", title="Day 1", photos=12, image=LEAD)
    turn = GalleryCard(
        url="/galleries/rally/turn/", title="A turn", photos=36, image=LEAD, spin=True
    )
    page = shown(
        gallery(galleries=(day, turn), trail=(HOME, GALLERIES, Link(title="Rally", url=URL))),
        "gallery.html",
    )
    assert not found(page, ".rows")
    assert "2 galleries" in said(one(page, ".top .meta"))
    assert [said(it) for it in found(page, ".album .label")] == [
        "12 photos",
        "360° view",
    ]
    assert [it.text for it in found(page, ".trail a")] == ["Home", "Galleries"]


def test_a_pair_stands_side_by_side_with_its_labels_where_no_script_runs() -> None:
    drawn = shaped("after", 3000, 2000, kind="ai", credit="Ida")
    page = shown(gallery(FRONT, pairs=(Pair(before=FRONT, after=drawn),)), "gallery.html")
    pair = one(page, ".compare")
    labels = [said(it) for it in found(pair, ".label")]
    assert labels == ["Before", "AI-generated image · After"]
    assert len(found(pair, "img")) == 2
    assert one(pair, "input").get("hidden") is not None
    assert "Ann Writer, Ida" in said(one(pair, ".credit"))


def test_a_spin_shows_one_frame_and_asks_for_the_others_later() -> None:
    frames = tuple(shaped(f"f{n:02}", 1600, 900, use="frame", url="") for n in range(36))
    page = shown(gallery(*frames, spin=True), "gallery.html")
    spin = one(page, ".spin")
    assert not found(page, ".rows")
    assert len(found(spin, ".turntable img")) - len(found(spin, ".turntable template img")) == 1
    assert len(found(spin, "template img")) == 36
    assert 8 <= len(found(spin, "noscript img")) <= 9
    assert one(spin, "input").get("max") == "35"


FRAMES = tuple(shaped(f"f{n}", 1600, 900, use="frame", url="") for n in range(8))
TURN = GalleryEmbed(gallery=GalleryStrip(title="Turn", url=URL, count=8, frames=FRAMES))
IN_TEXT = shaped("side", 2000, 3000, use="body")
PAIR = PairEmbed(pair=Pair(before=IN_TEXT, after=IN_TEXT))
LINKED = FigureEmbed(photo=IN_TEXT)


def author(**more: Any) -> AuthorPage:
    return AuthorPage(kind="author", url="/authors/ida/", title="Ida", head=head(URL), **more)


@pytest.mark.parametrize(
    ("embed", "script"), [(TURN, "turns"), (PAIR, "turns"), (LINKED, "viewer")]
)
@pytest.mark.parametrize("template", ["article", "page", "gallery", "author"])
def test_whatever_text_shows_something_that_moves_its_page_brings_the_script(
    template: str, embed: Embed, script: str
) -> None:
    told = body(0)
    here = text(told, embed)
    pages: dict[str, Page] = {
        "article": story(text=here),
        "page": story(text=here),
        "gallery": gallery(text=here),
        "author": author(profile=here),
    }
    page = shown(pages[template], f"{template}.html", bodies={here.body: told})
    assert any(f"/{script}-" in it.get("src", "") for it in found(page, "script"))


def test_a_story_counts_the_photos_of_its_gallery_but_not_the_frames_of_a_spin() -> None:
    def label(strip: GalleryStrip) -> list[str]:
        page = shown(story(lead=LEAD, gallery=strip), "article.html")
        return [said(it) for it in found(page, ".lead .label")]

    frames = (shaped("f1", 1600, 900, use="frame", url=""),)
    photos = GalleryStrip(title="M3", url=URL, count=3, thumbnails=(FRONT, SIDE))
    assert label(photos) == ["3 photos"]
    assert label(GalleryStrip(title="M3", url=URL, count=1, frames=frames)) == []


def test_the_first_picture_of_a_gallery_of_several_kinds_says_what_it_is() -> None:
    made = shaped("made", 3000, 2000, kind="ai")
    card = GalleryCard(
        url=URL, title="M3", photos=2, image=shaped("made", 3000, 2000, kind="ai", use="lead")
    )
    inside = shown(gallery(galleries=(card,)), "gallery.html")
    assert [said(it) for it in found(inside, ".album .label")] == ["AI-generated image", "2 photos"]

    strip = GalleryStrip(title="M3", url=URL, count=2, lead=made, thumbnails=(FRONT,))
    told = body(0)
    page = story(text=text(told, GalleryEmbed(gallery=strip)))
    embedded = shown(page, "article.html", bodies={page.text.body: told})
    assert [said(it) for it in found(embedded, ".album .label")] == [
        "AI-generated image",
        "2 photos",
        "Photo",
    ]


def test_the_page_of_a_photo_says_all_that_is_known_of_it() -> None:
    it = shaped(
        "front",
        3000,
        2000,
        caption="The nose",
        credit="Ann Writer",
        copyright="© 2026 Ann Writer",
        licence="https://cars.example/licences",
        place="Sallow Point, England",
        date=datetime(2026, 11, 20, tzinfo=UTC),
        camera="Sony ILCE-7M4",
        lens="FE 35mm F1.8",
        download="/galleries/m3/downloads/front-0123456789.jpg",
        kind="rendering",
    )
    page = shown(of_photo(it, previous=SIDE, next=SEAT), "photo.html")
    figure = one(page, "figure")
    for words in (
        "Rendering The nose Rendering: Ann Writer © 2026 Ann Writer Licence",
        "Place Sallow Point, England",
        "Taken November 20, 2026",
        "Camera Sony ILCE-7M4, FE 35mm F1.8",
    ):
        assert words in said(figure)
    assert (
        one(figure, "[download]").get("href") == "/blog/galleries/m3/downloads/front-0123456789.jpg"
    )
    assert "Photo 2 of 3" in said(one(page, ".plate header"))
    assert [link.get("rel") for link in found(page, ".turn a")] == ["prev", "next"]


def test_a_photo_of_which_little_is_known_has_no_empty_lines_about_it() -> None:
    page = shown(of_photo(SIDE), "photo.html")
    for selector in (".facts", ".plate .meta", ".plate [download]"):
        assert not found(page, selector)


def test_german_readers_get_german_words() -> None:
    page = shown(gallery(FRONT), "gallery.html", "de")
    assert "1 Foto" in said(one(page, ".top .meta"))


def test_until_a_photo_has_come_its_colour_is_seen_without_an_inline_style() -> None:
    wish = look_wish(FRONT.image, paddock().roles["photo"])
    assert wish is not None
    page = shown(of_photo(FRONT), "photo.html", looks={wish.key: Look(colour="#2f3a44")})
    assert one(page, ".plate .tint").get("fill") == "#2f3a44"
    assert not found(page, "[style]")
    assert not found(shown(of_photo(FRONT), "photo.html"), ".tint")
