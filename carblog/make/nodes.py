"""Things as schema.org describes them: one function a thing, each giving one node of a graph."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from carblog.model.output import Mention
from carblog.model.picture import Rights
from carblog.model.settings import Settings
from carblog.model.theme import Theme
from carblog.model.view import Card, CarPage, Link, Photo, Specs, Verdict, Video

Node = dict[str, Any]

NO_RIGHTS = Rights()

SOURCES = {
    "algorithmicMedia": "AlgorithmicMedia",
    "algorithmicallyEnhanced": "AlgorithmicallyEnhanced",
    "composite": "Composite",
    "compositeCapture": "CompositeCapture",
    "compositeSynthetic": "CompositeSynthetic",
    "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMedia",
    "computationalCapture": "MultiFrameComputationalCapture",
    "dataDrivenMedia": "DataDrivenMedia",
    "digitalArt": "DigitalArt",
    "digitalCapture": "DigitalCapture",
    "digitalCreation": "DigitalArt",
    "minorHumanEdits": "MinorHumanEdits",
    "negativeFilm": "NegativeFilm",
    "positiveFilm": "PositiveFilm",
    "print": "Print",
    "screenCapture": "ScreenCapture",
    "trainedAlgorithmicMedia": "TrainedAlgorithmicMedia",
    "virtualRecording": "VirtualRecording",
}
"""IPTC digital source type → what schema.org calls it, before `DigitalSource`
(schema.org/IPTCDigitalSourceEnumeration)."""

LEAST_AREA = 50_000
"""Pixels that Google wants of an article's picture."""

SHORTEST_WITH_CLIPS = 30
"""Seconds that Google wants of a video whose chapters it shows."""

FEWEST_NOTES = 2
"""Pros and cons, in all, that Google wants before it shows any."""


