"""The test of promise 1, tested: with a fault put into carblog, some edit must show it."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import msgspec
import pytest

from carblog.flow import intake, unchanged
from carblog.model.digest import digest
from carblog.model.output import CopyOutput, FeedOutput, Output, PageOutput
from carblog.plan.plan import Plan, Planner
from carblog.run import pictures, publish
from carblog.run.changes import Changes, changes
from carblog.run.found import Found
from carblog.run.remembered import Published, Seen
from tests.promises.desk import Desk
from tests.promises.edits import EDITS, T
from tests.promises.oracle import Oracle

MOST = 60
"""Edits after which a fault counts as not caught."""


class Fault(NamedTuple):
    """Something wrong with carblog."""

    put_in: Callable[[], Any]
    """Gives the context in which it is wrong."""
    edits: tuple[str, ...]
    """The edits among which some must show it; others would only take time."""
    of: str = ""
    """What these edits are to change, where they can choose."""


def without(part: str, kind: type[Output]) -> Callable[[], Any]:
    """Keys of outputs that leave something out."""

    as_is = Planner.plan

    def planned(self: Planner, *args: Any) -> Plan:
        made = as_is(self, *args)
        return Plan.of(map(forgetful, made.outputs), made.problems)

    def forgetful(output: Output) -> Output:
        if not isinstance(output, kind):
            return output
        parts = {name: value for name, value in output.parts.items() if name != part}
        return msgspec.structs.replace(output, parts=parts, key=digest(parts))

    return lambda: mock.patch.object(Planner, "plan", planned)


def reading_without(number: int) -> Callable[[], Any]:
    """What was read is remembered by less than decides it: 1 path, 2 bytes, 3 settings."""

    def forgetful(*values: Any) -> str:
        return digest(*values[:number], *values[number + 1 :])

    return lambda: mock.patch.object(intake, "digest", forgetful)


def _nothing_deleted(*args: Any) -> Changes:
    return msgspec.structs.replace(changes(*args), deleted={}, cleared={})


def _as_named(path: Path) -> str:
    """The digest that the name of a kept picture says."""
    return path.name.partition("-")[2]


def _as_remembered(self: Found) -> dict[str, Published]:
    return dict(self._published)


def _by_size(self: Seen, stat: Any) -> bool:
    return bool(self.size == stat.st_size)


def _by_size_and_mtime(self: Seen, stat: Any) -> bool:
    return bool((self.size, self.mtime_ns) == (stat.st_size, stat.st_mtime_ns))


def replaced(owner: Any, name: str, with_: Any) -> Callable[[], Any]:
    return lambda: mock.patch.object(owner, name, with_)


# what an output forgets → the edit that shows it, and what of
_PAGE = {
    "page": ("front matter", "standfirst"),
    "template": ("theme file", "templates/embeds/figure.html"),
    "frame": ("theme file", "themes/plain/static/plain.css"),
    "cars": ("car", "image"),
    "site": ("settings", "copyright"),
    "latest": ("front matter", "title"),
    "top_stories": ("front matter", "top_story"),
    "videos": ("front matter", "video"),
    "galleries": ("gallery m3", "title"),
    "shelves": ("front matter", "title"),
    "tags": ("front matter", "tags"),
}
_FEED = {
    "stories": ("body", ""),
    "feed": ("car", "summary"),
    "site": ("settings", "base_url"),
    "roles": ("roles", ""),
    "words": ("theme file", "themes/plain/strings/en.yaml"),
}
_FILE = {"file": ("theme file", "static/humans.txt")}

FAULTS = {
    f"a {noun} forgets its {part}": Fault(without(part, kind), (edit,), of)
    for noun, kind, table in (
        ("page", PageOutput, _PAGE),
        ("feed", FeedOutput, _FEED),
        ("copy", CopyOutput, _FILE),
    )
    for part, (edit, of) in table.items()
} | {
    "reading forgets the path": Fault(reading_without(1), ("rename article", "swap articles")),
    "reading forgets the bytes": Fault(reading_without(2), ("body",)),
    "reading forgets the settings": Fault(reading_without(3), ("settings",), "timezone"),
    "nothing is deleted": Fault(
        replaced(publish, "changes", _nothing_deleted), ("delete article",)
    ),
    "kept pictures are believed": Fault(
        replaced(pictures, "digest_of_file", _as_named), ("damage", "tamper", "touch")
    ),
    "the output folder is believed": Fault(
        replaced(Found, "standing", _as_remembered), ("tamper",)
    ),
    "a build with nothing to do does not look at the output folder": Fault(
        replaced(unchanged, "is_whole", lambda *_: True), ("tamper",)
    ),
    "a build with nothing to do does not look at the inputs": Fault(
        replaced(unchanged, "inputs_of", lambda _: ""), ("delete article",)
    ),
    "sizes are believed": Fault(replaced(Seen, "is_still", _by_size), ("body", "new picture")),
    "times are believed": Fault(replaced(Seen, "is_still", _by_size_and_mtime), ("body",)),
}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    return Oracle(tmp_path_factory.mktemp("oracle"))


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_carblog_does_not_go_unnoticed(
    name: str, tmp_path: Path, oracle: Oracle
) -> None:
    fault = FAULTS[name]
    desk = Desk(tmp_path / "site", oracle)
    desk.build()
    with pytest.raises((AssertionError, LookupError, OSError)), fault.put_in():
        _work(desk, fault.edits, fault.of)


def test_without_a_fault_all_of_it_passes(tmp_path: Path, oracle: Oracle) -> None:
    desk = Desk(tmp_path / "site", oracle)
    desk.build()
    _work(desk, (*EDITS, "damage", "tamper", "touch"))


def _work(desk: Desk, edits: tuple[str, ...], of: str = "") -> None:
    """The same edits in every run."""
    chance = random.Random(1)  # noqa: S311 - no secret

    def pick(options: Sequence[T], /) -> T:
        return next((each for each in options if each == of), chance.choice(options))

    others = {"damage": desk.damage, "tamper": desk.tamper, "touch": desk.touch}
    for number in range(MOST):
        name = edits[number % len(edits)]
        if name in others:
            others[name](pick)
        else:
            desk.edit(name, pick, keeps_times=number % 2 == 0)
        desk.build()
        if desk.is_broken:
            desk.mend()
            desk.build()
