"""Every photo that a site, a story or a text shows."""

from collections.abc import Iterable, Iterator

from carblog.model.picture import Image
from carblog.model.site import Site, Story, UsedImage
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


def used_images(site: Site) -> tuple[UsedImage, ...]:
    """Each picture with all its uses, by the path of its file."""
    uses: dict[Image, set[str]] = {}
    for photo in shown(site):
        uses.setdefault(photo.image, set()).add(photo.use)
    return tuple(
        UsedImage(image=image, uses=tuple(sorted(uses[image])))
        for image in sorted(uses, key=lambda image: (image.source, image.focus or (-1.0, -1.0)))
    )


def shown(site: Site) -> Iterator[Photo]:
    """Every photo of the site, as it is shown: the same one as often as it is."""
    for story in [*site.stories, *site.pages]:
        yield from photos_of(story)
    for album in site.albums:
        yield album.card.image
        yield from album.photos
        yield from in_pairs(album.pairs)
        yield from in_text(album.text)
    for profile in site.profiles:
        if profile.photo:
            yield profile.photo
        yield from in_text(profile.text)
    yield from (record.photo for record in site.records if record.photo)


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
