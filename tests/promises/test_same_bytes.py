"""Promise 2: the same input gives the same bytes, wherever, whenever and however it is built."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.promises.commandline import carblog
from tests.support.sites import differences, folders, site_files, tree, write

# A machine whose clock is ten years ahead: `--now` is all that may decide what is due.
LATER = """
import datetime, importlib, pkgutil, sys, time
import carblog
from carblog.cli import main
REAL, AHEAD = datetime.datetime, datetime.timedelta(days=3650)
class Meta(type):
    def __getattr__(cls, name):
        return getattr(REAL, name)
    def __instancecheck__(cls, value):
        return isinstance(value, REAL)
class Later(metaclass=Meta):
    def __new__(cls, *values, **more):
        return REAL(*values, **more)
    @staticmethod
    def now(tz=None):
        return REAL.now(tz) + AHEAD
for found in pkgutil.walk_packages(carblog.__path__, "carblog."):
    if not found.name.endswith("__main__"):
        module = importlib.import_module(found.name)
        if getattr(module, "datetime", None) is REAL:
            module.datetime = Later
seconds, nanoseconds = time.time, time.time_ns
time.time = lambda: seconds() + AHEAD.total_seconds()
time.time_ns = lambda: nanoseconds() + int(AHEAD.total_seconds()) * 10**9
main()
"""


def modes(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mode & 0o777
        for path in folder.rglob("*")
    }


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("reference"), site_files())
    run = carblog(root, "-j", "1", TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="0")
    assert run.returncode == 0, run.stderr
    return root / "public"


WORLDS: dict[str, Mapping[str, str]] = {
    "in Nepal, in Turkish": {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"},
    "with another hash seed": {"PYTHONHASHSEED": "4242", "LC_ALL": "C"},
    "on a machine that reads ASCII": {"PYTHONUTF8": "0", "LC_ALL": "POSIX"},
}


@pytest.mark.parametrize("world", WORLDS)
def test_the_environment_has_no_say(world: str, reference: Path, tmp_path: Path) -> None:
    root = tmp_path / "a place" / "elsewhere é"
    write(root, site_files(), order=sorted(site_files(), reverse=True))
    run = carblog(root, "-j", "2", umask=0o077, **WORLDS[world])
    assert run.returncode == 0, run.stderr
    assert not differences(tree(root / "public"), tree(reference))
    assert folders(root / "public") == folders(reference)
    assert modes(root / "public") == modes(reference)


def test_the_clock_decides_nothing_once_now_is_given(reference: Path, tmp_path: Path) -> None:
    write(tmp_path, site_files())
    for path in tmp_path.rglob("*"):
        os.utime(path, (0, 0))
    run = carblog(tmp_path, code=LATER)
    assert run.returncode == 0, run.stderr
    assert not differences(tree(tmp_path / "public"), tree(reference))


def test_an_output_folder_of_another_name_and_place_gets_the_same(
    reference: Path, tmp_path: Path
) -> None:
    write(tmp_path / "site", site_files())
    run = carblog(tmp_path / "site", "-o", str(tmp_path / "www" / "cars"))
    assert run.returncode == 0, run.stderr
    assert not differences(tree(tmp_path / "www" / "cars"), tree(reference))
