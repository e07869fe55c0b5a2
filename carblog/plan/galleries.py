"""The pages of galleries: the index, one for each gallery, one for each photo."""

from collections.abc import Iterable, Iterator
from functools import partial

from carblog.model.site import Album
from carblog.model.view import GalleriesPage, GalleryCard, GalleryPage, Link, PhotoPage
from carblog.plan.links import GALLERIES
from carblog.plan.lists import SITE
from carblog.plan.page import Sheet, head, site_feed
from carblog.plan.paging import Paged, Part
from carblog.plan.shared import Shared

ON_A_PAGE = 24


def galleries(shared: Shared) -> Iterator[Sheet]:
    """Every page of the galleries; without a gallery there is no index either."""
    index = Link(title=shared.words("title.galleries", "Galleries"), url=GALLERIES)
    if shared.site.albums:
        yield from _index(shared, index)
    for album in shared.site.albums:
        above = shared.nesting.above(album)
        way = (*(Link(title=each.title, url=each.url) for each in above), _link(album))
        trail = (shared.home, index, *way)
        yield Sheet(
            url=album.url,
            template="gallery.html",
            source=album.notes.path,
            make=partial(_album, shared, album, trail),
            cards=shared.by_album.get(album.name, ()),
        )
        if album.notes.spin:
            continue
        for number, photo in enumerate(album.photos, 1):
            yield Sheet(
                url=photo.url,
                template="photo.html",
                source=photo.image.source,
                make=partial(_photo, shared, album, trail, number),
                cards=shared.by_album.get(album.name, ()),
            )


def _link(album: Album) -> Link:
    return Link(title=album.title, url=album.url)


def _index(shared: Shared, index: Link) -> Iterator[Sheet]:
    """Those that are in no other."""
    paged = Paged(index.url, [album.card for album in shared.nesting.top], ON_A_PAGE)
    return paged.sheets("galleries.html", partial(_index_page, shared, index), SITE)


def _index_page(shared: Shared, index: Link, part: Part[GalleryCard]) -> GalleriesPage:
    url, shown = part.url, part.cards
    return GalleriesPage(
        kind="galleries",
        url=url,
        title=index.title,
        head=head(title=index.title, url=url, image=shown[0].image, feeds=(site_feed(shared),)),
        trail=(shared.home, index),
        galleries=shown,
        pager=part.pager,
    )


def _album(shared: Shared, album: Album, trail: tuple[Link, ...]) -> GalleryPage:
    notes, photos = album.notes, album.photos
    return GalleryPage(
        kind="gallery",
        url=album.url,
        title=album.title,
        head=head(
            title=album.title,
            url=album.url,
            description=notes.prose.teaser or notes.caption,
            image=album.card.image,
            feeds=(site_feed(shared),),
        ),
        trail=trail,
        caption=notes.caption,
        credit=_of_all((photo.credit for photo in photos), notes.credit),
        subject=album.card.kind,
        date=notes.date,
        text=album.text if album.text.body else None,
        photos=photos,
        groups=album.groups,
        pairs=album.pairs,
        spin=notes.spin,
        galleries=tuple(each.card for each in shared.nesting.inside(album)),
        copyright=_of_all((photo.copyright for photo in photos), notes.copyright),
        licence=_of_all((photo.licence for photo in photos), notes.licence),
        place=_of_all((photo.place for photo in photos), notes.place),
        stories=shared.by_album.get(album.name, ()),
    )


def _of_all(words: Iterable[str], said: str) -> str:
    """What all photos say alike, else what the gallery says: a file goes before its gallery."""
    found = set(words)
    return found.pop() if len(found) == 1 else said


def _photo(shared: Shared, album: Album, trail: tuple[Link, ...], number: int) -> PhotoPage:
    count, photo = len(album.photos), album.photos[number - 1]
    title = shared.words(
        "title.photo",
        "{title}: photo {number} of {count}",
        title=album.title,
        number=number,
        count=count,
    )
    return PhotoPage(
        kind="photo",
        url=photo.url,
        title=title,
        head=head(title=title, url=photo.url, description=photo.alt, image=photo),
        trail=(*trail, Link(title=title, url=photo.url)),
        photo=photo,
        gallery=trail[-1],
        number=number,
        count=count,
        previous=album.photos[number - 2] if number > 1 else None,
        next=album.photos[number] if number < count else None,
        stories=shared.by_album.get(album.name, ()),
    )
