"""What a person gets who clones the repository or installs the package."""

import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel
from packaging.requirements import Requirement
from packaging.version import Version

import carblog

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked(name: str) -> dict[str, Version]:
    """Every pinned package of a lock and its version."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {found[1]: Version(found[2]) for found in re.finditer(r"(?m)^([\w.-]+)==(\S+)", text)}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.findall(r"(?m)^[\w.-]+==\S+ \\\n(?:    --hash=sha256:[0-9a-f]{64} \\\n)*", text)
    assert len(entries) == len(locked(name)) > 0
    assert "/" not in text
    assert set(re.findall(r"--[a-z-]+", text)) == {"--hash"}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-dev.lock", PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_a_lock_meets_every_bound(lock: str, wanted: list[str]) -> None:
    pinned = locked(lock)
    for requirement in map(Requirement, wanted):
        assert pinned[requirement.name] in requirement.specifier, requirement


def test_tests_run_on_the_versions_that_people_install() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_the_lock_of_the_validators_names_no_registry() -> None:
    lock = json.loads((ROOT / "tests/support/package-lock.json").read_text(encoding="utf-8"))
    packages = [entry for name, entry in lock["packages"].items() if name]
    assert packages
    assert all("resolved" not in entry and entry["integrity"] for entry in packages)


def test_the_wheel_holds_the_package_and_the_default_theme_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    wheel = zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path)))
    with wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == files_of("carblog") | {f"carblog/{name}" for name in files_of("themes/paddock")}
    assert {"carblog/py.typed", "carblog/themes/paddock/theme.yaml"} <= held


def test_the_same_files_make_the_same_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    wheels = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        wheels.append((tmp_path / name / build_wheel(str(tmp_path / name))).read_bytes())
    assert wheels[0] == wheels[1]


def test_make_alone_says_what_can_be_made() -> None:
    run = subprocess.run(
        [make(), "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"(?m)^\.PHONY: (.*)$", makefile)
    assert phony
    for target in phony[1].split():
        assert re.search(rf"(?m)^  make {target} +\w", run.stdout), target


def test_an_old_python_is_refused_in_plain_words(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    run = subprocess.run(
        [make(), "--no-print-directory", "site", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert f"carblog needs Python 3.11 or later; {old} is Python 3.9.2" in run.stdout
    assert not (tmp_path / "venv").exists()


def test_the_version_is_said_in_one_place() -> None:
    assert PROJECT["dynamic"] == ["version"]
    assert str(Version(carblog.__version__)) == carblog.__version__


def make() -> str:
    """The program `make`; without it there is nothing to say about the Makefile."""
    return shutil.which("make") or pytest.skip("there is no make")


def files_of(folder: str) -> set[str]:
    """The files of a folder that belong to it: what Python leaves behind does not."""
    root = ROOT / folder
    base = ROOT if folder == "carblog" else root.parents[1]
    return {
        path.relative_to(base).as_posix()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
