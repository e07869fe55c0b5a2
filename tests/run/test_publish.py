"""What publishing does to an output folder, and what it leaves alone."""

import errno
import itertools
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from carblog.run import manifest
from carblog.run.disk import Disk, StrPath
from carblog.run.failure import MachineFailed
from carblog.run.publish import InTheWay, Publisher
from carblog.run.remembered import Published
from tests.run.failing import CountedDisk, MountedDisk
from tests.run.tiny import AFTER, BEFORE, build, outputs_of, published, rebuild, site, tree

PAGES = {"index.html": b"home", "a/index.html": b"a", "style.css": b"style"}


def put(path: Path, text: str) -> Path:
    """Write a file, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def stats(folder: Path) -> dict[str, tuple[int, int]]:
    """Time and inode of everything in the output folder, folders too."""
    found = [folder / "public", *(folder / "public").rglob("*")]
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in found}


def test_the_output_folder_holds_exactly_the_outputs(tmp_path: Path) -> None:
    report = build(tmp_path, BEFORE)
    assert published(tmp_path) == BEFORE
    assert set(report.new) == set(BEFORE)
    report = build(tmp_path, AFTER)
    assert published(tmp_path) == AFTER
    assert set(report.deleted) == BEFORE.keys() - AFTER.keys()
    assert set(report.new) == AFTER.keys() - BEFORE.keys()
    same = {path for path in AFTER if BEFORE.get(path) == AFTER[path]}
    assert set(report.replaced) == (BEFORE.keys() & AFTER.keys()) - same
    assert report.kept == len(same)


def test_folders_that_nothing_is_left_in_are_gone(tmp_path: Path) -> None:
    build(tmp_path, PAGES | {"deep/er/index.html": b""})
    build(tmp_path, PAGES)
    assert not (tmp_path / "public" / "deep").exists()


def test_a_second_build_changes_nothing_at_all(tmp_path: Path) -> None:
    first = build(tmp_path, PAGES)
    before = stats(tmp_path)
    disk = CountedDisk()
    report = rebuild(tmp_path, PAGES, first.published, disk)
    assert (report.kept, disk.changes) == (len(PAGES), 0)
    assert stats(tmp_path) == before
    assert report.published == first.published


def test_files_whose_bytes_are_already_there_are_not_touched(tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    before = stats(tmp_path)
    report = build(tmp_path, PAGES)
    assert report.kept == len(PAGES)
    assert stats(tmp_path) == before


def test_one_edit_touches_one_file(tmp_path: Path) -> None:
    first = build(tmp_path, PAGES)
    before = stats(tmp_path)
    report = rebuild(tmp_path, PAGES | {"style.css": b"other"}, first.published)
    assert (report.replaced, report.kept) == (("style.css",), 2)
    after = stats(tmp_path)
    changed = {Path(path).name for path in after if after[path] != before[path]}
    assert changed == {"style.css", ".carblog-manifest", "public"}


def test_what_is_remembered_is_not_made_again_even_when_its_time_changed(tmp_path: Path) -> None:
    first = build(tmp_path, PAGES)
    os.utime(tmp_path / "public" / "style.css", (1, 1))
    report = rebuild(tmp_path, PAGES, first.published, disk := CountedDisk())
    assert disk.changes == 0
    assert report.published["style.css"].mtime_ns == 1_000_000_000


@pytest.mark.parametrize("text", ["", "STYLE", "another style"])
def test_an_output_that_somebody_edited_is_made_again(tmp_path: Path, text: str) -> None:
    first = build(tmp_path, PAGES)
    put(tmp_path / "public" / "style.css", text)
    report = rebuild(tmp_path, PAGES, first.published)
    assert (report.replaced, report.foreign) == (("style.css",), ())
    assert published(tmp_path) == PAGES


def test_an_output_that_was_exchanged_for_one_of_its_size_and_time_is_made_again(
    tmp_path: Path,
) -> None:
    first = build(tmp_path, PAGES)
    path = tmp_path / "public" / "style.css"
    time = path.stat().st_mtime_ns
    put(tmp_path / "other", "STYLE").replace(path)
    os.utime(path, ns=(time, time))
    assert rebuild(tmp_path, PAGES, first.published).replaced == ("style.css",)


def test_an_output_that_somebody_deleted_is_made_again(tmp_path: Path) -> None:
    first = build(tmp_path, PAGES)
    shutil.rmtree(tmp_path / "public" / "a")
    assert rebuild(tmp_path, PAGES, first.published).new == ("a/index.html",)
    assert published(tmp_path) == PAGES


def test_what_is_remembered_of_another_folder_does_no_harm(tmp_path: Path) -> None:
    first = build(tmp_path, PAGES)
    (tmp_path / "public").rename(tmp_path / "elsewhere")
    assert len(rebuild(tmp_path, PAGES, first.published).new) == len(PAGES)
    assert published(tmp_path) == PAGES


def test_an_output_that_was_neither_made_nor_is_there_is_a_bug(tmp_path: Path) -> None:
    first = build(tmp_path, PAGES)
    (tmp_path / "cache").mkdir(exist_ok=True)
    with Publisher(tmp_path / "public", tmp_path / "cache", first.published) as publisher:
        with pytest.raises(ValueError, match=r"new\.html was not made"):
            publisher.publish(outputs_of({"new.html": b""}))
        with pytest.raises(ValueError, match=r"style\.css was not made"):
            publisher.publish(outputs_of({"style.css": b"other"}))


def test_a_build_that_stops_before_it_publishes_changes_nothing(tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    before = stats(tmp_path)
    with Publisher(tmp_path / "public", tmp_path / "cache", {}) as publisher:
        publisher.stage("index.html", b"half")
        assert (tmp_path / "cache" / "staged").is_dir()
    assert stats(tmp_path) == before
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_first_build_that_stops_leaves_no_folder(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    with Publisher(tmp_path / "public", tmp_path / "cache", {}) as publisher:
        publisher.stage("index.html", b"half")
    assert not (tmp_path / "public").exists()


def test_what_carblog_did_not_write_is_left_and_told(tmp_path: Path) -> None:
    build(tmp_path, BEFORE)
    put(tmp_path / "public" / "b" / "mine.txt", "mine")
    put(tmp_path / "public" / "mine" / "x.txt", "mine")
    (tmp_path / "public" / "link").symlink_to("/etc")
    os.mkfifo(tmp_path / "public" / "pipe")
    report = build(tmp_path, AFTER)
    assert report.foreign == ("b/mine.txt", "link", "mine/x.txt", "pipe")
    assert published(tmp_path).keys() - AFTER.keys() == {"b/mine.txt", "mine/x.txt"}
    assert (tmp_path / "public" / "link").is_symlink()


def test_what_somebody_edited_is_left_when_the_site_does_without_it(tmp_path: Path) -> None:
    build(tmp_path, BEFORE)
    put(tmp_path / "public" / "b" / "index.html", "my own words")
    report = build(tmp_path, AFTER)
    assert report.foreign == ("b/index.html",)
    assert (tmp_path / "public" / "b" / "index.html").read_text() == "my own words"
    assert build(tmp_path, AFTER).foreign == ("b/index.html",)


def test_a_checked_out_branch_is_left_and_not_worth_a_word(tmp_path: Path) -> None:
    put(tmp_path / "public" / ".git" / "HEAD", "ref")
    put(tmp_path / "public" / ".gitignore", "")
    report = build(tmp_path, PAGES)
    assert report.foreign == ()
    assert (tmp_path / "public" / ".git" / "HEAD").read_text() == "ref"


def test_where_case_makes_no_difference_a_respelt_page_is_not_deleted(tmp_path: Path) -> None:
    before, after = PAGES | {"tags/BMW.html": b"x"}, PAGES | {"tags/bmw.html": b"x"}
    build(tmp_path, before)
    assert build(tmp_path, after).deleted == ("tags/BMW.html",)
    build(tmp_path, before)
    put(tmp_path / "public" / manifest.MANIFEST.upper(), "as if both names were one file")
    assert build(tmp_path, after).deleted == ()


@pytest.mark.parametrize(
    ("mine", "wanted"),
    [
        ("robots.txt", "robots.txt"),
        ("tags", "tags/v8/index.html"),
        ("about/index.html", "about"),
        ("about/.DS_Store", "about"),
    ],
)
def test_nothing_is_published_over_what_carblog_did_not_write(
    tmp_path: Path, mine: str, wanted: str
) -> None:
    build(tmp_path, PAGES)
    put(tmp_path / "public" / mine, "mine")
    before = stats(tmp_path)
    with pytest.raises(InTheWay) as told:
        build(tmp_path, PAGES | {wanted: b"new", "style.css": b"new"})
    [problem] = told.value.problems
    assert problem.code == "output-in-the-way"
    assert str(problem.place) == f"public/{mine}"
    assert stats(tmp_path) == before


def test_everything_that_is_in_the_way_is_named_at_once(tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    mine = ["b/index.html", "c.jpg", "feed.xml"]
    for path in mine:
        put(tmp_path / "public" / path, "mine")
    with pytest.raises(InTheWay) as told:
        build(tmp_path, PAGES | dict.fromkeys(mine, b"new"))
    assert [str(problem.place) for problem in told.value.problems] == [f"public/{m}" for m in mine]


def test_a_file_that_changes_while_it_is_copied_is_not_published(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half a film"
        raise OSError(errno.ESTALE, "changed", "static/film.mp4")

    build(tmp_path, PAGES)
    [output] = outputs_of({"film.mp4": b"half a film"})
    with (
        pytest.raises(MachineFailed) as told,
        Publisher(tmp_path / "public", tmp_path / "cache", {}) as publisher,
    ):
        publisher.stage_chunks(output.path, chunks())
    assert str(told.value.problem.place) == "static/film.mp4"
    assert published(tmp_path) == PAGES


def test_nothing_is_published_through_a_link(tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    (tmp_path / "outside").mkdir()
    (tmp_path / "public" / "news").symlink_to(tmp_path / "outside")
    with pytest.raises(InTheWay, match="news"):
        build(tmp_path, PAGES | {"news/index.html": b"new"})
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_in_place_of_an_output_is_replaced_and_not_followed(tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    outside = put(tmp_path / "outside", "precious")
    (tmp_path / "public" / "style.css").unlink()
    (tmp_path / "public" / "style.css").symlink_to(outside)
    build(tmp_path, PAGES)
    assert published(tmp_path) == PAGES
    assert not (tmp_path / "public" / "style.css").is_symlink()
    assert outside.read_text() == "precious"


def test_the_same_bytes_that_carblog_did_not_write_become_its_own(tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    put(tmp_path / "public" / "robots.txt", "all")
    assert build(tmp_path, PAGES | {"robots.txt": b"all"}).kept == len(PAGES) + 1
    assert build(tmp_path, PAGES).deleted == ("robots.txt",)


def test_a_page_can_become_a_folder_and_a_folder_a_page(tmp_path: Path) -> None:
    build(tmp_path, site({"index.html": []}, ["a", "b/c/d.html", "b/x.html"]))
    after = site({"index.html": []}, ["a/c/d.html", "b"])
    build(tmp_path, after)
    assert published(tmp_path) == after


@pytest.mark.parametrize(
    "path",
    [
        *("../x", "/etc/x", "a/../../x", "a//b", "", ".", "a/./b", "a\nb", "a\x00b", "a\x7f"),
        *(".carblog-manifest", ".carblog-staged/x", "\ud800"),
    ],
)
def test_no_file_is_ever_written_outside_or_over_our_own(tmp_path: Path, path: str) -> None:
    (tmp_path / "cache").mkdir()
    with Publisher(tmp_path / "public", tmp_path / "cache", {}) as publisher:
        with pytest.raises(MachineFailed) as told:
            publisher.stage(path, b"x")
        with pytest.raises(MachineFailed):
            publisher.stage_file(path, put(tmp_path / "file", "x"))
    assert told.value.problem.code == "output-path"
    assert str(told.value.problem.place).isprintable()
    assert not (tmp_path / "public").exists()


def test_a_manifest_cannot_make_it_delete_outside(tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    precious = put(tmp_path / "precious", "x")
    digest = outputs_of({"x": b"x"})[0].key
    path = tmp_path / "public" / manifest.MANIFEST
    for name in ("../precious", str(precious)):
        path.write_text(path.read_text() + f"{digest} {name}\nnonsense\n\x00\n")
    report = build(tmp_path, PAGES)
    assert report.deleted == ()
    assert precious.exists()


def test_the_manifest_lists_every_file_sorted_after_a_line_that_names_its_format(
    tmp_path: Path,
) -> None:
    build(tmp_path, {"b.html": b"b", "a.html": b"a"})
    lines = (tmp_path / "public" / manifest.MANIFEST).read_text().splitlines()
    keys = [output.key for output in outputs_of({"a.html": b"a", "b.html": b"b"})]
    assert lines == ["carblog manifest 1", *sorted([f"{keys[0]} a.html", f"{keys[1]} b.html"])]


@pytest.mark.parametrize("umask", [0, 0o022, 0o077, 0o777])
def test_the_umask_has_no_say_in_who_may_read_the_site(tmp_path: Path, umask: int) -> None:
    (tmp_path / "cache").mkdir()
    file = tmp_path / "picture"
    Disk().write(file, [b"pixels"])
    before = os.umask(umask)
    try:
        outputs = outputs_of({"deep/er/index.html": b"x", "a.webp": b"pixels"})
        with Publisher(tmp_path / "public", tmp_path / "cache", {}) as publisher:
            publisher.stage("deep/er/index.html", b"x")
            publisher.stage_file("a.webp", file)
            publisher.publish(outputs)
    finally:
        os.umask(before)
    paths = [tmp_path / "public", *(tmp_path / "public").rglob("*")]
    modes = {path.is_dir(): stat.S_IMODE(path.stat().st_mode) for path in paths}
    assert len(paths) == 6
    assert modes == {True: 0o755, False: 0o644}


def test_a_kept_picture_gets_a_second_name_and_no_copy(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    kept = put(tmp_path / "cache" / "picture", "pixels")
    with Publisher(tmp_path / "public", tmp_path / "cache", {}) as publisher:
        publisher.stage_file("a.webp", kept)
        report = publisher.publish(outputs_of({"a.webp": b"pixels"}))
    assert (tmp_path / "public" / "a.webp").samefile(kept)
    assert rebuild(tmp_path, {"a.webp": b"pixels"}, report.published).kept == 1


class _NoLinks(CountedDisk):
    def link(self, source: StrPath, path: StrPath) -> None:
        raise PermissionError(1, "Operation not permitted", str(source), None, str(path))


def test_where_no_second_name_can_be_it_is_copied(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    kept = put(tmp_path / "cache" / "picture", "pixels")
    with Publisher(tmp_path / "public", tmp_path / "cache", {}, _NoLinks()) as publisher:
        publisher.stage_file("a.webp", kept)
        publisher.publish(outputs_of({"a.webp": b"pixels"}))
    assert published(tmp_path) == {"a.webp": b"pixels"}
    assert not (tmp_path / "public" / "a.webp").samefile(kept)


def test_an_output_folder_that_is_a_mount_gets_its_files_all_the_same(tmp_path: Path) -> None:
    disk = MountedDisk(tmp_path / "public")
    build(tmp_path, BEFORE, disk)
    build(tmp_path, AFTER, disk)
    assert published(tmp_path) == AFTER
    assert build(tmp_path, AFTER).foreign == ()
    assert list((tmp_path / "cache").iterdir()) == []


class _FullMount(MountedDisk):
    """As `MountedDisk`, and there is no room in the output folder."""

    def write(self, path: StrPath, chunks: Iterable[bytes]) -> None:
        if Path(path).is_relative_to(self.output) and Path(path).name == "3":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        super().write(path, chunks)


def test_a_mount_that_is_full_is_left_as_it_was(tmp_path: Path) -> None:
    build(tmp_path, BEFORE)
    before = tree(tmp_path)
    with pytest.raises(MachineFailed, match="full"):
        build(tmp_path, AFTER, _FullMount(tmp_path / "public"))
    assert tree(tmp_path) == before
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.fixture
def far(tmp_path: Path) -> Iterator[Path]:
    """A cache folder on another file system than `tmp_path`."""
    shm = Path("/dev/shm")  # noqa: S108 - a file system that is there on every Linux
    if not shm.is_dir() or shm.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is only one file system here")
    with tempfile.TemporaryDirectory(dir=shm) as name:
        yield Path(name)


def test_from_a_cache_on_another_file_system_it_is_the_same(tmp_path: Path, far: Path) -> None:
    for files in (BEFORE, AFTER):
        build(tmp_path, files, cache=str(far))
        assert published(tmp_path) == files
    assert list(far.iterdir()) == []
    assert not (tmp_path / "public" / manifest.STAGED).exists()


def test_from_there_too_a_build_that_stops_changes_nothing(tmp_path: Path, far: Path) -> None:
    with Publisher(tmp_path / "deep" / "public", far, {}) as publisher:
        publisher.stage("index.html", b"half")
        assert (tmp_path / "deep" / "public").is_dir()
    assert list(tmp_path.iterdir()) == []
    build(tmp_path, BEFORE)
    before = tree(tmp_path)
    with Publisher(tmp_path / "public", far, {}) as publisher:
        publisher.stage("index.html", b"half")
    assert tree(tmp_path) == before


class _Witness(CountedDisk):
    """Notes in which order things are done."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def write(self, path: StrPath, chunks: Iterable[bytes]) -> None:
        self.seen.append("write")
        super().write(path, chunks)

    def replace(self, source: StrPath, path: StrPath) -> None:
        self.seen.append("journal" if Path(path).name == "journal" else "replace")
        super().replace(source, path)

    def remove(self, path: StrPath) -> None:
        self.seen.append("forget" if Path(path).name == "journal" else "remove")
        super().remove(path)

    def sync(self, folder: StrPath) -> None:
        self.seen.append("sync")
        super().sync(folder)


