"""A list on several pages: what is on each of them, and how they lead to one another."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Generic, TypeVar

import msgspec

from carblog.model.view import Card, GalleryCard, Page, PageLink, Pager
from carblog.plan.page import Sheet

C = TypeVar("C", Card, GalleryCard)


class Paged(msgspec.Struct, Generic[C], frozen=True):
    """A list that is shown on pages."""

    url: str
    """Of its first page."""
    cards: Sequence[C]
    size: int
    """How many are on a page."""

    def sheets(
        self, template: str, make: "Callable[[Part[C]], Page]", source: str
    ) -> Iterator[Sheet]:
        """Its pages; a list with nothing in it still has one."""
        last = max(1, -(-len(self.cards) // self.size))
        for number in range(1, last + 1):
            part = Part(self, number, last)
            yield Sheet(
                url=part.url,
                template=template,
                source=source,
                make=partial(make, part),
                cards=part,
            )


class Part(msgspec.Struct, Generic[C], frozen=True):
    """One page of a list. What is on it is cut out when somebody asks: of a site that is planned
    again after an edit, nobody asks for most."""

    of: Paged[C]
    number: int
    """From 1."""
    last: int
    """The number of the last page."""

    def __iter__(self) -> Iterator[C]:
        return iter(self.cards)

    @property
    def cards(self) -> tuple[C, ...]:
        """What is on it."""
        size = self.of.size
        return tuple(self.of.cards[(self.number - 1) * size : self.number * size])

    @property
    def url(self) -> str:
        """Its site path."""
        return _url(self.of.url, self.number)

    @property
    def total(self) -> int:
        """How many are on all pages together."""
        return len(self.of.cards)

    @property
    def pager(self) -> Pager | None:
        """Where it is; none when it is the only page."""
        base, number, last = self.of.url, self.number, self.last
        if last == 1:
            return None
        near = sorted({1, number - 1, number, number + 1, last} - {0, last + 1})
        return Pager(
            number=number,
            count=last,
            newer=_url(base, number - 1) if number > 1 else "",
            older=_url(base, number + 1) if number < last else "",
            pages=tuple(PageLink(number=each, url=_url(base, each)) for each in near),
        )


def _url(base: str, number: int) -> str:
    return base if number == 1 else f"{base}page/{number}/"
