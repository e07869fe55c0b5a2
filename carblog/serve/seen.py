"""What a look at the site came to, for the tabs that are open and for the terminal."""

from collections.abc import Collection, Iterable, Mapping
from itertools import islice

import msgspec

from carblog.model.paths import href
from carblog.model.problem import Problem, in_order
from carblog.serve.answers import Failed
from carblog.serve.found import Failure, base_of, failure_of, file_at, key_at
from carblog.serve.preview import Preview
from carblog.serve.swaps import swapped_as
from carblog.serve.telling import Told, told

STATIC = "static/"
"""The folder of files that are published as they are."""
SHOWN = 100
"""Problems that a browser is told of: nobody mends more at once."""
FOLLOWED = 10
"""Files saved together of which the page is looked for: 5 ms of 10,000 articles where one has none,
and a checkout may bring thousands."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a look."""

    saved: tuple[str, ...] = ()
    """Input files that changed."""
    page: str | None = None
    """URL of the page of the file saved last."""
    keys: Mapping[str, str] = {}
    """URLs that tabs show → the key of what is there now."""
    swaps: tuple[str, ...] = ()
    """URLs of style sheets and pictures that have other bytes under the same name."""
    mended: tuple[Failure, ...] = ()
    """What could not be made, and may be now."""
    problems: tuple[Problem, ...] = ()
    told: tuple[Told, ...] = ()
    fresh: bool = True
    """The site is as it is saved."""
    seconds: float = 0.0
    """Until the tabs were told."""
    changed: int = 0
    """Tabs that were told that their page changed."""
    bug: str = ""
    """The traceback of what carblog did not foresee."""


def see(
    preview: Preview,
    paths: Collection[str] | None,
    urls: Iterable[str],
    failures: Iterable[Failure],
) -> Seen:
    """A look at `paths`, for tabs that show `urls`, after these `failures`."""
    round_ = preview.look(paths)
    problems = tuple(in_order(round_.problems))
    mended = tuple(each for each in failures if preview.key(each.path) != each.key)
    pages = (preview.page_of(path) for path in islice(reversed(round_.saved), FOLLOWED))
    return Seen(
        saved=round_.saved,
        page=next(filter(None, pages), None),
        keys=keys_of(preview, urls),
        swaps=_swaps(preview, round_.saved, (each.path for each in mended)),
        mended=mended,
        problems=problems,
        told=tuple(told(each, preview.excerpt(each)) for each in _gravest(problems)),
        fresh=round_.fresh,
    )


def failing(preview: Preview, url: str) -> Failure | None:
    """Why the page at a URL cannot be made, if there is one that cannot. May make it."""
    path = file_at(preview, url)
    answer = preview.answer(path) if path else None
    return failure_of(preview, answer) if isinstance(answer, Failed) else None


def keys_of(preview: Preview, urls: Iterable[str]) -> dict[str, str]:
    """What is at these addresses now."""
    return {url: key_at(preview, url) for url in urls}


def _gravest(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.severity != "error")[:SHOWN]


def _swaps(preview: Preview, saved: Iterable[str], mended: Iterable[str]) -> tuple[str, ...]:
    """Files that are published under the name that they have, and pictures that could not be made
    and may be now: no page changes with them."""
    names = (path.removeprefix(STATIC) for path in saved if path.startswith(STATIC))
    base = base_of(preview)
    return tuple(href(base + name) for name in (*names, *mended) if swapped_as(name))
