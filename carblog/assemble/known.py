"""Everything that a text can ask of the site, and which answers have changed since."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

import msgspec

from carblog.assemble.due import Clock
from carblog.assemble.photos import Beside
from carblog.model.content import Article, Picture
from carblog.model.picture import Fractions
from carblog.model.settings import SectionSettings
from carblog.model.site import Album, Record
from carblog.model.view import Link, Photo

Table = Literal[
    "articles", "sections", "authors", "albums", "hidden", "photos", "pictures", "redacted",
    "records", "cars", "addresses", "files",
]  # fmt: skip

ALWAYS = "*"
"""A question that every text asks: what holds for all of them."""

TOLD_ELSEWHERE = ("articles", "authors")
"""The roll knows which articles were edited, and authors are known when their profiles are made."""

NAMES_OF = "*"
"""Before the name of a table: a question after everything in it."""

HEADINGS_OF = "#"
"""After the path of an article: a question after its headings."""

FOLDER_OF = "/index.md"
"""What an article is called that has a folder of its own: who asks for the folder means it."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be pointed at, by the path of its file in NFC.

    Questions are the keys of its tables. One that two tables share may have its text made again
    for nothing; none is ever missed.
    """

    clock: Clock
    strings: Mapping[str, str]
    """The words of the theme."""
    cautious: bool = False
    """Contributors are not trusted: no file that a browser would run is published for them."""
    beside: Beside
    """What more must be known of pictures that are in no gallery."""
    articles: Mapping[str, Article]
    """Due or not."""
    sections: Mapping[str, SectionSettings]
    """By name: those that have a list."""
    authors: Mapping[str, Link] = {}
    """What a story may call an author with a profile → the profile's page."""
    albums: Mapping[str, Album]
    """By folder: `galleries/electric-suv`. Only those that are due, without their texts."""
    hidden: Mapping[str, str]
    """Folders of galleries that are not due → why."""
    photos: Mapping[str, Photo]
    """The photos of those albums, by path."""
    pictures: Mapping[str, Picture]
    """Every picture file."""
    redacted: Mapping[str, tuple[Fractions, ...]]
    """What any story says must not be seen of those: wherever they are shown."""
    records: Mapping[str, Record]
    """Cars, without their pictures."""
    cars: Mapping[str, Record]
    """The same by make and model, as stories name them."""
    addresses: Mapping[str, str]
    """Other files with a page of their own, such as authors' profiles → URL."""
    files: Mapping[str, str]
    """Files that can be linked to and are then published as they are → their paths on disk."""
    hints: dict[tuple[str, str, str, int], str] = {}
    """What was found near to what is not there: target, the folder that it is written in, what it
    should be, and the number of names that it could be."""


def changes(before: Known, now: Known) -> set[str]:
    """The questions whose answers are not what they were, but for those told elsewhere."""
    changed = _of_sidecars(before, now)
    for table in get_args(Table):
        if table not in TOLD_ELSEWHERE:
            changed |= changes_of(table, getattr(before, table), getattr(now, table))
    if list(before.articles) != list(now.articles):
        changed.add(NAMES_OF + "articles")
    if _whole(before) != _whole(now):
        changed.add(ALWAYS)
    return changed


def changes_of(table: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> set[str]:
    """The same of one table."""
    if before is now:
        return set()
    changed = {key for key, value in now.items() if before.get(key) != value}
    changed |= before.keys() - now.keys()
    return {*changed, NAMES_OF + table} if changed or list(before) != list(now) else changed


def _whole(known: Known) -> tuple[object, ...]:
    return known.clock, known.strings, known.cautious, known.beside.zone


def _of_sidecars(before: Known, now: Known) -> set[str]:
    """Pictures of which a file beside them says something else."""
    changed = changes_of("sidecars", before.beside.sidecars, now.beside.sidecars)
    if not changed:
        return changed
    return {
        path for path in now.pictures if not changed.isdisjoint((path, path.rpartition(".")[0]))
    }
