"""A site becomes every file that the published site contains, each with its key."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain

from carblog.model.output import Output
from carblog.model.problem import Problem
from carblog.model.site import Site, Story, UsedImage
from carblog.model.theme import Theme
from carblog.plan.articles import article, cars
from carblog.plan.collisions import collisions, unwritable
from carblog.plan.downloads import downloads
from carblog.plan.feeds import feeds
from carblog.plan.files import assets, files
from carblog.plan.galleries import galleries
from carblog.plan.links import broken_site_paths, texts_of
from carblog.plan.lists import SITE, lists
from carblog.plan.page import Pages, PlannedPage, Sheet
from carblog.plan.pictures import pictures
from carblog.plan.planned import Planned, known
from carblog.plan.redirects import missing, redirects
from carblog.plan.shared import Shared
from carblog.plan.showing import showing
from carblog.plan.sitemap import MAPS, SITEMAP, Sitemaps, is_like_map, robots

Page = PlannedPage | Problem
"""A page of the site, or why no template can show it."""


class Plan:
    """Every file of the site. Where each lies is known; what is in it, when somebody asks."""

    def __init__(
        self,
        planned: Mapping[str, Planned[Output]],
        problems: Iterable[Problem] = (),
        more: Callable[[], Mapping[str, Output]] = dict,
        showing: Callable[[Collection[str]], Iterable[str]] | None = None,
    ) -> None:
        """`planned` by path; `more` are files of which even the number takes making the others."""
        self._planned = planned
        self._make_more = more
        self._showing = showing
        self.problems = tuple(problems)

    @classmethod
    def of(cls, outputs: Iterable[Output], problems: Iterable[Problem] = ()) -> "Plan":
        """The plan of these outputs."""
        return cls({output.path: known(output) for output in outputs}, problems)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Path → the input to name, of every file but the second and later parts of a sitemap."""
        return {path: planned.source for path, planned in self._planned.items()}

    def source(self, path: str) -> str:
        """The input to name of what is planned at a path; empty when nothing is."""
        planned = self._planned.get(path)
        return planned.source if planned else ""

    def output(self, path: str) -> Output | None:
        """What is planned at a path, made for whoever asks."""
        if planned := self._planned.get(path):
            return planned.output
        return self._more.get(path) if path.startswith(MAPS) else None

    def showing(self, urls: Collection[str]) -> frozenset[str]:
        """The paths of all pages that may show what the cards of the stories at `urls` say, without
        one of them being made. In doubt it is all."""
        return frozenset(self._showing(urls) if self._showing else self._planned)

    @property
    def files(self) -> Iterator[Output]:
        """Every output that is there without being made: all but pages, feeds and sitemaps."""
        return (each.made for each in self._planned.values() if each.made is not None)

    @property
    def maps(self) -> Iterator[Output]:
        """The files of the sitemap, for which every page is made once, by path."""
        if index := self._planned.get(SITEMAP):
            yield index.output
        yield from (self._more[path] for path in sorted(self._more) if path not in self._planned)

    @cached_property
    def outputs(self) -> tuple[Output, ...]:
        """All of them, by path."""
        made = {path: planned.output for path, planned in self._planned.items()}
        made |= {path: more for path, more in self._more.items() if path not in made}
        return tuple(made[path] for path in sorted(made))

    @cached_property
    def _more(self) -> Mapping[str, Output]:
        return self._make_more()


def plan(site: Site, theme: Theme, identity: str) -> Plan:
    """Every output of the site. `identity` says with what code outputs are made."""
    return Planner().plan(site, theme, identity)


class Planner:
    """Plans a site again and again: what follows from the same as last time is kept.

    The same is mostly the same object, which assembling sees to. Of ten thousand stories with one
    edited text, all pages but its own are those of the plan before.
    """

    def __init__(self) -> None:
        self._latest: _Planning | None = None

    def plan(self, site: Site, theme: Theme, identity: str) -> Plan:
        """Every output of the site. `identity` says with what code outputs are made."""
        self._latest = _Planning(site, theme, identity, self._latest)
        return self._latest.plan


