"""What `carblog inspect` tells of a photo, for a tired photographer and for programs."""

from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import click
import msgspec

from carblog.cli.problems import cells, printable
from carblog.cli.words import megabytes, plural
from carblog.flow.inspected import Inspected

LONGEST = 60
"""Columns of a value in a list; `--format json` has all of it."""

NAMES = {
    "alt": "alternative text",
    "source_type": "source type",
    "licensor": "licence from",
}
ON_PAGES = "caption alt credit kind copyright licence place date camera lens".split()
"""The words that readers see."""

Line = tuple[str, ...]


def as_text(photo: Inspected) -> str:
    """Everything about a photo that can be used."""
    facts = (
        photo.format,
        f"{photo.width} × {photo.height}",
        megabytes(photo.size),
        photo.colours,
    )
    parts = [
        f"{click.style(printable(photo.path), bold=True)}\n{printable(', '.join(facts))}",
        _part("Found", _found(photo), "no words"),
        _part("Shown to readers", _shown(photo), ""),
        _part("In every published file", _carried(photo), "nothing: nobody is named"),
        _part("Removed", _removed(photo), "nothing: it has nothing else"),
    ]
    return "\n\n".join(parts)


def as_data(photo: Inspected) -> dict[str, Any]:
    """The same for programs."""
    return {
        "path": photo.path,
        "format": photo.format,
        "width": photo.width,
        "height": photo.height,
        "bytes": photo.size,
        "colours": photo.colours,
        "found": msgspec.to_builtins(photo.rows),
        "shown": {name: value for name, value in _values(photo.words).items() if value},
        "carried": {name: value for name, value in _values(photo.rights).items() if value},
        "removed": [
            {
                "name": each.name,
                "count": each.count,
                "bytes": each.size,
                "tells": list(each.tells),
            }
            for each in photo.removed
        ],
    }


def _found(photo: Inspected) -> Iterator[Line]:
    before = ""
    for row in photo.rows:
        name = "" if row.field == before else _name(row.field)
        before = row.field
        why = "the first counts" if row.is_late else row.unused
        yield name, _short(row.value), row.source, f"not used: {why}" if why else ""


def _shown(photo: Inspected) -> Iterator[Line]:
    values = _values(photo.words)
    if photo.words.date:
        values["date"] = f"{photo.words.date.astimezone(ZoneInfo(photo.timezone)):%Y-%m-%d %H:%M}"
    for field in ON_PAGES:
        if value := values[field]:
            yield _name(field), value
        elif field == "alt":
            yield _name(field), "none of its own"


def _carried(photo: Inspected) -> Iterator[Line]:
    for field, value in _values(photo.rights).items():
        if value:
            yield _name(field), value


def _removed(photo: Inspected) -> Iterator[Line]:
    for each in photo.removed:
        name = each.name if each.count == 1 else f"{each.name} × {each.count}"
        yield name, _size(each.size), ", ".join(each.tells)


def _values(struct: object) -> dict[str, str]:
    values: dict[str, Any] = msgspec.to_builtins(struct) or {}
    return {name: str(value or "") for name, value in values.items()}


def _name(field: str) -> str:
    return NAMES.get(field, field)


def _part(title: str, lines: Iterable[Line], nothing: str) -> str:
    body = _columns(list(lines)) or [nothing]
    return "\n".join([click.style(title, bold=True), *(f"  {line}" for line in body)])


def _columns(lines: list[Line]) -> list[str]:
    """Each as wide as its widest cell, but the last."""
    clean = [tuple(printable(cell) for cell in line) for line in lines]
    widths = [max(map(cells, column)) for column in zip(*clean, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - cells(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in clean
    ]


def _size(size: int) -> str:
    return plural(size, "byte") if size < 1_000 else megabytes(size)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
