"""What a command asks of the flow, and what it is told."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from carblog.model.problem import Problem
from carblog.model.site import Skipped, Waiting

Progress = Callable[[str, int, int], None]
"""Told (what is being made, how many are done, how many there are)."""


def silent(_what: str, _done: int, _all: int) -> None:
    """The progress of a build that nobody watches."""


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
    """Processes; 0 means as many as there are processors."""
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
