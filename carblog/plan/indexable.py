"""The pages that search engines should know: their addresses, last changes and pictures."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

import msgspec

from carblog.model.photos import in_strip, in_text, still
from carblog.model.view import (
    ArchivePage,
    ArticlePage,
    Card,
    CarPage,
    GalleriesPage,
    GalleryPage,
    HomePage,
    ListPage,
    Page,
    Pager,
    Photo,
    PhotoPage,
    TagsPage,
)
from carblog.plan.shared import Shared


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One page. Addresses are full URLs."""

    url: str
    changed: datetime | None = None
    """When what it says last changed; None when nobody said."""
    images: tuple[str, ...] = ()


def entry(page: Page, shared: Shared) -> Entry | None:
    """What a search engine should know of a page; None if nothing.

    The later pages of a list are nothing to it: their stories are, each for itself.
    """
    if not page.head.index or page.head.url != page.url or _is_later(page):
        return None
    return Entry(
        url=shared.settings.absolute(page.url),
        changed=_changed(page, shared),
        images=tuple(_images(page, shared)),
    )


def _is_later(page: Page) -> bool:
    pager: Pager | None = getattr(page, "pager", None)
    return pager is not None and pager.number > 1


def _changed(page: Page, shared: Shared) -> datetime | None:
    """A list changes with the newest of its stories, a gallery on its date."""
    match page:
        case ArticlePage():
            return page.updated or page.date
        case HomePage() | TagsPage():
            return _newest(shared.cards)
        case ListPage():
            return _newest(page.cards)
        case ArchivePage():
            return _newest(chain.from_iterable(month.cards for month in page.months))
        case CarPage():
            return _newest(page.stories)
        case GalleryPage():
            return page.date
        case GalleriesPage():
            return max((card.date for card in page.galleries if card.date), default=None)
        case _:
            return None


def _newest(cards: Iterable[Card]) -> datetime | None:
    return max((card.updated or card.date for card in cards), default=None)


def _images(page: Page, shared: Shared) -> Iterator[str]:
    """The largest file of each picture that is the page's own matter."""
    files = (shared.theme.plain_files(photo) for photo in _photos(page))
    urls = (shared.settings.absolute(each[-1].path) for each in files if each)
    yield from dict.fromkeys(urls)


def _photos(page: Page) -> Iterator[Photo]:
    match page:
        case ArticlePage():
            yield from (page.lead,) if page.lead else ()
            yield from still(in_strip(page.gallery) if page.gallery else ())
            yield from still(in_text(page.text))
        case GalleryPage():
            yield from page.photos[:1] if page.spin else page.photos
        case PhotoPage():
            yield page.photo
        case _:
            return
