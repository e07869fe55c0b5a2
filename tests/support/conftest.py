"""The small site that the checkers are tried on."""

from pathlib import Path

import pytest

from tests.support.publication import Publication
from tests.support.whole_site import write_whole_site


@pytest.fixture
def whole_site(tmp_path: Path) -> Publication:
    """A published site with nothing wrong in it, the test's own to break."""
    return write_whole_site(tmp_path / "public")
