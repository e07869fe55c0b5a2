"""The files of an output folder as hosts get them: ours, and whatever else lies there."""

import os
from collections.abc import Iterator
from pathlib import Path

from carblog.run.manifest import MANIFEST, STAGED

_NOT_PUBLISHED = frozenset({".git", MANIFEST, STAGED})

HEAD = 64
"""Bytes that tell what a file is."""


class Outputs:
    """The regular files of a folder. Links are not followed. Every method may raise `OSError`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self.name = name
        """The folder as messages print it."""

    def paths(self) -> Iterator[str]:
        """The path of each file, relative to the folder, in order."""
        yield from _walk(str(self._folder), "")

    def head(self, path: str) -> bytes:
        """The first bytes of a file."""
        with (self._folder / path).open("rb", buffering=0) as file:
            return file.read(HEAD)

    def read(self, path: str) -> bytes:
        """All bytes of a file."""
        return (self._folder / path).read_bytes()


def _walk(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = prefix + entry.name
        if path in _NOT_PUBLISHED:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{path}/")
        elif entry.is_file(follow_symlinks=False):
            yield path
