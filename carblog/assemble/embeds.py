"""What an embed shows: a picture, a gallery, a video, a table of figures."""

import posixpath

import msgspec

from carblog.assemble.albums import as_used, image_of
from carblog.assemble.known import Pointer, folder_url
from carblog.assemble.providers import is_remote, provider_of
from carblog.model.content import PICTURE_KINDS, Lead, Picture, Reference
from carblog.model.paths import fault_in_name, slugify
from carblog.model.site import Album
from carblog.model.view import (
    Embed,
    FigureEmbed,
    GalleryEmbed,
    GalleryStrip,
    LinkEmbed,
    Photo,
    SpecsEmbed,
    Video,
    VideoEmbed,
)

NOTHING = LinkEmbed(url="")
"""What fills the slot of a reference that is a problem: the build fails before it is seen."""


def shown(reference: Reference, pointer: Pointer) -> Embed:
    """What stands in the slot of an embed."""
    if is_remote(reference.target):
        return _alone(reference, pointer, _video(reference, pointer))
    path = pointer.path(reference)
    if path is None:
        return NOTHING
    known = pointer.known
    if album := known.albums.get(path):
        return _alone(reference, pointer, GalleryEmbed(gallery=strip(album)))
    if record := known.records.get(path):
        return _alone(reference, pointer, SpecsEmbed(specs=record.specs))
    if path in known.pictures:
        return _figure(reference, pointer)
    if why := known.hidden_because(path):
        pointer.not_online(reference, why)
    elif reference.target.endswith("/"):
        folders = [f"{folder}/" for folder in known.albums]
        pointer.missing(reference, "gallery-missing", "gallery", folders)
    elif reference.target.endswith((".yaml", ".yml")):
        pointer.missing(reference, "car-missing", "car", known.records)
    else:
        pointer.missing(reference, "photo-missing", "photo", known.pictures)
    return NOTHING


def photo_at(reference: Reference, pointer: Pointer, use: str) -> Photo | None:
    """The picture that a reference points at: a photo of a gallery, or a file beside the text."""
    path = pointer.path(reference)
    if path is None:
        return None
    if photo := pointer.known.photos.get(path):
        return as_used(photo, use)
    if why := pointer.known.hidden_because(path):
        pointer.not_online(reference, why)
    elif picture := pointer.known.pictures.get(path):
        return _own_picture(picture, reference, pointer, use)
    else:
        pointer.missing(reference, "photo-missing", "photo", pointer.known.pictures)
    return None


def lead_at(lead: Lead, pointer: Pointer, title: str) -> Photo | None:
    """A lead picture with what its file says of it, which goes before all else."""
    photo = photo_at(lead.src, pointer, "lead")
    if photo is None:
        return None
    focus = lead.focus or photo.image.focus
    return msgspec.structs.replace(
        photo,
        image=msgspec.structs.replace(photo.image, focus=focus),
        alt=lead.alt or photo.alt or title,
        caption=lead.caption or photo.caption,
        credit=lead.credit or photo.credit,
        kind=lead.kind or photo.kind,
    )


def strip(album: Album, lead: Photo | None = None) -> GalleryStrip:
    """The album inside an article. A `lead` that is one of its photos is followed by the others."""
    photos = album.photos
    shows_first = lead is None
    left_out = photos[0].image.source if lead is None else lead.image.source
    return GalleryStrip(
        title=album.title,
        url=album.url,
        kind=album.notes.kind,
        count=len(photos),
        lead=photos[0] if shows_first else None,
        thumbnails=tuple(photo for photo in photos if photo.image.source != left_out),
        caption=album.notes.caption,
    )


def _alone(reference: Reference, pointer: Pointer, embed: Embed) -> Embed:
    """What is too large for the middle of a sentence."""
    if reference.inline and embed is not NOTHING:
        message = "a gallery, video or table cannot stand in the middle of a sentence"
        hint = "put it in a paragraph of its own"
        pointer.problem(reference, "embed-inline", message, hint)
    return embed


def _figure(reference: Reference, pointer: Pointer) -> Embed:
    """A photo with what the text says of it, which goes before what its gallery says."""
    photo = photo_at(reference, pointer, "body")
    if photo is None:
        return NOTHING
    alt, caption = reference.text or photo.alt, reference.title or photo.caption
    own = msgspec.structs.replace(photo, alt=alt, caption=caption, kind=_kind(reference, photo))
    return FigureEmbed(photo=own, inline=reference.inline, classes=reference.classes)


def _kind(reference: Reference, photo: Photo) -> str:
    """What an attribute list says that it is, `![…](…){.rendering}`, else what its gallery says."""
    return next((kind for kind in PICTURE_KINDS if kind in reference.classes), photo.kind)


def _own_picture(
    picture: Picture, reference: Reference, pointer: Pointer, use: str
) -> Photo | None:
    """A picture beside an article."""
    folder, file = posixpath.split(picture.path)
    stem = posixpath.splitext(file)[0]
    if fault := fault_in_name(stem):
        message = f'the name of "{picture.path}" cannot be in an address: {fault}'
        pointer.problem(reference, "name", message, "rename the file")
        return None
    image = image_of(picture, folder_url(folder), slugify(stem) or "picture")
    return Photo(image=image, alt=reference.text, caption=reference.title, use=use)


def _video(reference: Reference, pointer: Pointer) -> Embed:
    provider = provider_of(reference.target)
    if provider is None:
        message = f'"{reference.target}" is on another host, and no video of YouTube or Vimeo'
        hint = "put a picture into the site and point at its file; to anything else, make a link"
        pointer.problem(reference, "embed-remote", message, hint)
        return NOTHING
    poster = None
    if reference.title:
        at_poster = msgspec.structs.replace(reference, target=reference.title, title="")
        poster = photo_at(at_poster, pointer, "poster")
    video = Video(
        title=reference.text or provider.name,
        url=reference.target,
        embed_url=provider.embed_url,
        provider=provider.name,
        poster=poster,
    )
    return VideoEmbed(video=video)
