"""A list on several pages: what is on each of them, and how they lead to one another."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from carblog.model.view import Card, GalleryCard, Page, PageLink, Pager
from carblog.plan.page import Sheet

C = TypeVar("C", Card, GalleryCard)


class Paged(NamedTuple, Generic[C]):
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
            cards = tuple(self.cards[(number - 1) * self.size : number * self.size])
            part = Part(self, cards, number, last)
            yield Sheet(
                url=part.url,
                template=template,
                source=source,
                make=partial(make, part),
                cards=cards,
            )


class Part(NamedTuple, Generic[C]):
    """One page of a list."""

    of: Paged[C]
    cards: tuple[C, ...]
    number: int
    """From 1."""
    last: int
    """The number of the last page."""

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
