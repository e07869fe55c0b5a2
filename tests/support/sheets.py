"""The sheets of pages that planning makes one at a time."""

from collections.abc import Iterator

from carblog.plan.articles import article
from carblog.plan.page import Sheet
from carblog.plan.shared import Shared


def articles(shared: Shared) -> Iterator[Sheet]:
    """Every story, then pages such as About."""
    for number, story in enumerate([*shared.site.stories, *shared.site.pages]):
        yield article(shared, story, number)
