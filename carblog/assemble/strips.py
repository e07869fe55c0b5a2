"""A gallery inside an article: its lead picture with the count and thumbnails, or its turn."""

from carblog.assemble.inquiry import Inquiry
from carblog.model.problem import Place
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


def has_photos(album: Album, place: Place, asks: Inquiry) -> bool:
    """Whether a gallery that is to be shown can be: it is a problem when it only holds others."""
    if album.photos:
        return True
    inside = (each for each in asks.albums() if each.name.startswith(f"{album.name}/"))
    first = next(each for each in inside if each.photos)
    message = f'the gallery "{album.name}" has no photos of its own, only galleries'
    asks.problem(place, "gallery-nested", message, f'show one of them, such as "{first.name}"')
    return False
