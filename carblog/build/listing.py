"""`carblog list`: what the site has, and what waits."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from carblog.build.request import Request
from carblog.build.session import session
from carblog.build.survey import survey
from carblog.model.problem import Problem
from carblog.model.site import Site

Row = dict[str, Any]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An answer for people and for programs."""

    text: str = ""
    data: list[Row] = []
    problems: tuple[Problem, ...] = ()
    settings_failed: bool = False


def listing(request: Request, what: str) -> Told:
    """The rows of one list, as of the request's "now"."""
    with session(request) as held:
        found = survey(request, held.store, held.workers)
    if found.site is None or found.settings is None:
        return Told(problems=found.problems, settings_failed=found.settings_failed)
    zone = ZoneInfo(found.settings.timezone)
    rows = LISTS[what](found.site)
    for row in rows:
        if row.get("when") is not None:
            row["when"] = row["when"].astimezone(zone).isoformat(timespec="minutes")
    text = _table(rows) or f"no {what}"
    return Told(text=text, data=rows, problems=found.problems)


def _waiting(reason: str) -> Callable[[Site], list[Row]]:
    def rows(site: Site) -> list[Row]:
        found = [each for each in site.waiting if each.reason == reason]
        found.sort(key=lambda each: (each.when.timestamp() if each.when else 0.0, each.path))
        return [{"when": each.when, "path": each.path, "title": each.title} for each in found]

    return rows


def _articles(site: Site) -> list[Row]:
    return [
        {
            "when": story.article.date,
            "path": story.article.path,
            "url": story.article.url,
            "title": story.article.title,
        }
        for story in site.stories
    ]


def _galleries(site: Site) -> list[Row]:
    return [
        {
            "photos": len(album.photos),
            "path": f"galleries/{album.name}",
            "url": album.url,
            "title": album.title,
        }
        for album in site.albums
    ]


def _cars(site: Site) -> list[Row]:
    return [
        {
            "id": record.car.id,
            "path": record.car.path,
            "url": record.car.url,
            "title": record.specs.title,
        }
        for record in site.records
    ]


LISTS: dict[str, Callable[[Site], list[Row]]] = {
    "drafts": _waiting("draft"),
    "future": _waiting("future"),
    "expired": _waiting("expired"),
    "articles": _articles,
    "galleries": _galleries,
    "cars": _cars,
}


def _table(rows: list[Row]) -> str:
    """Columns as wide as their widest cell; the last is left ragged."""
    if not rows:
        return ""
    cells = [[str(value) if value is not None else "" for value in row.values()] for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )
