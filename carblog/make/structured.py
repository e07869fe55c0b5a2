"""Structured data: what every page is about, as one graph of schema.org nodes (JSON-LD 1.1)."""

from collections.abc import Iterable, Mapping
from itertools import chain

import msgspec

from carblog.make.nodes import Node, Nodes, filled, place, review, story_list
from carblog.model.output import Mention
from carblog.model.photos import in_strip, in_text, still
from carblog.model.view import (
    ArticlePage,
    AuthorPage,
    CarPage,
    GalleryPage,
    HomePage,
    Link,
    ListPage,
    MissingPage,
    Page,
    Photo,
    PhotoPage,
    RedirectPage,
    Verdict,
    VideoEmbed,
)

_NEWS, _REVIEW = "NewsArticle", "ReviewNewsArticle"

TYPES = {
    "opinion": "OpinionNewsArticle",
    "guide": "Article",
    "feature": "Article",
}
"""Kinds of story that are something else than news."""

REVIEWS = frozenset({"first_drive", "road_test", "video_review"})
"""Kinds that judge one car. A comparison judges several, which no rich result can show."""

_ABOVE_GALLERIES = 2
"""Steps of a gallery's trail before the first gallery: the home page and the index."""

_UNSAFE = {char.encode(): f"\\u{ord(char):04x}".encode() for char in "<>&\u2028\u2029"}
"""What could end a script element, open a comment in it, or end a line of JavaScript."""


Mentions = Mapping[str, Mention]
"""By the URL of the car's page."""


def structured(page: Page, mentions: Mentions, nodes: Nodes) -> Page:
    """The page with structured data in its head."""
    graph = _graph(page, mentions, nodes)
    if not graph:
        return page
    head = msgspec.structs.replace(page.head, structured=as_json_ld(graph))
    return msgspec.structs.replace(page, head=head)


def as_json_ld(graph: Iterable[Node]) -> str:
    """A graph as text that is safe inside a script element."""
    data = msgspec.json.encode({"@context": "https://schema.org", "@graph": list(graph)})
    # On bytes: translating a text that is not all ASCII took as long as all else.
    for char, escape in _UNSAFE.items():
        data = data.replace(char, escape)
    return data.decode()


def _graph(page: Page, mentions: Mentions, nodes: Nodes) -> list[Node]:
    """The nodes of a page: the publication, the way here, and what it is about."""
    match page:
        case RedirectPage() | MissingPage():
            return []
        case HomePage():
            about = [nodes.website()]
        case ArticlePage(kind="article"):
            about = _article(page, mentions, nodes)
        case AuthorPage():
            about = _author(page, nodes)
        case GalleryPage():
            about = _gallery(page, nodes)
        case PhotoPage():
            about = _photo(page, nodes)
        case CarPage():
            about = [nodes.car_with_facts(page)]
        case ListPage():
            about = [_list(page, nodes)]
        case _:
            about = [_page(page, nodes, "WebPage")]
    return [nodes.publisher(), *nodes.trail(page.url, page.trail), *about]


def _article(page: ArticlePage, mentions: Mentions, nodes: Nodes) -> list[Node]:
    videos = _videos(page, nodes)
    cars = [nodes.car(specs, mentions.get(specs.url)) for specs in page.cars]
    judged = cars[0] if cars and page.story in REVIEWS else None
    type_ = [_NEWS, _REVIEW] if judged else TYPES.get(page.story, _NEWS)
    article = {
        "@type": type_,
        "@id": nodes.id(page.url, "article"),
        "headline": page.title,
        "description": page.head.description,
        "url": nodes.url(page.url),
        "mainEntityOfPage": nodes.url(page.url),
        "datePublished": nodes.time(page.date),
        "dateModified": nodes.time(page.updated or page.date),
        "author": nodes.people(page.authors),
        "publisher": {"@id": nodes.id("/", "org")},
        "image": nodes.images(page.head.image),
        "associatedMedia": _pictures(page, nodes),
        "articleSection": page.section.title if page.section else "",
        "keywords": [tag.title for tag in page.tags],
        "inLanguage": nodes.language,
        "about": [{"@id": car["@id"]} for car in cars],
        "itemReviewed": {"@id": judged["@id"]} if judged else None,
        "video": [{"@id": video["@id"]} for video in videos],
        "isBasedOn": [source.url for source in page.sources if source.url],
    }
    if judged and page.verdict:
        cars[0] = _with_review(judged, page, page.verdict, nodes)
    return [filled(article), *videos, *cars]


