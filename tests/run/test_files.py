"""What is read of the files that a scan found."""

import itertools
import os
from pathlib import Path

import pytest

from carblog.model.digest import digest_bytes
from carblog.run.files import InputChanged, read_bytes, read_chunks, read_folder, read_found
from tests.run.folder import LATER, put, scanned, site_folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site folder with one article and one photo."""
    return site_folder(tmp_path)


def test_reading_follows_no_link_on_the_way(root: Path) -> None:
    put(root / "outside" / "x.md", "secret")
    (root / "content" / "away").symlink_to(root / "outside")
    (root / "content" / "link.md").symlink_to(root / "outside" / "x.md")
    for path in ("content/away/x.md", "content/link.md", "content/../outside/x.md", "/etc/passwd"):
        with pytest.raises(OSError, match=path.replace(".", r"\.")):
            read_bytes(root, path)


def test_reading_says_when_the_file_is_no_longer_what_the_scan_saw(root: Path) -> None:
    file = scanned(root).files["content/news/x.md"]
    assert read_bytes(root, file.path, file.digest) == b"content/news/x.md"
    (root / file.path).write_text("saved meanwhile")
    with pytest.raises(InputChanged, match="changed while"):
        read_bytes(root, file.path, file.digest)


def test_what_a_scan_found_is_read_and_nothing_else(root: Path) -> None:
    [known, doubtful] = (
        scanned(root, clock=clock).files["content/news/x.md"] for clock in (LATER, 0)
    )
    assert (known.seen is None, doubtful.seen is None) == (False, True)
    path = root / known.path
    for file in (known, doubtful):
        assert read_found(root, file) == b"content/news/x.md"
    times = path.stat()
    path.write_text("content/news/y.md")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    for file in (known, doubtful):
        with pytest.raises(InputChanged, match="changed while"):
            read_found(root, file)


def test_a_file_that_is_as_it_was_seen_is_not_digested_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, doubtful = (
        scanned(root, clock=clock).files["galleries/m3/1.jpg"] for clock in (LATER, 0)
    )
    monkeypatch.setattr("carblog.run.files.blake2b", lambda **_: _Counted())
    _Counted.length = 0
    read_found(root, known)
    assert _Counted.length == 0
    with pytest.raises(InputChanged):
        read_found(root, doubtful)
    assert _Counted.length > 0


class _Counted:
    """A digest that only counts what it is made of."""

    length = 0

    def update(self, data: bytes) -> None:
        type(self).length += len(data)

    def hexdigest(self) -> str:
        return "another"


def test_reading_something_that_is_no_file_is_an_error(root: Path) -> None:
    os.mkfifo(root / "content" / "pipe")
    for path in ("content/pipe", "content", "content/nothing"):
        with pytest.raises(OSError, match=path):
            read_bytes(root, path)


def test_a_folder_is_read_whole_but_for_what_is_left_behind(tmp_path: Path) -> None:
    put(tmp_path / "theme.yaml", "a")
    put(tmp_path / "static" / "x.css", "b")
    put(tmp_path / "static" / "x.css~", "c")
    (tmp_path / "link").symlink_to("theme.yaml")
    assert read_folder(tmp_path) == {"static/x.css": b"b", "theme.yaml": b"a"}


def test_a_film_is_read_piece_by_piece_and_checked_at_its_end(tmp_path: Path) -> None:
    film = bytes(range(256)) * 10_240
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "film.mp4").write_bytes(film)
    pieces = list(read_chunks(tmp_path, "static/film.mp4", digest_bytes(film)))
    assert b"".join(pieces) == film
    assert max(map(len, pieces)) <= 1 << 20
    changed = read_chunks(tmp_path, "static/film.mp4", digest_bytes(b"as it was"))
    assert b"".join(itertools.islice(changed, len(pieces))) == film
    with pytest.raises(InputChanged, match="changed while"):
        next(changed)
