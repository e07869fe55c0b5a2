"""Old addresses that lead on, and the page for addresses that lead nowhere."""

from collections.abc import Iterator

from carblog.model.view import Head, MissingPage, RedirectPage
from carblog.plan.lists import SITE
from carblog.plan.page import Sheet
from carblog.plan.shared import Shared


def redirects(shared: Shared) -> Iterator[Sheet]:
    """A page at every alias of everything that is due."""
    for story in [*shared.site.stories, *shared.site.pages]:
        article = story.article
        for alias in article.aliases:
            yield Sheet(
                page=RedirectPage(
                    kind="redirect",
                    url=_served_at(alias.value),
                    title=article.title,
                    head=Head(title=article.title, url=article.url, index=False),
                    target=article.url,
                ),
                template="redirect.html",
                source=article.path,
            )


def missing(shared: Shared) -> Sheet:
    """What a host shows for an address that is not there."""
    title = shared.words("title.missing", "Page not found")
    return Sheet(
        page=MissingPage(
            kind="404",
            url="/404.html",
            title=title,
            head=Head(title=title, url="/404.html", index=False),
            trail=(shared.home,),
        ),
        template="404.html",
        source=SITE,
    )


def _served_at(alias: str) -> str:
    """`/old` is served as `/old/`; an old `/2019/x.html` stays a file."""
    return alias if alias.endswith(("/", ".html", ".htm")) else f"{alias}/"
