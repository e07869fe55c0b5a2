"""The page of every article, with what stands around it; and the page of every car."""

import math
from collections.abc import Iterator
from functools import partial

from carblog.model.content import Verdict as Written
from carblog.model.paths import slugify
from carblog.model.site import Record, Story
from carblog.model.view import (
    ArticlePage,
    Byline,
    Card,
    CarPage,
    Head,
    Heading,
    Link,
    Row,
    Specs,
    Subscore,
    Verdict,
)
from carblog.plan.lists import kind_url
from carblog.plan.page import Sheet, head, site_feed
from carblog.plan.shared import Shared

WORDS_A_MINUTE = 220


def article(shared: Shared, story: Story, number: int) -> Sheet:
    """The page of a story, or a page such as About.

    `number` is the place of a story among all, the newest being 0.
    """
    written = story.article
    is_page = written.is_page
    return Sheet(
        url=written.url,
        template="page.html" if is_page else "article.html",
        source=written.path,
        make=partial(_article, shared, story)
        if is_page
        else partial(_story, shared, story, number),
        wanted=written.template,
    )


def _story(shared: Shared, story: Story, number: int) -> ArticlePage:
    newer = shared.cards[number - 1] if number else None
    older = shared.cards[number + 1] if number + 1 < len(shared.cards) else None
    related = tuple(shared.cards[other] for other in shared.related.to(number))
    return _article(shared, story, related, newer, older)


def cars(shared: Shared) -> Iterator[Sheet]:
    """The hub of every car."""
    for record in shared.site.records:
        yield Sheet(
            url=record.car.url,
            template="car.html",
            source=record.car.path,
            make=partial(_car, shared, record),
            cards=shared.by_car.get(record.car.id, ()),
        )


def _car(shared: Shared, record: Record) -> CarPage:
    car = record.car
    title = f"{car.make} {car.name}"
    return CarPage(
        kind="car",
        url=car.url,
        title=title,
        head=head(
            title=title,
            url=car.url,
            description=car.summary,
            image=record.photo,
            feeds=(
                Link(title=title, url=f"{car.url}feed.xml"),
                Link(title=car.make, url=f"/cars/{car.id.partition('/')[0]}/feed.xml"),
                site_feed(shared),
            ),
        ),
        trail=(shared.home, Link(title=title, url=car.url)),
        make=car.make,
        name=car.name,
        years=car.years,
        summary=car.summary,
        photo=record.photo,
        specs=record.specs,
        stories=shared.by_car.get(car.id, ()),
    )


def _article(
    shared: Shared,
    story: Story,
    related: tuple[Card, ...] = (),
    newer: Card | None = None,
    older: Card | None = None,
) -> ArticlePage:
    article = story.article
    section = story.card.section
    here = Link(title=article.title, url=article.url)
    return ArticlePage(
        kind="page" if article.is_page else "article",
        url=article.url,
        title=article.title,
        head=_head(shared, story),
        trail=tuple(link for link in (shared.home, section, here) if link),
        standfirst=article.standfirst,
        story="" if article.is_page else story.kind,
        story_url="" if article.is_page else kind_url(story.kind),
        section=section,
        date=None if article.is_page else article.date,
        updated=article.updated,
        authors=story.card.authors,
        lead=story.lead,
        gallery=story.gallery,
        video=story.video,
        verdict=verdict_view(article.verdict) if article.verdict else None,
        measured=tuple(Row(label=label, figure=figure) for label, figure in article.measured),
        cars=_cars(shared, story),
        text=story.text,
        headings=tuple(
            Heading(level=level, id=id_, title=title)
            for level, id_, title in article.prose.headings
        ),
        minutes=max(1, math.ceil(article.prose.words / WORDS_A_MINUTE)),
        tags=_tags(shared, story),
        sources=tuple(Link(title=source.title, url=source.url) for source in article.sources),
        related=related,
        newer=newer,
        older=older,
        bylines=tuple(_bylines(shared, story)),
        params=article.params,
    )


def _head(shared: Shared, story: Story) -> Head:
    article = story.article
    return Head(
        title=article.social_title or article.title,
        description=article.description or story.card.summary,
        url=article.url,
        image=story.card.image,
        type="website" if article.is_page else "article",
        published=None if article.is_page else article.date,
        updated=article.updated,
        authors=tuple(author.title for author in story.card.authors),
        section=story.section.title if story.section else "",
        tags=tuple(tag.title for tag in _tags(shared, story)),
        feeds=_feeds(shared, story),
    )


def _feeds(shared: Shared, story: Story) -> tuple[Link, ...]:
    section = story.card.section
    own = (Link(title=section.title, url=f"{section.url}feed.xml"),) if section else ()
    return (*own, site_feed(shared))


def _tags(shared: Shared, story: Story) -> tuple[Link, ...]:
    if story.article.is_page:
        return ()
    slugs = dict.fromkeys(slugify(tag) for tag in story.article.tags)
    return tuple(Link(title=shared.tags[slug][0], url=f"/tags/{slug}/") for slug in slugs if slug)


def _cars(shared: Shared, story: Story) -> tuple[Specs, ...]:
    names = dict.fromkeys("/".join(car.value.split("/")[:2]) for car in story.article.cars)
    return tuple(shared.records[name].specs for name in names if name in shared.records)


def _bylines(shared: Shared, story: Story) -> Iterator[Byline]:
    for link in story.card.authors:
        if profile := shared.profiles.get(link.url):
            author = profile.author
            yield Byline(
                name=author.name,
                url=author.url,
                role=author.role,
                photo=profile.photo,
                summary=author.prose.teaser,
            )


def verdict_view(verdict: Written) -> Verdict:
    """The judgement as readers see it."""
    return Verdict(
        score=verdict.score,
        scale=verdict.scale,
        percent=_percent(verdict.score, verdict.scale),
        summary=verdict.summary,
        pros=verdict.pros,
        cons=verdict.cons,
        subscores=tuple(
            Subscore(label=label, score=score, percent=_percent(score, verdict.scale))
            for label, score in verdict.subscores
        ),
        price_as_tested=verdict.price_as_tested,
    )


def _percent(score: str, scale: str) -> int:
    return round(100 * float(score) / float(scale))
