"""What an embed shows: a picture, a gallery, a video, a table of figures."""

import msgspec

from carblog.assemble.albums import names_a_picture
from carblog.assemble.pictured import photo_at, shown_at
from carblog.assemble.pointer import Pointer
from carblog.assemble.providers import is_remote, provider_of
from carblog.assemble.strips import has_photos, strip
from carblog.assemble.words import Words
from carblog.model.content import PICTURE_KINDS, Reference
from carblog.model.site import Album
from carblog.model.view import (
    Embed,
    FigureEmbed,
    GalleryEmbed,
    LinkEmbed,
    Pair,
    PairEmbed,
    SpecsEmbed,
    Video,
    VideoEmbed,
)

NOTHING = LinkEmbed(url="")
"""What fills the slot of a reference that is a problem: the build fails before it is seen."""

SIDES = {"compare.before": "Before", "compare.after": "After"}
"""What the theme calls the pictures of a pair, and what they are called where it has no words."""


def shown(reference: Reference, pointer: Pointer) -> Embed:
    """What stands in the slot of an embed."""
    if is_remote(reference.target):
        return _alone(reference, pointer, _video(reference, pointer))
    path = pointer.path(reference)
    if path is None:
        return NOTHING
    asks = pointer.asks
    if album := asks.album(path):
        return _alone(reference, pointer, _gallery(album, reference, pointer))
    if record := asks.record(path):
        return _alone(reference, pointer, SpecsEmbed(specs=record.specs))
    if asks.picture(path):
        if names_a_picture(reference.title):
            return _alone(reference, pointer, _pair(reference, pointer))
        return _figure(reference, pointer)
    if why := asks.hidden_because(path):
        pointer.not_online(reference, why)
    else:
        _missing(reference, pointer)
    return NOTHING


def _missing(reference: Reference, pointer: Pointer) -> None:
    """A problem with what is not there, as what its target looks like."""
    asks = pointer.asks
    if reference.target.endswith("/"):
        folders = [f"{folder}/" for folder in asks.names("albums")]
        pointer.missing(reference, "gallery-missing", "gallery", folders)
    elif reference.target.endswith((".yaml", ".yml")):
        pointer.missing(reference, "car-missing", "car", asks.names("records"))
    else:
        pointer.missing(reference, "photo-missing", "photo", asks.names("pictures"))


def _alone(reference: Reference, pointer: Pointer, embed: Embed) -> Embed:
    """What is too large for the middle of a sentence."""
    if reference.inline and embed is not NOTHING:
        message = "a gallery, pair, video or table cannot stand in the middle of a sentence"
        hint = "put it in a paragraph of its own"
        pointer.problem(reference, "embed-inline", message, hint)
    return embed


def _gallery(album: Album, reference: Reference, pointer: Pointer) -> Embed:
    if not has_photos(album, reference.place, pointer.asks):
        return NOTHING
    return GalleryEmbed(gallery=strip(album))


def _figure(reference: Reference, pointer: Pointer) -> Embed:
    """A photo with what the text says of it, which goes before what its gallery says."""
    said = Words(alt=reference.text, caption=reference.title, kind=_kind(reference))
    photo = shown_at(reference, pointer, "body", said)
    if photo is None:
        return NOTHING
    if not photo.alt:
        message = "this picture has no alternative text"
        hint = "say between the brackets what it shows: ![The flank at dusk](…)"
        pointer.problem(reference, "alt-missing", message, hint, "warning")
    return FigureEmbed(photo=photo, inline=reference.inline, classes=reference.classes)


def _pair(reference: Reference, pointer: Pointer) -> Embed:
    """Two pictures of the same: the title is the file of the second. The text is their caption, and
    the alternative text of one that has none; two that say the same are told apart."""
    other = msgspec.structs.replace(reference, target=reference.title)
    said = Words(kind=_kind(reference))
    sides = (shown_at(side, pointer, "body", said) for side in (reference, other))
    found = [photo for photo in sides if photo]
    if len(found) < 2:
        return NOTHING
    labels = [pointer.asks.known.strings.get(key, default) for key, default in SIDES.items()]
    alike = found[0].alt == found[1].alt
    before, after = (
        msgspec.structs.replace(photo, alt=_side(label, photo.alt or reference.text))
        if alike or not photo.alt
        else photo
        for photo, label in zip(found, labels, strict=True)
    )
    pair = Pair(before=before, after=after, caption=reference.text)
    return PairEmbed(pair=pair, classes=reference.classes)


def _side(label: str, text: str) -> str:
    return f"{label}: {text}" if text else label


def _kind(reference: Reference) -> str:
    """What an attribute list says that a picture is: `![…](…){.rendering}`."""
    return next((kind for kind in PICTURE_KINDS if kind in reference.classes), "")


def _video(reference: Reference, pointer: Pointer) -> Embed:
    provider = provider_of(reference.target)
    if provider is None:
        message = f'"{reference.target}" is on another host, and no video of YouTube or Vimeo'
        hint = "put a picture into the site and point at its file; to anything else, make a link"
        pointer.problem(reference, "embed-remote", message, hint)
        return NOTHING
    poster = None
    if reference.title:
        at_poster = msgspec.structs.replace(reference, target=reference.title)
        poster = photo_at(at_poster, pointer, "poster")
    if poster is not None and not poster.alt:
        poster = msgspec.structs.replace(poster, alt=reference.text)
    video = Video(
        title=reference.text or provider.name,
        url=reference.target,
        embed_url=provider.embed_url,
        provider=provider.name,
        poster=poster,
    )
    return VideoEmbed(video=video)
