"""Menus point at sections, files, site paths and full URLs."""

from collections.abc import Callable, Iterable, Mapping

from carblog.assemble.roll import Entry
from carblog.model.problem import Problem, nearest
from carblog.model.settings import MenuItem, Settings
from carblog.model.view import Link

ROOT = "content/"


def menus(
    settings: Settings,
    due: Mapping[str, Entry],
    problems: list[Problem],
) -> dict[str, tuple[Link, ...]]:
    """Every menu with its links; the main menu is the sections when `site.yaml` names none."""
    places = {
        section.name: Link(title=section.title, url=f"/{section.name}/")
        for section in settings.sections
    }

    def found(name: str) -> Link | None:
        if entry := due.get(ROOT + name):
            return Link(title=entry.article.title, url=entry.article.url)
        return places.get(name)

    def linked(item: MenuItem) -> Link | None:
        if link := _link(item, found):
            return link
        names = [*places, *(path.removeprefix(ROOT) for path in due)]
        problems.append(_broken(item, names))
        return None

    made = {
        name: tuple(link for item in items if (link := linked(item)) is not None)
        for name, items in settings.menus.items()
    }
    made.setdefault("main", tuple(places.values()))
    made.setdefault("footer", ())
    return made


def _link(item: MenuItem, found: Callable[[str], Link | None]) -> Link | None:
    target = item.to.value
    if target.startswith(("/", "http://", "https://", "mailto:")):
        return Link(title=item.title or target, url=target)
    link = found(target) or found(target.removeprefix(ROOT))
    return Link(title=item.title or link.title, url=link.url) if link else None


def _broken(item: MenuItem, names: Iterable[str]) -> Problem:
    target = item.to.value
    message = f'the menu points at "{target}", which is no section and no page that is online'
    return Problem(item.to.place, "menu", message, nearest(target, names))
