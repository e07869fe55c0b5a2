"""Menus point at sections, files, site paths and full URLs."""

from collections.abc import Iterable, Mapping, Sequence

from carblog.model.content import Article
from carblog.model.problem import Problem, nearest
from carblog.model.settings import MenuItem, SectionSettings, Settings
from carblog.model.view import Link


def menus(
    settings: Settings,
    sections: Sequence[SectionSettings],
    due: Iterable[Article],
    problems: list[Problem],
) -> dict[str, tuple[Link, ...]]:
    """Every menu with its links; the main menu is the sections when `site.yaml` names none."""
    places = {
        section.name: Link(title=section.title, url=f"/{section.name}/") for section in sections
    }
    pages = {
        article.path.removeprefix("content/"): Link(title=article.title, url=article.url)
        for article in due
    }
    made = {
        name: tuple(
            link for item in items if (link := _link(item, places | pages, problems)) is not None
        )
        for name, items in settings.menus.items()
    }
    made.setdefault("main", tuple(places.values()))
    made.setdefault("footer", ())
    return made


def _link(item: MenuItem, known: Mapping[str, Link], problems: list[Problem]) -> Link | None:
    target = item.to.value
    if target.startswith(("/", "http://", "https://", "mailto:")):
        return Link(title=item.title or target, url=target)
    found = known.get(target) or known.get(target.removeprefix("content/"))
    if found is None:
        message = f'the menu points at "{target}", which is no section and no page that is online'
        problems.append(Problem(item.to.place, "menu", message, nearest(target, known)))
        return None
    return Link(title=item.title or found.title, url=found.url)
