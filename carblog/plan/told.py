"""What structured data says beyond a page's own view. It is made with the page; its key is not."""

from collections.abc import Mapping

from carblog.model.digest import digest
from carblog.model.output import Mention
from carblog.model.view import ArticlePage, MissingPage, Page, RedirectPage
from carblog.plan.shared import Shared


class Told:
    """What machines are told of the site and its cars on one page or another."""

    def __init__(self, shared: Shared) -> None:
        settings = shared.settings
        self._publication = digest(
            settings.title, settings.description, settings.tagline, settings.social
        )
        self._records = {record.specs.url: record for record in shared.site.records}

    def mentions(self, page: Page) -> dict[str, Mention]:
        """The cars that a story names; a car's own page says all of itself."""
        if not isinstance(page, ArticlePage):
            return {}
        named = [self._records[specs.url] for specs in page.cars]
        return {each.specs.url: Mention(make=each.car.make, photo=each.photo) for each in named}

    def parts(self, page: Page, mentions: Mapping[str, Mention]) -> dict[str, str]:
        """The parts of the page's key beside its view; pages that are no content have none."""
        if isinstance(page, MissingPage | RedirectPage):
            return {}
        cars = {"cars": digest(mentions)} if mentions else {}
        return {"publication": self._publication, **cars}
