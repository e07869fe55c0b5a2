"""What people do to a site, each as a function from its files to other files.

`pick` chooses from a few: names, words and pictures come from small alphabets, so that one edit
meets another. An edit that has nothing to work on changes nothing.
"""

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Protocol, TypeVar

from PIL import Image

from tests.promises.alphabets import (
    ARTICLES,
    AUTHOR,
    BESIDE,
    CAR,
    DAYS,
    FRONT_MATTER,
    GALLERY,
    PARAGRAPHS,
    PHOTOS,
    SETTINGS,
    SIDECARS,
    THEMES,
)

T = TypeVar("T")


class Pick(Protocol):
    """Chooses one of several."""

    def __call__(self, options: Sequence[T], /) -> T: ...


Files = dict[str, bytes]
Edit = Callable[[Files, Pick], Files]


@cache
def picture(number: int) -> bytes:
    """One of a few tiny pictures: 0 and 1 have one size, 3 is turned, 4 can be seen through, and 5
    is 0 with words."""
    file = BytesIO()
    size = [(40, 30), (40, 30), (30, 40), (24, 16), (20, 20), (40, 30)][number]
    colour = ["teal", "olive", "maroon", "purple", "#00800080", "teal"][number]
    image = Image.new("RGBA" if number == 4 else "RGB", size, colour)
    exif = Image.Exif()
    exif[0x0112] = 6 if number == 3 else 1
    if number == 5:
        exif.update({0x010E: "From the camera", 0x013B: "Jo", 0x8298: "2026 Jo"})
    image.save(file, "PNG" if number == 4 else "JPEG", exif=exif)
    return file.getvalue()


def with_key(data: bytes, key: str, value: str) -> bytes:
    """YAML, or a text with front matter, with another line for `key`; empty takes the line out."""
    text = data.decode(errors="surrogateescape")  # it may be broken already
    line = f"{key}: {value}\n" if value else ""
    pattern = re.compile(rf"^{key}:.*\n", re.MULTILINE)
    if pattern.search(text):
        changed = pattern.sub(lambda _: line, text, count=1)
    else:
        start = len("---\n") if text.startswith("---\n") else 0
        changed = text[:start] + line + text[start:]
    return changed.encode(errors="surrogateescape")


def _keyed(path: str, keys: Mapping[str, list[str]]) -> Edit:
    def edit(files: Files, pick: Pick) -> Files:
        key = pick(list(keys))
        return {**files, path: with_key(files.get(path, b""), key, pick(keys[key]))}

    return edit


def _there(files: Files, wanted: Sequence[str], pick: Pick) -> str:
    found = [path for path in wanted if path in files]
    return pick(found) if found else ""


def front_matter(files: Files, pick: Pick) -> Files:
    """A value of an article's front matter."""
    if not (path := _there(files, ARTICLES, pick)):
        return files
    key = pick(list(FRONT_MATTER))
    return {**files, path: with_key(files[path], key, pick(FRONT_MATTER[key]))}


def body(files: Files, pick: Pick) -> Files:
    """The text of an article, or of the page About."""
    if not (path := _there(files, [*ARTICLES, "content/pages/about.md"], pick)):
        return files
    head, _, _ = files[path].rpartition(b"---\n")
    text = f"---\n{pick(PARAGRAPHS)}\n\n{pick(PARAGRAPHS)}\n"
    return {**files, path: head + text.encode()}


def new_article(files: Files, pick: Pick) -> Files:
    path = pick(ARTICLES)
    tags = pick(FRONT_MATTER["tags"]) or "[]"
    text = f"---\ntitle: {pick(['One', 'Two'])}\ndate: {pick(DAYS)}\ntags: {tags}\n---\nText.\n"
    return {**files, path: text.encode()}


def delete_article(files: Files, pick: Pick) -> Files:
    path = _there(files, ARTICLES, pick)
    return {name: data for name, data in files.items() if name != path}


def rename_article(files: Files, pick: Pick) -> Files:
    return _renamed(files, _there(files, ARTICLES, pick), pick(ARTICLES))


def swap_articles(files: Files, pick: Pick) -> Files:
    return _swapped(files, _there(files, ARTICLES, pick), _there(files, ARTICLES, pick))


def new_picture(files: Files, pick: Pick) -> Files:
    """A new one, or other bytes under the same name."""
    return {**files, pick([*PHOTOS, *BESIDE]): picture(pick([0, 1, 2, 3, 5]))}


