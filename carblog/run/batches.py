"""Jobs that are handed to a process together, and how long and how large such a batch may be."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

J = TypeVar("J")
R = TypeVar("R")

_SECONDS = 0.05
"""What a batch should take: a hundred times what handing it over does."""

_MOST = 64
"""Jobs in a batch: what is lost with a process is done again one by one."""


class Pace:
    """How long jobs take, and so how many of them make a batch."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._done = 0

    def add(self, done: int, seconds: float) -> None:
        """So many jobs more have taken so long."""
        self._done += done
        self.seconds += seconds

    @property
    def batch(self) -> int:
        """Jobs in a batch: one, until it is known how long they take."""
        if not self._done:
            return 1
        each = max(self.seconds / self._done, 1e-6)
        return min(max(int(_SECONDS / each), 1), _MOST)


class Batch(NamedTuple, Generic[J]):
    """Jobs that are done one after the other."""

    jobs: list[J]
    weight: int
    """Bytes: those of the heaviest."""


class Task(NamedTuple, Generic[J, R]):
    """What is done with every job, what a job is called, and what it weighs."""

    work: Callable[[J], R]
    named: Callable[[J], str]
    weighed: Callable[[J], int]

    def batch(self, jobs: list[J]) -> Batch[J]:
        """Some jobs, weighed."""
        return Batch(jobs, max(map(self.weighed, jobs), default=0))
