"""Folders of pictures become albums: which are due, in which order, with which words."""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from carblog.assemble.due import Clock
from carblog.model.content import Article, Content, GalleryNotes, PhotoNote, Picture
from carblog.model.paths import resolve, slugify
from carblog.model.picture import Image
from carblog.model.problem import Problem, nearest
from carblog.model.site import Album, Waiting
from carblog.model.view import GalleryCard, Photo, Text

ROOT = "galleries/"


def folders(content: Content) -> dict[str, list[Picture]]:
    """Gallery name → its pictures, in the order of their names. A folder with pictures is one."""
    found: dict[str, list[Picture]] = defaultdict(list)
    for picture in content.pictures:
        folder = posixpath.dirname(picture.path)
        if folder.startswith(ROOT):
            found[folder.removeprefix(ROOT)].append(picture)
    return dict(found)


def shown_by(article: Article, names: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the galleries that an article shows, whole or in part."""
    targets = [reference.target for reference in article.prose.references]
    targets += [article.image.src.target] if article.image else []
    if article.video and article.video.poster:
        targets.append(article.video.poster.target)
    paths = [resolve(article.path, target.partition("#")[0]) or "" for target in targets]
    named = [article.gallery.value.strip("/")] if article.gallery else []
    found = dict.fromkeys(named)
    for path in paths:
        inside = path.removeprefix(ROOT)
        if inside != path:
            found |= dict.fromkeys([inside, posixpath.dirname(inside)])
    return tuple(name for name in found if name in names)


def not_due(
    names: Iterable[str],
    notes: Mapping[str, GalleryNotes],
    showing: Mapping[str, Sequence[tuple[Article, bool]]],
    clock: Clock,
) -> Iterator[tuple[str, Waiting]]:
    """The galleries that must not be seen: drafts, future ones, and those that only stories that
    are not due show. A gallery that no story shows stands for itself.

    `showing`: gallery name → the articles that show it, and whether each is due.
    """
    for name in names:
        note = notes[name]
        why = _why(note, showing.get(name, ()), clock)
        if why is not None:
            reason, when = why
            title = title_of(name, note)
            yield name, Waiting(path=note.path, title=title, reason=reason, when=when)


def _why(
    note: GalleryNotes, showing: Sequence[tuple[Article, bool]], clock: Clock
) -> tuple[Literal["draft", "future", "expired"], datetime | None] | None:
    if note.draft and not clock.drafts:
        return "draft", None
    if note.date and note.date > clock.now and not clock.future:
        return "future", note.date
    if not showing or any(due for _, due in showing):
        return None
    coming = [article.date for article, _ in showing if not article.draft]
    future = [date for date in coming if date > clock.now]
    if future:
        return "future", min(future)
    return ("expired", None) if coming else ("draft", None)


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
    )


def _with_distinct_alts(photos: Sequence[Photo], strings: Mapping[str, str]) -> Iterator[Photo]:
    """Every photo with a text of its own: "SmartMi car renderings, photo 3 of 10" (WCAG 1.1.1)."""
    pattern = strings.get("photo.alt", "{caption}, {number}/{count}")
    alts = [photo.alt for photo in photos]
    for number, photo in enumerate(photos, 1):
        alt = photo.alt
        if not alt or alts.count(alt) > 1:
            caption = alt or photo.caption or photo.image.name.replace("-", " ")
            alt = pattern.replace("{caption}", caption)
            alt = alt.replace("{number}", str(number)).replace("{count}", str(len(photos)))
        yield msgspec.structs.replace(photo, alt=alt)
