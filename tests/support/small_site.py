"""A small assembled site, made of values, for what plans and makes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from carblog.model.content import Article, Author, Body, Car, GalleryNotes, Prose, Reference
from carblog.model.digest import digest
from carblog.model.picture import Image, Role
from carblog.model.problem import Located, Place
from carblog.model.settings import SectionSettings, Settings
from carblog.model.site import Album, Profile, Record, Site, Story
from carblog.model.theme import Theme
from carblog.model.view import (
    Card,
    Embed,
    GalleryCard,
    GalleryStrip,
    Link,
    Photo,
    Row,
    SpecGroup,
    Specs,
    Text,
    Video,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

NEWS = SectionSettings(name="news", title="News", text="What happened.")

SETTINGS = Settings(
    title="Kerbweight",
    description="Cars, weighed",
    base_url="https://example.org/blog/",
    timezone="Europe/Berlin",
    sections=(NEWS,),
    social={"mastodon": "https://social.example/@kerbweight"},
)

THEME = Theme(
    name="paddock",
    templates={},
    roles={
        "hero": Role(name="hero", widths=(640, 1280), ratio=(16, 9), of=("lead", "poster")),
        "photo": Role(name="photo", widths=(320, 1600), of=("gallery", "body", "frame")),
        "thumb": Role(name="thumb", widths=(128,), ratio=(3, 2), of=("gallery", "lead")),
        "face": Role(name="face", widths=(100,), ratio=(1, 1), of=("portrait",)),
    },
    strings={"subject.rendering": "Rendering", "credit.photo": "Photo: {credit}"},
    assets={},
)


def photo(name: str, use: str = "gallery", **words: Any) -> Photo:
    """A photo of 2000 × 1500 pixels in the gallery m3."""
    image = Image(
        source=f"galleries/m3/{name}.jpg",
        digest=digest(name),
        width=2000,
        height=1500,
        folder="/galleries/m3/",
        name=name,
    )
    words.setdefault("alt", f"The {name}")
    return Photo(image=image, use=use, **words)


def body(*parts: str | int) -> Body:
    """A text, cut at its embeds."""
    return Body(parts=parts)


def text(of: Body, *embeds: Embed) -> Text:
    """What a story holds of a text."""
    return Text(body=digest(of), embeds=embeds)


def story(
    name: str,
    *,
    hours_ago: int = 0,
    kind: str = "news",
    authors: Sequence[Link] = (),
    tags: Sequence[str] = (),
    cars: Sequence[str] = (),
    lead: Photo | None = None,
    gallery: GalleryStrip | None = None,
    video: Video | None = None,
    shows: Text | None = None,
    **article: Any,
) -> Story:
    """A story in the section news."""
    path = f"content/news/{name}.md"
    url = article.pop("url", f"/news/{name}/")
    title = article.pop("title", name.replace("-", " ").capitalize())
    date = NOON - timedelta(hours=hours_ago)
    pointers = (Reference(target="x.jpg", place=Place(path)) for _ in (shows or Text()).embeds)
    article.setdefault("prose", Prose(references=tuple(pointers)))
    made = Article(
        path=path,
        section="news",
        slug=name,
        url=url,
        title=title,
        date=date,
        tags=tuple(tags),
        cars=tuple(Located(car, Place(path)) for car in cars),
        **article,
    )
    card = Card(
        url=url,
        title=title,
        standfirst=made.standfirst,
        summary=made.standfirst,
        kind=kind,
        section=Link(title="News", url="/news/"),
        date=date,
        updated=made.updated,
        authors=tuple(authors),
        image=lead,
        photos=gallery.count if gallery else 0,
        video=video is not None,
        top_story=made.top_story,
    )
    return Story(
        article=made,
        kind=kind,
        card=card,
        text=shows or Text(),
        section=NEWS,
        lead=lead,
        gallery=gallery,
        video=video,
    )


IDA = Profile(
    author=Author(
        path="content/authors/ida.md",
        slug="ida",
        url="/authors/ida/",
        name="Ida Sørensen",
        role="Editor",
        prose=Prose(teaser="She weighs cars."),
    ),
    link=Link(title="Ida Sørensen", url="/authors/ida/"),
    photo=photo("ida", "portrait"),
    text=Text(),
)

TAYCAN = Record(
    car=Car(
        path="content/cars/porsche/taycan.yaml",
        id="porsche/taycan",
        url="/cars/porsche/taycan/",
        make="Porsche",
        name="Taycan",
        summary="Electric saloon",
    ),
    specs=Specs(
        title="Porsche Taycan",
        url="/cars/porsche/taycan/",
        groups=(SpecGroup(title="Size", rows=(Row(label="Length", figure="4,963 mm"),)),),
    ),
    photo=None,
)


def strip(*photos: Photo, lead: Photo | None = None) -> GalleryStrip:
    """A gallery inside a story; `lead` is its first photo, where the story has not shown it."""
    return GalleryStrip(
        title="M3 at dusk",
        url="/galleries/m3/",
        count=len(photos) + 1,
        lead=lead,
        thumbnails=photos,
    )


def album(*photos: Photo, kind: str = "photo") -> Album:
    """The gallery m3."""
    placed = tuple(
        msgspec.structs.replace(each, url=f"/galleries/m3/{number}/")
        for number, each in enumerate(photos, 1)
    )
    return Album(
        name="m3",
        url="/galleries/m3/",
        notes=GalleryNotes(path="galleries/m3/gallery.yaml", kind=kind, date=NOON),
        title="M3 at dusk",
        photos=placed,
        card=GalleryCard(
            url="/galleries/m3/", title="M3 at dusk", photos=len(photos), image=placed[0]
        ),
        text=Text(),
    )


def site(*stories: Story, **more: Any) -> Site:
    """A site of these stories, newest first."""
    return Site(
        settings=more.pop("settings", SETTINGS),
        stories=tuple(sorted(stories, key=lambda story: story.article.date, reverse=True)),
        **more,
    )
