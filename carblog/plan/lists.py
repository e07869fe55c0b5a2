"""Lists of stories: home, sections, tags, kinds, authors, the archive; paginated."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from carblog.model.site import Profile
from carblog.model.view import (
    ArchivePage,
    AuthorPage,
    Card,
    HomePage,
    Link,
    ListPage,
    Month,
    TagsPage,
)
from carblog.plan.page import Sheet, head, page_url, pager, site_feed
from carblog.plan.shared import Shared

SITE = "site.yaml"
IN_ARCHIVE = 60
"""Stories on a page of the archive: one line each."""


def lists(shared: Shared) -> Iterator[Sheet]:
    """Every page whose matter is a list of stories."""
    yield from _home(shared)
    for section, cards in shared.sections:
        url = f"/{section.name}/"
        yield from _list(
            shared, "section", section.title, url, cards, section.text, source=section.source
        )
    tags = Link(title=shared.words("title.tags", "Tags"), url="/tags/")
    for slug, (title, cards) in shared.tags.items():
        yield from _list(shared, "tag", title, f"/tags/{slug}/", cards, "", tags)
    for kind, cards in shared.kinds.items():
        title = shared.words(f"kinds.{kind}", kind.replace("_", " ").capitalize())
        yield from _list(shared, "kind", title, kind_url(kind), cards, "")
    for profile in shared.site.profiles:
        yield from _author(shared, profile)
    yield from _archive(shared)
    yield _tags(shared, tags)


def kind_url(kind: str) -> str:
    """The site path of all stories of a kind."""
    return f"/kinds/{kind.replace('_', '-')}/"


def _chunks(cards: Sequence[Card], size: int) -> list[tuple[Card, ...]]:
    """Pages of a list; a list without stories still has one."""
    return [tuple(cards[at : at + size]) for at in range(0, len(cards), size)] or [()]


def _numbered(shared: Shared, title: str, number: int) -> str:
    if number == 1:
        return title
    return shared.words("title.numbered", "{title}, page {number}", title=title, number=number)


def _home(shared: Shared) -> Iterator[Sheet]:
    """The front page, and the river of all stories from its second page on."""
    settings = shared.settings
    chunks = _chunks(shared.cards, settings.paginate)
    first = next((card.image for card in shared.names["top_stories"] if card.image), None)
    latest = next((card.image for card in shared.cards if card.image), None)
    yield Sheet(
        page=HomePage(
            kind="home",
            url="/",
            title=settings.title,
            head=head(
                title=settings.title,
                url="/",
                description=settings.description or settings.tagline,
                image=first or latest,
                feeds=_feeds(shared),
            ),
            pager=pager("/", 1, len(chunks)),
        ),
        template="home.html",
        source=SITE,
    )
    title = shared.words("title.latest", "Latest")
    for number, cards in enumerate(chunks[1:], 2):
        url = page_url("/", number)
        numbered = _numbered(shared, title, number)
        yield Sheet(
            page=ListPage(
                kind="latest",
                url=url,
                title=title,
                head=head(title=numbered, url=url, feeds=(site_feed(shared),)),
                trail=(shared.home, Link(title=title, url=url)),
                cards=cards,
                pager=pager("/", number, len(chunks)),
                total=len(shared.cards),
                feed="/feed.xml",
            ),
            template="list.html",
            source=SITE,
        )


def _feeds(shared: Shared) -> tuple[Link, ...]:
    """Every feed of the whole site, for readers to choose from on the front page."""
    site = site_feed(shared)
    top = shared.words("top_stories", "Top stories")
    return (
        site,
        Link(title=f"{top} – {site.title}", url="/top-stories/feed.xml"),
        Link(title=f"{site.title} (JSON)", url="/feed.json"),
    )


def _list(
    shared: Shared,
    kind: str,
    title: str,
    base: str,
    cards: Sequence[Card],
    text: str,
    parent: Link | None = None,
    source: str = SITE,
) -> Iterator[Sheet]:
    """The pages of one list."""
    chunks = _chunks(cards, shared.settings.paginate)
    feed = f"{base}feed.xml"
    between = (parent,) if parent else ()
    for number, on_page in enumerate(chunks, 1):
        url = page_url(base, number)
        yield Sheet(
            page=ListPage(
                kind=kind,
                url=url,
                title=title,
                head=head(
                    title=_numbered(shared, title, number),
                    url=url,
                    description=text if number == 1 else "",
                    image=next((card.image for card in on_page if card.image), None),
                    feeds=(Link(title=title, url=feed), site_feed(shared)),
                ),
                trail=(shared.home, *between, Link(title=title, url=base)),
                text=text,
                cards=on_page,
                pager=pager(base, number, len(chunks)),
                total=len(cards),
                feed=feed,
            ),
            template="list.html",
            source=source,
        )


def _author(shared: Shared, profile: Profile) -> Iterator[Sheet]:
    author = profile.author
    cards = shared.by_author.get(author.url, ())
    chunks = _chunks(cards, shared.settings.paginate)
    feed = f"{author.url}feed.xml"
    for number, on_page in enumerate(chunks, 1):
        url = page_url(author.url, number)
        yield Sheet(
            page=AuthorPage(
                kind="author",
                url=url,
                title=author.name,
                head=head(
                    title=_numbered(shared, author.name, number),
                    url=url,
                    description=author.prose.teaser if number == 1 else "",
                    feeds=(Link(title=author.name, url=feed), site_feed(shared)),
                    type_="profile",
                ),
                trail=(shared.home, profile.link),
                cards=on_page,
                pager=pager(author.url, number, len(chunks)),
                total=len(cards),
                feed=feed,
                role=author.role,
                photo=profile.photo,
                links=tuple(Link(title=link.title, url=link.url) for link in author.links),
                profile=profile.text if number == 1 else None,
            ),
            template="author.html",
            source=author.path,
        )


def _archive(shared: Shared) -> Iterator[Sheet]:
    zone = ZoneInfo(shared.settings.timezone)
    title = shared.words("title.archive", "Archive")
    chunks = _chunks(shared.cards, IN_ARCHIVE)
    for number, cards in enumerate(chunks, 1):
        url = page_url("/archive/", number)
        yield Sheet(
            page=ArchivePage(
                kind="archive",
                url=url,
                title=title,
                head=head(
                    title=_numbered(shared, title, number), url=url, feeds=(site_feed(shared),)
                ),
                trail=(shared.home, Link(title=title, url="/archive/")),
                months=tuple(_months(cards, zone)),
                pager=pager("/archive/", number, len(chunks)),
                total=len(shared.cards),
            ),
            template="archive.html",
            source=SITE,
        )


def _months(cards: Sequence[Card], zone: ZoneInfo) -> Iterator[Month]:
    def month(card: Card) -> datetime:
        local = card.date.astimezone(zone)
        return datetime(local.year, local.month, 1, tzinfo=zone)

    for start, of_month in groupby(cards, month):
        yield Month(start=start, cards=tuple(of_month))


def _tags(shared: Shared, link: Link) -> Sheet:
    return Sheet(
        page=TagsPage(
            kind="tags",
            url=link.url,
            title=link.title,
            head=head(title=link.title, url=link.url, feeds=(site_feed(shared),)),
            trail=(shared.home, link),
            tags=tuple(shared.counts()),
        ),
        template="tags.html",
        source=SITE,
    )
