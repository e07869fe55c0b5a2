"""Menus point at sections, files, site paths and full URLs."""

from collections.abc import Callable, Iterable

from carblog.model.content import Article
from carblog.model.problem import Problem, nearest
from carblog.model.settings import MenuItem, Settings
from carblog.model.view import Link

ROOT = "content/"


def menus(
    settings: Settings,
    due: Callable[[str], Article | None],
    paths: Iterable[str],
    problems: list[Problem],
) -> dict[str, tuple[Link, ...]]:
    """Every menu with its links; the main menu is the sections when `site.yaml` names none.

    `due`: the article in a file, if it is. `paths`: of all that are; gone through only to name the
    nearest.
    """
    places = {
        section.name: Link(title=section.title, url=f"/{section.name}/")
        for section in settings.sections
    }

    def found(name: str) -> Link | None:
        if article := due(ROOT + name):
            return Link(title=article.title, url=article.url)
        return places.get(name)

    def linked(item: MenuItem) -> Link | None:
        if link := _link(item, found):
            return link
        names = [*places, *(path.removeprefix(ROOT) for path in paths)]
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
