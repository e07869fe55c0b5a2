"""`carblog list`: what the site has, and what waits."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from carblog.flow.request import Request, Told
from carblog.flow.session import session
from carblog.flow.survey import survey
from carblog.model.site import Site
from carblog.read.article import NO_DATE
from carblog.run.failure import machine

Row = dict[str, Any]


def listing(request: Request, what: str) -> Told:
    """The rows of one of `LISTS`, as of the request's "now"; times in the site's zone."""
    with session(request) as held, machine(request.root):
        found = survey(request, held.store, held.workers)
    if found.site is None or found.settings is None:
        return Told(problems=found.problems)
    zone = ZoneInfo(found.settings.timezone)
    rows = [_in_zone(row, zone) for row in LISTS[what](found.site)]
    return Told(
        text=table(rows) or f"no {what}",
        data=[_as_data(row) for row in rows],
        problems=found.problems,
    )


def table(rows: Sequence[Row]) -> str:
    """Columns as wide as their widest cell; the last is left ragged."""
    cells = [[_cell(value) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _in_zone(row: Row, zone: ZoneInfo) -> Row:
    when = row.get("when")
    return row if when is None else {**row, "when": when.astimezone(zone)}


def _as_data(row: Row) -> Row:
    when = row.get("when")
    return row if when is None else {**row, "when": when.isoformat(timespec="minutes")}


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


def _drafts(site: Site) -> Iterable[Row]:
    for each in sorted(site.waiting, key=lambda each: each.path):
        if each.reason == "draft":
            yield {"path": each.path, "title": each.title}


def _waiting(reason: str) -> Callable[[Site], Iterable[Row]]:
    """What is due next, or was past first, comes first."""

    def rows(site: Site) -> Iterable[Row]:
        found = [each for each in site.waiting if each.reason == reason]
        found.sort(key=lambda each: (each.when.timestamp() if each.when else 0.0, each.path))
        for each in found:
            yield {"when": each.when, "path": each.path, "title": each.title}

    return rows


def _articles(site: Site) -> Iterable[Row]:
    for article in (story.article for story in site.stories if story.article.date != NO_DATE):
        yield {
            "when": article.date,
            "path": article.path,
            "url": article.url,
            "title": article.title,
        }


def _galleries(site: Site) -> Iterable[Row]:
    for album in site.albums:
        yield {
            "photos": album.card.photos,
            "path": f"galleries/{album.name}",
            "url": album.url,
            "title": album.title,
        }


def _cars(site: Site) -> Iterable[Row]:
    for record in site.records:
        yield {
            "id": record.car.id,
            "path": record.car.path,
            "url": record.car.url,
            "title": record.specs.title,
        }


LISTS: dict[str, Callable[[Site], Iterable[Row]]] = {
    "drafts": _drafts,
    "future": _waiting("future"),
    "expired": _waiting("expired"),
    "articles": _articles,
    "galleries": _galleries,
    "cars": _cars,
}
