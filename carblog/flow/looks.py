"""Which looks of photos a page needs: every photo that it shows, in every role it may be shown in.

A page's key does not hold them, because they follow from what it does hold: photo, crop, role.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from carblog.model.output import PageOutput
from carblog.model.picture import Image, LookWish, look_wish
from carblog.model.site import Site
from carblog.model.theme import Theme
from carblog.model.view import Photo


class Wish(NamedTuple):
    """A look, and the picture file that it is made from."""

    source: str
    look: LookWish


Wishes = Mapping[str, Wish]
"""By `LookWish.key`."""


class Wishing:
    """Finds the looks that pages need; what many pages share is looked through once."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._known: dict[int, tuple[Any, Wishes]] = {}

    def of_page(self, page: PageOutput) -> Wishes:
        """What one page needs."""
        own = self._of(page.names["page"]) if "page" in page.names else {}
        shared = [self._of_shared(value) for name, value in page.names.items() if name != "page"]
        return {key: wish for wishes in (own, *shared) for key, wish in wishes.items()}

    def of_site(self, site: Site) -> Wishes:
        """What all pages of a site can need."""
        pairs = ((used.image, use) for used in site.images for use in used.uses)
        return dict(self._wished(pairs))

    def _of_shared(self, value: Any) -> Wishes:
        # By identity: the values are kept beside, so that none of them can lose its number.
        if id(value) not in self._known:
            self._known[id(value)] = value, self._of(value)
        return self._known[id(value)][1]

    def _of(self, value: Any) -> Wishes:
        photos = {(photo.image, photo.use) for photo in _photos_in(value)}
        return dict(self._wished(photos))

    def _wished(self, shown: Iterable[tuple[Image, str]]) -> Iterator[tuple[str, Wish]]:
        for image, use in shown:
            for role in self._theme.roles_of(use):
                if look := look_wish(image, role):
                    yield look.key, Wish(image.source, look)


def _photos_in(value: Any) -> Iterator[Photo]:
    """Every photo somewhere inside a value that templates see."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Photo):
            yield each
        elif isinstance(each, msgspec.Struct):
            waiting += [getattr(each, field) for field in each.__struct_fields__]
        elif isinstance(each, tuple | list):
            waiting += each
        elif isinstance(each, Mapping):
            waiting += each.values()
