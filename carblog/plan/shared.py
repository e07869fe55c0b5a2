"""The names beside `page`: what several pages show, planned once."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from carblog.model.digest import digest
from carblog.model.paths import slugify
from carblog.model.settings import SectionSettings
from carblog.model.site import Profile, Record, Site
from carblog.model.theme import Theme
from carblog.model.view import Card, Count, Link, Names, Shelf, SiteView
from carblog.model.words import filled
from carblog.plan.nesting import Nesting
from carblog.plan.related import Related

NEWEST = 8
"""Videos and galleries in a strip: two rows of four, or one that scrolls."""
ON_A_SHELF = 6
TAGS_SHOWN = 20


class Shared:
    """One site seen from the angles that its pages need, each worked out when first asked for."""

    def __init__(self, site: Site, theme: Theme) -> None:
        self.site = site
        self.theme = theme
        self.settings = site.settings

    def words(self, key: str, default: str, **values: object) -> str:
        """A phrase of the theme, for titles that are not in the content."""
        given = {name: str(value) for name, value in values.items()}
        return filled(self.theme.strings.get(key, default), given)

    @cached_property
    def home(self) -> Link:
        return Link(title=self.words("title.home", "Home"), url="/")

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every story's card, newest first."""
        return tuple(story.card for story in self.site.stories)

    @cached_property
    def sections(self) -> tuple[tuple[SectionSettings, tuple[Card, ...]], ...]:
        """Every section with all its cards."""
        cards: dict[str, list[Card]] = defaultdict(list)
        for story in self.site.stories:
            cards[story.article.section].append(story.card)
        return tuple(
            (section, tuple(cards.get(section.name, ()))) for section in self.settings.sections
        )

    @cached_property
    def tags(self) -> dict[str, tuple[str, tuple[Card, ...]]]:
        """Slug → (the tag as first written, its cards), by slug."""
        names: dict[str, str] = {}
        cards: dict[str, list[Card]] = defaultdict(list)
        for story in self.site.stories:
            for tag in story.article.tags:
                if slug := slugify(tag):
                    names[slug] = tag
                    cards[slug].append(story.card)
        return {slug: (names[slug], tuple(cards[slug])) for slug in sorted(names)}

    @cached_property
    def kinds(self) -> dict[str, tuple[Card, ...]]:
        """Kind → its cards, for kinds that have stories."""
        cards: dict[str, list[Card]] = defaultdict(list)
        for card in self.cards:
            cards[card.kind].append(card)
        return {kind: tuple(cards[kind]) for kind in sorted(cards)}

    @cached_property
    def by_author(self) -> dict[str, tuple[Card, ...]]:
        """URL of a profile → the cards of its author's stories."""
        cards: dict[str, list[Card]] = defaultdict(list)
        for card in self.cards:
            for author in card.authors:
                if author.url:
                    cards[author.url].append(card)
        return {url: tuple(of_author) for url, of_author in cards.items()}

    @cached_property
    def by_car(self) -> dict[str, tuple[Card, ...]]:
        """`make/model`, and `make` → the cards of stories about it."""
        cards: dict[str, list[Card]] = defaultdict(list)
        for story in self.site.stories:
            names = dict.fromkeys(
                "/".join(car.value.split("/")[:depth])
                for car in story.article.cars
                for depth in (1, 2)
            )
            for name in names:
                cards[name].append(story.card)
        return {name: tuple(about) for name, about in cards.items()}

    @cached_property
    def by_album(self) -> dict[str, tuple[Card, ...]]:
        """Name of a gallery → the cards of the stories that show it."""
        cards: dict[str, list[Card]] = defaultdict(list)
        for story in self.site.stories:
            for name in story.albums:
                cards[name].append(story.card)
        return {name: tuple(showing) for name, showing in cards.items()}

    @cached_property
    def related(self) -> Related:
        """Which stories are like which."""
        return Related(self.site.stories)

    @cached_property
    def nesting(self) -> Nesting:
        """Which galleries are inside which."""
        return Nesting(self.site.albums)

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """By URL."""
        return {profile.link.url: profile for profile in self.site.profiles}

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """By `make/model`."""
        return {record.car.id: record for record in self.site.records}

    @cached_property
    def names(self) -> dict[str, Any]:
        """Every name but `page`."""
        galleries = tuple(album.card for album in self.nesting.top)
        names = Names(
            site=self._site_view(),
            page=None,  # type: ignore[arg-type] # every page brings its own
            latest=self.cards[: self.settings.paginate],
            top_stories=tuple(card for card in self.cards if card.top_story)[
                : self.settings.top_stories
            ],
            videos=tuple(card for card in self.cards if card.video)[:NEWEST],
            galleries=galleries[:NEWEST],
            shelves=tuple(
                Shelf(
                    title=section.title,
                    url=f"/{section.name}/",
                    text=section.text,
                    cards=cards[:ON_A_SHELF],
                )
                for section, cards in self.sections
                if cards
            ),
            tags=tuple(sorted(self.counts(), key=lambda tag: (-tag.count, tag.url))[:TAGS_SHOWN]),
        )
        return {
            field: getattr(names, field) for field in names.__struct_fields__ if field != "page"
        }

    @cached_property
    def name_digests(self) -> dict[str, str]:
        return {name: digest(value) for name, value in self.names.items()}

    def counts(self) -> list[Count]:
        """Every tag with its number of stories, by slug."""
        return [
            Count(title=title, url=f"/tags/{slug}/", count=len(cards))
            for slug, (title, cards) in self.tags.items()
        ]

    def _site_view(self) -> SiteView:
        settings = self.settings
        return SiteView(
            title=settings.title,
            tagline=settings.tagline,
            description=settings.description,
            base_url=settings.base_url,
            language=settings.language,
            copyright=settings.copyright,
            menus=self.site.menus,
            sections=tuple(
                Link(title=section.title, url=f"/{section.name}/") for section in settings.sections
            ),
            social=tuple(Link(title=name, url=url) for name, url in settings.social.items()),
            params=self.theme.params | settings.params,
        )
