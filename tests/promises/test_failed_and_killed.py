"""Promise 3: a failed build leaves `public/` as it was; a killed one breaks nothing, and heals."""

import os
import shutil
import signal
import subprocess
import time
from bisect import bisect_left
from pathlib import Path
from unittest import mock

import pytest

from carblog.run import publish
from tests.promises.commandline import ROOT, carblog, command
from tests.promises.edits import Files, picture
from tests.run.failing import Killed, TearingDisk
from tests.support.finding import Finding
from tests.support.links import findings
from tests.support.publication import Publication
from tests.support.sites import built, differences, site_files, stamps, tree, write

BASE = "https://cars.example/"


def after() -> Files:
    """The site after a day's work: a story more, one less, one renamed, pictures, a template."""
    files = site_files()
    files["content/news/hatch.md"] = files["content/news/estate.md"].replace(
        b"aliases: [/old/estate/]\n", b""
    )
    files["content/news/bus.md"] = files.pop("content/news/van.md")
    del files["content/cars/brindle/pip.yaml"]
    for path in ("content/news/coupe.md", "content/reviews/coupe/index.md"):
        text = files[path].replace(b"cars: [brindle/pip]\n", b"")
        files[path] = text.replace(b"![](../cars/brindle/pip.yaml)", b"It is new.")
    files["galleries/m3/1.jpg"] = picture(2)
    files["galleries/gt/3.jpg"] = picture(3)
    files["themes/plain/static/plain.css"] = b'a { background: url("dot.png") }'
    return files


# a mistake → the file it is made in, and what it is
MISTAKES = {
    "front matter": ("content/news/van.md", b"---\ntitle: [\n---\n"),
    "a missing photo": ("content/news/van.md", b"---\ntitle: V\ndate: 2026-01-01\n---\n![](x.jpg)"),
    "a torn picture": ("galleries/m3/1.jpg", picture(0)[:300]),
    "a template's syntax": ("themes/plain/templates/footer.html", b"{% if %}"),
    "a template's value": ("themes/plain/templates/footer.html", b"{{ page.nothing }}"),
    "the settings": ("site.yaml", b"title: [\n"),
    "two for one address": (
        "content/news/other.md",
        b"---\ntitle: V\ndate: 2026-01-01\nslug: van\n---\n",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_failed_build_changes_nothing_that_readers_see(tmp_path: Path, mistake: str) -> None:
    root = write(tmp_path, site_files())
    assert built(root).published
    before, times = tree(root / "public"), stamps(root / "public")
    path, data = MISTAKES[mistake]
    write(root, after() | {path: data})
    report = built(root)
    assert report.failed
    assert any(path in f"{each.place.path} {each.message}" for each in report.problems)
    assert not differences(tree(root / "public"), before)
    assert stamps(root / "public") == times


def test_the_command_line_says_that_a_build_failed_and_where(tmp_path: Path) -> None:
    root = write(tmp_path, site_files())
    assert carblog(root).returncode == 0
    before = tree(root / "public")
    write(root, {"content/news/van.md": b"---\ntitle: [\n---\n"})
    run = carblog(root)
    assert run.returncode == 1
    assert "content/news/van.md:" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert not differences(tree(root / "public"), before)


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site, then edited."""
    root = write(tmp_path_factory.mktemp("yesterday") / "site", site_files())
    assert built(root).published
    shutil.rmtree(root / "content")
    shutil.rmtree(root / "galleries")
    write(root, after())
    return root


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What the edited site is, built from nothing."""
    root = write(tmp_path_factory.mktemp("today"), after())
    assert built(root).published
    assert not findings(Publication(root / "public", BASE))
    return tree(root / "public")


def killed(root: Path, at: int) -> bool:
    """Whether a build was killed before the change number `at` of the disk."""
    disk = TearingDisk(at)
    try:
        with mock.patch.object(publish, "Disk", return_value=disk):
            built(root)
    except Killed:
        return True
    return False


def operations(root: Path) -> int:
    """How many changes of the disk the build of an edited site makes."""
    disk = TearingDisk(0)
    with mock.patch.object(publish, "Disk", return_value=disk):
        built(root)
    return disk.changes


def broken(public: Path, before: Files, after: Files) -> list[Finding]:
    """What readers meet that is not whole, who come from the front page or an old address.

    Of two pages that both leave, one goes first: a link from one to the other is let pass.
    """
    site = Publication(public, BASE)
    seen: set[str] = set()
    waiting = [*(before.keys() & site.pages.keys()), "index.html"]
    while waiting:
        path = waiting.pop()
        if path not in seen and path in site.pages:
            seen.add(path)
            urls = (site.absolute(path, ref.url) for ref in site.pages[path].references)
            waiting += [file for url in urls if (file := site.file_of(url))]
    return [
        finding
        for finding in findings(site)
        if finding.path in seen
        and finding.rule in {"broken", "missing", "outside"}
        and not (finding.path not in after and "href" in finding.message)
    ]


@pytest.mark.slow
def test_killed_at_any_change_no_reference_breaks_and_the_next_build_heals(
    tmp_path: Path, yesterday: Path, today: Files
) -> None:
    before = tree(yesterday / "public")
    counted = shutil.copytree(yesterday, tmp_path / "counted")
    count = operations(counted)

    def is_published(at: int) -> bool:
        """Whether readers see anything of a build that was killed at `at`, and check what."""
        root = shutil.copytree(yesterday, tmp_path / "site")
        assert killed(root, at)
        now = tree(root / "public")
        assert not broken(root / "public", before, today), f"killed at {at} of {count}"
        assert built(root).published
        assert not differences(tree(root / "public"), today), f"killed at {at} of {count}"
        shutil.rmtree(root)
        return bool(differences(now, before))

    # Until the first file is in its place all that happens is making and staging.
    first = bisect_left(range(count), True, lo=1, key=is_published)
    assert count - first > 40
    assert all(is_published(at) for at in range(first, count + 1))


@pytest.mark.parametrize("share", [0.15, 0.4, 0.6, 0.8, 0.95])
def test_a_process_killed_outright_is_healed_by_the_next(
    tmp_path: Path, yesterday: Path, today: Files, share: float
) -> None:
    shutil.copytree(yesterday, tmp_path / "timed")
    started = time.monotonic()
    assert carblog(tmp_path / "timed").returncode == 0
    seconds = time.monotonic() - started
    root = tmp_path / "site"
    shutil.copytree(yesterday, root)
    process = subprocess.Popen(
        command(root),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    try:
        process.wait(timeout=seconds * share)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert not broken(root / "public", tree(yesterday / "public"), today)
    assert built(root).published
    assert not differences(tree(root / "public"), today)


def test_ctrl_c_ends_with_its_own_exit_code_and_nothing_changed(
    tmp_path: Path, yesterday: Path
) -> None:
    root = tmp_path / "site"
    shutil.copytree(yesterday, root)
    before = tree(root / "public")
    # At the last moment before anything is published.
    code = """
import os, signal
from carblog.run import journal
journal.write = lambda *_: os.kill(os.getpid(), signal.SIGINT)
from carblog.cli import main
main()
"""
    run = carblog(root, "-j", "1", code=code)
    assert run.returncode == 130
    assert "Traceback" not in run.stderr
    assert not differences(tree(root / "public"), before)
