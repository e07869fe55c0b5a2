"""Two builds at once: one of them is told about the other, and the dead hold nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from carblog.run.cache import opened_cache
from carblog.run.failure import MachineFailed
from carblog.run.lock import locked_folder
from carblog.run.publish import Publisher
from tests.run.tiny import BEFORE, build, outputs_of, published

HOLD = """
import sys, time
from pathlib import Path
from carblog.run.cache import opened_cache
with opened_cache(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_told_which_process_has_the_cache(tmp_path: Path) -> None:
    cache = tmp_path / ".carblog"
    with opened_cache(cache), pytest.raises(MachineFailed) as told, opened_cache(cache):
        pass
    assert told.value.problem.code == "locked"
    assert f"process {os.getpid()}" in told.value.problem.message


def test_a_build_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "cache")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(MachineFailed, match="another build"), opened_cache(tmp_path / "cache"):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with opened_cache(tmp_path / "cache") as cache:
            assert cache.warning == ""


def test_two_caches_cannot_publish_to_one_folder_at_once(tmp_path: Path) -> None:
    build(tmp_path, BEFORE)
    (tmp_path / "other").mkdir()
    with locked_folder(tmp_path / "public"), pytest.raises(MachineFailed, match="another build"):
        build(tmp_path, {}, cache="other")
    assert build(tmp_path, BEFORE, cache="other").kept == len(BEFORE)


def test_of_two_first_builds_the_later_one_begins_again(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with Publisher(tmp_path / "public", tmp_path / "other", {}) as second:
        build(tmp_path, BEFORE)
        second.stage("index.html", b"of the second")
        with pytest.raises(MachineFailed, match="since this one began"):
            second.publish(outputs_of({"index.html": b"of the second"}))
    assert published(tmp_path) == BEFORE


def test_the_lock_of_a_folder_leaves_nothing_in_it(tmp_path: Path) -> None:
    with locked_folder(tmp_path):
        assert list(tmp_path.iterdir()) == []
