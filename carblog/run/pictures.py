"""Encoded pictures that outlive the output folder: a renamed gallery is not encoded again."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from carblog.model.digest import digest_bytes
from carblog.run.disk import Disk
from carblog.run.nofollow import digest_of_file


class PictureCache:
    """One file for each picture in the cache folder, `pictures/<key>-<digest of its bytes>`.

    A hint like the rest of the cache: what cannot be kept, or was damaged, is encoded again.
    """

    def __init__(self, cache: Path, disk: Disk | None = None, half: str = ".half") -> None:
        """`half` names what is being written: who shares the folder has a name of its own."""
        self._folder = cache / "pictures"
        self._half = half
        self._disk = disk or Disk()
        self._known: dict[str, str] | None = None

    def get(self, key: str) -> Path | None:
        """The file with the picture that was put under `key`, verified; None when there is none."""
        name = self._names().get(key)
        if name is None:
            return None
        path = self._folder / name
        return path if digest_of_file(path) == name.partition("-")[2] else None

    def put(self, key: str, data: bytes) -> Path | None:
        """Keep a picture. Returns its file, or None when it cannot be kept."""
        path = self._folder / f"{key}-{digest_bytes(data)}"
        half = self._folder / self._half
        try:
            self._folder.mkdir(exist_ok=True)
            half.unlink(missing_ok=True)
            self._disk.write(half, [data])
            self._disk.replace(half, path)
        except OSError:
            return None
        self._names()[key] = path.name
        return path

    def prune(self, keys: Iterable[str]) -> None:
        """Forget all pictures but these."""
        wanted = set(keys)
        self._known = {key: name for key, name in self._names().items() if key in wanted}
        kept = set(self._known.values())
        for name in self._files():
            if name not in kept:
                with suppress(OSError):
                    self._disk.remove(self._folder / name)

    def _names(self) -> dict[str, str]:
        """Key → name of its file; not looked for before somebody asks."""
        if self._known is None:
            self._known = {name.partition("-")[0]: name for name in self._files()}
        return self._known

    def _files(self) -> list[str]:
        try:
            return sorted(os.listdir(self._folder))  # noqa: PTH208 - 40,000 names: 2 s as paths
        except OSError:
            return []
