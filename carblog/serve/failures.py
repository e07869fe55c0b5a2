"""What could not be made when somebody asked for it, for as long as that is known to be so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from carblog.model.problem import Place
from carblog.serve.found import Failure


class Failures:
    """All since they failed, by the path of the output."""

    def __init__(self) -> None:
        self._all: dict[str, Failure] = {}
        self._saved: set[str] = set()

    def __iter__(self) -> Iterator[Failure]:
        return iter(tuple(self._all.values()))

    def add(self, failure: Failure) -> bool:
        """Whether that is news."""
        is_new = self._all.get(failure.path) != failure
        self._all[failure.path] = failure
        return is_new

    def made(self, path: str) -> bool:
        """It can be made; whether that is news."""
        return self._all.pop(path, None) is not None

    def looked(self, saved: Iterable[str], mended: Iterable[Failure], *, fresh: bool) -> None:
        """What a look came to. What was mended has failed anew, perhaps, when it was tried."""
        for failure in mended:
            if self._all.get(failure.path) == failure:
                del self._all[failure.path]
        self._saved = set() if fresh else self._saved.union(saved)

    @property
    def standing(self) -> tuple[Failure, ...]:
        """Those to be told, each mistake once, at the first page that fails by it.

        While an error keeps the last good site in its place, nobody knows of what fails by a file
        that was saved since: it may be mended, be another mistake, or be as it was again.
        """
        alike: dict[tuple[Place, str], list[Failure]] = defaultdict(list)
        for each in self:
            if each.problem.place.path not in self._saved:
                # The message of a mistake in a template may name the page, or what kind it is.
                alike[each.problem.place, each.problem.code].append(each)
        return tuple(map(_once, alike.values()))


def _once(alike: list[Failure]) -> Failure:
    """The first, which says how many other pages there are."""
    first, *others = alike
    pages = sum(each.path.endswith(".html") for each in others)
    if not pages:
        return first
    count = "one more page that was" if pages == 1 else f"{pages:,} more pages that were"
    told = msgspec.structs.replace(first.told, more=f"The same on {count} opened.")
    return msgspec.structs.replace(first, told=told)
