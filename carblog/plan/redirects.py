"""Old addresses that lead on, and the page for addresses that lead nowhere."""

from collections.abc import Iterable, Iterator
from functools import partial

from carblog.model.site import Story
from carblog.model.view import Head, MissingPage, RedirectPage
from carblog.plan.lists import SITE
from carblog.plan.page import Sheet
from carblog.plan.shared import Shared

NOT_FOUND = "/404.html"


def redirects(stories: Iterable[Story]) -> Iterator[Sheet]:
    """A page at every alias of everything that is due."""
    for story in stories:
        article = story.article
        for alias in article.aliases:
            url = _served_at(alias.value)
            yield Sheet(
                url=url,
                template="redirect.html",
                source=article.path,
                make=partial(_redirect, url, article.title, article.url),
            )


def _redirect(url: str, title: str, target: str) -> RedirectPage:
    head = Head(title=title, url=target, index=False)
    return RedirectPage(kind="redirect", url=url, title=title, head=head, target=target)


def missing(shared: Shared) -> Sheet:
    """What a host shows for an address that is not there."""
    return Sheet(url=NOT_FOUND, template="404.html", source=SITE, make=partial(_missing, shared))


def _missing(shared: Shared) -> MissingPage:
    title = shared.words("title.missing", "Page not found")
    return MissingPage(
        kind="404",
        url=NOT_FOUND,
        title=title,
        head=Head(title=title, url=NOT_FOUND, index=False),
        trail=(shared.home,),
    )


def _served_at(alias: str) -> str:
    """`/old` is served as `/old/`; an old `/2019/x.html` stays a file."""
    return alias if alias.endswith(("/", ".html", ".htm")) else f"{alias}/"
