"""The cache folder: where it may be, what marks it, and building without one."""

import stat
import tempfile
from pathlib import Path

import pytest

from carblog.run.cache import opened_cache
from carblog.run.failure import MachineFailed
from tests.run.nobody import nobodys_folder


def test_it_is_made_and_tells_git_and_backup_programs_to_pass_it_over(tmp_path: Path) -> None:
    with opened_cache(tmp_path / "site" / ".carblog") as cache:
        assert cache == (tmp_path / "site" / ".carblog", "")
        assert (cache.folder / ".gitignore").read_text() == "*\n"
        tag = (cache.folder / "CACHEDIR.TAG").read_text()
        assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / ".carblog").symlink_to(elsewhere)
    with opened_cache(tmp_path / ".carblog") as cache:
        assert cache.folder != tmp_path / ".carblog"
        assert "symbolic link" in cache.warning
    assert list(elsewhere.iterdir()) == []


def test_links_in_it_are_cut_and_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("not ours")
    folder = tmp_path / ".carblog"
    folder.mkdir()
    for name in ("pictures", "staged", "store.db", "store.db-journal", "lock"):
        (folder / name).symlink_to(precious)
    with opened_cache(folder) as cache:
        assert cache.warning == ""
    assert not any(path.is_symlink() for path in folder.iterdir())
    assert (precious / "file").read_text() == "not ours"


def test_a_file_in_its_place_costs_only_what_would_have_been_kept(tmp_path: Path) -> None:
    (tmp_path / ".carblog").write_text("mine")
    with opened_cache(tmp_path / ".carblog") as cache:
        assert cache.folder.is_dir()
        assert cache.warning.startswith(".carblog cannot be used")
    assert not cache.folder.exists()
    assert (tmp_path / ".carblog").read_text() == "mine"


def test_where_nothing_can_be_written_a_build_goes_on_without_it() -> None:
    with nobodys_folder() as folder:
        folder.chmod(0o555)
        with opened_cache(folder / ".carblog") as cache:
            (cache.folder / "file").write_text("")
            assert "permission denied" in cache.warning
        folder.chmod(0o755)


def test_without_even_a_temporary_folder_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".carblog").write_text("mine")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(MachineFailed) as told, opened_cache(tmp_path / ".carblog"):
        pass
    assert told.value.problem.message


def test_what_waits_in_it_is_not_for_everybody(tmp_path: Path) -> None:
    with opened_cache(tmp_path / ".carblog") as cache:
        assert not stat.S_IMODE(cache.folder.stat().st_mode) & stat.S_IWOTH
