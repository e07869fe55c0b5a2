"""A picture file becomes a photo: its pixels, and the words that are said of it."""

import posixpath
from collections.abc import Mapping
from datetime import tzinfo

import msgspec

from carblog.assemble.words import Words, rights_of, sidecar_of, source_type, words_of
from carblog.model.content import GalleryNotes, PhotoNote, PhotoWords, Picture
from carblog.model.download import download_path
from carblog.model.paths import slugify
from carblog.model.picture import Fractions, Image, Rights
from carblog.model.view import Photo


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What must be known beside a picture file to say what it shows."""

    sidecars: Mapping[str, PhotoWords]
    zone: tzinfo
    """Of the site: cameras seldom say theirs."""

    def words(
        self, picture: Picture, note: PhotoNote | None = None, gallery: GalleryNotes | None = None
    ) -> Words:
        """All that is said of a picture."""
        sidecar = sidecar_of(picture.path, self.sidecars)
        return words_of(picture, zone=self.zone, note=note, sidecar=sidecar, gallery=gallery)


def as_used(photo: Photo, use: str) -> Photo:
    """The same photo, shown as something else."""
    return msgspec.structs.replace(photo, use=use)


def in_gallery(
    picture: Picture,
    words: Words,
    note: PhotoNote | None,
    gallery: GalleryNotes,
    url: str,
    number: int,
) -> Photo:
    """A photo of a gallery, or a frame of the spin that the gallery is."""
    stem = posixpath.splitext(posixpath.basename(picture.path))[0]
    name = slugify(stem) or str(number)
    image = image_of(picture, url, name, note, rights=rights_of(words))
    photo = Photo(
        image=image,
        use="frame" if gallery.spin else "gallery",
        url="" if gallery.spin else f"{url}{name}/",
        download=download_path(image, picture.format) if gallery.download else "",
    )
    return with_words(photo, words)


def with_words(photo: Photo, words: Words) -> Photo:
    """The photo with all that is said of it."""
    return msgspec.structs.replace(
        photo,
        alt=words.alt,
        caption=words.caption,
        credit=words.credit,
        kind=words.kind,
        copyright=words.copyright,
        licence=words.licence,
        place=words.place,
        date=words.date,
        camera=words.camera,
        lens=words.lens,
    )


def said_again(photo: Photo, first: Words) -> Photo:
    """The photo with what is said where it is shown, which goes before all else."""
    kind, credit = first.kind or photo.kind, first.credit or photo.credit
    image = photo.image
    if (kind, credit) != (photo.kind, photo.credit):
        rights = image.rights or Rights()
        own = first.credit if first.credit != rights.creator else ""
        rights = msgspec.structs.replace(
            rights,
            credit=own if first.credit else rights.credit,
            source_type=source_type(kind, rights.source_type),
        )
        image = msgspec.structs.replace(image, rights=None if rights == Rights() else rights)
    return msgspec.structs.replace(
        photo,
        image=image,
        alt=first.alt or photo.alt,
        caption=first.caption or photo.caption,
        credit=credit,
        kind=kind,
    )


def image_of(
    picture: Picture,
    folder: str,
    name: str,
    note: PhotoNote | None = None,
    *,
    redact: tuple[Fractions, ...] = (),
    rights: Rights | None = None,
) -> Image:
    """The pixels of a picture file, published under `folder`. `redact`: what others say of it."""
    boxes = dict.fromkeys([*(note.redact if note else ()), *redact])
    return Image(
        source=picture.path,
        digest=picture.digest,
        width=picture.width,
        height=picture.height,
        alpha=picture.alpha,
        folder=folder,
        name=name,
        focus=note.focus if note else None,
        redact=tuple(sorted(boxes)),
        rights=rights,
        pending=picture.pending,
    )