class Nodes:
    """Nodes for one site: addresses are full, times have the site's offset, nothing is empty."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        self._theme = theme
        self._settings = settings
        self._zone = ZoneInfo(settings.timezone)
        self.language = settings.language
        self.url = settings.absolute
        """The full URL of a site path."""

    def id(self, path: str, name: str) -> str:
        """The stable name of a thing that a page is about."""
        return f"{self.url(path)}#{name}"

    def time(self, when: datetime | None) -> str:
        return when.astimezone(self._zone).isoformat(timespec="seconds") if when else ""

    def publisher(self) -> Node:
        settings = self._settings
        return filled(
            {
                "@type": "NewsMediaOrganization",
                "@id": self.id("/", "org"),
                "name": settings.title,
                "url": self.url("/"),
                "description": settings.description,
                "sameAs": list(settings.social.values()),
            }
        )

    def website(self) -> Node:
        settings = self._settings
        return filled(
            {
                "@type": "WebSite",
                "@id": self.id("/", "website"),
                "name": settings.title,
                "alternateName": settings.tagline,
                "url": self.url("/"),
                "inLanguage": settings.language,
                "publisher": {"@id": self.id("/", "org")},
            }
        )

    def trail(self, url: str, trail: Sequence[Link]) -> list[Node]:
        """The breadcrumbs: none on the home page, for one is no trail."""
        if len(trail) < 2:
            return []
        items = [
            {"@type": "ListItem", "position": at, "name": step.title, "item": self.url(step.url)}
            for at, step in enumerate(trail, 1)
        ]
        id_ = self.id(url, "trail")
        return [{"@type": "BreadcrumbList", "@id": id_, "itemListElement": items}]

    def people(self, authors: Iterable[Link]) -> list[Node]:
        """The authors; the publication itself where nobody is named."""
        found = [self.person(author) for author in authors]
        return found or [{"@id": self.id("/", "org")}]

    def person(self, author: Link) -> Node:
        if not author.url:
            return {"@type": "Person", "name": author.title}
        url = self.url(author.url)
        id_ = self.id(author.url, "person")
        return {"@type": "Person", "@id": id_, "name": author.title, "url": url}

    def image(self, photo: Photo, *, whole: bool = False) -> list[Node]:
        """A picture; none when the theme makes no file of it.

        It has an id only where it is the `whole` photo: a crop with a story's caption is another.
        """
        node = self._image(photo)
        if not node:
            return []
        id_ = {"@id": self.id(photo.url, "photo")} if whole and photo.url else {}
        return [{"@type": "ImageObject", **id_, **node}]

    def _image(self, photo: Photo) -> Node:
        """What is said of a picture wherever it appears; empty when there is no file of it."""
        files = self._theme.plain_files(photo)
        if not files:
            return {}
        rights = photo.image.rights or NO_RIGHTS
        source = SOURCES.get(rights.source_type)
        node = {
            "contentUrl": self.url(files[-1].path),
            "width": files[-1].width,
            "height": files[-1].height,
            "description": photo.alt,
            "caption": photo.caption,
            "creator": _creator(rights.creator),
            "creditText": photo.credit,
            "copyrightNotice": photo.copyright,
            "license": photo.licence,
            "acquireLicensePage": rights.licensor,
            "digitalSourceType": f"https://schema.org/{source}DigitalSource" if source else "",
            "dateCreated": self.time(photo.date),
            "contentLocation": place(photo.place),
        }
        return filled(node)

    def gallery(self, title: str, url: str) -> Node:
        """A gallery by its name, as what is in it, or shows it, names it."""
        return {
            "@type": "ImageGallery",
            "@id": self.id(url, "gallery"),
            "name": title,
            "url": self.url(url),
        }

    def images(self, photo: Photo | None) -> list[Node | str]:
        """A picture, then its other crops that are large enough, by address."""
        if photo is None or not (first := self.image(photo)):
            return []
        large = (
            file
            for file in self._theme.plain_crops(photo)
            if file.width * file.height >= LEAST_AREA
        )
        urls = (self.url(file.path) for file in large)
        return [*first, *(url for url in urls if url != first[0]["contentUrl"])]

    def video(
        self, video: Video, url: str, id_: str, description: str, image: Photo | None
    ) -> list[Node]:
        """A video on the page `url`; none without the picture and time that it must have."""
        still = video.poster or image
        poster = self.image(still) if still else []
        if not poster or video.uploaded is None:
            return []
        node = {
            "@type": "VideoObject",
            "@id": self.id(url, id_),
            "name": video.title,
            "description": description,
            "thumbnailUrl": [poster[0]["contentUrl"]],
            "uploadDate": self.time(video.uploaded),
            "duration": iso_duration(video.seconds) if video.seconds else "",
            "embedUrl": video.embed_url,
            "url": video.url,
            "publisher": {"@id": self.id("/", "org")},
            "hasPart": self._clips(video, url),
        }
        return [filled(node)]

    def _clips(self, video: Video, url: str) -> list[Node]:
        if not video.chapters or 0 < video.seconds < SHORTEST_WITH_CLIPS:
            return []
        chapters = sorted({chapter.at: chapter for chapter in video.chapters}.items())
        ends = [at for at, _ in chapters[1:]] + [video.seconds]
        return [
            filled(
                {
                    "@type": "Clip",
                    "name": chapter.title,
                    "startOffset": at,
                    "endOffset": end if end > at else None,
                    "url": f"{self.url(url)}?t={at}",
                }
            )
            for (at, chapter), end in zip(chapters, ends, strict=True)
        ]

    def car(self, specs: Specs, mention: Mention | None) -> Node:
        """A car by its name, as stories mention it."""
        return filled(
            {
                "@type": "Car",
                "@id": self.id(specs.url, "car"),
                "name": specs.title,
                "url": self.url(specs.url),
                "brand": {"@type": "Brand", "name": mention.make} if mention else None,
                "image": self.image(mention.photo) if mention and mention.photo else None,
            }
        )

    def car_with_facts(self, page: CarPage) -> Node:
        """A car with what its record says of it."""
        facts = [
            {"@type": "PropertyValue", "name": row.label, "value": row.figure}
            for group in page.specs.groups
            for row in group.rows
        ]
        car = self.car(page.specs, Mention(make=page.make, photo=page.photo))
        return filled({**car, "description": page.summary, "additionalProperty": facts})


def _creator(name: str) -> Node | None:
    return {"@type": "Person", "name": name} if name else None


def place(name: str) -> Node | None:
    """A place by its name; none without one."""
    return {"@type": "Place", "name": name} if name else None


def review(verdict: Verdict) -> Node:
    """What a verdict says: the rating, and the notes where there are two or more in all."""
    both = len(verdict.pros) + len(verdict.cons) >= FEWEST_NOTES
    return filled(
        {
            "reviewBody": verdict.summary,
            "reviewRating": _rating(verdict.score, verdict.scale),
            "positiveNotes": _notes(verdict.pros) if both else None,
            "negativeNotes": _notes(verdict.cons) if both else None,
        }
    )


def story_list(cards: Iterable[Card], nodes: Nodes) -> Node:
    """Stories in the order of a page."""
    items = [
        {"@type": "ListItem", "position": at, "name": card.title, "url": nodes.url(card.url)}
        for at, card in enumerate(cards, 1)
    ]
    return {"@type": "ItemList", "itemListElement": items}


def filled(node: Node) -> Node:
    """A node without what is not known: an empty value would be a claim."""
    return {key: value for key, value in node.items() if value or value == 0}


def iso_duration(seconds: int) -> str:
    """`PT1H2M3S` (ISO 8601)."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0S")


def _rating(score: str, scale: str) -> Node:
    return {"@type": "Rating", "ratingValue": score, "bestRating": scale, "worstRating": "0"}


def _notes(lines: Sequence[str]) -> Node | None:
    items = [
        {"@type": "ListItem", "position": at, "name": line} for at, line in enumerate(lines, 1)
    ]
    return {"@type": "ItemList", "itemListElement": items} if items else None
