"""Lists of stories: home, sections, tags, kinds, authors, the archive; paginated."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from zoneinfo import ZoneInfo

import msgspec

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
from carblog.plan.page import Sheet, head, on_page, page_url, pager, pages_of, site_feed
from carblog.plan.shared import Shared

SITE = "site.yaml"
_ARCHIVE = "/archive/"
IN_ARCHIVE = 60
"""Stories on a page of the archive: one line each."""


def lists(shared: Shared) -> Iterator[Sheet]:
    """Every page whose matter is a list of stories."""
    yield from _home(shared)
    for section, cards in shared.sections:
        what = _List(
            kind="section",
            title=section.title,
            url=f"/{section.name}/",
            cards=cards,
            text=section.text,
        )
        yield from _pages(shared, what, section.source)
    tags = Link(title=shared.words("title.tags", "Tags"), url="/tags/")
    for slug, (title, cards) in shared.tags.items():
        what = _List(kind="tag", title=title, url=f"/tags/{slug}/", cards=cards, parent=tags)
        yield from _pages(shared, what)
    for kind, cards in shared.kinds.items():
        title = shared.words(f"kinds.{kind}", kind.replace("_", " ").capitalize())
        yield from _pages(shared, _List(kind="kind", title=title, url=kind_url(kind), cards=cards))
    for profile in shared.site.profiles:
        yield from _author(shared, profile)
    yield from _archive(shared)
    yield Sheet(url=tags.url, template="tags.html", source=SITE, make=partial(_tags, shared, tags))


def kind_url(kind: str) -> str:
    """The site path of all stories of a kind."""
    return f"/kinds/{kind.replace('_', '-')}/"


def _numbered(shared: Shared, title: str, number: int) -> str:
    if number == 1:
        return title
    return shared.words("title.numbered", "{title}, page {number}", title=title, number=number)


def _home(shared: Shared) -> Iterator[Sheet]:
    """The front page, and the river of all stories from its second page on."""
    yield Sheet(url="/", template="home.html", source=SITE, make=partial(_front, shared))
    for number in range(2, pages_of(shared.cards, shared.settings.paginate) + 1):
        yield Sheet(
            url=page_url("/", number),
            template="list.html",
            source=SITE,
            make=partial(_river, shared, number),
        )


def _front(shared: Shared) -> HomePage:
    settings = shared.settings
    first = next((card.image for card in shared.names["top_stories"] if card.image), None)
    latest = next((card.image for card in shared.cards if card.image), None)
    return HomePage(
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
        pager=pager("/", 1, pages_of(shared.cards, settings.paginate)),
    )


def _river(shared: Shared, number: int) -> ListPage:
    title, url = shared.words("title.latest", "Latest"), page_url("/", number)
    size = shared.settings.paginate
    return ListPage(
        kind="latest",
        url=url,
        title=title,
        head=head(title=_numbered(shared, title, number), url=url, feeds=(site_feed(shared),)),
        trail=(shared.home, Link(title=title, url=url)),
        cards=on_page(shared.cards, size, number),
        pager=pager("/", number, pages_of(shared.cards, size)),
        total=len(shared.cards),
        feed="/feed.xml",
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


class _List(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages of a list have in common."""

    kind: str
    title: str
    url: str
    """Of its first page."""
    cards: Sequence[Card]
    text: str = ""
    parent: Link | None = None


def _pages(shared: Shared, what: _List, source: str = SITE) -> Iterator[Sheet]:
    """The pages of one list."""
    for number in range(1, pages_of(what.cards, shared.settings.paginate) + 1):
        yield Sheet(
            url=page_url(what.url, number),
            template="list.html",
            source=source,
            make=partial(_page, shared, what, number),
        )


def _page(shared: Shared, what: _List, number: int) -> ListPage:
    url, size, feed = page_url(what.url, number), shared.settings.paginate, f"{what.url}feed.xml"
    cards = on_page(what.cards, size, number)
    between = (what.parent,) if what.parent else ()
    return ListPage(
        kind=what.kind,
        url=url,
        title=what.title,
        head=head(
            title=_numbered(shared, what.title, number),
            url=url,
            description=what.text if number == 1 else "",
            image=next((card.image for card in cards if card.image), None),
            feeds=(Link(title=what.title, url=feed), site_feed(shared)),
        ),
        trail=(shared.home, *between, Link(title=what.title, url=what.url)),
        text=what.text,
        cards=cards,
        pager=pager(what.url, number, pages_of(what.cards, size)),
        total=len(what.cards),
        feed=feed,
    )


def _author(shared: Shared, profile: Profile) -> Iterator[Sheet]:
    cards = shared.by_author.get(profile.author.url, ())
    for number in range(1, pages_of(cards, shared.settings.paginate) + 1):
        yield Sheet(
            url=page_url(profile.author.url, number),
            template="author.html",
            source=profile.author.path,
            make=partial(_author_page, shared, profile, number),
        )


def _author_page(shared: Shared, profile: Profile, number: int) -> AuthorPage:
    author, size = profile.author, shared.settings.paginate
    cards = shared.by_author.get(author.url, ())
    url, feed = page_url(author.url, number), f"{author.url}feed.xml"
    return AuthorPage(
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
        cards=on_page(cards, size, number),
        pager=pager(author.url, number, pages_of(cards, size)),
        total=len(cards),
        feed=feed,
        role=author.role,
        photo=profile.photo,
        links=tuple(Link(title=link.title, url=link.url) for link in author.links),
        profile=profile.text if number == 1 else None,
    )


def _archive(shared: Shared) -> Iterator[Sheet]:
    for number in range(1, pages_of(shared.cards, IN_ARCHIVE) + 1):
        yield Sheet(
            url=page_url(_ARCHIVE, number),
            template="archive.html",
            source=SITE,
            make=partial(_archive_page, shared, number),
        )


def _archive_page(shared: Shared, number: int) -> ArchivePage:
    title, url = shared.words("title.archive", "Archive"), page_url(_ARCHIVE, number)
    cards = on_page(shared.cards, IN_ARCHIVE, number)
    return ArchivePage(
        kind="archive",
        url=url,
        title=title,
        head=head(title=_numbered(shared, title, number), url=url, feeds=(site_feed(shared),)),
        trail=(shared.home, Link(title=title, url=_ARCHIVE)),
        months=tuple(_months(cards, ZoneInfo(shared.settings.timezone))),
        pager=pager(_ARCHIVE, number, pages_of(shared.cards, IN_ARCHIVE)),
        total=len(shared.cards),
    )


def _months(cards: Sequence[Card], zone: ZoneInfo) -> Iterator[Month]:
    def month(card: Card) -> datetime:
        local = card.date.astimezone(zone)
        return datetime(local.year, local.month, 1, tzinfo=zone)

    for start, of_month in groupby(cards, month):
        yield Month(start=start, cards=tuple(of_month))


def _tags(shared: Shared, link: Link) -> TagsPage:
    return TagsPage(
        kind="tags",
        url=link.url,
        title=link.title,
        head=head(title=link.title, url=link.url, feeds=(site_feed(shared),)),
        trail=(shared.home, link),
        tags=tuple(shared.counts()),
    )
