"""Lists of stories: home, sections, tags, kinds, authors, the archive; paginated."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby, islice
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
from carblog.plan.page import Sheet, head, site_feed
from carblog.plan.paging import Paged, Part
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


def _numbered(shared: Shared, title: str, part: Part[Card]) -> str:
    if part.number == 1:
        return title
    return shared.words("title.numbered", "{title}, page {number}", title=title, number=part.number)


def _home(shared: Shared) -> Iterator[Sheet]:
    """The front page, and the river of all stories from its second page on."""
    river = Paged("/", shared.cards, shared.settings.paginate)
    front = next(river.sheets("home.html", partial(_front, shared), SITE))
    # Its picture is that of the first story that has one, wherever that is.
    yield msgspec.structs.replace(front, cards=shared.cards)
    yield from islice(river.sheets("list.html", partial(_river, shared), SITE), 1, None)


def _front(shared: Shared, part: Part[Card]) -> HomePage:
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
        pager=part.pager,
    )


def _river(shared: Shared, part: Part[Card]) -> ListPage:
    title, url = shared.words("title.latest", "Latest"), part.url
    return ListPage(
        kind="latest",
        url=url,
        title=title,
        head=head(title=_numbered(shared, title, part), url=url, feeds=(site_feed(shared),)),
        trail=(shared.home, Link(title=title, url=url)),
        cards=part.cards,
        pager=part.pager,
        total=part.total,
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
    """What the pages of a section, a tag or a kind have in common."""

    kind: str
    title: str
    url: str
    """Of its first page."""
    cards: Sequence[Card]
    text: str = ""
    parent: Link | None = None


def _pages(shared: Shared, what: _List, source: str = SITE) -> Iterator[Sheet]:
    """The pages of one list."""
    paged = Paged(what.url, what.cards, shared.settings.paginate)
    return paged.sheets("list.html", partial(_page, shared, what), source)


def _page(shared: Shared, what: _List, part: Part[Card]) -> ListPage:
    url, feed = part.url, f"{what.url}feed.xml"
    between = (what.parent,) if what.parent else ()
    return ListPage(
        kind=what.kind,
        url=url,
        title=what.title,
        head=head(
            title=_numbered(shared, what.title, part),
            url=url,
            description=what.text if part.number == 1 else "",
            image=next((card.image for card in part.cards if card.image), None),
            feeds=(Link(title=what.title, url=feed), site_feed(shared)),
        ),
        trail=(shared.home, *between, Link(title=what.title, url=what.url)),
        text=what.text,
        cards=part.cards,
        pager=part.pager,
        total=part.total,
        feed=feed,
    )


def _author(shared: Shared, profile: Profile) -> Iterator[Sheet]:
    author = profile.author
    cards = shared.by_author.get(author.url, ())
    paged = Paged(author.url, cards, shared.settings.paginate)
    return paged.sheets("author.html", partial(_author_page, shared, profile), author.path)


def _author_page(shared: Shared, profile: Profile, part: Part[Card]) -> AuthorPage:
    author, url = profile.author, part.url
    feed = f"{author.url}feed.xml"
    return AuthorPage(
        kind="author",
        url=url,
        title=author.name,
        head=head(
            title=_numbered(shared, author.name, part),
            url=url,
            description=author.prose.teaser if part.number == 1 else "",
            feeds=(Link(title=author.name, url=feed), site_feed(shared)),
            type_="profile",
        ),
        trail=(shared.home, profile.link),
        cards=part.cards,
        pager=part.pager,
        total=part.total,
        feed=feed,
        role=author.role,
        photo=profile.photo,
        links=tuple(Link(title=link.title, url=link.url) for link in author.links),
        profile=profile.text if part.number == 1 else None,
    )


def _archive(shared: Shared) -> Iterator[Sheet]:
    paged = Paged(_ARCHIVE, shared.cards, IN_ARCHIVE)
    return paged.sheets("archive.html", partial(_archive_page, shared), SITE)


def _archive_page(shared: Shared, part: Part[Card]) -> ArchivePage:
    title, url = shared.words("title.archive", "Archive"), part.url
    return ArchivePage(
        kind="archive",
        url=url,
        title=title,
        head=head(title=_numbered(shared, title, part), url=url, feeds=(site_feed(shared),)),
        trail=(shared.home, Link(title=title, url=_ARCHIVE)),
        months=tuple(_months(part.cards, ZoneInfo(shared.settings.timezone))),
        pager=part.pager,
        total=part.total,
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
