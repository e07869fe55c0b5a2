"""The pages of galleries: the index, one for each gallery, one for each photo."""

from collections.abc import Iterator

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
        yield _album(shared, album, index)
        yield from _photos(shared, album, index)


def _index(shared: Shared, index: Link) -> Iterator[Sheet]:
    cards = [album.card for album in shared.site.albums]
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


def _album(shared: Shared, album: Album, index: Link) -> Sheet:
    return Sheet(
        page=GalleryPage(
            kind="gallery",
            url=album.url,
            title=album.title,
            head=head(
                title=album.title,
                url=album.url,
                description=album.notes.prose.teaser or album.notes.caption,
                image=album.card.image,
                feeds=(site_feed(shared),),
            ),
            trail=(shared.home, index, Link(title=album.title, url=album.url)),
            caption=album.notes.caption,
            credit=album.notes.credit,
            subject=album.notes.kind,
            date=album.notes.date,
            text=album.text if album.text.body else None,
            photos=album.photos,
            stories=shared.by_album.get(album.name, ()),
        ),
        template="gallery.html",
        source=album.notes.path,
    )


def _photos(shared: Shared, album: Album, index: Link) -> Iterator[Sheet]:
    count = len(album.photos)
    gallery = Link(title=album.title, url=album.url)
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
                trail=(shared.home, index, gallery, Link(title=title, url=photo.url)),
                photo=photo,
                gallery=gallery,
                number=number,
                count=count,
                previous=album.photos[number - 2] if number > 1 else None,
                next=album.photos[number] if number < count else None,
                stories=shared.by_album.get(album.name, ()),
            ),
            template="photo.html",
            source=photo.image.source,
        )
