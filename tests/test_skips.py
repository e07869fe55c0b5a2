"""In CI nothing is skipped in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

SKIPS = {
    "a test": 'import pytest\ndef test_it(): pytest.skip("there is no browser")\n',
    "a fixture": "import pytest\n@pytest.fixture\ndef page(): pytest.skip('there is no browser')\n"
    "def test_it(page): pass\n",
    "a mark": "import pytest\n@pytest.mark.skip('there is no browser')\ndef test_it(): pass\n",
    "a module": "import pytest\npytest.skip('there is no browser', allow_module_level=True)\n",
}


def run(folder: Path, source: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one test file of its own under this repository's `conftest.py`."""
    (folder / "test_it.py").write_text(source, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:randomly"]
    outside = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", str(folder)],
        cwd=ROOT,
        env=outside | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_fails_in_ci_and_says_why(tmp_path: Path, source: str) -> None:
    result = run(tmp_path, source, CI="true")
    assert result.returncode != 0
    assert "skipped in CI, where everything must run" in result.stdout
    assert "there is no browser" in result.stdout


def test_a_skip_is_a_skip_elsewhere(tmp_path: Path) -> None:
    result = run(tmp_path, SKIPS["a test"])
    assert result.returncode == 0
    assert "1 skipped" in result.stdout


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    source = "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False\n"
    assert "1 xfailed" in run(tmp_path, source, CI="true").stdout
