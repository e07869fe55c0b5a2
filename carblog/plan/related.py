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

    def to(self, number: int) -> list[int]:
        """The numbers of the stories related to the one at `number`, the nearest first."""
        scores: dict[int, float] = defaultdict(float)
        for topic, weight in self._topics[number]:
            others = self._near(number, self._places[topic])
            share = weight / (1 + len(self._places[topic])) ** 0.5
            for other in others:
                scores[other] += share
        # Three sorts by plain numbers take a third of the time of one by tuples.
        nearest = sorted(sorted(scores), key=lambda other: abs(other - number))
        nearest.sort(key=scores.__getitem__, reverse=True)
        return nearest[:SHOWN]

    def _near(self, number: int, places: list[int]) -> list[int]:
        at = bisect_left(places, number)
        return places[max(0, at - NEAR) : at] + places[at + 1 : at + 1 + NEAR]


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
