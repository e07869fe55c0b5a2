"""A build that dies while it publishes: what readers see then, and what the next build does."""

import errno
import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from carblog.run.failure import MachineFailed
from carblog.run.publish import Publisher
from tests.run.failing import CountedDisk, FaultyDisk, Killed, KillingDisk, TearingDisk
from tests.run.tiny import AFTER, BEFORE, Files, broken, build, published, site, tree

OTHER = site({"index.html": ["/d/"], "d/index.html": ["/", "/d/x.webp"]}, ["d/x.webp", "c"])
"""A third site, with a file where `AFTER` has a folder."""

TURNED = site({"index.html": ["/a", "/style.css/"], "style.css/index.html": ["/"]}, ["a"])
"""Files where `BEFORE` has folders, and a folder where it has a file."""

LEAST = site({"404.html": []})
"""Nearly everything is gone."""


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A folder in which `BEFORE` is published."""
    return made(tmp_path / "before", BEFORE)


def made(folder: Path, files: Files) -> Path:
    """A new folder in which `files` are published."""
    folder.mkdir()
    build(folder, files)
    return folder


def copies(folder: Path) -> Iterator[tuple[int, Path]]:
    """1, 2, … each with a copy of the folder, gone afterwards."""
    for number in itertools.count(1):
        copy = folder.with_name(f"{folder.name}-{number}")
        shutil.copytree(folder, copy)
        yield number, copy
        shutil.rmtree(copy)


def is_killed(folder: Path, files: Files, disk: KillingDisk) -> bool:
    """Whether building `files` with `disk` ends before it is done."""
    try:
        build(folder, files, disk)
    except Killed:
        return True
    return False


def fail(folder: Path, disk: CountedDisk | None = None) -> None:
    """A build that finds a problem, and so publishes nothing."""
    disk = disk or CountedDisk()
    with Publisher(folder / "public", folder / "cache", {}, disk) as publisher:
        publisher.stage("index.html", b"half the site")


def litter(folder: Path) -> list[str]:
    """What lies in the cache."""
    return sorted(str(path) for path in (folder / "cache").rglob("*"))


@pytest.mark.parametrize("disk", [KillingDisk, TearingDisk])
def test_no_reader_ever_meets_a_broken_reference(before: Path, disk: type[KillingDisk]) -> None:
    for number, folder in copies(before):
        was_killed = is_killed(folder, AFTER, disk(number))
        assert broken(published(folder), BEFORE, AFTER) == [], f"killed at change {number}"
        if not was_killed:
            assert number > len(AFTER)
            return


@pytest.mark.parametrize("disk", [KillingDisk, TearingDisk])
def test_the_first_readers_find_the_site_whole_or_not_at_all(
    tmp_path: Path, disk: type[KillingDisk]
) -> None:
    (tmp_path / "empty" / "public").mkdir(parents=True)
    for number, folder in copies(tmp_path / "empty"):
        was_killed = is_killed(folder, BEFORE, disk(number))
        assert broken(published(folder), {}, BEFORE) == [], f"killed at change {number}"
        build(folder, BEFORE)
        assert published(folder) == BEFORE
        if not was_killed:
            return


@pytest.mark.parametrize("files", [AFTER, TURNED, LEAST], ids=["after", "turned", "least"])
def test_the_next_build_makes_what_a_clean_one_makes(before: Path, files: Files) -> None:
    clean = tree(made(before.parent / "clean", files))
    for number, folder in copies(before):
        was_killed = is_killed(folder, files, TearingDisk(number))
        report = build(folder, files)
        assert tree(folder) == clean, f"killed at change {number}"
        assert (report.foreign, litter(folder)) == ((), [])
        if not was_killed:
            return


def test_the_next_build_may_be_of_another_site(before: Path) -> None:
    clean = tree(made(before.parent / "clean", OTHER))
    for number, folder in copies(before):
        was_killed = is_killed(folder, AFTER, TearingDisk(number))
        build(folder, OTHER)
        assert tree(folder) == clean, f"killed at change {number}"
        if not was_killed:
            return


def test_ownership_outlives_the_cache(before: Path) -> None:
    clean = tree(made(before.parent / "clean", OTHER))
    for number, folder in copies(before):
        was_killed = is_killed(folder, AFTER, TearingDisk(number))
        shutil.rmtree(folder / "cache")
        report = build(folder, OTHER)
        assert tree(folder) == clean, f"killed at change {number}"
        assert report.foreign == ()
        if not was_killed:
            return


def test_the_next_build_finishes_what_was_begun_even_if_it_fails_itself(before: Path) -> None:
    after = tree(made(before.parent / "after", AFTER))
    seen = set()
    for number, folder in copies(before):
        was_killed = is_killed(folder, AFTER, TearingDisk(number))
        fail(folder)
        assert tree(folder) in (tree(before), after), f"killed at change {number}"
        assert litter(folder) == []
        seen.add(tree(folder) == after)
        if not was_killed:
            assert seen == {False, True}
            return


def test_it_finishes_also_where_the_site_was_moved_meanwhile(before: Path) -> None:
    after = tree(made(before.parent / "after", AFTER))
    disk = CountedDisk()
    shutil.copytree(before, trial := before.parent / "trial")
    build(trial, AFTER, disk)
    assert is_killed(before, AFTER, KillingDisk(disk.changes - 20))
    moved = before.rename(before.parent / "moved")
    fail(moved)
    assert tree(moved) == after


@pytest.fixture(scope="module")
def moment(tmp_path_factory: pytest.TempPathFactory) -> int:
    """The change of the disk that is the first page of `AFTER` in its place."""
    before = made(tmp_path_factory.mktemp("moment") / "before", BEFORE)
    for number, folder in copies(before):
        if is_killed(folder, AFTER, KillingDisk(number)) and published(folder) != BEFORE:
            return number - 1
    raise AssertionError


@pytest.fixture
def begun(before: Path, moment: int) -> Path:
    """A folder in which `AFTER` is about to replace `BEFORE`: the journal is there, no page is."""
    assert is_killed(before, AFTER, KillingDisk(moment))
    return before


def test_a_journal_is_there_before_the_first_page_is_moved(begun: Path) -> None:
    assert (begun / "cache" / "staged" / "journal").exists()
    fail(begun)
    assert published(begun) == AFTER


@pytest.mark.parametrize("damage", [b"", b"garbage", b"0" * 32 + b"\n{}"])
def test_a_journal_that_is_damaged_is_not_believed(begun: Path, damage: bytes) -> None:
    (begun / "cache" / "staged" / "journal").write_bytes(damage)
    fail(begun)
    assert published(begun) == BEFORE
    assert litter(begun) == []


def test_a_journal_is_not_believed_when_a_letter_of_it_changed(begun: Path) -> None:
    journal = begun / "cache" / "staged" / "journal"
    journal.write_bytes(journal.read_bytes().replace(b'"c/index.html"', b'"x/index.html"'))
    fail(begun)
    assert published(begun) == BEFORE


@pytest.mark.parametrize("data", [None, b"", b"another page"])
def test_nothing_is_finished_when_what_was_waiting_is_not_whole(
    begun: Path, data: bytes | None
) -> None:
    staged = begun / "cache" / "staged"
    page = next(p for p in staged.iterdir() if p.read_bytes() == AFTER["c/index.html"])
    page.unlink() if data is None else page.write_bytes(data)
    fail(begun)
    assert published(begun) == BEFORE
    assert litter(begun) == []


def test_what_somebody_edits_before_it_is_finished_is_not_deleted(begun: Path) -> None:
    (begun / "public" / "b" / "index.html").write_text("my own words")
    fail(begun)
    assert published(begun) == AFTER | {"b/index.html": b"my own words"}


@pytest.mark.slow
def test_a_build_that_is_killed_while_it_heals_is_healed_by_the_next(before: Path) -> None:
    clean = tree(made(before.parent / "clean", AFTER))
    for number, folder in copies(before):
        was_killed = is_killed(folder, AFTER, KillingDisk(number))
        for again, copy in copies(folder):
            try:
                fail(copy, KillingDisk(again))
                is_over = True
            except Killed:
                is_over = False
            assert broken(published(copy), BEFORE, AFTER) == [], f"killed at {number}, {again}"
            if again % 5 == 0:
                build(copy, AFTER)
                assert tree(copy) == clean, f"killed at {number}, {again}"
            if is_over:
                break
        if not was_killed:
            return


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_an_error_of_the_disk_harms_nothing_and_is_healed(before: Path, code: int) -> None:
    clean = tree(made(before.parent / "clean", AFTER))
    told = set()
    for number, folder in copies(before):
        disk = FaultyDisk(number, code)
        try:
            build(folder, AFTER, disk)
        except MachineFailed as error:
            told.add(error.problem.code)
        assert broken(published(folder), BEFORE, AFTER) == [], f"error at change {number}"
        fail(folder)
        assert tree(folder) in (tree(before), clean), f"error at change {number}"
        build(folder, AFTER)
        assert tree(folder) == clean, f"error at change {number}"
        assert litter(folder) == []
        if disk.changes < number:
            assert told == {
                {errno.ENOSPC: "disk-full", errno.EIO: "disk-error"}.get(code, "permission")
            }
            return


def test_an_error_before_the_first_file_is_in_place_changes_nothing(before: Path) -> None:
    untouched = tree(before)
    for number, folder in copies(before):
        disk = FaultyDisk(number, errno.ENOSPC)
        with pytest.raises(MachineFailed):
            build(folder, AFTER, disk)
        if tree(folder) != untouched:
            assert number > len(AFTER)
            return
        assert litter(folder) == []
