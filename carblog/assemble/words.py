"""The one order in which everything that is said of a photo counts, field by field.

From the most particular to the most general: what is said where it is shown (`image:` of a story),
its entry under `photos:`, its XMP sidecar, its file (where XMP goes before IPTC before EXIF), its
gallery, the gallery around that. A field that one of them leaves empty is asked of the next.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo

import msgspec

from carblog.model.content import GalleryNotes, PhotoNote, PhotoWords, Picture, Sidecar
from carblog.model.paths import nfc
from carblog.model.picture import Rights

KIND_OF = {
    "algorithmicMedia": "rendering",
    "compositeSynthetic": "rendering",
    "compositeWithTrainedAlgorithmicMedia": "ai",
    "digitalArt": "rendering",
    "digitalCreation": "rendering",
    "trainedAlgorithmicMedia": "ai",
    "virtualRecording": "rendering",
}
"""IPTC digital source type → the kind of picture that it must be labelled as. Others, and none at
all, say nothing that a label would be needed for."""

SOURCE_OF = {"rendering": "digitalArt", "ai": "trainedAlgorithmicMedia"}
"""Kind → the IPTC digital source type of a picture whose file does not say it more exactly. That it
is a photo is claimed by no file of ours unless the camera said so: it may be a scan of a print."""

ENDING = ".xmp"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one photo: by one source, or by all of them in order."""

    caption: str = ""
    alt: str = ""
    """Of all sources joined its own caption, where there is no other: never its gallery's, which
    would be the same for all."""
    creator: str = ""
    credit: str = ""
    """The credit line; of a file that has none, who made the picture."""
    copyright: str = ""
    licence: str = ""
    licensor: str = ""
    place: str = ""
    date: datetime | None = None
    """When it was taken: aware."""
    camera: str = ""
    lens: str = ""
    kind: str = ""
    """`photo`, `rendering` or `ai`; empty when nobody says."""
    source_type: str = ""


FIELDS = Words.__struct_fields__
NOTHING = Words()


def words_of(
    picture: Picture,
    *,
    zone: tzinfo,
    note: PhotoNote | None = None,
    sidecar: PhotoWords | None = None,
    gallery: GalleryNotes | None = None,
) -> Words:
    """All that is said of a picture. Cameras tell the time without a zone: it is taken as `zone`'s.

    `note` is its entry in `gallery.yaml`, or in the front matter of the story that shows it. Nobody
    having said what kind of picture it is, it is a photo.
    """
    own = joined(
        [
            *([in_note(note)] if note else []),
            *([in_file(sidecar, zone)] if sidecar else []),
            in_file(picture.words, zone),
        ]
    )
    said = joined([own, of_gallery(gallery)]) if gallery else own
    kind = said.kind or "photo"
    return msgspec.structs.replace(
        said,
        alt=own.alt or own.caption,
        kind=kind,
        source_type=source_type(kind, said.source_type),
    )


def joined(sources: Iterable[Words]) -> Words:
    """Of each field what the first source says that says anything."""
    found: dict[str, object] = {}
    for source in sources:
        if source != NOTHING:
            for field in FIELDS:
                if field not in found and (value := getattr(source, field)):
                    found[field] = value
    return msgspec.convert(found, Words)


def in_note(note: PhotoNote) -> Words:
    """What a writer says of one photo."""
    return Words(
        caption=note.caption,
        alt=note.alt,
        credit=note.credit,
        copyright=note.copyright,
        licence=note.licence,
        place=note.place,
        date=note.date,
        kind=note.kind,
    )


def in_file(words: PhotoWords, zone: tzinfo) -> Words:
    """What a picture file or its sidecar says."""
    date = words.date
    return Words(
        caption=words.caption,
        alt=words.alt,
        creator=words.creator,
        credit=words.credit or words.creator,
        copyright=words.copyright,
        licence=words.licence,
        licensor=words.licensor,
        place=words.place,
        date=date.replace(tzinfo=zone) if date and date.tzinfo is None else date,
        camera=words.camera,
        lens=words.lens,
        kind=KIND_OF.get(words.source_type, ""),
        source_type=words.source_type,
    )


def of_gallery(gallery: GalleryNotes) -> Words:
    """What a gallery says of all its photos. Its date is its own: when it comes online."""
    return Words(
        caption=gallery.caption,
        credit=gallery.credit,
        copyright=gallery.copyright,
        licence=gallery.licence,
        place=gallery.place,
        kind=gallery.kind,
    )


HANDED_DOWN = ("credit", "copyright", "licence", "place", "kind")
"""What a gallery says for those inside it too: whose photos they are, where, and of which kind. Its
title, caption and dates are its own, and originals are given away gallery by gallery."""


def handed_down(note: GalleryNotes, outer: GalleryNotes) -> GalleryNotes:
    """What is said of a gallery, and, where it says nothing, of the one around it."""
    found = {
        field: value
        for field in HANDED_DOWN
        if not getattr(note, field) and (value := getattr(outer, field))
    }
    return msgspec.structs.replace(note, **found) if found else note


def source_type(kind: str, found: str) -> str:
    """The IPTC digital source type of a picture that is labelled `kind`: what its file says, unless
    that is another kind, so that the label and the metadata never say different things."""
    return found if KIND_OF.get(found, "photo") == kind else SOURCE_OF.get(kind, "")


def rights_of(words: Words) -> Rights | None:
    """What every published file of the picture says; None when there is nothing to say."""
    rights = Rights(
        creator=words.creator,
        credit=words.credit if words.credit != words.creator else "",
        copyright=words.copyright,
        licence=words.licence,
        licensor=words.licensor,
        source_type=words.source_type,
    )
    return None if rights == Rights() else rights


def by_picture(sidecars: Iterable[Sidecar]) -> dict[str, PhotoWords]:
    """The words of sidecars by what their names begin with: see `sidecar_of`."""
    return {nfc(sidecar.path)[: -len(ENDING)]: sidecar.words for sidecar in sidecars}


def sidecar_of(path: str, sidecars: Mapping[str, PhotoWords]) -> PhotoWords | None:
    """Of `01-front.jpg` the sidecar `01-front.jpg.xmp`, else `01-front.xmp`."""
    if not sidecars:
        return None
    whole = nfc(path)
    return sidecars.get(whole) or sidecars.get(whole.rpartition(".")[0])
