"""New files for people to go on with: never over one that is there."""

import shutil
from pathlib import Path

from carblog.run.failure import machine


def write_new(path: Path, text: str) -> bool:
    """A file with this text, and the folders on the way to it; False when something is there.

    Raises `MachineFailed`.
    """
    with machine(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            return False
    return True


def copy_new(source: Path, folder: Path) -> None:
    """The files of `source` in `folder`, except those that are there. Raises `MachineFailed`."""
    with machine(folder):
        for file in sorted(path for path in source.rglob("*") if path.is_file()):
            target = folder / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                shutil.copyfile(file, target)