class _Planning:
    """How one site was planned, in parts that the next may take over."""

    def __init__(self, site: Site, theme: Theme, identity: str, before: "_Planning | None") -> None:
        self.site = site
        self.theme = theme
        self.identity = identity
        alike = before if before and before.shows_the_same(site, theme, identity) else None
        self.shared: Shared = alike.shared if alike else Shared(site, theme)
        self.pages: Pages = alike.pages if alike else Pages(self.shared, identity)
        self.around: list[Page] = alike.around if alike else self._planned(_around(self.shared))
        self.stories = self._of_stories(alike)
        self.pictures = self._of_pictures(before if before and before.theme is theme else None)
        self.texts = texts_of(site)
        redirected = self._planned(redirects([*site.stories, *site.pages]))
        pages = [*self.stories, *self.around, *redirected]
        made = [page for page in pages if isinstance(page, PlannedPage)]
        maps = Sitemaps(made, site.settings)
        planned = self._all(made, maps)
        self.places = [(each.path, each.source) for each in planned]
        by_path = {each.path: each for each in planned}
        stays = before if before and before.places == self.places else None
        # Beside a sitemap that somebody brings himself there are none of ours.
        more = maps.others if by_path[SITEMAP].source == SITE else dict
        # What is in pages decides how many maps there are, and whether one lies in the way.
        self.near_maps: bool = stays.near_maps if stays else any(map(is_like_map, by_path))
        self.misplaced: list[Problem] = (
            stays.misplaced
            if stays and not self.near_maps
            else self._misplaced(planned, more().values() if self.near_maps else ())
        )
        self.broken = self._links(by_path, stays)
        problems = [page for page in pages if isinstance(page, Problem)]
        problems += [*self.misplaced, *self.broken]
        self.plan = Plan(by_path, problems, more, partial(showing, self.shared, made))

    def shows_the_same(self, site: Site, theme: Theme, identity: str) -> bool:
        """Whether all that several pages of that site show is what it is here. Settings and menus
        must be the same objects: templates show the order of dicts, which equality does not see."""
        own = self.site
        return (
            (theme is self.theme and identity == self.identity)
            and site.settings is own.settings
            and site.menus is own.menus
            and site.albums is own.albums
            and site.profiles is own.profiles
            and site.records is own.records
            and len(site.stories) == len(own.stories)
            and all(map(_stand_alike, site.stories, own.stories))
        )

    def _planned(self, sheets: Iterable[Sheet]) -> list[Page]:
        return [self.pages.planned(sheet) for sheet in sheets]

    def _of_stories(self, alike: "_Planning | None") -> list[Page]:
        """The page of every story, then pages such as About."""
        stories, pages = self.site.stories, self.site.pages
        kept: dict[int, Page] = {}
        if alike:
            before = chain(alike.site.stories, alike.site.pages)
            kept = {id(story): page for story, page in zip(before, alike.stories, strict=True)}
        return [
            kept.get(id(story)) or self.pages.planned(article(self.shared, story, number))
            for number, story in enumerate(chain(stories, pages))
        ]

    def _of_pictures(self, before: "_Planning | None") -> dict[UsedImage, list[Planned[Output]]]:
        """The files of every picture that is shown."""
        kept = before.pictures if before else {}
        return {
            used: kept.get(used) or [*map(known, pictures(used, self.theme))]
            for used in self.site.images
        }

    def _all(self, pages: Iterable[Planned[Output]], maps: Sitemaps) -> list[Planned[Output]]:
        site, settings = self.site, self.site.settings
        renditions = {each.path: each for made in self.pictures.values() for each in made}
        found: list[Planned[Output]] = [
            *pages,
            *feeds(site.stories, self.shared, self.identity),
            *renditions.values(),
            *map(known, downloads(site, self.identity)),
            *map(known, assets(self.theme)),
            *map(known, files(site, self.identity)),
        ]
        # What somebody brings himself goes before what carblog would tell machines.
        taken = {each.path for each in found}
        for_machines = [maps.planned, known(robots(settings))]
        return [*found, *(each for each in for_machines if each.path not in taken)]

    def _misplaced(
        self, planned: Sequence[Planned[Output]], more: Iterable[Output]
    ) -> list[Problem]:
        """Files that cannot be written, or that want one place."""
        return [*unwritable(planned), *collisions([*planned, *more])]

    def _links(self, files: Collection[str], stays: "_Planning | None") -> list[Problem]:
        """What is wrong with links. Where all files stay, what led somewhere does so still."""
        texts = self.texts
        if stays and not stays.broken:
            kept = {id(text) for _, text in stays.texts}
            texts = [written for written in texts if id(written[1]) not in kept]
        return list(broken_site_paths(texts, self.site.settings, files))


def _stand_alike(one: Story, other: Story) -> bool:
    """Whether two stories are the same to all pages but their own."""
    return one is other or (
        one.card == other.card
        and one.albums == other.albums
        and one.article.section == other.article.section
        and one.article.tags == other.article.tags
        and one.article.cars == other.article.cars
    )


def _around(shared: Shared) -> Iterator[Sheet]:
    """Every page that is not a story's own."""
    yield from lists(shared)
    yield from galleries(shared)
    yield from cars(shared)
    yield missing(shared)
