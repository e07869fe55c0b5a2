"""Folders of pictures become albums: their photos in order, by group, in pairs, or as one turn."""

import posixpath
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from carblog.assemble.alts import with_distinct_alts
from carblog.assemble.arranged import arranged, misnamed
from carblog.assemble.kinds import mislabelled
from carblog.assemble.photos import Beside, as_used, in_gallery
from carblog.model.content import Article, GalleryNotes, Picture, Sidecar
from carblog.model.paths import nfc, resolve
from carblog.model.problem import Place, Problem
from carblog.model.site import Album
from carblog.model.view import GalleryCard, Pair, Photo, PhotoGroup, Text

ROOT = "galleries/"

F = TypeVar("F", Picture, Sidecar)

FEWEST_FRAMES = 8
"""Of a spin: with fewer a car jumps by more than 45° from one to the next."""

PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".heic", ".heif")
"""What the title of an embed ends in when it is no caption, but a second picture."""


def by_folder(files: Iterable[F]) -> dict[str, list[F]]:
    """Gallery name → its files, in the order of their names. A folder with pictures is one."""
    found: dict[str, list[F]] = defaultdict(list)
    for file in files:
        folder = nfc(file.path.rpartition("/")[0])
        if folder.startswith(ROOT):
            found[folder.removeprefix(ROOT)].append(file)
    return dict(found)


def name_of(written: str) -> str:
    """The gallery that a `gallery:` key names: `suv`, `suv/` or `galleries/suv`."""
    return nfc(written.strip("/").removeprefix(ROOT))


class Shown(NamedTuple):
    """What an article shows of `galleries/`, whole or in part, whether it is there or not."""

    gallery: str = ""
    """The folder that its `gallery:` names."""
    paths: tuple[str, ...] = ()
    """Of galleries and of photos in them."""

    def among(self, folders: Container[str]) -> tuple[str, ...]:
        """The names of those galleries that are among `folders`."""
        found = dict.fromkeys([self.gallery])
        for path in self.paths:
            found[path if path in folders else posixpath.dirname(path)] = None
        return tuple(folder.removeprefix(ROOT) for folder in found if folder in folders)


NOTHING_SHOWN = Shown()


def shown_by(article: Article) -> Shown:
    """What an article shows of galleries; a link shows nothing."""
    embeds = [reference for reference in article.prose.references if reference.embed]
    if not (embeds or article.gallery or article.image or article.video):
        return NOTHING_SHOWN
    shown = [reference.target for reference in embeds]
    shown += [reference.title for reference in embeds if names_a_picture(reference.title)]
    shown += [article.image.src.target] if article.image else []
    shown += [article.video.poster.target] if article.video and article.video.poster else []
    paths = [resolve(article.path, target) or "" for target in shown]
    return Shown(
        gallery=ROOT + name_of(article.gallery.value) if article.gallery else "",
        paths=tuple(path for path in paths if path.startswith(ROOT)),
    )


def names_a_picture(title: str) -> bool:
    """Whether the title of an embed is a file: the other picture of a pair, a video's poster."""
    return title.lower().endswith(PICTURE_SUFFIXES)


def title_of(name: str, note: GalleryNotes) -> str:
    """What `gallery.yaml` says, else the folder's name as words."""
    words = name.rpartition("/")[2].replace("-", " ").replace("_", " ")
    return note.title or words[:1].upper() + words[1:]


