"""What was made of texts is kept for as long as all that they asked has the same answer."""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Generic, NamedTuple, TypeVar

import msgspec

from carblog.assemble.inquiry import Inquiry
from carblog.assemble.known import Known
from carblog.model.problem import Problem

S = TypeVar("S")
T = TypeVar("T")


class Made(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """What was made of one text, and what it took."""

    source: object
    """What it was made of, beside the answers."""
    value: T
    asked: tuple[str, ...]
    problems: tuple[Problem, ...]
    linked: tuple[tuple[str, str], ...]
    """(site path, path on disk) of the files that it links to."""


class Remade(NamedTuple, Generic[T]):
    before: Made[T] | None
    now: Made[T]


class Shelf(msgspec.Struct, Generic[T], frozen=True):
    """All that was made of one kind of text, by the path of its file."""

    made: Mapping[str, Made[T]] = {}
    remade: Sequence[Remade[T]] = ()
    """What is not from the shelf before."""
    gone: Sequence[Made[T]] = ()
    """What was there, and of which there is no source any more."""

    def values(self) -> tuple[T, ...]:
        return tuple([each.value for each in self.made.values()])

    def problems(self) -> list[Problem]:
        return [problem for each in self.made.values() for problem in each.problems]

    def linked(self) -> set[tuple[str, str]]:
        return {link for each in self.made.values() for link in each.linked}


def make(
    before: Shelf[T],
    sources: Mapping[str, S],
    known: Known,
    changed: Set[str],
    maker: Callable[[S, Inquiry], T],
) -> Shelf[T]:
    """Everything made of `sources`, in their order: again where a source is another, or where it
    asked one of the questions that are `changed`. What comes out the same is the same object."""
    made: dict[str, Made[T]] = {}
    remade: list[Remade[T]] = []
    shelf = before.made
    for path, source in sources.items():
        old = shelf.get(path)
        if (
            old is None
            or old.source is not source
            or (changed and not changed.isdisjoint(old.asked))
        ):
            new = _made(source, Inquiry(known), maker, old)
            remade.append(Remade(old, new))
            made[path] = new
        else:
            made[path] = old
    is_less = len(made) != len(shelf) or any(each.before is None for each in remade)
    gone = [old for path, old in shelf.items() if path not in made] if is_less else []
    return Shelf(made, remade, gone)


def _made(
    source: S, asks: Inquiry, maker: Callable[[S, Inquiry], T], before: Made[T] | None
) -> Made[T]:
    value = maker(source, asks)
    return Made(
        source,
        kept(before.value, value) if before and before.source is source else value,
        tuple(asks.asked),
        tuple(asks.problems),
        tuple(asks.linked),
    )


def kept(before: T, now: T) -> T:
    """What is equal to what was before is the same object. Not for what holds a dict of a writer's:
    those are equal in any order, and templates show theirs."""
    return before if before == now else now
