"""The others, from PyPI and npm, in an environment of their own; who cannot be had says why."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).parent.parent / ".cache" / "bench"
"""Where they and the corpora are kept between two runs."""

_PYTHON = HOME / "venv" / "bin"
_NODE = HOME / "node"


class Peer(NamedTuple):
    """A program that can be run, or why it cannot."""

    version: str = ""
    command: tuple[str, ...] = ()
    """How it is called; empty when it cannot be had."""
    reason: str = ""


def from_pypi(package: str, command: str = "", extra: tuple[str, ...] = ()) -> Peer:
    """A Python package: its `command`, or the Python that can import it."""
    try:
        if not (_PYTHON / "python").exists():
            venv.create(HOME / "venv", with_pip=True)
        pip = [str(_PYTHON / "python"), "-m", "pip", "--disable-pip-version-check"]
        _quietly([*pip, "install", "--quiet", package, *extra])
        shown = _quietly([*pip, "show", package])
    except (OSError, subprocess.CalledProcessError) as why:
        return Peer(reason=f"pip could not install it ({_last_line(why)})")
    version = shown.partition("Version: ")[2].split()[0]
    return Peer(version, (str(_PYTHON / (command or "python")),))


def from_npm(package: str) -> Peer:
    """A package for Node: the command runs a script that can import it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return Peer(reason="there is no node and npm")
    try:
        _NODE.mkdir(parents=True, exist_ok=True)
        _quietly([npm, "install", "--prefix", str(_NODE), "--no-audit", "--no-fund", package])
        script = "const p=require(process.argv[1]+'/package.json');console.log(p.version)"
        version = _quietly([node, "-e", script, str(_NODE / "node_modules" / package)])
    except (OSError, subprocess.CalledProcessError) as why:
        return Peer(reason=f"npm could not install it ({_last_line(why)})")
    return Peer(version.strip(), (node,))


def node_modules() -> Path:
    """Where `from_npm` puts packages."""
    return _NODE / "node_modules"


def carblog() -> tuple[str, ...]:
    """The carblog beside this file, run as people run it."""
    return (str(Path(sys.executable).parent / "carblog"),)


def _quietly(command: list[str]) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    return done.stdout


def _last_line(why: Exception) -> str:
    said = why.stderr if isinstance(why, subprocess.CalledProcessError) else str(why)
    lines = [line.strip() for line in (said or str(why)).splitlines() if line.strip()]
    return lines[-1][:120] if lines else type(why).__name__
