"""What the preview answers: a file of the site, one that is being made, or why it cannot be."""

from concurrent.futures import Future

import msgspec

from carblog.model.problem import Problem
from carblog.model.site import Waiting
from carblog.serve.film import Film


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the site, as `build` would write it."""

    path: str
    """Of the output: `news/x/index.html`."""
    data: bytes | Film
    """Of a page always bytes."""
    key: str
    """Another one where there is something else to see: what `Preview.key` says of the path."""
    source: str
    """The input file to name: `content/news/x.md`."""
    shows: tuple[str, ...] = ()
    """The input files that a page depends on; empty of what is no page."""
    wait: Waiting | None = None
    """Of a page that `build` would leave out: why, and until when."""
    is_whole: bool = True
    """False: looks of its photos have not come yet. With them it is the same page, by its key, but
    not the same bytes."""


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A picture, or what states the length of one, is being made by another process."""

    path: str
    done: Future[None]
    """Done or cancelled when it is to be asked for again: there may be more to wait for, or it has
    failed. It raises what carblog did not foresee."""


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """A page that its template fails, or a picture that could not be made of its photo."""

    path: str
    key: str
    """What `Preview.key` says of the path: another when it is mended."""
    source: str
    problem: Problem
    last: Answer | None = None
    """The page as it was before that, if anybody has seen it."""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at the site folder came to."""

    number: int
    """Of the look, from 1."""
    problems: tuple[Problem, ...]
    """All that there are now, sorted by place: errors and warnings."""
    saved: tuple[str, ...]
    """Input files that came, changed or went."""
    fresh: bool
    """False: an error is in the way of a new site, and the last good one stays."""