def _pictures(page: ArticlePage, nodes: Nodes) -> list[Node]:
    """The pictures beside the lead: whose they are is said on every page that shows them."""
    strip = in_strip(page.gallery) if page.gallery else ()
    shown: dict[tuple[str, str], Photo] = {}
    for photo in still(chain(in_text(page.text), strip)):
        shown.setdefault((photo.image.source, photo.use), photo)
    return [node for photo in shown.values() for node in nodes.image(photo, whole=_is_whole(photo))]


def _is_whole(photo: Photo) -> bool:
    """Whether it is shown with its gallery's words, in the shape that it has there."""
    return photo.use == "gallery"


def _with_review(car: Node, page: ArticlePage, verdict: Verdict, nodes: Nodes) -> Node:
    """The car that a story judges, as a product with the review."""
    judged = {
        "@type": "Review",
        "@id": nodes.id(page.url, "review"),
        "name": page.title,
        "author": nodes.people(page.authors),
        "publisher": {"@id": nodes.id("/", "org")},
        "datePublished": nodes.time(page.date),
        **review(verdict),
    }
    # Google does not know that a car is a product unless it is told.
    return {**car, "@type": ["Product", "Car"], "review": judged}


def _videos(page: ArticlePage, nodes: Nodes) -> list[Node]:
    """The video of the story, and those that its text shows."""
    embedded = [embed.video for embed in page.text.embeds if isinstance(embed, VideoEmbed)]
    found: list[Node] = []
    for number, video in enumerate([*([page.video] if page.video else []), *embedded], 1):
        name = "video" if number == 1 else f"video-{number}"
        dated = msgspec.structs.replace(video, uploaded=video.uploaded or page.date)
        found += nodes.video(dated, page.url, name, page.head.description, page.head.image)
    return found


def _author(page: AuthorPage, nodes: Nodes) -> list[Node]:
    person = {
        **nodes.person(Link(title=page.title, url=page.url)),
        "jobTitle": page.role,
        "description": page.head.description,
        "image": nodes.image(page.photo) if page.photo else None,
        "sameAs": [link.url for link in page.links],
        "worksFor": {"@id": nodes.id("/", "org")},
    }
    return [{**_page(page, nodes, "ProfilePage"), "mainEntity": filled(person)}]


def _gallery(page: GalleryPage, nodes: Nodes) -> list[Node]:
    """A gallery with its photos, of a spin one frame, and with the galleries inside it."""
    shown = page.photos[:1] if page.spin else page.photos
    photos = [node for photo in shown for node in nodes.image(photo, whole=True)]
    for first in photos[:1]:
        first["representativeOfPage"] = True
    above = page.trail[_ABOVE_GALLERIES:-1]
    gallery = {
        **nodes.gallery(page.title, page.url),
        "description": page.head.description,
        "datePublished": nodes.time(page.date),
        "creditText": page.credit,
        "copyrightNotice": page.copyright,
        "license": page.licence,
        "contentLocation": place(page.place),
        "publisher": {"@id": nodes.id("/", "org")},
        "isPartOf": nodes.gallery(above[-1].title, above[-1].url) if above else None,
        "hasPart": [nodes.gallery(card.title, card.url) for card in page.galleries],
        "associatedMedia": photos,
    }
    return [filled(gallery)]


def _photo(page: PhotoPage, nodes: Nodes) -> list[Node]:
    whole = nodes.gallery(page.gallery.title, page.gallery.url)
    return [
        {**node, "name": page.title, "representativeOfPage": True, "isPartOf": whole}
        for node in nodes.image(page.photo, whole=True)
    ]


def _list(page: ListPage, nodes: Nodes) -> Node:
    return {
        **_page(page, nodes, "CollectionPage"),
        "mainEntity": story_list(page.cards, nodes),
    }


def _page(page: Page, nodes: Nodes, type_: str) -> Node:
    return filled(
        {
            "@type": type_,
            "@id": nodes.id(page.url, "page"),
            "name": page.title,
            "description": page.head.description,
            "url": nodes.url(page.url),
            "inLanguage": nodes.language,
            "isPartOf": {"@id": nodes.id("/", "website")},
        }
    )
