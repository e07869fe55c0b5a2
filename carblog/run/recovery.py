"""What a build that died while it published left behind: finished, or cleared away."""

from contextlib import suppress
from pathlib import Path

from carblog.run import journal
from carblog.run.disk import Disk
from carblog.run.manifest import STAGED
from carblog.run.staging import Staging, staging_in_cache


def recover(output: Path, cache: Path, disk: Disk) -> None:
    """Bring `output` to where an unfinished publication was going, and empty the staging folders.

    Where it cannot be finished it is left as it is: every reference in it is whole, and the build
    that follows brings it to its own end.
    """
    for folder in (staging_in_cache(cache), output / STAGED):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        if (unfinished := journal.read(folder, output)) is not None:
            with suppress(OSError):
                journal.perform(unfinished, folder, output, disk, is_again=True)
        Staging(folder, disk).discard()
