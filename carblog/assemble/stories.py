"""An article becomes a story: its pictures, gallery, video and card."""

from collections.abc import Mapping, Sequence

import msgspec

from carblog.assemble.albums import ROOT, name_of, shown_by
from carblog.assemble.known import WHY_NOT_DUE, Known, Ledger
from carblog.assemble.photos import as_used
from carblog.assemble.providers import clock_time, provider_of
from carblog.assemble.resolve import Resolver
from carblog.assemble.strips import holds_no_photos, strip
from carblog.model.content import Article
from carblog.model.paths import slugify
from carblog.model.problem import Place, Problem, nearest
from carblog.model.settings import SectionSettings
from carblog.model.site import Profile, Story
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


class StoryMaker:
    """Makes stories with what is known of the site; what it finds goes into the ledger."""

    def __init__(
        self,
        *,
        known: Known,
        ledger: Ledger,
        sections: Sequence[SectionSettings],
        authors: Mapping[str, Profile],
    ) -> None:
        self._known = known
        self._ledger = ledger
        self._sections = {section.name: section for section in sections}
        self._authors = authors
        self._cars = {record.car.id: record for record in known.records.values()}
        self._names = {path.removeprefix(ROOT) for path in known.albums}

    def story(self, article: Article) -> Story:
        """The article with everything that it shows."""
        resolver = Resolver(self._known, article.path, self._ledger, article)
        section = self._sections.get(article.section)
        lead = resolver.lead(article.image, article.title) if article.image else None
        gallery = self._gallery(article, lead)
        if lead is None and gallery is not None and gallery.lead is not None:
            lead = as_used(gallery.lead, "lead")
            gallery = msgspec.structs.replace(gallery, lead=None)
        video = self._video(article, resolver)
        text = resolver.text(article.prose)
        self._check_cars(article)
        kind = article.kind or (section.kind if section else "news")
        pictured = lead or (video.poster if video else None) or _first_photo(text.embeds)
        return Story(
            article=article,
            kind=kind,
            card=self._card(article, kind, section, pictured, gallery, video),
            text=text,
            section=section,
            lead=lead,
            gallery=gallery,
            video=video,
            albums=shown_by(article, self._names),
        )

    def _profile(self, name: str) -> Profile | None:
        return self._authors.get(name.casefold()) or self._authors.get(slugify(name))

    def _gallery(self, article: Article, lead: Photo | None) -> GalleryStrip | None:
        if article.gallery is None:
            return None
        name = name_of(article.gallery.value)
        folder = f"{ROOT}{name}"
        if album := self._known.albums.get(folder):
            albums = self._known.albums.values()
            if problem := holds_no_photos(album, article.gallery.place, albums):
                self._ledger.problems.append(problem)
                return None
            own = lead is not None and lead.image.source in {
                photo.image.source for photo in album.photos
            }
            return strip(album, lead if own else None)
        if why := self._known.hidden.get(folder):
            message = f'the gallery "{name}" is not online: {why}'
            self._ledger.problems.append(
                Problem(article.gallery.place, "gallery-not-due", message, WHY_NOT_DUE)
            )
            return None
        names = [path.removeprefix(ROOT) for path in self._known.albums]
        message = f'there is no gallery "{name}" in galleries/'
        hint = nearest(name, names) or "a gallery is a folder of pictures in galleries/"
        self._ledger.problems.append(
            Problem(article.gallery.place, "gallery-missing", message, hint)
        )
        return None

    def _video(self, article: Article, resolver: Resolver) -> Video | None:
        video = article.video
        if video is None:
            return None
        poster = resolver.photo(video.poster, "poster") if video.poster else None
        if poster is not None and not poster.alt:
            poster = msgspec.structs.replace(poster, alt=article.title)
        url = video.url.value
        provider = provider_of(url)
        if provider is None:
            message = f'"{url}" is not a video that carblog can show'
            hint = "YouTube and Vimeo addresses are understood"
            self._problem(video.url.place, "video", message, hint)
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

    def _check_cars(self, article: Article) -> None:
        """A car is `make/model[/generation[/trim]]`; its record is that of make and model."""
        for car in article.cars:
            if "/".join(car.value.split("/")[:2]) not in self._cars:
                message = f'there is no car "{car.value}" in content/cars/'
                model = "/".join(car.value.split("/")[:2])
                hint = nearest(car.value, self._cars) or f"write content/cars/{model}.yaml"
                self._problem(car.place, "car-missing", message, hint)

    def _problem(self, place: Place, code: str, message: str, hint: str) -> None:
        self._ledger.problems.append(Problem(place, code, message, hint))

    def _card(
        self,
        article: Article,
        kind: str,
        section: SectionSettings | None,
        image: Photo | None,
        gallery: GalleryStrip | None,
        video: Video | None,
    ) -> Card:
        return Card(
            url=article.url,
            title=article.title,
            standfirst=article.standfirst,
            summary=article.summary or article.standfirst or article.prose.teaser,
            kind=kind,
            section=Link(title=section.title, url=f"/{section.name}/") if section else None,
            date=article.date,
            updated=article.updated,
            authors=tuple(
                profile.link if (profile := self._profile(name)) else Link(title=name)
                for name in article.authors
            ),
            image=as_used(image, "lead") if image else None,
            photos=gallery.count if gallery and not gallery.frames else 0,
            video=video is not None,
            duration=video.duration if video else "",
            score=article.verdict.score if article.verdict else "",
            top_story=article.top_story,
        )


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
