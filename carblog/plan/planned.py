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
    """An output whose place is known; it is made whenever it is asked for, and not kept.

    So a preview of ten thousand pages knows them all, and pays for those that somebody looks at; a
    build of a hundred thousand holds those that are under way.
    """

    __slots__ = ("_make", "made", "path", "source")

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
        self.made = made
        """The output, when it need not be made."""
        self._make = make

    @property
    def output(self) -> Out_co:
        """The output with its key."""
        if self.made is not None:
            return self.made
        assert self._make is not None  # noqa: S101 - one of the two is there
        return self._make()


def known(output: Output) -> Planned[Output]:
    """An output that is there."""
    return Planned(output.path, output.source, made=output)
