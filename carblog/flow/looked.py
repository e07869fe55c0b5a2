"""Outputs that a build goes through more than once, of which it holds little more than the keys."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from carblog.model.output import Output
from carblog.plan.plan import Plan

Kind = TypeVar("Kind", bound=Output)


class Brief(NamedTuple):
    """What is held of an output."""

    path: str
    key: str
    made_as: type[Output]


class Looked(Iterable[Output]):
    """Outputs that are looked at one after the other, and no sooner than somebody asks.

    Whoever asks again gets them made anew: only what they are called is held meanwhile, since the
    pages of 10,000 stories are 40 MB.
    """

    def __init__(self, plan: Plan, source: Iterator[Output]) -> None:
        self._plan = plan
        self._source = source
        self._known: list[Brief] = []

    def __iter__(self) -> Iterator[Output]:
        return self.of(Output)

    def of(self, kind: type[Kind]) -> Iterator[Kind]:
        """Those of one kind."""
        at = 0
        while True:
            if at < len(self._known):
                brief = self._known[at]
                output = self._plan.output(brief.path) if issubclass(brief.made_as, kind) else None
            elif output := next(self._source, None):
                self._known.append(_brief(output))
            else:
                return
            if isinstance(output, kind):
                yield output
            at += 1

    @property
    def briefs(self) -> Sequence[Brief]:
        """All of them."""
        self._known += (_brief(output) for output in self._source)
        return self._known


def _brief(output: Output) -> Brief:
    return Brief(output.path, output.key, type(output))
