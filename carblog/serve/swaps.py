"""Style sheets and pictures that changed under the name they have, which no page changes with.

A tab that slept, or whose page was on its way while one was saved, says how many changes its page
knows of, and is told of those since.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from carblog.serve.replies import media_type

Swapped = Literal["style", "picture"]
"""What the browser exchanges."""


class Swaps:
    """All since the preview was opened."""

    def __init__(self) -> None:
        self.number = 0
        """Of the latest change that is shown."""
        self._waiting: set[str] = set()
        self._shown: dict[str, int] = {}

    def add(self, urls: Iterable[str], *, fresh: bool) -> None:
        """There are other bytes at these URLs. While the site is not `fresh`, the last good one is
        shown with the files that it had, and browsers are told when it is mended."""
        self._waiting.update(urls)
        if fresh and self._waiting:
            self.number += 1
            self._shown |= dict.fromkeys(self._waiting, self.number)
            self._waiting.clear()

    def since(self, number: int) -> Iterator[tuple[Swapped, Mapping[str, object]]]:
        """The events for who knows of so many."""
        for kind in ("style", "picture"):
            urls = [
                url for url, at in self._shown.items() if at > number and swapped_as(url) == kind
            ]
            if urls:
                yield kind, {"paths": sorted(urls), "number": self.number}


def swapped_as(path: str) -> Swapped | None:
    """What a browser can exchange by itself, by the ending of its name."""
    kind = media_type(path)
    if kind.startswith("text/css"):
        return "style"
    return "picture" if kind.startswith("image/") else None
