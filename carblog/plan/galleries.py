"""The pages of galleries: the index, one for each gallery, one for each photo."""

from collections.abc import Iterable, Iterator

from carblog.model.site import Album
from carblog.model.view import GalleriesPage, GalleryPage, Link, PhotoPage
from carblog.plan.lists import SITE
from carblog.plan.page import Sheet, head, page_url, pager, site_feed
from carblog.plan.shared import Shared

ON_A_PAGE = 24


def galleries(shared: Shared) -> Iterator[Sheet]:
    """Every page of the galleries; without a gallery there is no index either."""
    index = Link(title=shared.words("title.galleries", "Galleries"), url="/galleries/")
    if shared.site.albums:
        yield from _index(shared, index)
    for album in shared.site.albums:
        above = shared.nesting.above(album)
        way = (*(Link(title=each.title, url=each.url) for each in above), _link(album))
        trail = (shared.home, index, *way)
        yield _album(shared, album, trail)
        if not album.notes.spin:
            yield from _photos(shared, album, trail)


def _link(album: Album) -> Link:
    return Link(title=album.title, url=album.url)


def _index(shared: Shared, index: Link) -> Iterator[Sheet]:
    """Those that are in no other."""
    cards = [album.card for album in shared.nesting.top]
    chunks = [tuple(cards[at : at + ON_A_PAGE]) for at in range(0, len(cards), ON_A_PAGE)]
    for number, on_page in enumerate(chunks, 1):
        url = page_url(index.url, number)
        yield Sheet(
            page=GalleriesPage(
                kind="galleries",
                url=url,
                title=index.title,
                head=head(
                    title=index.title,
                    url=url,
                    image=on_page[0].image,
                    feeds=(site_feed(shared),),
                ),
                trail=(shared.home, index),
                galleries=on_page,
                pager=pager(index.url, number, len(chunks)),
            ),
            template="galleries.html",
            source=SITE,
        )


def _album(shared: Shared, album: Album, trail: tuple[Link, ...]) -> Sheet:
    notes, photos = album.notes, album.photos
    return Sheet(
        page=GalleryPage(
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
        ),
        template="gallery.html",
        source=notes.path,
    )


def _of_all(words: Iterable[str], said: str) -> str:
    """What all photos say alike, else what the gallery says: a file goes before its gallery."""
    found = set(words)
    return found.pop() if len(found) == 1 else said


def _photos(shared: Shared, album: Album, trail: tuple[Link, ...]) -> Iterator[Sheet]:
    count = len(album.photos)
    gallery = trail[-1]
    stories = shared.by_album.get(album.name, ())
    for number, photo in enumerate(album.photos, 1):
        title = shared.words(
            "title.photo",
            "{title}: photo {number} of {count}",
            title=album.title,
            number=number,
            count=count,
        )
        yield Sheet(
            page=PhotoPage(
                kind="photo",
                url=photo.url,
                title=title,
                head=head(title=title, url=photo.url, description=photo.alt, image=photo),
                trail=(*trail, Link(title=title, url=photo.url)),
                photo=photo,
                gallery=gallery,
                number=number,
                count=count,
                previous=album.photos[number - 2] if number > 1 else None,
                next=album.photos[number] if number < count else None,
                stories=stories,
            ),
            template="photo.html",
            source=photo.image.source,
        )
