"""Which of all the words in a picture file count: XMP before IPTC before EXIF, field by field."""

import posixpath
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal, get_args

import msgspec

from carblog.model.content import PhotoWords
from carblog.read.values import Fault, web_address
from carblog.read.words.boilerplate import NOTHING, boilerplate
from carblog.read.words.clean import cleaned
from carblog.read.words.said import Said

Field = Literal[
    "caption",
    "alt",
    "creator",
    "credit",
    "copyright",
    "licence",
    "licensor",
    "place",
    "date",
    "camera",
    "lens",
    "source_type",
]
FIELDS: tuple[Field, ...] = get_args(Field)

SOURCES: dict[Field, tuple[str, ...]] = {
    # A description says more than a headline, and a headline more than a title.
    "caption": (
        *("XMP dc:description", "IPTC Caption", "EXIF ImageDescription", "PNG Description"),
        *("XMP photoshop:Headline", "IPTC Headline", "EXIF XPSubject"),
        *("XMP dc:title", "IPTC Title", "EXIF XPTitle", "PNG Title"),
        *("EXIF XPComment", "EXIF UserComment"),
    ),
    "alt": ("XMP Iptc4xmpCore:AltTextAccessibility", "XMP Iptc4xmpCore:ExtDescrAccessibility"),
    "creator": ("XMP dc:creator", "IPTC By-line", "EXIF Artist", "EXIF XPAuthor", "PNG Author"),
    "credit": ("XMP photoshop:Credit", "IPTC Credit"),
    "copyright": ("XMP dc:rights", "IPTC Copyright", "EXIF Copyright", "PNG Copyright"),
    "licence": ("XMP xmpRights:WebStatement", "XMP cc:license"),
    "licensor": ("XMP plus:Licensor/plus:LicensorURL",),
    "place": ("XMP photoshop:City, State, Country", "IPTC City, State, Country"),
    "date": (
        *("XMP exif:DateTimeOriginal", "XMP photoshop:DateCreated"),
        *("IPTC Date, Time Created", "EXIF DateTimeOriginal"),
    ),
    "camera": ("XMP tiff:Make, Model", "EXIF Make, Model"),
    "lens": ("XMP exifEX:LensModel", "XMP aux:Lens", "EXIF LensModel"),
    "source_type": ("XMP Iptc4xmpExt:DigitalSourceType",),
}
"""Field → where it is looked for, the first that says something counts."""

LONGEST: dict[Field, int] = {"caption": 2_000, "alt": 1_000, "licence": 2_000, "licensor": 2_000}
"""Characters. 2,000 is the most that an IPTC caption can have; the others have at most 300."""
_LONGEST_OTHER = 300
_MOST_READ = 20_000
"""Characters of a value that are looked at: what is longer is too long in any case."""

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"

_CLOCK_NOT_SET = frozenset({(1970, 1, 1), (1980, 1, 1), (2000, 1, 1)})
"""Midnight of these days is where the clocks of cameras begin."""
_FIRST_YEAR, _LAST_YEAR = 1826, 2999
"""The first is that of the oldest photograph there is."""


class Found(msgspec.Struct, frozen=True):
    """One thing that a picture file says."""

    field: Field
    value: str
    """One line; a date in ISO 8601 when it can be told."""
    source: str
    """The standard and its name for the field: `XMP dc:description`."""
    ignored: str = ""
    """Why it does not count; empty when it may."""


def found_in(said: Said, path: str) -> tuple[Found, ...]:
    """All that was found in the file at `path`, by field, those that count more first."""
    name = posixpath.splitext(posixpath.basename(path))[0]
    return tuple(
        _found(field, said[source], source, name)
        for field, sources in SOURCES.items()
        for source in sources
        if source in said
    )


def words_of(found: Iterable[Found]) -> PhotoWords:
    """The first of every field that counts."""
    first: dict[str, str] = {}
    for each in found:
        if not each.ignored:
            first.setdefault(each.field, each.value)
    date = first.pop("date", "")
    return PhotoWords(date=moment_of(date) if date else None, **first)


def moment_of(text: str) -> datetime | None:
    """In UTC when `text` has an offset, else naive."""
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _found(field: Field, text: str, source: str, name: str) -> Found:
    value = cleaned(text[:_MOST_READ])
    if field == "source_type":
        value = value.removeprefix(SOURCE_TYPES).removeprefix(SOURCE_TYPES.replace("p:", "ps:"))
    return Found(field, value, source, _fault(field, value, name))


def _fault(field: Field, value: str, name: str) -> str:
    longest = LONGEST.get(field, _LONGEST_OTHER)
    if not value:
        return NOTHING
    if len(value) > longest:
        return f"it is longer than {longest:,} characters"
    if "\ufffd" in value:
        return "some of its letters are lost"
    if field == "date":
        return _date_fault(value)
    if field in ("licence", "licensor"):
        is_address = not isinstance(web_address(value), Fault)
        return "" if is_address else "it is not an address that begins with https://"
    if field == "source_type":
        is_code = value.isascii() and value.isalpha()
        return "" if is_code else "it is not a digital source type of the IPTC"
    return boilerplate(field, value, name)


def _date_fault(value: str) -> str:
    moment = moment_of(value)
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return "it is not a date"
    day, midnight = (moment.year, moment.month, moment.day), (moment.hour, moment.minute) == (0, 0)
    return "the camera's clock was not set" if midnight and day in _CLOCK_NOT_SET else ""
