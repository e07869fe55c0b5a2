"""What an output folder holds before something is published to it."""

import os
from collections.abc import Mapping
from pathlib import Path

from carblog.run.manifest import MANIFEST, STAGED, Owned
from carblog.run.nofollow import digest_of_file
from carblog.run.remembered import Published, Stamp
from carblog.run.steps import folders_of

_OURS = {MANIFEST, STAGED}
_USUAL = {".git", ".gitignore", ".gitkeep", ".gitattributes"}
"""What lies in a branch that is checked out to publish to."""


class Found:
    """The files and folders of an output folder, and which of them are ours."""

    def __init__(
        self,
        output: Path,
        owned: Owned,
        published: Mapping[str, Published],
        *,
        is_as_left: bool = False,
    ) -> None:
        """`is_as_left`: the folder holds what was `published` and nothing else, so is not read."""
        self.files: dict[str, Stamp] = {}
        self.folders: set[str] = set()
        self.others: set[str] = set()
        """Links, pipes, folders that cannot be read: never ours."""
        self.owned = owned
        self.folds = (output / MANIFEST.upper()).exists()
        """Whether names that differ by case only are one file here, as on macOS and Windows."""
        self._output = output
        self._published = published
        self._digests: dict[str, str] = {}
        if is_as_left:
            self.files = {path: known.stamp for path, known in published.items()}
            self.folders = folders_of(published)
            self._digests = {path: known.digest for path, known in published.items()}
        elif output.is_dir():
            self._walk(str(output), "")

    def has(self, path: str) -> bool:
        """Whether there is something at `path` that is not a folder."""
        return path in self.files or path in self.others

    def digest(self, path: str) -> str:
        """The digest of the file at `path`; empty when there is none."""
        if path not in self.files:
            return ""
        if path not in self._digests:
            known = self._published.get(path)
            is_known = known is not None and known.is_still(self.files[path])
            self._digests[path] = known.digest if known and is_known else self._read(path)
        return self._digests[path]

    def standing(self) -> dict[str, Published]:
        """What was published and is still there, byte for byte, whatever its times say now."""
        standing: dict[str, Published] = {}
        for path, known in self._published.items():
            stamp = self.files.get(path)
            if stamp and stamp.size == known.size and self.digest(path) == known.digest:
                standing[path] = known.at(stamp)
        return standing

    def foreign(self) -> list[str]:
        """What lies there that carblog did not write, or not like this, sorted."""
        not_ours = {path for path in self.files if not self.is_ours(path)} | self.others
        return sorted(path for path in not_ours if not _is_passed_over(path))

    def is_ours(self, path: str) -> bool:
        """Whether the file at `path` has the bytes that carblog wrote."""
        return path in self.owned and self.digest(path) in self.owned[path]

    def _read(self, path: str) -> str:
        return digest_of_file(self._output / path)

    def _walk(self, folder: str, prefix: str) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if path in _OURS:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    self._enter(entry.path, path)
                elif entry.is_file(follow_symlinks=False):
                    self.files[path] = Stamp.of(entry.stat(follow_symlinks=False))
                else:
                    self.others.add(path)

    def _enter(self, folder: str, path: str) -> None:
        try:
            self._walk(folder, f"{path}/")
            self.folders.add(path)
        except PermissionError:
            self.others.add(path)


def _is_passed_over(path: str) -> bool:
    """Whether it is no surprise that this lies in an output folder."""
    return path in _USUAL or path.startswith(".git/") or path.endswith(".DS_Store")
