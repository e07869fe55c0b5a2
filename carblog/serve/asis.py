"""Files that are published as they lie in the site folder, or nearly so."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from carblog.flow.originals import make_original
from carblog.model.output import DownloadOutput, Output
from carblog.model.problem import Problem
from carblog.run.files import File, read_bytes
from carblog.serve.film import Film
from carblog.serve.loose import Loose

M = TypeVar("M")

KEPT_BYTES = 32 << 20
"""Of files that may be saved anew."""
LITTLE = 1 << 20
"""Bytes of a file up to which it is kept: sheets, scripts and drawings. Larger ones are films."""


class AsIs:
    """With the last good page stays its style sheet, although another one is saved by now."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: Mapping[str, File] = {}
        self._kept = Loose(KEPT_BYTES)

    def show(self, files: Mapping[str, File]) -> None:
        """These are the site's files from now on."""
        self._files = files

    def copy(self, output: Output) -> bytes | Film:
        """A file as it is. Raises `OSError` when that cannot be read, or is another one by now."""
        file = self._files.get(output.source)
        # A page is dressed, so all of it is needed.
        if file and file.size > LITTLE and not output.path.endswith(".html"):
            with suppress(OSError):  # it was touched: its digest says whether it is the same
                film = Film(self._root, file)
                film.check()
                return film
        digest = getattr(output, "digest", "")
        return self._kept_or(output, lambda: read_bytes(self._root, output.source, digest))

    def original(self, output: DownloadOutput) -> bytes | Problem:
        """A picture file without what is beside its pixels. Raises as `copy` does."""
        return self._kept_or(output, lambda: make_original(str(self._root), output))

    def _kept_or(self, output: Output, make: Callable[[], M]) -> M | bytes:
        try:
            made = make()
        except OSError:
            if (kept := self._kept.get(output.key)) is None:
                raise
            return kept
        if isinstance(made, bytes) and len(made) <= LITTLE:
            self._kept.put(output.key, made)
        return made
