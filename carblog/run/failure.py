"""When the machine fails: the one exception of this room, and what it tells a person."""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from carblog.model.problem import Place, Problem


class MachineFailed(Exception):  # noqa: N818 - it says what happened, not what kind of thing it is
    """Disk full, no permission, another build: nothing that a writer did, nothing published harmed.

    Whoever runs a flow tells `problem` and ends with exit code 3.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


# errno → code, what happened, what to do about it
_MEANINGS: dict[int, tuple[str, str, str]] = {
    errno.ENOSPC: ("disk-full", "the disk is full", "free some space and build again"),
    errno.EDQUOT: ("disk-full", "the disk quota is used up", "free some space and build again"),
    errno.EACCES: ("permission", "permission denied", "make it accessible to who runs the build"),
    errno.EPERM: ("permission", "permission denied", "make it accessible to who runs the build"),
    errno.EROFS: ("read-only", "the file system is read-only", "build where files can be written"),
    errno.EIO: ("disk-error", "the disk reports an error", "check the disk, then build again"),
    errno.ENAMETOOLONG: (
        "path-too-long",
        "the path is too long for this file system",
        "shorten the slug, or the names of the folders",
    ),
    errno.EMFILE: ("too-many-files", "too many files are open", "raise the limit: ulimit -n 1024"),
    errno.ENFILE: ("too-many-files", "too many files are open", "close other programs"),
    errno.ESTALE: ("changed", "it changed while the build was reading it", "build again"),
    errno.EXDEV: (
        "other-file-system",
        "this lies on another file system than the output folder around it",
        "publish to a folder that is one file system",
    ),
    errno.EBUSY: ("busy", "something else is using it", "stop that, then build again"),
}


def explained(error: OSError, base: Path) -> Problem:
    """What `error` means, at its file: relative to `base` when it is inside it."""
    code, message, hint = _MEANINGS.get(
        error.errno or 0, ("machine", _plain(error), "nothing that is published was harmed")
    )
    name = error.filename2 or error.filename
    path = os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else str(base)
    return Problem(Place(shown(path, base)), code, message, hint)


def shown(path: str | Path, base: Path | None = None) -> str:
    """A path as messages print it: relative to `base` where it can be, and always printable."""
    name = str(path).removeprefix(f"{base}/")
    return "".join(char if char.isprintable() else "�" for char in name)


@contextmanager
def machine(base: Path) -> Generator[None]:
    """Errors of the operating system leave as `MachineFailed`, places relative to `base`."""
    try:
        yield
    except OSError as error:
        raise MachineFailed(explained(error, base)) from error


def _plain(error: OSError) -> str:
    text = error.strerror or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]
