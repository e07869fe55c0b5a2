"""`carblog build` as people run it: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLI = "from carblog.cli import main; main()"


def command(root: Path, *more: str, code: str = CLI) -> list[str]:
    """Building the site at `root` as of a fixed moment; `code` may meddle first."""
    return [
        sys.executable,
        "-c",
        code,
        "build",
        "-s",
        str(root),
        "--now",
        "2026-06-01T12:00Z",
        *more,
    ]


def carblog(
    root: Path, *more: str, code: str = CLI, umask: int = 0o022, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs it to its end."""
    return subprocess.run(
        command(root, *more, code=code),
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        umask=umask,
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
