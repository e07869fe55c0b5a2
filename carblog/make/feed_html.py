"""A story as feeds carry it: its text with pictures, galleries, videos and tables as plain HTML."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from carblog.make.feed_clean import cleaned
from carblog.make.once import Once
from carblog.model.content import Body
from carblog.model.output import FeedItem
from carblog.model.settings import Settings
from carblog.model.theme import Theme
from carblog.model.view import (
    Embed,
    FigureEmbed,
    GalleryEmbed,
    GalleryStrip,
    LinkEmbed,
    Pair,
    PairEmbed,
    Photo,
    Specs,
    SpecsEmbed,
    Text,
    Verdict,
    Video,
    VideoEmbed,
)


class FeedText:
    """The texts and addresses of one site's feeds; a story in several feeds is written once."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._theme = theme
        self._zone = ZoneInfo(settings.timezone)
        self._written = Once[FeedItem, str]()
        self.address = settings.absolute
        """The full URL of a site path."""

    def local(self, when: datetime) -> datetime:
        """A time with the site's offset."""
        return when.astimezone(self._zone)

    def html(self, item: FeedItem, bodies: Mapping[str, Body]) -> str:
        """Everything that the story's page shows of the story, in its order."""
        return self._written.of(item, None, lambda: self._html(item, bodies))

    def _html(self, item: FeedItem, bodies: Mapping[str, Body]) -> str:
        parts = [
            self._figure(item.lead) if item.lead else Markup(),
            _paragraph(item.card.standfirst, "strong"),
            self._video(item.video) if item.video else Markup(),
            self._text(item.text, bodies),
            self._gallery(item.gallery) if item.gallery else Markup(),
            self._verdict(item.verdict) if item.verdict else Markup(),
        ]
        whole = Markup("\n").join(part for part in parts if part)
        page = self.address(item.card.url)
        return cleaned(whole or _paragraph(item.card.title), page)

    def _text(self, text: Text, bodies: Mapping[str, Body]) -> Markup:
        if not text.body:
            return Markup()
        # Reading made these parts; `cleaned` takes what must not be in a feed out of the whole.
        parts = bodies[text.body].parts
        shown = (p if isinstance(p, str) else self._embed(text.embeds[p]) for p in parts)
        return Markup("".join(shown))  # noqa: S704

    def _embed(self, embed: Embed) -> Markup:
        match embed:
            case LinkEmbed(url=url):
                return escape(self.address(url))
            case FigureEmbed(photo=photo, inline=True):
                return self._image(photo)
            case FigureEmbed(photo=photo):
                return self._figure(photo)
            case PairEmbed(pair=pair):
                return self._pair(pair)
            case GalleryEmbed(gallery=gallery):
                return self._gallery(gallery)
            case VideoEmbed(video=video):
                return self._video(video)
            case SpecsEmbed(specs=specs):
                return self._specs(specs)

    def _image(self, photo: Photo) -> Markup:
        files = self._theme.plain_files(photo)
        if not files:
            return Markup()
        middle = files[len(files) // 2]
        return Markup(
            '<img src="{}" srcset="{}" sizes="100vw" width="{}" height="{}" alt="{}">'
        ).format(
            self.address(middle.path),
            ", ".join(f"{self.address(file.path)} {file.width}w" for file in files),
            middle.width,
            middle.height,
            photo.alt,
        )

    def _figure(self, photo: Photo) -> Markup:
        image = self._image(photo)
        if image and photo.url:
            link = Markup('<a href="{}">{}</a>')
            image = link.format(self.address(photo.url), image)
        words = _spaced(self.kind(photo), photo.caption, self._credit(photo))
        return Markup("<figure>{}{}</figure>").format(image, _wrapped("figcaption", words))

    def _pair(self, pair: Pair) -> Markup:
        caption = _paragraph(pair.caption)
        return Markup("\n").join([self._figure(pair.before), self._figure(pair.after), caption])

    def _gallery(self, gallery: GalleryStrip) -> Markup:
        """Every photo; of a spin the first frame, for what turns on the page is a picture here."""
        photos = [photo for photo in (gallery.lead, *gallery.thumbnails) if photo]
        link = Markup('<p><a href="{}">{}</a></p>').format(self.address(gallery.url), gallery.title)
        return Markup("\n").join([*map(self._figure, photos), link])

    def _video(self, video: Video) -> Markup:
        """The poster and the title, both leading to the video at its provider."""
        poster = self._image(video.poster) if video.poster else Markup()
        shown = Markup('<a href="{0}">{1}</a>').format(video.url, poster) if poster else Markup()
        words = _spaced(self._word("video", "Video"), video.duration)
        caption = Markup('<figcaption>{}: <a href="{}">{}</a></figcaption>')
        return Markup("<figure>{}{}</figure>").format(
            shown, caption.format(words, video.url, video.title)
        )

    def _specs(self, specs: Specs) -> Markup:
        rows = (
            Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(row.label, row.figure)
            for group in specs.groups
            for row in group.rows
        )
        caption = Markup('<caption><a href="{}">{}</a></caption>')
        return Markup("<table>{}<tbody>{}</tbody></table>").format(
            caption.format(self.address(specs.url), specs.title),
            Markup("").join(rows),
        )

    def _verdict(self, verdict: Verdict) -> Markup:
        score = f"{self._word('verdict', 'Verdict')}: {verdict.score}/{verdict.scale}"
        return Markup("").join(
            [
                _paragraph(score, "strong"),
                _paragraph(verdict.summary),
                _listed(self._word("pros", "For"), verdict.pros),
                _listed(self._word("cons", "Against"), verdict.cons),
            ]
        )

    def kind(self, photo: Photo) -> str:
        """What a picture is that is no photograph; it must always say so (EU AI Act, 50)."""
        if photo.kind == "photo":
            return ""
        return f"{self._word(f'subject.{photo.kind}', photo.kind.capitalize())}."

    def _credit(self, photo: Photo) -> str:
        if not photo.credit:
            return ""
        phrase = self._word(f"credit.{photo.kind}", "{credit}")
        return f"({phrase.replace('{credit}', photo.credit)})"

    def _word(self, key: str, default: str) -> str:
        return self._theme.strings.get(key, default)


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word)


def _wrapped(tag: str, text: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(tag, text) if text else Markup()


def _paragraph(text: str, tag: str = "") -> Markup:
    inner = _wrapped(tag, text) if tag else escape(text)
    return Markup("<p>{}</p>").format(inner) if text else Markup()


def _listed(title: str, lines: Iterable[str]) -> Markup:
    items = Markup("").join(_wrapped("li", line) for line in lines)
    return Markup("<p>{}</p><ul>{}</ul>").format(title, items) if items else Markup()
