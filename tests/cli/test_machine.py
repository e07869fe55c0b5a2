"""When the machine fails: plain words, exit code 3, and nothing of what is published harmed."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from carblog.flow import build as door
from carblog.flow.making import Maker
from carblog.flow.request import Report
from carblog.model.problem import Place, Problem
from carblog.run.cache import opened_cache
from carblog.run.disk import Disk
from tests.cli.conftest import NOW
from tests.cli.terminal import carblog
from tests.support.sites import tree, write


def failing(number: int) -> Any:
    """A verb of the disk that fails as the system does."""

    def verb(_disk: object, path: object = "", *_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number), str(path))

    return verb


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "error[disk-full] the disk is full"),
        (errno.EDQUOT, "error[disk-full] the disk quota is used up"),
        (errno.EROFS, "error[read-only] the file system is read-only"),
        (errno.EACCES, "error[permission] permission denied"),
        (errno.EIO, "error[disk-error] the disk reports an error"),
        (errno.ENAMETOOLONG, "error[path-too-long] the path is too long"),
    ],
)
def test_a_disk_that_fails_is_told_and_leaves_what_is_published(
    site: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    carblog(site, "build", *NOW)
    before = tree(site / "public")
    write(site, {"content/news/three.md": "---\ntitle: Three\ndate: 2026-01-05\n---\n"})
    monkeypatch.setattr(Disk, "write", failing(number))
    ran = carblog(site, "build", *NOW)
    assert (ran.code, ran.out) == (3, "")
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert tree(site / "public") == before


def test_another_build_at_the_same_time_is_named(site: Path) -> None:
    with opened_cache(site / ".carblog"):
        ran = carblog(site, "build")
        told = json.loads(carblog(site, "build", "--format", "json").out)
    assert ran.code == 3
    assert f"error[locked] another build is running, process {os.getpid()}\n" in ran.err
    assert "wait until it is done" in ran.err
    assert [problem["code"] for problem in told["problems"]] == ["locked"]
    assert carblog(site, "build").code == 0


@pytest.mark.parametrize("words", [["plan"], ["list", "drafts"], ["clean"]])
def test_every_command_waits_for_no_other(site: Path, words: list[str]) -> None:
    with opened_cache(site / ".carblog"):
        ran = carblog(site, *words)
    assert (ran.code, ran.out) == (3, "")
    assert "error[locked]" in ran.err


def test_a_worker_that_was_killed_twice_names_its_photo(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem(Place("galleries/a/1.jpg"), "worker-killed", "it was killed", "free memory")

    monkeypatch.setattr(door, "build", lambda *_: Report(problems=(problem,)))
    ran = carblog(site, "build")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("galleries/a/1.jpg: error[worker-killed] it was killed\n")
    assert ran.err.endswith("Nothing was published.\n")


def test_a_file_that_changes_while_it_is_read_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(site, {"static/a.txt": "one"})
    make = Maker.others

    def edited_meanwhile(*given: Any) -> Any:
        (site / "static/a.txt").write_text("two")
        return make(*given)

    monkeypatch.setattr(Maker, "others", edited_meanwhile)
    ran = carblog(site, "build")
    assert ran.code == 3
    assert "static/a.txt: error[changed] it changed while the build was reading it" in ran.err
    assert "build again" in ran.err
    assert not (site / "public").exists()


def test_a_new_article_that_cannot_be_written_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "open", failing(errno.ENOSPC))
    ran = carblog(site, "new", "article", "Arc")
    assert (ran.code, ran.out) == (3, "")
    assert "error[disk-full] the disk is full" in ran.err


def test_a_new_site_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "mkdir", failing(errno.EACCES))
    ran = carblog(tmp_path, "new", "site", "blog")
    assert (ran.code, ran.out) == (3, "")
    assert "error[permission] permission denied" in ran.err


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" -m carblog build'
    command = ["sh", "-c", script, sys.executable]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (3, "")
    assert "no such file or directory" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_bug_is_called_one_and_is_not_taken_for_a_mistake_of_the_writer(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(*_: object) -> NoReturn:
        raise ZeroDivisionError("the very bug")

    monkeypatch.setattr(door, "build", build)
    ran = carblog(site, "build")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.endswith(
        "ZeroDivisionError: the very bug\n\nThis is a bug in carblog, not in your site. "
        "Please report it with the lines above.\n"
    )
