"""What `carblog inspect` finds out about one photo, as a value."""

from collections.abc import Iterable
from io import BytesIO

import msgspec
from PIL import ImageCms

from carblog.assemble.words import NOTHING, Words
from carblog.model.colours import ADOBE_RGB, colours
from carblog.model.picture import Rights
from carblog.model.pillow import UNREADABLE, opened, quiet
from carblog.model.problem import Problem


class Row(msgspec.Struct, frozen=True):
    """One thing that is said of the photo."""

    field: str
    value: str
    source: str
    unused: str = ""
    """Why it does not count; empty when it does."""
    is_late: bool = False
    """Another of the same field, higher in the list, counts."""


class Removed(msgspec.Struct, frozen=True):
    """Parts of the file, of one name, that no published picture has."""

    name: str
    size: int
    """Bytes of all of them."""
    tells: tuple[str, ...] = ()
    """What each tells, in words."""
    count: int = 1


class Inspected(msgspec.Struct, frozen=True, kw_only=True):
    """Of a file that cannot be used only its path and the problems are known."""

    path: str
    """As it was typed."""
    format: str = ""
    width: int = 0
    height: int = 0
    size: int = 0
    """Bytes."""
    colours: str = ""
    """The name of its profile or colour space."""
    rows: tuple[Row, ...] = ()
    words: Words = NOTHING
    """What readers would see."""
    timezone: str = "UTC"
    """In which its date is told."""
    rights: Rights | None = None
    """What every published file would carry."""
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()


def rows(said: Iterable[Row], words: Words) -> tuple[Row, ...]:
    """By field; who comes too late is told after whom."""
    first: dict[str, Row] = {}
    told = [_told(row, first, words) for row in said]
    order = {field: number for number, field in enumerate(Words.__struct_fields__)}
    return tuple(sorted(told, key=lambda row: order[row.field]))


def _told(row: Row, first: dict[str, Row], words: Words) -> Row:
    """`first`: of each field the row that counts, so far."""
    if row.unused:
        return row
    winner = first.setdefault(row.field, row)
    source = winner.source if winner is not row else ""
    if winner is row and row.field == "credit" and words.credit != row.value:
        source = "the creator that its file names"
    if not source:
        return row
    late = winner is not row
    return msgspec.structs.replace(row, unused=f"{source} comes first", is_late=late)


def colours_of(data: bytes) -> str:
    """What a file that can be read says of its colours."""
    try:
        with quiet(), opened(data) as image:
            found, is_cmyk = colours(data, image), image.mode == "CMYK"
        if found.profile:
            profile = ImageCms.ImageCmsProfile(BytesIO(found.profile))
            return " ".join(ImageCms.getProfileDescription(profile).split()) or "a profile"
    except (*UNREADABLE, ImageCms.PyCMSError):
        return "a profile"
    if is_cmyk:
        return "CMYK without a profile" if not found.flaw else "CMYK"
    if found.space:
        return "Adobe RGB" if found.space == ADOBE_RGB else "a colour space of its own"
    return "sRGB"
