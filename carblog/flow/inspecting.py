"""`carblog inspect`: what one picture file says, what readers would get of it, what stays here."""

import os
from collections import defaultdict
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import msgspec

from carblog.assemble.words import HANDED_DOWN, Words, handed_down, rights_of, words_of
from carblog.flow.beside import Beside, beside
from carblog.flow.inspected import Inspected, Removed, Row, colours_of, rows
from carblog.model.containers import blocks
from carblog.model.content import GalleryNotes, PhotoNote, Picture
from carblog.model.pillow import format_of
from carblog.model.problem import Place, Problem, nearest_of
from carblog.read.dates import zone_of
from carblog.read.picture import read_picture
from carblog.read.sidecar import found_beside
from carblog.read.words import found_words
from carblog.read.words.private import told_by
from carblog.read.words.xmp import Broken
from carblog.run.failure import MachineFailed, machine
from carblog.run.files import read_bytes


def inspect(file: Path, root: Path | None) -> Inspected:
    """Everything about one photo. `root` is the site that it is in; outside of one, the file alone
    is asked. Places of problems are relative to the working folder."""
    try:
        with machine(Path()):
            problem = _absent(file)
    except MachineFailed as error:
        problem = error.problem
    if problem:
        return Inspected(path=str(file), problems=(problem,))
    base = root or file.resolve().parent
    path = Path(os.path.relpath(file, root)).as_posix() if root else file.resolve().name
    try:
        with machine(base):
            return _looked_at(str(file), base, path, in_site=root is not None)
    except MachineFailed as error:
        return Inspected(path=str(file), problems=(_from_here(base, error.problem),))


def _looked_at(shown: str, base: Path, path: str, *, in_site: bool) -> Inspected:
    data = read_bytes(base, path)
    said = beside(base, path) if in_site else Beside()
    read = read_picture(path, data, said.language)
    problems = tuple(_from_here(base, each) for each in (*read.problems, *said.problems))
    if not isinstance(read.value, Picture) or not read.value.format:
        return Inspected(path=shown, problems=problems)
    found = tuple(_said(base, data, read.value, said))
    return _inspected(shown, data, read.value, said, found, problems)


def _inspected(
    shown: str,
    data: bytes,
    picture: Picture,
    said: Beside,
    found: tuple[Row, ...],
    problems: tuple[Problem, ...],
) -> Inspected:
    words = words_of(
        picture,
        zone=zone_of(said.timezone),
        note=said.note,
        sidecar=said.sidecar.words if said.sidecar else None,
        gallery=reduce(handed_down, said.around, said.gallery) if said.gallery else None,
    )
    return Inspected(
        path=shown,
        format=picture.format,
        width=picture.width,
        height=picture.height,
        size=len(data),
        colours=colours_of(data),
        rows=rows(found, words),
        words=words,
        timezone=said.timezone,
        rights=rights_of(words),
        removed=tuple(_removed(data)),
        problems=problems,
    )


def _absent(file: Path) -> Problem | None:
    """Why there is nothing to look at."""
    place = Place(str(file))
    if file.is_dir():
        hint = f"name its photos: carblog inspect {file}/*.jpg"
        return Problem(place, "photo-format", "it is a folder", hint)
    if not file.exists():
        near = _nearest(file)
        hint = f'did you mean "{near}"?' if near else ""
        return Problem(place, "photo-missing", "there is no such file", hint)
    return None


def _nearest(path: Path) -> Path | None:
    """What is there and has a name like this, in a folder of this name or one like it."""
    if path.exists():
        return path
    folder = _nearest(path.parent)
    if folder is None or not folder.is_dir():
        return None
    name = nearest_of(path.name, (each.name for each in folder.iterdir()))
    return folder / name if name else None


def _from_here(base: Path, problem: Problem) -> Problem:
    place = problem.place
    here = Place(os.path.relpath(base / place.path), place.line, place.column)
    return msgspec.structs.replace(problem, place=here)


def _said(base: Path, data: bytes, picture: Picture, said: Beside) -> Iterator[Row]:
    """Everything that is said of the photo, those that count more first."""
    if said.note:
        yield from _as_rows(said.note, f"{said.noted}, photos")
    if said.sidecar:
        path = said.sidecar.path
        found = found_beside(path, read_bytes(base, path), said.language)
        for each in () if isinstance(found, Broken) else found:
            source = f"{path.rpartition('/')[2]}, {each.source}"
            yield Row(each.field, each.value, source, each.ignored)
    for each in found_words(data, format_of(data) or "", picture.path, said.language):
        yield Row(each.field, each.value, each.source, each.ignored)
    if said.gallery:
        yield from _as_rows(said.gallery, said.gallery.path)
    for outer in said.around:
        yield from (each for each in _as_rows(outer, outer.path) if each.field in HANDED_DOWN)


def _as_rows(notes: PhotoNote | GalleryNotes, source: str) -> Iterator[Row]:
    for field in Words.__struct_fields__:
        value = getattr(notes, field, None)
        if isinstance(notes, GalleryNotes) and (field == "date" or value == "photo"):
            continue  # its date is when it is due, and a photo is what it is unless it says so
        if value:
            yield Row(field, value if isinstance(value, str) else value.isoformat(), source)


def _removed(data: bytes) -> Iterator[Removed]:
    """The blocks of the file that no published picture has; those that tell the same, together."""
    sizes: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for block in blocks(data, format_of(data) or ""):
        if block.kind not in ("pixels", "structure"):
            sizes[block.name, told_by(block, data)].append(block.end - block.start)
    for (name, tells), each in sizes.items():
        yield Removed(name, sum(each), tells, len(each))
