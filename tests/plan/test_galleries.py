"""The pages of galleries: what is inside what, which photos have pages, what is given away."""

from collections.abc import Iterator

import msgspec

from carblog.model.download import download_path
from carblog.model.site import Album, Site
from carblog.model.view import GalleriesPage, GalleryPage, Page, PhotoPage
from carblog.plan.downloads import downloads
from carblog.plan.galleries import galleries
from carblog.plan.shared import Shared
from tests.support.small_site import THEME, album, photo, site


def at(name: str, *names: str, **notes: object) -> Album:
    """A gallery with photos of these names."""
    use = "frame" if notes.get("spin") else "gallery"
    made = album(*(photo(each, use, credit="Jo") for each in names or ("front",)))
    url = f"/galleries/{name}/"
    return msgspec.structs.replace(
        made,
        name=name,
        url=url,
        title=name.rpartition("/")[2].capitalize(),
        notes=msgspec.structs.replace(made.notes, **notes),
        photos=made.photos if names else (),
        card=msgspec.structs.replace(made.card, url=url),
    )


def pages(of: Site) -> Iterator[Page]:
    return (sheet.page for sheet in galleries(Shared(of, THEME)))


def gallery(of: Site, url: str) -> GalleryPage:
    [found] = [page for page in pages(of) if page.url == url and isinstance(page, GalleryPage)]
    return found


NESTED = site(albums=(at("rally"), at("rally/day-1", "a"), at("rally/day-1/night", "b"), at("suv")))


def test_the_index_has_the_galleries_that_are_in_no_other() -> None:
    [index] = [page for page in pages(NESTED) if isinstance(page, GalleriesPage)]
    assert [card.url for card in index.galleries] == ["/galleries/rally/", "/galleries/suv/"]
    cards = Shared(NESTED, THEME).names["galleries"]
    assert [card.url for card in cards] == ["/galleries/rally/", "/galleries/suv/"]


def test_a_gallery_shows_those_directly_inside_it() -> None:
    cards = gallery(NESTED, "/galleries/rally/").galleries
    assert [card.url for card in cards] == ["/galleries/rally/day-1/"]
    assert gallery(NESTED, "/galleries/suv/").galleries == ()


def test_the_trail_leads_all_the_way_up() -> None:
    trail = gallery(NESTED, "/galleries/rally/day-1/night/").trail
    assert [(step.title, step.url) for step in trail] == [
        ("Home", "/"),
        ("Galleries", "/galleries/"),
        ("Rally", "/galleries/rally/"),
        ("Day-1", "/galleries/rally/day-1/"),
        ("Night", "/galleries/rally/day-1/night/"),
    ]
    [one] = [p for p in pages(NESTED) if isinstance(p, PhotoPage) and "night" in p.trail[-2].url]
    assert (len(one.trail), one.gallery.url) == (6, "/galleries/rally/day-1/night/")


def test_a_gallery_that_is_not_online_is_no_step_of_the_trail() -> None:
    of = site(albums=(at("rally/day-1", "a"),))
    titles = [step.title for step in gallery(of, "/galleries/rally/day-1/").trail]
    assert titles == ["Home", "Galleries", "Day-1"]
    [index] = [page for page in pages(of) if isinstance(page, GalleriesPage)]
    assert [card.url for card in index.galleries] == ["/galleries/rally/day-1/"]


def test_frames_have_no_pages_of_their_own() -> None:
    of = site(albums=(at("turn", "a", "b", spin=True),))
    assert [page.kind for page in pages(of)] == ["galleries", "gallery"]
    page = gallery(of, "/galleries/turn/")
    assert (page.spin, len(page.photos)) == (True, 2)


def test_a_gallery_says_of_itself_what_all_its_photos_say() -> None:
    of = site(albums=(at("suv", "a", "b", credit="The agency"),))
    page = gallery(of, "/galleries/suv/")
    assert page.credit == "Jo", "their files say so, and a file goes before its gallery"
    mixed = at("suv", "a", "b", credit="The agency")
    [first, second] = mixed.photos
    others = (first, msgspec.structs.replace(second, credit="Ann"))
    of = site(albums=(msgspec.structs.replace(mixed, photos=others),))
    assert gallery(of, "/galleries/suv/").credit == "The agency"


def test_each_photo_that_is_given_away_is_one_file() -> None:
    made = at("suv", "a", "b")
    first, second = made.photos
    path = download_path(first.image, "JPEG")
    given = msgspec.structs.replace(first, download=path)
    of = site(albums=(msgspec.structs.replace(made, photos=(given, second)),))
    [output] = downloads(of, "code")
    assert (output.path, output.source) == (path[1:], "galleries/m3/a.jpg")
    assert output.digest == first.image.digest
    [again] = downloads(of, "other code")
    assert again.key != output.key
