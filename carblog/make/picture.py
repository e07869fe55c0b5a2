"""A photo becomes all its published files, decoded once: bytes in, bytes out.

What lies in them depends on the photo and on the wish for each, and never on what else is wished.
"""

from collections.abc import Sequence

import msgspec

from carblog.make.decode import decoded
from carblog.make.encode import encoded
from carblog.make.look import look
from carblog.make.redact import redacted
from carblog.make.sizes import Halves
from carblog.model.picture import Crop, Fractions, Look, LookWish, Rendition
from carblog.model.pillow import TOO_MANY_PIXELS, UNREADABLE, quiet
from carblog.model.problem import Place, Problem


class MadePhoto(msgspec.Struct, frozen=True):
    """What one decode gave."""

    files: list[bytes]
    """One for each rendition, in their order."""
    looks: list[Look]
    """One for each wish, in their order."""


def make_pictures(
    data: bytes, wanted: Sequence[Rendition], looks: Sequence[LookWish], source: str
) -> MadePhoto | Problem:
    """The files of `wanted` and the `looks`, all of the one photo `data`.

    `source` is the photo's path, for the problem that a picture is when its pixels cannot be read.
    """
    try:
        with quiet():
            photos = _photos(data, {*map(_base, wanted), *map(_base, looks)})
    except (*UNREADABLE, *TOO_MANY_PIXELS) as why:
        return Problem(
            Place(source),
            "photo-broken",
            f"its pixels cannot be read: {why}",
            "copy it again from where it came from, or export it anew",
        )
    return MadePhoto(
        files=_files(photos, wanted), looks=[look(photos[_base(wish)], wish) for wish in looks]
    )


_Base = tuple[int, tuple[Fractions, ...]]
"""How much smaller a photo is decoded, and what of it is covered: one for all of a photo's files,
unless two articles cover other parts of it."""


def _base(wish: Rendition | LookWish) -> _Base:
    return wish.shrink, wish.redact


def _photos(data: bytes, bases: set[_Base]) -> dict[_Base, Halves]:
    """The photo, decoded once for each shrinking, and covered before anything else sees it."""
    photos: dict[_Base, Halves] = {}
    for times in sorted({times for times, _ in bases}):
        photo, original = decoded(data, times)
        for base in sorted(bases):
            if base[0] == times:
                photos[base] = Halves(redacted(photo, base[1], original), original)
    return photos


def _files(photos: dict[_Base, Halves], wanted: Sequence[Rendition]) -> list[bytes]:
    """Size by size, so that no more than one is held beside the photo."""
    by_size: dict[tuple[_Base, Crop | None, int, int], dict[int, Rendition]] = {}
    for place, file in enumerate(wanted):
        size = _base(file), file.crop, file.width, file.height
        by_size.setdefault(size, {})[place] = file
    made: dict[int, bytes] = {}
    for (base, crop, width, height), files in by_size.items():
        picture = photos[base].sized(crop, (width, height))
        for place, file in files.items():
            made[place] = encoded(picture, file.format, file.quality, file.limit)
    return [made[place] for place in range(len(wanted))]
