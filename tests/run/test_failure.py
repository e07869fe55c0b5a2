"""What a person is told when the machine fails."""

import errno
import os
from pathlib import Path

import pytest

from carblog.run.failure import MachineFailed, machine, shown
from tests.run.nobody import nobodys_folder
from tests.run.tiny import BEFORE, build


def told(code: int, base: Path, *names: str) -> MachineFailed:
    """What an error of the system becomes."""
    names = names or (str(base / "x"),)
    with pytest.raises(MachineFailed) as raised, machine(base):
        raise OSError(code, os.strerror(code), names[0], None, *names[1:])
    return raised.value


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EACCES, "permission"),
        (errno.EPERM, "permission"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "disk-error"),
        (errno.ENAMETOOLONG, "path-too-long"),
        (errno.EMFILE, "too-many-files"),
        (errno.ENFILE, "too-many-files"),
        (errno.EXDEV, "other-file-system"),
        (errno.ENOTEMPTY, "machine"),
    ],
)
def test_every_error_has_a_code_a_place_and_something_to_do(
    tmp_path: Path, code: int, name: str
) -> None:
    problem = told(code, tmp_path).problem
    assert (problem.code, str(problem.place)) == (name, "x")
    assert problem.message[0].islower()
    assert problem.hint


def test_the_place_is_where_the_file_was_to_be(tmp_path: Path) -> None:
    source, target = str(tmp_path / "cache" / "1"), str(tmp_path / "public" / "a.html")
    assert str(told(errno.ENOSPC, tmp_path, source, target).problem.place) == "public/a.html"
    assert str(told(errno.ENOSPC, tmp_path, "/elsewhere/x").problem.place) == "/elsewhere/x"


def test_a_name_that_cannot_be_printed_is_told_all_the_same(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\xffb\n")
    assert shown(tmp_path / name, tmp_path) == "a�b�"
    assert str(told(errno.EIO, tmp_path, str(tmp_path / name)).problem.place) == "a�b�"


def test_an_output_folder_that_cannot_be_written_is_told_and_left_as_it_is() -> None:
    with nobodys_folder() as folder:
        build(folder, BEFORE)
        (folder / "public").chmod(0o555)
        with pytest.raises(MachineFailed) as raised:
            build(folder, BEFORE | {"new.html": b"new"})
        (folder / "public").chmod(0o755)
        assert raised.value.problem.code == "permission"
        assert list((folder / "cache").iterdir()) == []
        assert build(folder, BEFORE).kept == len(BEFORE)
