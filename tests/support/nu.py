"""The Nu HTML checker (W3C) over every HTML, CSS and SVG file of a folder, in one run of Java."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.support.finding import Finding, UnavailableError

JAR = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
TIMEOUT = 600

# CSS that every browser has and the checker's older CSS grammar has not yet.
NEWER_CSS = re.compile(
    "Unrecognized at-rule “@(container|property|view-transition)”"
    "|Property “(container|container-name|container-type|view-transition-name)” doesn't exist"
)


def findings(folder: Path) -> list[Finding]:
    """Every error, and every file that could not be read. Raises `UnavailableError`."""
    command = [_java(), "-jar", str(_jar()), "--format", "json", "--stdout", "--errors-only"]
    command += [
        "--skip-non-html",
        "--also-check-css",
        "--also-check-svg",
        "--exit-zero-always",
        str(folder),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=TIMEOUT)
    return findings_in(json.loads(run.stdout)["messages"], folder)


def findings_in(messages: list[dict[str, Any]], folder: Path) -> list[Finding]:
    """The checker's messages as findings, without those that only say it is behind the times."""
    return sorted(
        Finding(_path(message, folder), message.get("lastLine", 0), "nu", message["message"])
        for message in messages
        if not NEWER_CSS.search(message["message"])
    )


def _path(message: dict[str, Any], folder: Path) -> str:
    path = Path(unquote(urlsplit(message.get("url", "")).path))
    root = folder.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _java() -> str:
    if found := shutil.which("java"):
        return found
    raise UnavailableError("the Nu checker needs Java: apt install default-jre-headless")


def _jar() -> Path:
    jar = Path(os.environ.get("VNU_JAR", JAR))
    if jar.is_file():
        return jar
    raise UnavailableError("there is no vnu.jar: npm ci --ignore-scripts --prefix tests/support")
