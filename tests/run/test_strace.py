"""The same as `test_killed`, with the real kill at every real call of the system."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from carblog.run.store import open_store
from tests.run.tiny import AFTER, BEFORE, broken, build, published, rebuild, tree

CHANGING = (
    *("write", "pwrite64", "writev", "sendfile", "copy_file_range", "ftruncate", "fallocate"),
    *("mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "link", "linkat", "symlink", "symlinkat"),
    *("rename", "renameat", "renameat2", "chmod", "fchmod", "fchmodat", "utimensat"),
    *("fsync", "fdatasync", "sync", "syncfs"),
)
"""Calls that change the disk. A file that was opened anew is seen at the call that follows."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace here"),
]


def traced(folder: Path, *options: str) -> int:
    """Publish in `folder` under strace with these options; the code that it ends with."""
    strace = ["strace", "-f", "-qq", *options]
    python = [sys.executable, "-B", "-m", "tests.run.publish_once", str(folder)]
    done = subprocess.run([*strace, *python], capture_output=True, text=True, check=False)
    assert done.returncode in (0, -9, 137), done.stderr
    return done.returncode


def calls_of(folder: Path) -> Counter[str]:
    """How often publishing makes each of the calls that change the disk."""
    log = folder / "calls"
    traced(folder, "-o", str(log), "-e", f"trace={','.join(f'?{call}' for call in CHANGING)}")
    return Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.MULTILINE))


def test_killed_at_every_system_call_every_reference_is_whole_and_the_next_build_heals(
    tmp_path: Path,
) -> None:
    (before := tmp_path / "before").mkdir()
    build(before, BEFORE)
    shutil.copytree(before, clean := tmp_path / "clean")
    calls = calls_of(clean)
    assert calls.total() > 60
    for call, number in ((call, n + 1) for call, count in calls.items() for n in range(count)):
        shutil.copytree(before, folder := tmp_path / "killed")
        kill = ["-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={number}"]
        assert traced(folder, "-o", "/dev/null", *kill) != 0
        assert broken(published(folder), BEFORE, AFTER) == [], f"killed at {call} {number}"
        with open_store(folder / "cache", "1") as store:
            assert store.warnings == []
            rebuild(folder, AFTER, store.published())
        assert tree(folder) == tree(clean), f"killed at {call} {number}"
        shutil.rmtree(folder)
