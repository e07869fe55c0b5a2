"""The pictures that an item of a feed carries beside its text."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from carblog.make.functions import MIME
from carblog.model.output import FeedItem
from carblog.model.picture import Rendition
from carblog.model.theme import Theme
from carblog.model.view import Photo


class Medium(NamedTuple):
    """A photo as a feed carries it."""

    photo: Photo
    largest: Rendition
    smallest: Rendition
    size: int | None
    """Of the largest, in bytes; None when that is not known."""

    @property
    def type(self) -> str:
        """Of the largest, as HTTP names it."""
        return MIME[self.largest.format]


def media(item: FeedItem, theme: Theme, sizes: Mapping[str, int]) -> Iterator[Medium]:
    """Every photo of a story that the theme makes files of."""
    for photo in item.photos:
        if files := theme.plain_files(photo):
            yield Medium(photo, files[-1], files[0], sizes.get(files[-1].path))
