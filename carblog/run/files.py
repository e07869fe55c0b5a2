"""The input files of a site, and their bytes: no symbolic link is followed on the way to them."""

import errno
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

import msgspec

from carblog.model.digest import LENGTH
from carblog.run.names import verdict
from carblog.run.nofollow import chunks, entries, opened_file, opened_folder, opened_root
from carblog.run.remembered import Seen

SETTINGS = "site.yaml"
FOLDERS = ("content", "galleries", "static", "templates", "themes")
"""All that a site is made of. What else lies in the folder is never looked at."""


class File(msgspec.Struct, frozen=True):
    """One input file as it was when it was looked at."""

    path: str
    """Relative to the site folder, with `/`, spelt as on disk."""
    size: int
    mtime_ns: int
    digest: str
    seen: Seen | None = None
    """What proves that it is still the same; None of a file that had only just changed."""


class InputChanged(OSError):  # noqa: N818 - it says what happened
    """A file is no longer what the scan saw: somebody saved it meanwhile."""


def read_bytes(root: Path, path: str, digest: str = "") -> bytes:
    """The bytes of an input file, no symbolic link followed on the way to it.

    Raises `OSError` when it cannot be read, and `InputChanged` when `digest` is given and the
    bytes are others.
    """
    return b"".join(read_chunks(root, path, digest))


def read_found(root: Path, file: File) -> bytes:
    """The bytes of a file as a scan found it. Raises as `read_bytes` does.

    Its digest, 1 ms a megabyte, is taken again only where nothing else proves that it is the same.
    """
    return b"".join(read_chunks(root, file.path, file.digest, file.seen))


def read_chunks(
    root: Path, path: str, digest: str = "", seen: Seen | None = None
) -> Iterator[bytes]:
    """As `read_bytes`, a mebibyte at a time. What raises `InputChanged` comes after the last."""
    hashed = blake2b(digest_size=LENGTH)
    try:
        with opened_input(root, path) as handle:
            is_same = seen is not None and seen.is_still(os.fstat(handle))
            for chunk in chunks(handle):
                if not is_same:
                    hashed.update(chunk)
                yield chunk
            if is_same and seen is not None and seen.is_still(os.fstat(handle)):
                return
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error
    if digest and hashed.hexdigest() != digest:
        raise InputChanged(errno.ESTALE, "the file changed while the build was reading it", path)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file in a folder that is not part of a site, such as a theme that carblog brings.

    Path in it → bytes, sorted. Raises `OSError`.
    """
    files: dict[str, bytes] = {}
    with opened_root(folder) as handle:
        _read_all(handle, "", files)
    return files


def _read_all(folder: int, prefix: str, files: dict[str, bytes]) -> None:
    for entry in entries(folder):
        path = prefix + entry.name
        if verdict(path, entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            with opened_folder(entry.name, folder) as inner:
                _read_all(inner, f"{path}/", files)
        elif entry.is_file(follow_symlinks=False):
            with opened_file(entry.name, folder) as handle:
                files[path] = b"".join(chunks(handle))


@contextmanager
def opened_input(root: Path, path: str) -> Generator[int]:
    """The handle of an input file, no symbolic link followed on the way to it. Raises `OSError`."""
    with opened_root(root) as folder, _opened(path.split("/"), folder) as handle:
        yield handle


@contextmanager
def _opened(parts: list[str], folder: int) -> Generator[int]:
    """The handle of the file at a path from an open folder."""
    if parts[0] in ("", ".", ".."):
        raise OSError(errno.EINVAL, "this is not a path in the site folder")
    if len(parts) > 1:
        with opened_folder(parts[0], folder) as inner, _opened(parts[1:], inner) as handle:
            yield handle
    else:
        with opened_file(parts[0], folder) as handle:
            yield handle