def test_after_a_power_cut_there_is_no_file_without_its_bytes(tmp_path: Path) -> None:
    disk = _Witness()
    build(tmp_path, BEFORE)
    build(tmp_path, AFTER, disk)
    seen = [verb for verb, _ in itertools.groupby(disk.seen)]
    assert seen[:5] == ["write", "sync", "journal", "replace", "remove"]
    assert seen[5:8] == ["replace", "sync", "forget"]


def test_what_is_remembered_says_what_the_key_was_made_of(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    outputs = outputs_of(PAGES)
    with Publisher(tmp_path / "public", tmp_path / "cache", {}) as publisher:
        for output in outputs:
            publisher.stage(output.path, PAGES[output.path])
        report = publisher.publish(
            outputs, {output.path: output.path.encode() for output in outputs}
        )
    assert report.published["style.css"].parts == b"style.css"
    stat = (tmp_path / "public" / "style.css").stat()
    known: Published = report.published["style.css"]
    assert (known.size, known.mtime_ns, known.inode) == (5, stat.st_mtime_ns, stat.st_ino)


def test_a_staging_folder_in_any_state_is_cleared_away(tmp_path: Path) -> None:
    build(tmp_path, BEFORE)
    staged = tmp_path / "cache" / "staged"
    put(staged / "1" / "folder", "")
    put(staged / "journal", "garbage")
    put(tmp_path / "public" / manifest.STAGED / "2", "")
    build(tmp_path, AFTER)
    put(staged, "a file")
    build(tmp_path, BEFORE)
    assert published(tmp_path) == BEFORE
    assert list((tmp_path / "cache").iterdir()) == []


def test_what_waits_is_for_nobody_else_to_see(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    with Publisher(tmp_path / "public", tmp_path / "cache", {}) as publisher:
        publisher.stage("embargo.html", b"x")
        assert stat.S_IMODE((tmp_path / "cache" / "staged").stat().st_mode) == 0o700


def test_a_name_too_long_for_a_file_is_told_before_anything_is_published(tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    before = stats(tmp_path)
    with pytest.raises(MachineFailed, match="longer than 255 bytes"):
        build(tmp_path, PAGES | {f"{'ж' * 128}/index.html": b"", "index.html": b"new"})
    assert stats(tmp_path) == before


def test_a_disk_without_room_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int, _data: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space") as told:
        Disk().write(tmp_path / "7", [b"page"])
    assert told.value.filename == str(tmp_path / "7")