def png_picture(files: Files, pick: Pick) -> Files:
    path = posixpath.splitext(pick(PHOTOS))[0] + ".png"
    return {**files, path: picture(4)}


def sidecar(files: Files, pick: Pick) -> Files:
    """Words beside a picture, other words, none any more, or a file that cannot be read."""
    photo = pick([*PHOTOS, *BESIDE])
    path = pick([f"{photo}.xmp", f"{photo.removesuffix('.jpg')}.xmp"])
    data = pick(SIDECARS)
    others = {name: old for name, old in files.items() if name != path}
    return others if data is None else {**others, path: data}


def delete_picture(files: Files, pick: Pick) -> Files:
    pictures = [path for path in files if path.startswith("galleries/") and "yaml" not in path]
    path = _there(files, [*pictures, *BESIDE], pick)
    return {name: data for name, data in files.items() if name != path}


def rename_picture(files: Files, pick: Pick) -> Files:
    """The same bytes under a new name."""
    return _renamed(files, _there(files, PHOTOS, pick), pick(PHOTOS))


def swap_pictures(files: Files, pick: Pick) -> Files:
    return _swapped(files, _there(files, PHOTOS, pick), _there(files, PHOTOS, pick))


def theme_file(files: Files, pick: Pick) -> Files:
    """A template, a style sheet, words, a file published as it is; the site's own or a theme's."""
    path = pick(list(THEMES))
    data = pick(THEMES[path])
    others = {name: old for name, old in files.items() if name != path}
    return others if data is None else {**others, path: data.encode()}


def roles(files: Files, pick: Pick) -> Files:
    """The sizes of pictures: another width, or only the order of two roles that are alike."""
    body = f"{{widths: [{pick(['24', '20'])}], formats: [jpeg], of: [body, poster, portrait]}}"
    alike = [
        f"  {name}: {{widths: [48], quality: {quality}, formats: [jpeg], of: [lead, gallery]}}"
        for name, quality in pick([[("one", 90), ("two", 20)], [("two", 20), ("one", 90)]])
    ]
    lines = [
        "name: plain",
        "pictures:",
        "  card: {widths: [16, 24], ratio: 16:9, formats: [jpeg], of: [lead]}",
        "  photo: {widths: [32], formats: [webp, jpeg], of: [gallery, frame]}",
        "  thumb: {widths: [16], ratio: 1:1, formats: [jpeg], of: [gallery, frame]}",
        f"  body: {body}",
        *alike,
        "",
    ]
    return {**files, "themes/plain/theme.yaml": "\n".join(lines).encode()}


def odd_file(files: Files, pick: Pick) -> Files:
    """Files that are no part of the site, or make it fail."""
    path = pick(["content/news/.hidden", "content/news/x.md~", "galleries/m3/notes.doc"])
    return {**files, path: b"?"}


def broken(files: Files, pick: Pick) -> Files:
    """A file that nobody can read."""
    path = pick(["content/news/van.md", "galleries/m3/1.jpg", "site.yaml"])
    return {**files, path: b"---\ntitle: [\n\xff"}


def _renamed(files: Files, old: str, new: str) -> Files:
    if not old:
        return files
    others = {path: data for path, data in files.items() if path != old}
    return {**others, new: files[old]}


def _swapped(files: Files, one: str, other: str) -> Files:
    return {**files, one: files[other], other: files[one]} if one and other else files


EDITS: dict[str, Edit] = {
    "front matter": front_matter,
    "body": body,
    "new article": new_article,
    "delete article": delete_article,
    "rename article": rename_article,
    "swap articles": swap_articles,
    "settings": _keyed("site.yaml", SETTINGS),
    "gallery m3": _keyed("galleries/m3/gallery.yaml", GALLERY),
    "gallery gt": _keyed("galleries/gt/gallery.yaml", GALLERY),
    "author": _keyed("content/authors/ida.md", AUTHOR),
    "car": _keyed("content/cars/brindle/pip.yaml", CAR),
    "new picture": new_picture,
    "png picture": png_picture,
    "sidecar": sidecar,
    "delete picture": delete_picture,
    "rename picture": rename_picture,
    "swap pictures": swap_pictures,
    "theme file": theme_file,
    "roles": roles,
    "odd file": odd_file,
    "broken": broken,
}
