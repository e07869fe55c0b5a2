"""Promise 1: after any sequence of edits a build gives what a build from nothing gives.

CI takes some dozen sequences. To look for longer, say how many:

    CARBLOG_EXAMPLES=5000 python -m pytest tests/promises/test_incremental.py

What hypothesis prints when it finds a difference can be pasted into a test of its own below.
"""

import os
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from carblog.run.workers import Workers
from tests.promises.desk import Desk
from tests.promises.edits import EDITS, T
from tests.promises.oracle import Oracle

EXAMPLES = int(os.environ.get("CARBLOG_EXAMPLES", "25"))
STEPS = 16
"""Of a sequence: enough for an edit, its undoing and a kill in between."""

_elsewhere = TemporaryDirectory(prefix="carblog-oracle-")
oracle = Oracle(Path(_elsewhere.name))
"""One for all sequences: they meet the same sites again and again."""

soon = st.sampled_from([True, True, False])


class Editors(RuleBasedStateMachine):
    """People edit a site, break it, damage its cache, kill its builds, and build."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(prefix="carblog-desk-")
        self.desk = Desk(Path(self._folder.name) / "site", oracle)
        self.desk.build()

    def teardown(self) -> None:
        try:
            self.desk.build()
        finally:
            self._folder.cleanup()

    def _go_on(self, build: bool) -> None:
        if build:
            self.desk.build()

    @rule(name=st.sampled_from(sorted(EDITS)), data=st.data(), times=st.booleans(), build=soon)
    def edit(self, name: str, data: st.DataObject, times: bool, build: bool) -> None:
        self.desk.edit(name, _picking(data), keeps_times=times)
        self._go_on(build)

    @rule(name=st.sampled_from(sorted(EDITS)), data=st.data(), times=st.booleans(), build=soon)
    def edit_more(self, name: str, data: st.DataObject, times: bool, build: bool) -> None:
        """As `edit`, so that most of what happens is edits."""
        self.desk.edit(name, _picking(data), keeps_times=times)
        self._go_on(build)

    @rule(data=st.data(), build=soon)
    def ask_for_something_else(self, data: st.DataObject, build: bool) -> None:
        self.desk.ask_for(_picking(data))
        self._go_on(build)

    @rule(data=st.data(), build=soon)
    def touch(self, data: st.DataObject, build: bool) -> None:
        self.desk.touch(_picking(data))
        self._go_on(build)

    @rule(data=st.data(), build=soon)
    def damage_the_cache(self, data: st.DataObject, build: bool) -> None:
        self.desk.damage(_picking(data))
        self._go_on(build)

    @rule(data=st.data(), build=soon)
    def tamper_with_the_output(self, data: st.DataObject, build: bool) -> None:
        self.desk.tamper(_picking(data))
        self._go_on(build)

    @rule(build=soon)
    def build_in_a_hurry(self, build: bool) -> None:
        self.desk.hurried()
        self._go_on(build)

    @rule(at=st.integers(1, 60), build=soon)
    def kill_a_build(self, at: int, build: bool) -> None:
        self.desk.killed(at)
        self._go_on(build)

    @precondition(lambda self: self.desk.is_broken)
    @rule()
    def mend(self) -> None:
        self.desk.mend()
        self.desk.build()


class _picking:  # noqa: N801 - it reads as a verb
    """A choice that hypothesis makes, and makes smaller."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def __call__(self, options: Sequence[T], /) -> T:
        return self._data.draw(st.sampled_from(options))


TestAnyEditsThenABuildIsABuildFromNothing = Editors.TestCase
TestAnyEditsThenABuildIsABuildFromNothing.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A site built once."""
    desk = Desk(tmp_path / "site", oracle)
    desk.build()
    return desk


class _picks:  # noqa: N801 - it reads as a verb
    """The given choices, one after the other: what hypothesis found, written down."""

    def __init__(self, *choices: Any) -> None:
        self._choices = iter(choices)

    def __call__(self, options: Sequence[T], /) -> T:
        choice: T = next(self._choices)
        assert choice in options
        return choice


def test_two_roles_that_change_places_give_feeds_another_picture(desk: Desk) -> None:
    one, two = ("one", 90), ("two", 20)
    for order in ([one, two], [two, one]):
        desk.edit("roles", _picks("24", order))
        desk.build()


def test_params_in_another_order_are_shown_in_that_order(desk: Desk) -> None:
    desk.edit("settings", _picks("params", "{strip: wide, accent: red}"))
    desk.build()


def test_a_kept_picture_that_is_damaged_damages_the_published_one_too(desk: Desk) -> None:
    """Both are one file under two names; both are made again."""
    for path in sorted((desk.cache / "pictures").iterdir()):
        desk.damage(_picks("picture", path))
    desk.build()


def test_a_killed_build_is_brought_to_its_end_before_another_site_is_built(desk: Desk) -> None:
    desk.edit("delete article", _picks("content/news/van.md"))
    desk.killed(24)
    desk.mend()
    desk.build()


def test_what_a_hurried_build_left_is_made_by_the_next(desk: Desk) -> None:
    desk.edit("new picture", random.Random(1).choice)  # noqa: S311 - the same one every time
    desk.hurried()
    desk.build()


def test_several_processes_build_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Otherwise so small a site is done before a second process would be started.
    defaults = Workers.run.__kwdefaults__
    assert defaults
    monkeypatch.setitem(defaults, "here", 0)
    desk = Desk(tmp_path / "site", oracle, jobs=2)
    with mock.patch.object(
        Workers, "_started", autospec=True, side_effect=Workers._started
    ) as pool:
        desk.build()
        assert pool.called
        choice = random.Random(5)  # noqa: S311 - the same ones every time
        for name in ("body", "roles", "new picture", "theme file"):
            desk.edit(name, choice.choice)
            desk.build()
