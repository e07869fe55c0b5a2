"""A time budget for AVIF: what is left to a later build is nowhere named, and is made later."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from carblog.flow import photos
from carblog.flow.budget import Budget
from carblog.run import publish
from carblog.run.pictures import PictureCache
from tests.run.failing import CountedDisk, Killed, TearingDisk
from tests.support.links import findings
from tests.support.publication import Publication
from tests.support.sites import Files, built, differences, site_files, tree, write

THEME = "themes/plain/theme.yaml"
BASE = "https://cars.example/"


def files() -> dict[str, bytes]:
    """A site whose theme wants every photo of a gallery as AVIF, in two widths."""
    made = site_files()
    text = made[THEME].replace(b"widths: [32], formats: [webp, jpeg]", b"widths: [16, 32]")
    assert text != made[THEME]
    made[THEME] = text.replace(b"of: [gallery, frame]}\n  thumb", FORMATS + b"\n  thumb")
    return made


FORMATS = b"formats: [avif, webp, jpeg], of: [gallery, frame]}"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The site built from nothing, in as long as it takes."""
    root = write(tmp_path_factory.mktemp("whole"), files())
    assert built(root).pending == 0
    return tree(root / "public")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "site", files())


@pytest.fixture
def one_second_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is made of a photo takes a second."""
    seconds = iter(range(10_000))
    monkeypatch.setattr(photos, "perf_counter", lambda: float(next(seconds)))


def avifs(public: Mapping[str, Any]) -> set[str]:
    return {path for path in public if path.endswith(".avif")}


def test_without_a_budget_all_is_made(whole: Files) -> None:
    assert len(avifs(whole)) == 10


def test_a_build_without_time_makes_none_and_names_none(root: Path, whole: Files) -> None:
    report = built(root, avif_budget=0.0)
    now = tree(root / "public")
    assert report.published
    assert report.pending == len(avifs(whole))
    assert not avifs(now)
    assert not any(b".avif" in data for path, data in now.items() if path.endswith(".html"))
    assert not findings(Publication(root / "public", BASE))
    assert now.keys() >= whole.keys() - avifs(whole)


def test_the_next_build_makes_the_rest_and_nothing_else(root: Path, whole: Files) -> None:
    report = built(root, avif_budget=0.0)
    pending = report.pending
    report = built(root)
    assert not differences(tree(root / "public"), whole)
    assert (report.made["pictures"], report.pending) == (pending, 0)


@pytest.mark.usefixtures("one_second_each")
def test_time_that_is_up_leaves_whole_photos(root: Path, whole: Files) -> None:
    report = built(root, avif_budget=0.5)
    now = avifs(tree(root / "public"))
    assert 0 < len(now) < len(avifs(whole))
    assert report.pending == len(avifs(whole)) - len(now)
    photos_of = [path.rpartition("/")[0] + path.rpartition("/")[2][:1] for path in now]
    assert all(photos_of.count(photo) == 2 for photo in photos_of)
    assert not findings(Publication(root / "public", BASE))


@pytest.mark.usefixtures("one_second_each")
def test_what_the_newest_stories_show_is_made_first(root: Path) -> None:
    write(root, {"content/news/new.md": b"---\ntitle: N\ndate: 2026-05-30\ngallery: gt\n---\n"})
    built(root, avif_budget=0.01)
    assert {path.split("/")[1] for path in avifs(tree(root / "public"))} == {"gt"}


@pytest.mark.usefixtures("one_second_each")
def test_a_budget_after_a_budget_comes_to_the_end(root: Path, whole: Files) -> None:
    pending = [built(root, avif_budget=0.3).pending for _ in range(8)]
    assert pending == sorted(pending, reverse=True)
    assert (pending[0] > 0, pending[-1]) == (True, 0)
    assert not differences(tree(root / "public"), whole)


def test_what_was_made_before_is_not_made_again_when_its_photo_is_put_off(
    root: Path, whole: Files
) -> None:
    assert built(root).published
    wider = files()[THEME].replace(b"widths: [16, 32]", b"widths: [16, 24, 32]")
    write(root, {THEME: wider})
    report = built(root, avif_budget=0.0)
    with mock.patch.object(PictureCache, "put", autospec=True, side_effect=PictureCache.put) as put:
        assert built(root).pending == 0
    new = avifs(tree(root / "public")) - avifs(whole)
    assert report.pending == put.call_count == len(new) > 0
    assert avifs(tree(root / "public")) > avifs(whole)


def test_a_build_with_files_left_over_is_not_up_to_date(root: Path) -> None:
    built(root, avif_budget=0.0)
    looked_at = mock.patch("carblog.flow.building.survey", side_effect=ZeroDivisionError)
    with looked_at, pytest.raises(ZeroDivisionError):
        built(root, avif_budget=0.0)


@pytest.mark.slow
@pytest.mark.usefixtures("one_second_each")
def test_killed_anywhere_it_is_whole_and_the_next_build_finishes(
    tmp_path: Path, whole: Files
) -> None:
    for at in range(1, 500, 7):
        root = write(tmp_path / str(at), files())
        disk = TearingDisk(at)
        try:
            with mock.patch.object(publish, "Disk", return_value=disk):
                built(root, avif_budget=0.5)
        except Killed:
            assert built(root).published
            assert not differences(tree(root / "public"), whole), f"killed at {at}"
        else:
            break
    assert at > 100


@pytest.mark.parametrize(("seconds", "spent"), [(None, False), (0.0, True), (1.0, False)])
def test_a_budget_of_nothing_is_spent_from_the_start(seconds: float | None, spent: bool) -> None:
    assert Budget(seconds, 2).is_spent == spent


def test_processes_share_a_budget() -> None:
    budget = Budget(1.0, 2)
    budget.spend(1.5)
    assert not budget.is_spent
    budget.spend(0.5)
    assert budget.is_spent


@pytest.fixture(autouse=True)
def _impatient_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits until its site would outlast a power cut."""
    monkeypatch.setattr(publish, "Disk", CountedDisk)