def album(
    name: str,
    pictures: Sequence[Picture],
    inside: Sequence[Album],
    note: GalleryNotes,
    beside: Beside,
    strings: Mapping[str, str],
    before: Album | None = None,
) -> tuple[Album, list[Problem]]:
    """One gallery: its photos in order with their words. Its text is filled in later.

    `inside`: the galleries in its folder, in order. It has photos, or galleries, or both. A photo
    that is as it was `before` is the same object.
    """
    by_file = {nfc(posixpath.basename(picture.path)): picture for picture in pictures}
    notes = {nfc(each.file.value): each for each in note.photos}
    words = {
        file: beside.words(picture, notes.get(file), note) for file, picture in by_file.items()
    }
    order, groups = arranged(by_file, lambda file: words[file].date, note)
    url = f"/{ROOT}{name}/"
    photos = [
        in_gallery(by_file[file], words[file], notes.get(file), note, url, number)
        for number, file in enumerate(order, 1)
    ]
    known = {photo.image.source: photo for photo in before.photos} if before else {}
    told = (_kept(known, photo) for photo in with_distinct_alts(photos, strings))
    found = dict(zip(order, told, strict=True))
    made = Album(
        name=name,
        url=url,
        notes=note,
        title=title_of(name, note),
        photos=tuple(found.values()),
        groups=tuple(
            PhotoGroup(
                title=group.title, id=group.id, photos=tuple(found[file] for file in group.files)
            )
            for group in groups
        ),
        pairs=_pairs(note, found),
        card=_card(name, url, note, tuple(found.values()), inside),
        text=Text(),
    )
    problems = [*misnamed(by_file, note), *_labels(note, by_file, beside)]
    return made, problems + (_frames(note, pictures) if note.spin else [])


def _kept(known: Mapping[str, Photo], photo: Photo) -> Photo:
    old = known.get(photo.image.source)
    return old if old is not None and old == photo else photo


def _pairs(note: GalleryNotes, photos: Mapping[str, Photo]) -> tuple[Pair, ...]:
    return tuple(
        Pair(before=before, after=after, caption=pair.caption)
        for pair in note.pairs
        if (before := photos.get(nfc(pair.before.value)))
        and (after := photos.get(nfc(pair.after.value)))
    )


def _card(
    name: str,
    url: str,
    note: GalleryNotes,
    photos: Sequence[Photo],
    inside: Sequence[Album],
) -> GalleryCard:
    """A spin counts as one picture, however many frames it has. Without a date of its own a gallery
    is as new as the newest inside it."""
    own = min(len(photos), 1) if note.spin else len(photos)
    kinds = {photo.kind for photo in photos} or {each.card.kind for each in inside}
    dates = [each.card.date for each in inside if each.card.date]
    return GalleryCard(
        url=url,
        title=title_of(name, note),
        kind=kinds.pop() if len(kinds) == 1 else note.kind or "photo",
        photos=own + sum(each.card.photos for each in inside),
        image=as_used(photos[0], "lead") if photos else inside[0].card.image,
        date=note.date or max(dates, default=None),
        spin=note.spin,
    )


def _labels(note: GalleryNotes, by_file: Mapping[str, Picture], beside: Beside) -> list[Problem]:
    """Photos that the notes call what their files say that they are not."""
    return [
        problem
        for each in note.photos
        if (picture := by_file.get(nfc(each.file.value)))
        for problem in mislabelled(each.kind, picture, beside, each.file.value, each.file.place)
    ]


def _frames(note: GalleryNotes, pictures: Sequence[Picture]) -> list[Problem]:
    """What makes a turn around a car jump."""
    place, problems = Place(note.path), []
    if not pictures:
        hint = "put the pictures beside this file"
        return [Problem(place, "spin-frames", "this spin has no frames", hint)]
    if len(pictures) < FEWEST_FRAMES:
        count = "1 frame" if len(pictures) == 1 else f"{len(pictures)} frames"
        message = f"this spin has {count}, so the car will jump"
        hint = f"{FEWEST_FRAMES} are the fewest that turn; 24 to 36 turn smoothly"
        problems.append(Problem(place, "spin-frames", message, hint, "warning"))
    first = pictures[0]
    other = next((each for each in pictures if _size(each) != _size(first)), None)
    if other:
        sizes = [f"{each.width} × {each.height}" for each in (first, other)]
        message = f"the frames of this spin have different sizes: {sizes[0]} and {sizes[1]}"
        hint = f'make them alike, beginning with "{posixpath.basename(other.path)}"'
        problems.append(Problem(place, "spin-frames", message, hint, "warning"))
    return problems


def _size(picture: Picture) -> tuple[int, int]:
    return picture.width, picture.height
