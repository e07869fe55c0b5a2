"""One thing wrong with a published site, and where."""

from typing import NamedTuple


class Finding(NamedTuple):
    """Sorts by place. `line` is 0 where the whole file is meant."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        """`news/index.html:12: [broken] …`, the form editors make clickable."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: [{self.rule}] {self.message}"


class UnavailableError(Exception):
    """A program that a check needs is not on this machine; the message says how to get it."""
