"""Nobody is asked for a size that takes too long."""

from pathlib import Path
from subprocess import TimeoutExpired

import pytest

from benchmarks.clock import timed
from benchmarks.scale import expected


def test_who_grows_with_the_number_of_articles_is_expected_to_go_on_so() -> None:
    assert expected({1_000: 2.0, 5_000: 2.0}, 20_000) == pytest.approx(40)


def test_who_grows_faster_is_expected_to_go_on_so() -> None:
    assert expected({1_000: 1.0, 2_000: 2.0}, 4_000) == pytest.approx(16)


def test_nobody_is_expected_to_become_cheaper() -> None:
    assert expected({1_000: 4.0, 5_000: 2.0}, 10_000) == pytest.approx(20)


def test_the_first_size_is_asked_of_everyone() -> None:
    assert expected({}, 1_000) == 0


def test_a_command_that_needs_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    command = ["sh", "-c", "sleep 60 & echo $! > child; wait"]
    with pytest.raises(TimeoutExpired):
        timed(command, tmp_path, patience=0.3)
    child = (tmp_path / "child").read_text().strip()
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"
