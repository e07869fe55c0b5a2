"""The one cache folder, held by one build at a time; a throw-away one where there can be none."""

import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from carblog.run.failure import explained, machine
from carblog.run.lock import locked_file

_CONTENTS = {
    # https://bford.info/cachedir/: backup programs pass over a folder with this file
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# can be deleted at any time\n",
    ".gitignore": "*\n",
}


class Cache(NamedTuple):
    """A cache folder that can be used."""

    folder: Path
    warning: str = ""
    """Why it is another folder than the one wanted, forgotten at the end."""


@contextmanager
def opened_cache(folder: Path) -> Generator[Cache]:
    """The cache `folder`, made when it is missing, locked until the end.

    Raises `MachineFailed` (`locked`) when another build uses it.
    """
    with ExitStack() as until_done:
        try:
            _prepare(folder)
            until_done.enter_context(locked_file(folder / "lock"))
            cache = Cache(folder)
        except OSError as error:
            with machine(folder):
                temporary = tempfile.TemporaryDirectory(prefix="carblog-")
            why = explained(error, folder.parent).message
            warning = f"{folder.name} cannot be used, so nothing is kept for the next build: {why}"
            cache = Cache(Path(until_done.enter_context(temporary)), warning)
        yield cache


def _prepare(folder: Path) -> None:
    if folder.is_symlink():
        # It may lead out of the site, and what lies in it is deleted without asking.
        raise NotADirectoryError(0, "it is a symbolic link", str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    for found in folder.iterdir():
        if found.is_symlink():
            found.unlink()
    for name, text in _CONTENTS.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
