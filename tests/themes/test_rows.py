"""How the default theme hangs photos: in lines, in pairs first, with words that are said once."""

from typing import Any

from carblog.model.view import ArticlePage, GalleryPage, Pair, PairEmbed, Photo
from tests.support.small_site import body, text
from tests.support.themed import found, head, one, said, shaped, shown

URL = "/galleries/m3/"
WIDE = shaped("wide", 3200, 1800, credit="Ann Writer")
UPRIGHT = shaped("upright", 2000, 2500)
BEFORE = shaped("before", 3200, 1800, use="body")
AFTER = shaped("after", 3200, 1800, use="body")
DRAWN = shaped("drawn", 3200, 1800, credit="Ann Writer", kind="rendering")


def gallery(*photos: Photo, **more: Any) -> GalleryPage:
    return GalleryPage(kind="gallery", url=URL, title="M3", head=head(URL), photos=photos, **more)


def classes(*photos: Photo) -> str:
    return str(one(shown(gallery(*photos), "gallery.html"), ".rows").get("class"))


def test_a_few_photos_make_one_line_and_more_make_rows() -> None:
    assert classes(UPRIGHT, WIDE, WIDE, WIDE) == "rows line"
    assert classes(*[WIDE] * 9) == "rows"
    assert classes(*[WIDE] * 25) == "rows many"


def test_three_photos_are_a_line_on_smaller_screens_too() -> None:
    assert classes(UPRIGHT, WIDE, WIDE) == "rows line short"


def test_a_first_photo_with_a_row_for_itself_is_not_counted_into_the_line() -> None:
    assert classes(WIDE, WIDE, WIDE, WIDE) == "rows line short"


def test_one_photo_or_two_are_no_line() -> None:
    assert classes(WIDE) == classes(WIDE, WIDE) == "rows"


def test_a_gallery_that_is_all_pairs_begins_with_them() -> None:
    pair = Pair(before=WIDE, after=UPRIGHT)

    def first(*photos: Photo) -> str:
        page = shown(gallery(*photos, pairs=(pair,)), "gallery.html")
        names = (str(it.get("class")).split()[0] for it in page.iter("figure", "ol"))
        return next(it for it in names if it in ("compare", "rows"))

    assert first(WIDE, UPRIGHT) == "compare"
    assert first(WIDE, UPRIGHT, WIDE) == "rows"


def test_beside_a_label_a_credit_does_not_say_again_what_it_is_for() -> None:
    page = shown(gallery(DRAWN, subject="rendering", credit="Ann Writer"), "gallery.html")
    assert said(one(page, ".top .meta")) == "Rendering 1 photo Ann Writer"
    assert said(one(page, "template .meta")) == "Rendering Ann Writer"
    page = shown(gallery(WIDE, credit="Ann Writer"), "gallery.html")
    assert said(one(page, "template .meta")) == "Photo: Ann Writer"


def test_a_spin_has_its_caption_below_where_a_text_stands_above_and_names_its_maker_once() -> None:
    frame = shaped("f1", 1600, 900, use="frame", url="", credit="Ann Writer")
    page = gallery(frame, spin=True, caption="Once around", credit="Ann Writer")
    assert not found(shown(page, "gallery.html"), "figcaption")
    told = body("<p>On a turntable.</p>")
    page = gallery(frame, spin=True, caption="Once around", text=text(told))
    made = shown(page, "gallery.html", bodies={text(told).body: told})
    assert said(one(made, "figcaption")) == "Once around"


def test_a_wide_pair_asks_for_pictures_as_wide_as_it_is() -> None:
    told = body(0)

    def figure(*names: str) -> tuple[str | None, str | None]:
        embed = PairEmbed(pair=Pair(before=BEFORE, after=AFTER), classes=names)
        page = ArticlePage(
            kind="article", url="/a/", title="A", head=head("/a/"), text=text(told, embed)
        )
        made = shown(page, "article.html", bodies={page.text.body: told})
        return one(made, "figure").get("class"), found(made, "figure img")[0].get("sizes")

    assert figure() == ("compare", "auto, (min-width: 48em) 42rem, 100vw")
    assert figure("wide") == ("compare wide", "auto, (min-width: 82em) 61rem, 100vw")
