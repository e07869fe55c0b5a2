"""What is in the way of a measurement is put aside, and deleted when all is measured.

A checkout from which a site is published has deleted nothing. Some file systems (ext4 without a
journal) pass over every inode that was deleted a moment ago before they give one out: after a
deletion, 8,000 new files took a second here instead of a fifth.
"""

import shutil
import time
from pathlib import Path

from benchmarks.peers import HOME

GONE = HOME / "gone"


def put_aside(path: Path) -> None:
    """There is nothing at `path` any more."""
    if path.exists() or path.is_symlink():
        GONE.mkdir(parents=True, exist_ok=True)
        path.rename(GONE / f"{path.name}-{time.time_ns()}")


def delete_all() -> None:
    """What was put aside goes."""
    shutil.rmtree(GONE, ignore_errors=True)
