"""What a command asks of the flow, and what it is told."""

from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import msgspec

from carblog.model.problem import Problem
from carblog.model.site import Skipped, Waiting


class Progress(Protocol):
    """Watches a build."""

    def __call__(self, what: str, done: int, total: int, share: float | None = None, /) -> None:
        """`done` of `total` things are done, which is this `share` of the work, from 0 to 1.

        Without a `share` each of them is as much work as any other.
        """


def silent(_what: str, _done: int, _total: int, _share: float | None = None) -> None:
    """The progress of a build that nobody watches."""


def aware(now: datetime, timezone: str) -> datetime:
    """The same moment with a zone: the site's, unless it says its own."""
    return now if now.tzinfo else now.replace(tzinfo=ZoneInfo(timezone))


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One build, plan, list or clean."""

    root: Path
    """The site folder."""
    now: datetime
    """It decides what is due, and nothing else. Without a zone it is in the site's."""
    output: Path
    base_url: str = ""
    """Instead of the one in `site.yaml`."""
    drafts: bool = False
    future: bool = False
    expired: bool = False
    jobs: int = 0
    """Processes; 0 means as many as there are processors, 1 that no other is started."""
    avif_budget: float | None = None
    """Seconds for making slow formats; None is as long as it takes."""
    strict: bool = False
    """Warnings stop the build too."""
    explain: bool = False
    """The report is to say why each output was made."""

    @property
    def cache(self) -> Path:
        """The one cache folder."""
        return self.root / ".carblog"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    problems: tuple[Problem, ...] = ()
    made: dict[str, int] = {}
    """Kind of output → how many were made: `pages`, `pictures`, `feeds`, `files`."""
    kept: int = 0
    gone: tuple[str, ...] = ()
    """Paths of files that the site no longer has."""
    files: int = 0
    """All files of the published site."""
    size: int = 0
    """Their bytes."""
    waiting: tuple[Waiting, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    urls: tuple[str, ...] = ()
    """The paths of what was made, in order."""
    reasons: dict[str, str] = {}
    """Each of them → `new`, or what changed since it was published; if the request wants that."""
    pending: int = 0
    """Files in slow formats that are left to the next build."""
    published: bool = False
    timezone: str = "UTC"
    """The site's, to tell times in."""

    @property
    def removed(self) -> int:
        """How many files were deleted."""
        return len(self.gone)

    @property
    def failed(self) -> bool:
        """Whether an error kept the site from being published."""
        return any(problem.severity == "error" for problem in self.problems)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An answer for people and for programs."""

    text: str = ""
    data: list[dict[str, Any]] = []
    problems: tuple[Problem, ...] = ()
