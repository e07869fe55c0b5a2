"""The feeds: of the site, and of every section, tag, kind, author, make and model."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial

import msgspec

from carblog.model.digest import digest
from carblog.model.output import Feed, FeedItem, FeedOutput
from carblog.model.paths import file_of
from carblog.model.photos import photos_of, still
from carblog.model.site import Story
from carblog.model.view import Card, Photo
from carblog.plan.articles import verdict_view
from carblog.plan.lists import SITE, kind_url
from carblog.plan.planned import Planned
from carblog.plan.shared import Shared


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """A feed in the making."""

    title: str
    """Empty for the feeds of the whole site."""
    page: str
    """The site path of the page that it follows."""
    cards: Sequence[Card]
    feed: str = ""
    """Its own site path; empty: `feed.xml` beside the page."""
    description: str = ""
    image: Photo | None = None
    source: str = SITE

    @property
    def url(self) -> str:
        """The site path of the feed."""
        return self.feed or f"{self.page}feed.xml"


def feeds(stories: Iterable[Story], shared: Shared, identity: str) -> Iterator[Planned[FeedOutput]]:
    """Every feed of the site. `identity` says with what code they are made."""
    entries = _Entries(stories, shared, identity)
    for channel in _channels(shared):
        make = partial(_output, channel, entries, shared)
        yield Planned(file_of(channel.url), channel.source, make)


def _channels(shared: Shared) -> Iterator[Channel]:
    yield Channel(title="", page="/", cards=shared.cards)
    yield Channel(title="", page="/", cards=shared.cards, feed="/feed.json")
    yield Channel(
        title=shared.words("top_stories", "Top stories"),
        page="/",
        cards=[card for card in shared.cards if card.top_story],
        feed="/top-stories/feed.xml",
    )
    for section, cards in shared.sections:
        yield Channel(
            title=section.title,
            page=f"/{section.name}/",
            cards=cards,
            description=section.text,
            source=section.source,
        )
    for slug, (title, cards) in shared.tags.items():
        yield Channel(title=title, page=f"/tags/{slug}/", cards=cards)
    for kind, cards in shared.kinds.items():
        title = shared.words(f"kinds.{kind}", kind.replace("_", " ").capitalize())
        yield Channel(title=title, page=kind_url(kind), cards=cards)
    yield from _authors(shared)
    yield from _cars(shared)


def _authors(shared: Shared) -> Iterator[Channel]:
    for profile in shared.site.profiles:
        author = profile.author
        yield Channel(
            title=author.name,
            page=author.url,
            cards=shared.by_author.get(author.url, ()),
            description=author.prose.teaser,
            image=profile.photo,
            source=author.path,
        )


def _cars(shared: Shared) -> Iterator[Channel]:
    """Of every model, and of every make, which has no page of its own."""
    makes: dict[str, str] = {}
    for record in shared.site.records:
        car = record.car
        makes.setdefault(car.id.partition("/")[0], car.make)
        yield Channel(
            title=f"{car.make} {car.name}",
            page=car.url,
            cards=shared.by_car.get(car.id, ()),
            description=car.summary,
            image=record.photo,
            source=car.path,
        )
    for make, title in makes.items():
        cards = shared.by_car.get(make, ())
        yield Channel(title=title, page="/", cards=cards, feed=f"/cars/{make}/feed.xml")


class _Entry(msgspec.Struct, frozen=True):
    """A story as every feed has it."""

    item: FeedItem
    digest: str
    pictures: tuple[str, ...]
    """Paths of the pictures whose lengths it states."""


class _Entries:
    """Each story as an entry, made when the first feed asks for it."""

    def __init__(self, stories: Iterable[Story], shared: Shared, identity: str) -> None:
        self._stories = stories
        self._shared = shared
        self._made: dict[str, _Entry] = {}
        settings, theme = shared.settings, shared.theme
        self.frame = {
            "code": identity,
            "site": digest(settings.title, settings.base_url, settings.timezone),
            "roles": digest(theme.roles),
            "words": digest(theme.strings),
        }
        """The parts of the key that all feeds have in common."""

    def of(self, card: Card) -> _Entry:
        if card.url not in self._made:
            self._made[card.url] = self._entry(self._by_url[card.url])
        return self._made[card.url]

    @cached_property
    def _by_url(self) -> dict[str, Story]:
        return {story.article.url: story for story in self._stories}

    def _entry(self, story: Story) -> _Entry:
        photos: dict[str, Photo] = {}
        for photo in still(photos_of(story)):
            photos.setdefault(photo.image.source, photo)
        plain = (self._shared.theme.plain_files(photo) for photo in photos.values())
        largest = [files[-1] for files in plain if files]
        item = FeedItem(
            card=story.card,
            text=story.text,
            guid=guid_of(story.article.path),
            tags=self._tags(story),
            lead=story.lead,
            video=story.video,
            gallery=story.gallery,
            verdict=verdict_view(story.article.verdict) if story.article.verdict else None,
            photos=tuple(photos.values()),
        )
        return _Entry(item, digest(item), tuple(file.path for file in largest))

    def _tags(self, story: Story) -> tuple[str, ...]:
        section = (story.section.title,) if story.section else ()
        kind = self._shared.words(f"kind.{story.kind}", story.kind.replace("_", " ").capitalize())
        return tuple(dict.fromkeys([*section, kind, *story.article.tags]))


def _output(channel: Channel, entries: _Entries, shared: Shared) -> FeedOutput:
    settings = shared.settings
    shown = [entries.of(card) for card in channel.cards[: settings.feed_limit]]
    first = next((card.image for card in channel.cards if card.image), None)
    title = f"{channel.title} – {settings.title}" if channel.title else settings.title
    feed = Feed(
        title=title,
        description=channel.description or settings.description or settings.tagline or title,
        url=channel.url,
        page=channel.page,
        language=settings.language,
        image=channel.image or first,
    )
    stories = digest([entry.digest for entry in shown])
    parts = {**entries.frame, "feed": digest(feed), "stories": stories}
    texts = [entry.item.text.body for entry in shown if entry.item.text.body]
    return FeedOutput(
        path=file_of(feed.url),
        source=channel.source,
        parts=parts,
        key=digest(parts),
        feed=msgspec.structs.replace(feed, items=tuple(entry.item for entry in shown)),
        bodies=tuple(texts),
        sizes=tuple(dict.fromkeys(path for entry in shown for path in entry.pictures)),
    )


def guid_of(path: str) -> str:
    """What a story is called for ever: a UUID of version 8 (RFC 9562) from its file's path.

    Neither title, slug, URL nor host is in it, so none of them can make a story look new.
    """
    name = path.removesuffix(".md").removesuffix("/index")
    number = int(digest(name), 16)
    number = number & ~(0xF << 76) | 8 << 76  # the version
    number = number & ~(3 << 62) | 2 << 62  # the variant
    text = f"{number:032x}"
    return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
