"""A time budget for slow formats: what does not fit into it is left to a later build.

A photo has all its files of slow formats or none of them, so every page says of it what exists.
"""

from collections.abc import Collection

import msgspec

from carblog.model.content import Content
from carblog.model.output import PictureOutput
from carblog.model.picture import SLOW


class Budget:
    """Seconds for making slow formats, shared by all processes; None is as long as it takes."""

    def __init__(self, seconds: float | None, processes: int) -> None:
        self._left = seconds
        self._processes = processes

    @property
    def is_spent(self) -> bool:
        """Whether no slow file is to be begun any more."""
        return self._left is not None and self._left <= 0

    def spend(self, seconds: float) -> None:
        """One process has worked so long on slow files."""
        if self._left is not None:
            self._left -= seconds / self._processes


def put_off(content: Content, sources: Collection[str]) -> Content:
    """The same without the slow files of the pictures at `sources`, for now."""
    pending = tuple(sorted(SLOW))
    return msgspec.structs.replace(
        content,
        pictures=tuple(
            msgspec.structs.replace(picture, pending=pending)
            if picture.path in sources
            else picture
            for picture in content.pictures
        ),
    )


def is_slow(output: PictureOutput) -> bool:
    """Whether a file may be left to a later build."""
    return output.rendition.format in SLOW
