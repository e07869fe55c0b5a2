"""Folders of pictures become albums: which are due, in which order, with which words."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

import msgspec

from carblog.model.content import Article, Content, GalleryNotes, PhotoNote, Picture
from carblog.model.paths import nfc, resolve, slugify
from carblog.model.picture import Image
from carblog.model.problem import Problem, nearest
from carblog.model.site import Album
from carblog.model.view import GalleryCard, Photo, Text
from carblog.model.words import filled

ROOT = "galleries/"


def folders(content: Content) -> dict[str, list[Picture]]:
    """Gallery name → its pictures, in the order of their names. A folder with pictures is one."""
    found: dict[str, list[Picture]] = defaultdict(list)
    for picture in content.pictures:
        folder = nfc(posixpath.dirname(picture.path))
        if folder.startswith(ROOT):
            found[folder.removeprefix(ROOT)].append(picture)
    return dict(found)


def name_of(written: str) -> str:
    """The gallery that a `gallery:` key names: `suv`, `suv/` or `galleries/suv`."""
    return nfc(written.strip("/").removeprefix(ROOT))


def shown_by(article: Article, names: Container[str]) -> tuple[str, ...]:
    """The names of the galleries that an article shows, whole or in part; a link shows nothing."""
    shown = [reference for reference in article.prose.references if reference.embed]
    shown += [article.image.src] if article.image else []
    shown += [article.video.poster] if article.video and article.video.poster else []
    found = dict.fromkeys([name_of(article.gallery.value)] if article.gallery else [])
    for reference in shown:
        path = resolve(article.path, reference.target) or ""
        inside = path.removeprefix(ROOT)
        if inside != path:
            found |= dict.fromkeys([inside, posixpath.dirname(inside)])
    return tuple(name for name in found if name in names)


def title_of(name: str, note: GalleryNotes) -> str:
    """What `gallery.yaml` says, else the folder's name as words."""
    words = name.rpartition("/")[2].replace("-", " ").replace("_", " ")
    return note.title or words[:1].upper() + words[1:]


def album(
    name: str, pictures: Sequence[Picture], note: GalleryNotes, strings: Mapping[str, str]
) -> tuple[Album, list[Problem]]:
    """One gallery: its photos in order with their words. Its text is filled in later."""
    problems: list[Problem] = []
    by_file = {posixpath.basename(picture.path): picture for picture in pictures}
    for written in [*note.order, *(photo.file for photo in note.photos)]:
        if written.value not in by_file:
            message = f'there is no photo "{written.value}" in this gallery'
            hint = nearest(written.value, by_file)
            problems.append(Problem(written.place, "photo-missing", message, hint))
    first = [written.value for written in note.order if written.value in by_file]
    order = [*dict.fromkeys(first), *sorted(by_file.keys() - set(first))]
    words = {photo.file.value: photo for photo in note.photos}
    url = f"/{ROOT}{name}/"
    photos = [
        _photo(by_file[file], words.get(file), note, url, number)
        for number, file in enumerate(order, 1)
    ]
    distinct = tuple(_with_distinct_alts(photos, strings))
    card = GalleryCard(
        url=url,
        title=title_of(name, note),
        kind=note.kind,
        photos=len(distinct),
        image=as_used(distinct[0], "lead"),
        date=note.date,
    )
    made = Album(
        name=name,
        url=url,
        notes=note,
        title=card.title,
        photos=distinct,
        card=card,
        text=Text(),
    )
    return made, problems


def as_used(photo: Photo, use: str) -> Photo:
    """The same photo, shown as something else."""
    return msgspec.structs.replace(photo, use=use)


def _photo(
    picture: Picture,
    words: PhotoNote | None,
    note: GalleryNotes,
    url: str,
    number: int,
) -> Photo:
    stem = posixpath.splitext(posixpath.basename(picture.path))[0]
    name = slugify(stem) or str(number)
    caption = (words.caption if words else "") or note.caption
    return Photo(
        image=image_of(picture, url, name, words.focus if words else None),
        alt=(words.alt or words.caption) if words else "",
        caption=caption,
        credit=(words.credit if words else "") or note.credit,
        kind=note.kind,
        use="gallery",
        url=f"{url}{name}/",
    )


def image_of(
    picture: Picture, folder: str, name: str, focus: tuple[float, float] | None = None
) -> Image:
    """The pixels of a picture file, published under `folder`."""
    return Image(
        source=picture.path,
        digest=picture.digest,
        width=picture.width,
        height=picture.height,
        alpha=picture.alpha,
        folder=folder,
        name=name,
        focus=focus,
        pending=picture.pending,
    )


def _with_distinct_alts(photos: Sequence[Photo], strings: Mapping[str, str]) -> Iterator[Photo]:
    """Every photo with a text of its own: "SmartMi car renderings, photo 3 of 10" (WCAG 1.1.1)."""
    pattern = strings.get("photo.alt", "{caption}, {number}/{count}")
    times = Counter(photo.alt for photo in photos)
    taken = {alt for alt, count in times.items() if count == 1} - {""}
    for number, photo in enumerate(photos, 1):
        alt = photo.alt
        if not alt or times[alt] > 1:
            caption = alt or photo.caption or photo.image.name.replace("-", " ")
            values = {"caption": caption, "number": str(number), "count": str(len(photos))}
            alt = filled(pattern, values)
            while alt in taken:
                alt = f"{alt} ({number})"
            taken.add(alt)
        yield msgspec.structs.replace(photo, alt=alt)
