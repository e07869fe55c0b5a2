"""What could not be made when somebody asked for it, for as long as that is known to be so."""

from collections.abc import Iterable, Iterator

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
        """Those to be told. While an error keeps the last good site in its place, nobody knows of
        what fails by a file that was saved since: it may be mended, be another mistake, or be as
        it was again."""
        return tuple(each for each in self if each.problem.place.path not in self._saved)
