"""References to pictures become photos: of a gallery, or of a file beside the text."""

import posixpath

import msgspec

from carblog.assemble.kinds import mislabelled
from carblog.assemble.photos import as_used, image_of, said_again, with_words
from carblog.assemble.pointer import Pointer, folder_url
from carblog.assemble.words import Words, rights_of
from carblog.model.content import Lead, Picture, Reference
from carblog.model.paths import fault_in_name, nfc, slugify
from carblog.model.view import Photo


def photo_at(reference: Reference, pointer: Pointer, use: str) -> Photo | None:
    """The picture that a reference points at: a photo of a gallery, or a file beside the text."""
    path = pointer.path(reference)
    if path is None:
        return None
    asks = pointer.asks
    if photo := asks.photo(path):
        return as_used(photo, use)
    if why := asks.hidden_because(path):
        pointer.not_online(reference, why)
    elif picture := asks.picture(path):
        return _own_picture(picture, reference, path, pointer, use)
    else:
        pointer.missing(reference, "photo-missing", "photo", asks.names("pictures"))
    return None


def shown_at(reference: Reference, pointer: Pointer, use: str, said: Words) -> Photo | None:
    """The same with what is said of it where it is shown, which goes before all else."""
    photo = photo_at(reference, pointer, use)
    if photo is None:
        return None
    if said.kind and (picture := pointer.asks.picture(nfc(photo.image.source))):
        pointer.asks.problems += mislabelled(
            said.kind, picture, pointer.asks.known.beside, reference.target, reference.place
        )
    return said_again(photo, said)


def lead_at(lead: Lead, pointer: Pointer, title: str) -> Photo | None:
    """A lead picture; `title` is its alternative text when nothing else is."""
    said = Words(caption=lead.caption, alt=lead.alt, credit=lead.credit, kind=lead.kind)
    shown = shown_at(lead.src, pointer, "lead", said)
    if shown is None:
        return None
    focus = lead.focus or shown.image.focus
    return msgspec.structs.replace(
        shown,
        image=msgspec.structs.replace(shown.image, focus=focus),
        alt=shown.alt or title,
    )


def _own_picture(
    picture: Picture, reference: Reference, path: str, pointer: Pointer, use: str
) -> Photo | None:
    """A picture that is in no gallery."""
    folder, file = posixpath.split(picture.path)
    stem = posixpath.splitext(file)[0]
    if fault := fault_in_name(stem):
        message = f'the name of "{picture.path}" cannot be in an address: {fault}'
        pointer.problem(reference, "name", message, "rename the file")
        return None
    asks, note = pointer.asks, pointer.notes.get(path)
    words = asks.known.beside.words(picture, note)
    image = image_of(
        picture,
        folder_url(folder),
        slugify(stem) or "picture",
        note,
        redact=asks.redacted(path),
        rights=rights_of(words),
    )
    return with_words(Photo(image=image, use=use), words)
