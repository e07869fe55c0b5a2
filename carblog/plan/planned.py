"""A file of the site before anybody has asked what is in it."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from carblog.model.output import Output

Out_co = TypeVar("Out_co", bound=Output, covariant=True)


class Destined(Protocol):
    """What has a place in the site, and an input to name when that place is taken."""

    @property
    def path(self) -> str:
        """Of the file in the output folder."""

    @property
    def source(self) -> str:
        """Path of the input."""


class Planned(Generic[Out_co]):
    """An output whose place is known; it is made when it is first asked for, and kept.

    So a preview of ten thousand pages knows them all, and pays for those that somebody looks at.
    """

    __slots__ = ("_made", "_make", "path", "source")

    def __init__(
        self,
        path: str,
        source: str,
        make: Callable[[], Out_co] | None = None,
        made: Out_co | None = None,
    ) -> None:
        """Either `make` or `made` is given."""
        self.path = path
        self.source = source
        self._make = make
        self._made = made

    @property
    def output(self) -> Out_co:
        """The output with its key."""
        if self._made is None:
            assert self._make is not None  # noqa: S101 - one of the two is there
            self._made, self._make = self._make(), None
        return self._made


def known(output: Output) -> Planned[Output]:
    """An output that is there."""
    return Planned(output.path, output.source, made=output)
