"""Every photo that a site, a story or a text shows."""

from collections.abc import Iterable, Iterator

from carblog.model.site import Album, Profile, Record, Site, Story
from carblog.model.view import (
    FigureEmbed,
    GalleryEmbed,
    GalleryStrip,
    Pair,
    PairEmbed,
    Photo,
    Text,
    VideoEmbed,
)


def shown(site: Site) -> Iterator[Photo]:
    """Every photo of the site, as it is shown: the same one as often as it is."""
    for parts in (site.stories, site.pages, site.albums, site.profiles, site.records):
        for part in parts:
            yield from shown_in(part)


def shown_in(part: Story | Album | Profile | Record) -> Iterator[Photo]:
    """Every photo of a part of the site."""
    match part:
        case Story():
            yield from photos_of(part)
        case Album():
            yield part.card.image
            yield from part.photos
            yield from in_pairs(part.pairs)
            yield from in_text(part.text)
        case Profile() | Record():
            if part.photo:
                yield part.photo
            if isinstance(part, Profile):
                yield from in_text(part.text)


def photos_of(story: Story) -> Iterator[Photo]:
    """Every photo of a story, its lead picture first; the same one as often as it is shown."""
    if story.lead:
        yield story.lead
    if story.card.image:
        yield story.card.image
    if story.video and story.video.poster:
        yield story.video.poster
    if story.gallery:
        yield from in_strip(story.gallery)
    yield from in_text(story.text)


def in_text(text: Text) -> Iterator[Photo]:
    """Every photo that a text points at."""
    for embed in text.embeds:
        match embed:
            case FigureEmbed(photo=photo):
                yield photo
            case PairEmbed(pair=pair):
                yield from in_pairs((pair,))
            case GalleryEmbed(gallery=gallery):
                yield from in_strip(gallery)
            case VideoEmbed(video=video) if video.poster:
                yield video.poster
            case _:
                pass


def in_pairs(pairs: Iterable[Pair]) -> Iterator[Photo]:
    """Every photo of some pairs."""
    for pair in pairs:
        yield pair.before
        yield pair.after


def in_strip(gallery: GalleryStrip) -> Iterator[Photo]:
    """Every photo of a gallery inside an article."""
    if gallery.lead:
        yield gallery.lead
    yield from gallery.thumbnails
    yield from gallery.frames


def still(photos: Iterable[Photo]) -> Iterator[Photo]:
    """Some photos for those who cannot turn a spin: of the frames of each only the first."""
    turned: set[str] = set()
    for photo in photos:
        if photo.use != "frame" or photo.image.folder not in turned:
            yield photo
        if photo.use == "frame":
            turned.add(photo.image.folder)
