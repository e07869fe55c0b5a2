"""Encoded pictures are kept, and believed only when they are still what was encoded."""

import errno
from pathlib import Path

import pytest

from carblog.run.pictures import PictureCache
from tests.run.failing import FaultyDisk

ONE, OTHER = "0" * 32, "1" * 32


def read(cache: Path, key: str) -> bytes | None:
    """What a later build gets."""
    path = PictureCache(cache).get(key)
    return path.read_bytes() if path else None


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file of a picture that was put in a cache."""
    path = PictureCache(tmp_path).put(ONE, b"pixels")
    assert path
    return path


def test_a_picture_that_was_put_is_there_for_the_next_build(tmp_path: Path, kept: Path) -> None:
    assert kept.read_bytes() == read(tmp_path, ONE) == b"pixels"
    assert read(tmp_path, OTHER) is None


@pytest.mark.parametrize("data", [b"", b"pixel", b"pixels!", b"Pixels"])
def test_a_damaged_picture_is_not_used_and_can_be_put_again(
    tmp_path: Path, kept: Path, data: bytes
) -> None:
    kept.write_bytes(data)
    assert read(tmp_path, ONE) is None
    PictureCache(tmp_path).put(ONE, b"pixels")
    assert read(tmp_path, ONE) == b"pixels"


def test_two_pictures_that_changed_places_are_not_used(tmp_path: Path, kept: Path) -> None:
    other = PictureCache(tmp_path).put(OTHER, b"others")
    assert other
    kept.rename(tmp_path / "x")
    other.rename(kept)
    (tmp_path / "x").rename(other)
    assert read(tmp_path, ONE) is None
    assert read(tmp_path, OTHER) is None


def test_a_link_or_a_folder_in_its_place_is_not_used(tmp_path: Path, kept: Path) -> None:
    kept.rename(tmp_path / "away")
    kept.symlink_to(tmp_path / "away")
    assert read(tmp_path, ONE) is None
    kept.unlink()
    kept.mkdir()
    assert read(tmp_path, ONE) is None


def test_what_the_site_no_longer_shows_is_forgotten(tmp_path: Path, kept: Path) -> None:
    cache = PictureCache(tmp_path)
    other = cache.put(OTHER, b"others")
    (tmp_path / "pictures" / "litter").write_text("")
    cache.prune([OTHER])
    assert list((tmp_path / "pictures").iterdir()) == [other]
    assert not kept.exists()
    assert cache.get(ONE) is None


@pytest.mark.parametrize("at", [1, 2])
def test_a_full_disk_means_that_it_is_not_kept(tmp_path: Path, at: int) -> None:
    cache = PictureCache(tmp_path, FaultyDisk(at, errno.ENOSPC))
    assert cache.put(ONE, b"pixels") is None
    assert cache.get(ONE) is None
    assert cache.put(ONE, b"pixels")


def test_a_cache_that_is_a_file_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("")
    assert PictureCache(tmp_path).put(ONE, b"pixels") is None
