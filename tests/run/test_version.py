"""The identity of a carblog: whatever has a say in its bytes changes it."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import carblog
from carblog.run import version
from carblog.run.workers import Workers
from tests.run import jobs


def test_it_names_every_library_and_codec_that_makes_bytes() -> None:
    identity = version.identity()
    assert f"carblog {carblog.__version__}" in identity
    assert f"python {sys.version_info.major}.{sys.version_info.minor};" in identity
    for name in ("jinja2", "markdown", "pillow", "msgspec", "babel", "nh3", "webp", "libjpeg"):
        assert f"{name} " in identity or f"{name}_turbo " in identity


def test_time_zones_are_those_of_the_version_that_it_names() -> None:
    assert "tzdata " in version.identity()
    assert jobs.zone_folders(0) == ()
    with Workers(2) as workers:
        assert list(workers.run(jobs.zone_folders, [0], here=0)) == [(0, ())]


def test_the_versions_are_those_that_are_installed() -> None:
    told = dict(part.rsplit(" ", 1) for part in version.identity().split("; "))
    for name in ("babel", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pillow", "pyyaml"):
        assert told[name] == metadata.version(name)


def test_a_library_is_found_by_whatever_record_of_it_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for record in ("a/My.Lib-2.0.dist-info", "b/my_lib-1.0.dist-info", "b/old-3.1-py3.11.egg-info"):
        (tmp_path / record).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / name) for name in ("none", "a", "b")])
    version.installed.cache_clear()
    try:
        assert version.installed() == {"my-lib": "2.0", "old": "3.1"}
    finally:
        version.installed.cache_clear()


def test_it_takes_no_email_parser_to_say() -> None:
    code = "import sys; from carblog.run.version import identity; identity(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "importlib.metadata" not in run.stdout.split()


def test_it_is_the_same_every_time() -> None:
    before = version.identity()
    version.identity.cache_clear()
    assert version.identity() == before


def test_in_a_checkout_an_edit_of_the_code_changes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "carblog"
    (package / "run").mkdir(parents=True)
    code = package / "run" / "x.py"
    code.write_text("a = 1")
    monkeypatch.setattr(carblog, "__file__", str(package / "__init__.py"))
    installed = identity(version)
    (tmp_path / "pyproject.toml").write_text("")
    first = identity(version)
    code.write_text("a = 2")
    assert len({installed, first, identity(version)}) == 3


def identity(module: object) -> str:
    """The identity, found out anew."""
    assert module is version
    version.identity.cache_clear()
    try:
        return version.identity()
    finally:
        version.identity.cache_clear()
