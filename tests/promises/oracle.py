"""What a site is when it is built from nothing, to hold all other builds against."""

import os
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from carblog.model.digest import digest
from carblog.run.failure import MachineFailed
from tests.promises.edits import Files
from tests.support.sites import built, folders, tree, write

MACHINE = {"cache", "foreign"}
"""Codes of problems that say nothing of the site."""


class Outcome(NamedTuple):
    """What a build came to: its problems, and the tree when it was published."""

    problems: frozenset[tuple[Any, ...]]
    tree: dict[str, bytes] | None
    folders: frozenset[str] = frozenset()


class Oracle:
    """Builds a site from nothing, in another place, in another order, in another time zone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Outcome] = {}

    def outcome(self, files: Files, options: dict[str, Any]) -> Outcome:
        """Remembered, because edits come back to the same site again and again."""
        key = digest(sorted(files.items()), options)
        if key not in self._known:
            self._known[key] = self._built(files, options)
        return self._known[key]

    def _built(self, files: Files, options: dict[str, Any]) -> Outcome:
        root = self._folder / "somewhere" / "else"
        write(root, files, order=sorted(files, reverse=True))
        try:
            with _time_zone("Pacific/Kiritimati"):
                report = built(root, **options)
        except MachineFailed as error:
            return Outcome(told([error.problem]), None)
        else:
            public = root / "public"
            found = tree(public) if report.published else None
            return Outcome(told(report.problems), found, frozenset(folders(public)))
        finally:
            shutil.rmtree(root)


def told(problems: Any) -> frozenset[tuple[Any, ...]]:
    """What is wrong with a site, whatever happened to caches and output folders."""
    return frozenset(
        (each.place.path, each.place.line, each.code, each.message, each.severity)
        for each in problems
        if each.code not in MACHINE
    )


@contextmanager
def _time_zone(name: str) -> Generator[None]:
    with mock.patch.dict(os.environ, {"TZ": name}):
        time.tzset()
        yield
    time.tzset()
