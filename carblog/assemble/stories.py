"""An article becomes a story: its pictures, gallery, video and card."""

import posixpath
from collections.abc import Sequence

import msgspec

from carblog.assemble.albums import NOTHING_SHOWN, ROOT, Shown, name_of
from carblog.assemble.bare import is_bare
from carblog.assemble.inquiry import Inquiry
from carblog.assemble.photos import as_used
from carblog.assemble.pointer import WHY_NOT_DUE
from carblog.assemble.providers import clock_time, provider_of
from carblog.assemble.resolve import Resolver
from carblog.assemble.strips import has_photos, strip
from carblog.model.content import Article
from carblog.model.content import Video as Noted
from carblog.model.paths import slugify
from carblog.model.problem import Located, nearest
from carblog.model.site import Story
from carblog.model.view import (
    Card,
    Chapter,
    FigureEmbed,
    GalleryEmbed,
    GalleryStrip,
    Link,
    Pair,
    PairEmbed,
    Photo,
    Video,
    VideoEmbed,
)


def story(article: Article, shown: Shown, asks: Inquiry) -> Story:
    """The article with everything that it shows. `shown`: what that is of galleries."""
    resolver = Resolver(asks, article.path, article)
    section = asks.section(article.section)
    lead = resolver.lead(article.image, article.title) if article.image else None
    gallery = _gallery(article.gallery, lead, asks) if article.gallery else None
    if lead is None and gallery is not None and gallery.lead is not None:
        lead = as_used(gallery.lead, "lead")
        gallery = msgspec.structs.replace(gallery, lead=None)
    video = _video(article, article.video, resolver, asks) if article.video else None
    text = resolver.text(article.prose)
    _check_cars(article, asks)
    kind = article.kind or (section.kind if section else "news")
    pictured = lead or (video.poster if video else None) or _first_photo(text.embeds)
    return Story(
        article=article,
        kind=kind,
        card=_card(article, kind, asks, pictured, gallery, video),
        text=text,
        section=section,
        lead=lead,
        gallery=gallery,
        video=video,
        albums=_albums(shown, asks),
    )


def _albums(shown: Shown, asks: Inquiry) -> tuple[str, ...]:
    """The names of all galleries that it shows."""
    if shown is NOTHING_SHOWN:
        return ()
    asks.asked |= {shown.gallery, *shown.paths, *map(posixpath.dirname, shown.paths)}
    return shown.among(asks.known.albums)


def _gallery(written: Located, lead: Photo | None, asks: Inquiry) -> GalleryStrip | None:
    """The gallery that `gallery:` names."""
    name = name_of(written.value)
    folder = f"{ROOT}{name}"
    if album := asks.album(folder):
        if not has_photos(album, written.place, asks):
            return None
        own = lead is not None and any(
            photo.image.source == lead.image.source for photo in album.photos
        )
        return strip(album, lead if own else None)
    if why := asks.hidden(folder):
        message = f'the gallery "{name}" is not online: {why}'
        asks.problem(written.place, "gallery-not-due", message, WHY_NOT_DUE)
        return None
    if is_bare(folder, written.place, asks):
        return None
    names = [path.removeprefix(ROOT) for path in asks.names("albums")]
    message = f'there is no gallery "{name}" in galleries/'
    hint = nearest(name, names) or "a gallery is a folder of pictures in galleries/"
    asks.problem(written.place, "gallery-missing", message, hint)
    return None


def _video(article: Article, video: Noted, resolver: Resolver, asks: Inquiry) -> Video:
    poster = resolver.photo(video.poster, "poster") if video.poster else None
    if poster is not None and not poster.alt:
        poster = msgspec.structs.replace(poster, alt=article.title)
    url = video.url.value
    provider = provider_of(url)
    if provider is None:
        message = f'"{url}" is not a video that carblog can show'
        hint = "YouTube and Vimeo addresses are understood"
        asks.problem(video.url.place, "video", message, hint)
    return Video(
        title=article.title,
        url=url,
        embed_url=provider.embed_url if provider else "",
        provider=provider.name if provider else "",
        poster=poster,
        duration=clock_time(video.duration) if video.duration else "",
        seconds=video.duration,
        uploaded=video.uploaded or article.date,
        chapters=tuple(
            Chapter(
                at=chapter.at,
                label=clock_time(chapter.at),
                title=chapter.title,
                url=f"{provider.moment}{chapter.at}" if provider else url,
            )
            for chapter in video.chapters
        ),
        transcript=video.transcript,
    )


def _check_cars(article: Article, asks: Inquiry) -> None:
    """A car is `make/model[/generation[/trim]]`; its record is that of make and model."""
    for car in article.cars:
        model = "/".join(car.value.split("/")[:2])
        if not asks.has_car(model):
            message = f'there is no car "{car.value}" in content/cars/'
            hint = nearest(car.value, asks.names("cars")) or f"write content/cars/{model}.yaml"
            asks.problem(car.place, "car-missing", message, hint)


def _card(
    article: Article,
    kind: str,
    asks: Inquiry,
    image: Photo | None,
    gallery: GalleryStrip | None,
    video: Video | None,
) -> Card:
    section = asks.section(article.section)
    return Card(
        url=article.url,
        title=article.title,
        standfirst=article.standfirst,
        summary=article.summary or article.standfirst or article.prose.teaser,
        kind=kind,
        section=Link(title=section.title, url=f"/{section.name}/") if section else None,
        date=article.date,
        updated=article.updated,
        authors=tuple(_byline(name, asks) for name in article.authors),
        image=as_used(image, "lead") if image else None,
        photos=gallery.count if gallery and not gallery.frames else 0,
        video=video is not None,
        duration=video.duration if video else "",
        score=article.verdict.score if article.verdict else "",
        top_story=article.top_story,
    )


def _byline(name: str, asks: Inquiry) -> Link:
    """An author, with a page where there is a profile of that name."""
    return asks.author(name.casefold()) or asks.author(slugify(name)) or Link(title=name)


def _first_photo(embeds: Sequence[object]) -> Photo | None:
    for embed in embeds:
        match embed:
            case FigureEmbed(photo=photo) | PairEmbed(pair=Pair(before=photo)):
                return photo
            case GalleryEmbed(gallery=GalleryStrip(lead=Photo() as photo)):
                return photo
            case VideoEmbed(video=Video(poster=Photo() as photo)):
                return photo
            case _:
                continue
    return None
