"""A gallery inside an article: its lead picture with the count and thumbnails, or its turn."""

from collections.abc import Iterable

from carblog.model.problem import Place, Problem
from carblog.model.site import Album
from carblog.model.view import GalleryStrip, Photo


def strip(album: Album, lead: Photo | None = None) -> GalleryStrip:
    """The album inside an article. A `lead` that is one of its photos is followed by the others."""
    photos = album.photos
    first = photos[0] if lead is None else None
    left_out = photos[0].image.source if lead is None else lead.image.source
    others = tuple(photo for photo in photos if photo.image.source != left_out)
    return GalleryStrip(
        title=album.title,
        url=album.url,
        kind=album.card.kind,
        count=1 if album.notes.spin else len(photos),
        lead=first,
        thumbnails=() if album.notes.spin else others,
        frames=photos if album.notes.spin else (),
        caption=album.notes.caption,
    )


def holds_no_photos(album: Album, place: Place, inside: Iterable[Album]) -> Problem | None:
    """A problem with a gallery that is to be shown, but only holds others."""
    if album.photos:
        return None
    first = next(each for each in inside if each.name.startswith(f"{album.name}/") and each.photos)
    message = f'the gallery "{album.name}" has no photos of its own, only galleries'
    return Problem(place, "gallery-nested", message, f'show one of them, such as "{first.name}"')
