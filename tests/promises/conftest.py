"""No test of a promise waits until its site would outlast a power cut: that is half of a build."""

from collections.abc import Iterator

import pytest

from carblog.run import publish
from tests.run.failing import CountedDisk


@pytest.fixture(scope="module", autouse=True)
def _impatient_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "Disk", CountedDisk)
        yield
