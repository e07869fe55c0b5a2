"""Ctrl-C, and every other way to end a build that takes long: soon, whole, and without orphans."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest
from PIL import Image

from carblog.flow import build as flow
from carblog.flow.request import Report
from tests.cli.conftest import NOW
from tests.cli.pseudoterminal import typed
from tests.cli.terminal import carblog
from tests.support.photos import saved
from tests.support.sites import tree, write

SECONDS = 2.0
"""What a person waits before trying something worse."""


def ctrl_c(process: "Popen[bytes]") -> None:
    """As a terminal does: to every process in it."""
    os.killpg(process.pid, signal.SIGINT)


def ctrl_c_twice(process: "Popen[bytes]") -> None:
    ctrl_c(process)
    ctrl_c(process)


def sent(number: int) -> Callable[["Popen[bytes]"], None]:
    """As another program does: to the one that was started."""
    return lambda process: process.send_signal(number)


@pytest.fixture
def long_build(site: Path) -> Path:
    """A site that was built, and then got photos that take several processes many seconds."""
    assert carblog(site, "build", *NOW).code == 0
    photo = saved(Image.effect_noise((1500, 1000), 60).convert("RGB"), "JPEG")
    photos = {f"galleries/long/{number}.jpg": photo + bytes([number]) for number in range(30)}
    return write(site, photos)


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (ctrl_c, 130),
        (ctrl_c_twice, 130),
        (sent(signal.SIGTERM), 130),
        (sent(signal.SIGHUP), 130),
        (sent(signal.SIGKILL), -signal.SIGKILL),
    ],
    ids=["ctrl-c", "ctrl-c-twice", "term", "hup", "kill"],
)
def test_a_build_that_is_ended_ends_soon_and_leaves_all_whole(
    long_build: Path, end: Callable[["Popen[bytes]"], None], code: int
) -> None:
    before = tree(long_build / "public")
    with typed(long_build, "build", *NOW, "-j", "3") as terminal:
        terminal.read_until(b"pictures  [", times=3)
        started = time.monotonic()
        end(terminal.process)
        shown = terminal.read_to_end()
        seconds = time.monotonic() - started
    assert terminal.process.returncode == code
    assert seconds < SECONDS
    assert "Traceback" not in shown
    if code == 130:
        assert shown.endswith("interrupted; what is published is whole\r\n")
    assert tree(long_build / "public") == before
    for photo in (long_build / "galleries/long").iterdir():
        photo.unlink()
    assert carblog(long_build, "build", *NOW).code == 0
    assert tree(long_build / "public") == before


def test_a_build_that_shall_outlive_its_terminal_does(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(*_: object) -> Report:
        signal.raise_signal(signal.SIGHUP)
        return Report(published=True)

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        monkeypatch.setattr(flow, "build", build)
        assert carblog(site, "build").code == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_who_reads_only_the_first_line_gets_no_complaint(site: Path) -> None:
    script = f'"{sys.executable}" -m carblog plan --why / | head -n 1'
    run = subprocess.run(["sh", "-c", script], cwd=site, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("index.html (page from site.yaml)")
    assert run.stderr == ""


@pytest.mark.parametrize("module", ["carblog.cli.commands", "click", "msgspec", "jinja2"])
def test_ctrl_c_while_a_command_is_imported_is_no_traceback(site: Path, module: str) -> None:
    """Before its first 0.1 s have passed."""
    program = (
        "import importlib.abc, os, runpy, signal, sys\n"
        "class Eager(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Eager())\n"
        "sys.argv = ['carblog', 'plan']\n"
        "runpy.run_module('carblog', run_name='__main__')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=site, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 130
    assert ran.stderr.strip() == "interrupted; what is published is whole"
