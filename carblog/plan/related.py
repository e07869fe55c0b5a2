"""Related stories: the same car before the same make, before rare topics, before common ones."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from carblog.model.paths import slugify
from carblog.model.site import Story

SHOWN = 4
NEAR = 30
"""Of each topic, only so many stories to either side in time are weighed: a topic with thousands
of stories costs no more than a small one, and what is far away in time is no longer related."""

CAR, MAKE, TOPIC = 8.0, 3.0, 2.0
"""A shared car outweighs any two common topics. A topic's weight falls with its frequency."""


class Related:
    """Finds the stories most like a story."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._topics = [topics(story) for story in stories]
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, found in enumerate(self._topics):
            for topic, _ in found:
                self._places[topic].append(number)

    def near(self, number: int) -> set[int]:
        """All that can be related to the story at `number`, and so all that it can be related to:
        what lies between two stories is the same from either side."""
        return {
            other
            for topic, _ in self._topics[number]
            for other in _around(self._places[topic], number, NEAR)
        }

    def to(self, number: int) -> list[int]:
        """The numbers of the stories related to the one at `number`, the nearest first.

        Of those that share one topic only the nearest in time are weighed: as many as are shown go
        before any other. So twenty are compared and not a hundred.
        """
        shares: list[tuple[float, set[int]]] = []
        hopeful: set[int] = set()
        met: set[int] = set()
        for topic, weight in self._topics[number]:
            places = self._places[topic]
            near = set(_around(places, number, NEAR))
            hopeful |= met & near
            hopeful.update(_around(places, number, SHOWN))
            met |= near
            shares.append((weight / (1 + len(places)) ** 0.5, near))

        def rank(other: int) -> tuple[float, int, int]:
            score = 0.0
            for share, near in shares:
                if other in near:
                    score += share
            return -score, abs(other - number), other

        return sorted(hopeful, key=rank)[:SHOWN]


def _around(places: list[int], number: int, count: int) -> list[int]:
    """Of sorted numbers, those next to `number`, so many to either side."""
    at = bisect_left(places, number)
    return places[max(0, at - count) : at] + places[at + 1 : at + 1 + count]


def topics(story: Story) -> tuple[tuple[str, float], ...]:
    """What a story is about, each with its weight; each once."""
    found: dict[str, float] = {}
    for car in story.article.cars:
        make, _, model = car.value.partition("/")
        found[f"car:{make}/{model}"] = CAR
        found[f"make:{make}"] = MAKE
    for tag in story.article.tags:
        found[f"tag:{slugify(tag)}"] = TOPIC
    return tuple(found.items())
