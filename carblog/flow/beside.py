"""What a site says of one photo, from the few files that can: for `carblog inspect`."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from carblog.assemble.words import by_picture, sidecar_of
from carblog.model.content import Article, GalleryNotes, PhotoNote, Reading, Sidecar
from carblog.model.paths import nfc, resolve
from carblog.model.problem import Problem
from carblog.read.article import read_article
from carblog.read.gallery import read_gallery
from carblog.read.settings import read_settings
from carblog.read.sidecar import ENDING, read_sidecar
from carblog.run.files import read_bytes

ARTICLES = (".md", ".markdown")


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What a site says of one of its photos, beside the file itself."""

    note: PhotoNote | None = None
    noted: str = ""
    """The file that `note` is in."""
    sidecar: Sidecar | None = None
    gallery: GalleryNotes | None = None
    around: tuple[GalleryNotes, ...] = ()
    """The galleries that the photo's is in, the innermost first: they say whose all of it is."""
    timezone: str = "UTC"
    language: str = "en"
    problems: tuple[Problem, ...] = ()


def beside(root: Path, path: str) -> Beside:
    """What the site at `root` says of its photo at `path`."""
    data = read_bytes(root, "site.yaml") if (root / "site.yaml").exists() else b""
    settings, problems = read_settings("site.yaml", data)
    if settings is None:
        return Beside(problems=problems)
    reading = Reading(timezone=settings.timezone, language=settings.language, trust=settings.trust)
    around = _around(root, path)
    sidecar, of_sidecar = _sidecar(root, path, around, reading)
    gallery, note, noted, of_notes = _notes(root, path, around, reading)
    outer = _outer(root, path, reading) if gallery else ()
    return Beside(
        note=note,
        noted=noted,
        sidecar=sidecar,
        gallery=gallery,
        around=outer,
        timezone=settings.timezone,
        language=settings.language,
        problems=(*problems, *of_sidecar, *of_notes),
    )


def _around(root: Path, path: str) -> list[str]:
    """The files in the folder of the photo."""
    folder = (root / path).parent
    return sorted(each.relative_to(root).as_posix() for each in folder.iterdir() if each.is_file())


def _sidecar(
    root: Path, path: str, around: list[str], reading: Reading
) -> tuple[Sidecar | None, tuple[Problem, ...]]:
    """The sidecar that counts for the photo."""
    own = nfc(path)
    stems = (own, own.rpartition(".")[0])
    reads = [
        read_sidecar(each, read_bytes(root, each), reading.language)
        for each in around
        if each.lower().endswith(ENDING) and nfc(each)[: -len(ENDING)] in stems
    ]
    sidecars = [read.value for read in reads if isinstance(read.value, Sidecar)]
    words = sidecar_of(path, by_picture(sidecars))
    chosen = next((each for each in sidecars if each.words is words), None)
    return chosen, tuple(problem for read in reads for problem in read.problems)


Notes = tuple[GalleryNotes | None, PhotoNote | None, str, tuple[Problem, ...]]
"""The gallery of a photo, what is said of the photo itself, in which file, and the problems."""


def _notes(root: Path, path: str, around: list[str], reading: Reading) -> Notes:
    if path.startswith("galleries/"):
        return _in_gallery(root, path, around, reading)
    for each, data in _naming(root, path):
        article = read_article(each, data, reading).value
        for note in article.photos if isinstance(article, Article) else ():
            if resolve(each, note.file.value) == nfc(path):
                return None, note, each, ()
    return None, None, "", ()


def _naming(root: Path, path: str) -> Iterator[tuple[str, bytes]]:
    """The articles that have the photo's name in them, wherever they are: the others are not read
    as articles, which takes 2 ms each."""
    name = nfc(path.rpartition("/")[2])
    for each in sorted((root / "content").rglob("*")):
        if each.name.lower().endswith(ARTICLES) and each.is_file() and not each.is_symlink():
            own = each.relative_to(root).as_posix()
            data = read_bytes(root, own)
            if name in nfc(data.decode("utf-8", "replace")):
                yield own, data


def _in_gallery(root: Path, path: str, around: list[str], reading: Reading) -> Notes:
    folder, _, own = path.rpartition("/")
    yaml = f"{folder}/gallery.yaml"
    if yaml not in around:
        return GalleryNotes(path=folder), None, "", ()
    read = read_gallery(yaml, read_bytes(root, yaml), reading)
    assert isinstance(read.value, GalleryNotes)  # noqa: S101 - whatever is in the file
    of_file = {nfc(note.file.value): note for note in read.value.photos}
    return read.value, of_file.get(nfc(own)), yaml, read.problems


def _outer(root: Path, path: str, reading: Reading) -> tuple[GalleryNotes, ...]:
    """What is said of the galleries around the photo's, whose own mistakes are told of there."""
    found: list[GalleryNotes] = []
    folder = path.rpartition("/")[0].rpartition("/")[0]
    while folder.startswith("galleries/"):
        yaml = f"{folder}/gallery.yaml"
        if (root / yaml).is_file():
            notes = read_gallery(yaml, read_bytes(root, yaml), reading).value
            found += [notes] if isinstance(notes, GalleryNotes) else []
        folder = folder.rpartition("/")[0]
    return tuple(found)
