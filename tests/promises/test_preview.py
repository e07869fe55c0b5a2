"""Promise 1 of the preview: after any sequence of edits it serves what a build from nothing writes.

CI takes a few sequences. To look for longer, say how many:

    CARBLOG_EXAMPLES=5000 python -m pytest tests/promises/test_preview.py
"""

import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.promises.desk import Desk
from tests.promises.edits import EDITS, T
from tests.promises.oracle import Oracle
from tests.promises.viewer import Viewer

EXAMPLES = int(os.environ.get("CARBLOG_EXAMPLES", "4"))
STEPS = 8
"""Of a sequence: breaking, mending, and an edit before, between and after."""

_elsewhere = TemporaryDirectory(prefix="carblog-oracle-")
oracle = Oracle(Path(_elsewhere.name))


class Writers(RuleBasedStateMachine):
    """People edit a site, break it and mend it while somebody looks at its preview."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(prefix="carblog-desk-")
        self.desk = Desk(Path(self._folder.name) / "site", oracle)
        self.viewer = Viewer(self.desk, oracle, drafts=True, future=True)

    def teardown(self) -> None:
        self.viewer.close()
        self._folder.cleanup()

    @rule(
        names=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=2),
        data=st.data(),
        times=st.booleans(),
        detail=st.sampled_from(["files", "files", "folders", "anything"]),
    )
    def edit(self, names: list[str], data: st.DataObject, times: bool, detail: str) -> None:
        for name in names:
            self.desk.edit(name, _picking(data), keeps_times=times)
        self.viewer.look(self.viewer.changed(detail))

    @precondition(lambda self: not self.viewer.is_fresh)
    @rule()
    def mend(self) -> None:
        self.viewer.mend()
        self.viewer.look(self.viewer.changed())


class _picking:  # noqa: N801 - it reads as a verb
    """A choice that hypothesis makes, and makes smaller."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def __call__(self, options: Sequence[T], /) -> T:
        return self._data.draw(st.sampled_from(options))


TestAnyEditsThenThePreviewIsABuildFromNothing = Writers.TestCase
TestAnyEditsThenThePreviewIsABuildFromNothing.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)


@pytest.fixture
def viewer(tmp_path: Path) -> Iterator[Viewer]:
    viewer = Viewer(Desk(tmp_path / "site", oracle), oracle, drafts=True, future=True)
    yield viewer
    viewer.close()


@pytest.mark.slow
def test_a_hundred_edits_in_a_row_give_what_a_build_from_nothing_gives(viewer: Viewer) -> None:
    chosen = random.Random(4)  # noqa: S311 - the same ones every time
    for number in range(100):
        name = chosen.choice(sorted(EDITS.keys() - {"broken"}))
        viewer.desk.edit(name, chosen.choice)
        viewer.glance()
        if not viewer.is_fresh:
            viewer.mend()
            viewer.glance()
        if number % 20 == 19:
            viewer.look(())
