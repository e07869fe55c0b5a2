"""What is made of a value is made once, while the same value is asked about again and again."""

from collections.abc import Callable
from typing import Generic, TypeVar

V = TypeVar("V")
M = TypeVar("M")

_KEPT = 1000
"""Of stories with their texts this is 10 MB. The newest are in the most feeds."""


class Once(Generic[V, M]):
    """Remembers what was made of the latest thousand values.

    By identity: to compare stories with their pictures takes as long as to write them.
    """

    def __init__(self) -> None:
        self._made: dict[int, tuple[V, object, M]] = {}

    def of(self, value: V, beside: object, make: Callable[[], M]) -> M:
        """What is made of `value`, and of what else has a say in it."""
        known = self._made.get(id(value))
        if known is not None and known[0] is value and known[1] == beside:
            return known[2]
        made = make()
        self._made.pop(id(value), None)
        while len(self._made) >= _KEPT:
            del self._made[next(iter(self._made))]
        # With the value itself: another could get its number.
        self._made[id(value)] = value, beside, made
        return made
