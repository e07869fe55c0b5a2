"""Looking at what changed finds what looking at everything does."""

import os
import random
import shutil
from pathlib import Path

import pytest

from carblog.run import rescan as rescanning
from carblog.run.rescan import changes, rescan
from carblog.run.scan import RACY_NS, Scan, scan
from carblog.run.store import Store
from tests.support.sites import write

FILES = {
    "site.yaml": "title: Cars\n",
    "content/news/van.md": "van",
    "content/news/van/1.jpg": "1",
    "content/news/vans.md": "vans",
    "galleries/m3/1.jpg": "one",
    "galleries/m3/.hidden": "",
    "static/logo.svg": "<svg/>",
    "themes/plain/theme.yaml": "name: plain",
}
NAMES = ["news", "van", "van.md", "vans.md", "m3", "1.jpg", ".git", "x~", "id_rsa", "new"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "site", FILES)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store.db", "this")


def scanned(root: Path, store: Store) -> Scan:
    return scan(root, store, root / "static/out")


def looked_at(root: Path, before: Scan, *paths: str, store: Store) -> Scan:
    """The scan after a look at `paths`, which is what one of everything comes to."""
    found = rescan(root, before, paths, store, root / "static/out")
    whole = scanned(root, Store(root.parent / "other.db", "this"))
    assert found.scan == whole
    assert list(found.scan.files) == list(whole.files)
    assert changes(before, found) == tuple(
        sorted(
            path
            for path in before.files.keys() | whole.files.keys()
            if before.files.get(path) != whole.files.get(path)
        )
    )
    return found.scan


def test_a_changed_file_is_found(root: Path, store: Store) -> None:
    before = scanned(root, store)
    (root / "content/news/van.md").write_text("other")
    after = looked_at(root, before, "content/news/van.md", store=store)
    assert after.files["galleries/m3/1.jpg"] is before.files["galleries/m3/1.jpg"]


def test_no_folder_is_listed_for_a_file(
    root: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There may be 10,000 articles beside it."""
    before = scanned(root, store)
    (root / "content/news/van.md").write_text("other")
    monkeypatch.setattr(os, "scandir", None)
    assert rescan(root, before, ["content/news/van.md"], store).scan != before


def test_a_new_file_takes_its_place_among_the_others(root: Path, store: Store) -> None:
    before = scanned(root, store)
    write(root, {"content/news/estate.md": "estate"})
    looked_at(root, before, "content/news/estate.md", store=store)


def test_a_folder_that_is_gone_takes_all_with_it(root: Path, store: Store) -> None:
    before = scanned(root, store)
    shutil.rmtree(root / "content/news")
    looked_at(root, before, "content/news", store=store)


def test_a_file_that_became_a_folder_is_looked_into(root: Path, store: Store) -> None:
    before = scanned(root, store)
    (root / "content/news/vans.md").unlink()
    write(root, {"content/news/vans.md/x.md": "x"})
    looked_at(root, before, "content/news/vans.md", store=store)


def test_a_folder_that_became_a_link_is_told_by_what_was_in_it(root: Path, store: Store) -> None:
    before = scanned(root, store)
    (root / "galleries/m3").rename(root / "galleries/moved")
    (root / "galleries/m3").symlink_to("moved")
    paths = ["galleries/m3/1.jpg", "galleries/moved"]
    after = looked_at(root, before, *paths, store=store)
    assert [problem.code for problem in after.problems] == ["symlink"]


def test_what_was_wrong_with_a_file_goes_with_it(root: Path, store: Store) -> None:
    (root / "content/id_rsa").write_text("secret")
    before = scanned(root, store)
    (root / "content/id_rsa").unlink()
    assert before.problems
    assert looked_at(root, before, "content/id_rsa", store=store).problems == ()


def test_settings_come_change_and_go(root: Path, store: Store) -> None:
    found = scanned(root, store)
    (root / "site.yaml").write_text("title: Vans\n")
    found = looked_at(root, found, "site.yaml", store=store)
    (root / "site.yaml").rename(root / "Site.yml")
    found = looked_at(root, found, "site.yaml", store=store)
    assert [problem.code for problem in found.problems] == ["part-name"]
    (root / "Site.yml").rename(root / "site.yaml")
    looked_at(root, found, "site.yaml", store=store)


@pytest.mark.parametrize("path", ["", ".", "../site/content", "content/../content", "else", "/"])
def test_what_is_no_place_in_the_site_is_looked_for_everywhere(
    root: Path, store: Store, path: str
) -> None:
    before = scanned(root, store)
    (root / "content/news/van.md").write_text("other")
    looked_at(root, before, path, store=store)


def test_what_lies_in_the_output_folder_is_not_looked_at(root: Path, store: Store) -> None:
    before = scanned(root, store)
    write(root, {"static/out/index.html": "<p>"})
    assert looked_at(root, before, "static/out/index.html", store=store) == before


def test_what_was_read_long_after_it_was_written_is_remembered(root: Path, store: Store) -> None:
    before = scanned(root, store)
    later = (root / "content/news/van.md").stat().st_mtime_ns + 2 * RACY_NS
    rescan(root, before, ["content/news/van.md"], store, clock_ns=lambda: later)
    assert "content/news/van.md" in store.files()


def test_any_changes_are_found(root: Path, store: Store) -> None:
    chosen = random.Random(4)  # noqa: S311 - the same ones every time
    found = scanned(root, store)
    for _ in range(150):
        paths = {_something(root, chosen) for _ in range(chosen.choice([1, 1, 2, 5]))}
        found = looked_at(root, found, *paths, store=store)


def _something(root: Path, chosen: random.Random) -> str:
    """Comes, changes or goes."""
    names = chosen.choices(NAMES, k=chosen.choice([1, 2, 2, 3]))
    path = "/".join([chosen.choice(["content", "galleries", "static"]), *names])
    file = root / path
    place = next((each for each in reversed(file.parents) if each.is_file()), None)
    if place:
        place.unlink()
        return place.relative_to(root).as_posix()
    match chosen.choice(["write", "write", "folder", "go"]):
        case "write" if not file.is_dir():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(chosen.randbytes(2))
        case "folder" if not file.exists():
            file.mkdir(parents=True)
        case "go" if file.is_dir():
            shutil.rmtree(file)
        case "go":
            file.unlink(missing_ok=True)
    return path


def test_outermost_places_hold_the_others() -> None:
    paths = ["content/a", "content/a/b", "content/a.md", "content/a/b/c", "static"]
    assert rescanning._outermost(paths) == ("content/a.md", "content/a", "static")
