"""What carblog published and kept is taken back: its files, its list of them, its cache."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from carblog.run import manifest
from carblog.run.failure import machine
from carblog.run.publish import Publisher


class Withdrawn(NamedTuple):
    """Paths in the output folder."""

    gone: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """What carblog did not make, or what was changed since."""


def withdraw(output: Path, cache: Path) -> Withdrawn:
    """Deletes all that carblog published to `output`, and the folder when nothing is left in it.

    Without a manifest nothing in it is carblog's. Raises `MachineFailed`.
    """
    if manifest.read(output) is None:
        return Withdrawn()
    with Publisher(output, cache, {}) as publisher:
        done = publisher.publish(())
    with machine(output.parent):
        (output / manifest.MANIFEST).unlink()
        with suppress(OSError):  # something is left in it
            output.rmdir()
    return Withdrawn(done.deleted, done.foreign)


def remove_cache(folder: Path) -> None:
    """Deletes the cache folder; a link in its place is somebody's own. Raises `MachineFailed`."""
    with machine(folder.parent):
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
