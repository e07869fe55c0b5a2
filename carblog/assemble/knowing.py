"""What texts can ask of the site, put together: a table that has not changed is the same object."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from carblog.assemble.absent import why
from carblog.assemble.hanging import Hanging
from carblog.assemble.known import Known
from carblog.assemble.roll import Roll
from carblog.assemble.specs import specs_of
from carblog.model.content import Car, Content
from carblog.model.paths import nfc
from carblog.model.settings import Settings
from carblog.model.site import Record

T = TypeVar("T")


def known_of(
    content: Content,
    settings: Settings,
    strings: Mapping[str, str],
    roll: Roll,
    found: Hanging,
    before: tuple[Content, Known] | None,
) -> Known:
    """Everything but the authors, whose profiles ask too. `before`: content, and what was known.

    Of `settings` the sections are those that have a list.
    """

    def table(name: str, of: str, make: Callable[[Any], Mapping[str, T]]) -> Mapping[str, T]:
        values = getattr(content, of)
        if before is not None and getattr(before[0], of) == values:
            same: Mapping[str, T] = getattr(before[1], name)
            return same
        return make(values)

    cars = before[1].records if before else {}
    records = table("records", "cars", lambda values: _records(values, cars))
    return Known(
        clock=roll.clock,
        strings=strings,
        cautious=settings.trust == "contributors",
        beside=found.beside,
        articles={entry.path: entry.article for entry in roll.entries.values()},
        sections={section.name: section for section in settings.sections},
        albums=found.albums,
        hidden={folder: why(wait) for folder, wait in found.waiting.items()},
        photos=found.photos,
        pictures=table("pictures", "pictures", _by_path),
        redacted=roll.redacted,
        records=records,
        cars={record.car.id: record for record in records.values()},
        addresses={nfc(author.path): author.url for author in content.authors},
        files=table("files", "files", _linkable),
    )


def _records(cars: Sequence[Car], before: Mapping[str, Record]) -> Mapping[str, Record]:
    records: dict[str, Record] = {}
    for car in cars:
        path = nfc(car.path)
        old = before.get(path)
        if old is None or old.car is not car:
            old = Record(car=car, specs=specs_of(car), photo=None)
        records[path] = old
    return records


def _by_path(values: Sequence[Any]) -> Mapping[str, Any]:
    return {nfc(value.path): value for value in values}


def _linkable(files: Mapping[str, str]) -> Mapping[str, str]:
    return {nfc(path): path for path in files if path.startswith("content/")}
