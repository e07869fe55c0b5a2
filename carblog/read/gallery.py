"""`galleries/<name>/gallery.yaml` becomes `GalleryNotes`: what is said of a folder of photos."""

from carblog.model.content import PICTURE_KINDS, Body, GalleryNotes, PhotoNote, Prose, Read, Reading
from carblog.model.problem import Located
from carblog.read.dates import zone_of
from carblog.read.fields import Fields, one_line
from carblog.read.markdown import read_prose
from carblog.read.nodes import Entry, Scalar
from carblog.read.problems import Problems, said
from carblog.read.shown import focus
from carblog.read.values import Fault, flag, one_of
from carblog.read.yaml import read_mapping

_SAME = {"name": "title", "copyright": "credit", "sort": "order"}
_NEAR = {
    "cover": "the first photo is the cover: name it first in `order`",
    "description": "use `text` for the words above the photos, `caption` for what each photo shows",
    "images": "use `photos`",
    "summary": "use `text`",
}


def read_gallery(path: str, data: bytes, reading: Reading) -> Read:
    problems = Problems(path)
    mapping = read_mapping(data, problems)
    if mapping is None:
        return Read(value=GalleryNotes(path=path), problems=tuple(problems.found))
    fields = Fields(mapping, problems, same=_SAME)
    prose, body = _prose(fields, reading)
    notes = GalleryNotes(
        path=path,
        title=fields.text("title"),
        caption=fields.text("caption"),
        credit=fields.text("credit"),
        kind=fields.value("kind", one_of(PICTURE_KINDS), GalleryNotes(path="").kind),
        date=fields.moment("date", zone_of(reading.timezone)),
        draft=fields.value("draft", flag, False),
        order=_order(fields),
        photos=_photos(fields),
        prose=prose,
    )
    fields.finish(_NEAR)
    return Read(value=notes, body=body, problems=tuple(problems.found))


def _prose(fields: Fields, reading: Reading) -> tuple[Prose, Body | None]:
    """`text` is Markdown. Lines of a block (`|`) begin below its key."""
    scalar = fields.scalar("text")
    if scalar is None:
        return Prose(), None
    first_line = scalar.line + (1 if scalar.style in {"|", ">"} else 0)
    prose, body, found = read_prose(scalar.text, fields.problems.path, first_line, reading)
    fields.problems.found += found
    return prose, body if prose.body else None


def _order(fields: Fields) -> tuple[Located, ...]:
    """`name`, or the names of files that come first."""
    if isinstance(given := fields.node("order"), Scalar) and "." not in given.text:
        if given.text.strip() != "name":
            hint = "name the files in a list, or leave it out to sort by name"
            fields.fault(given, "order", Fault(f"cannot be {said(given.text)}", hint))
        return ()
    return fields.words("order")


def _photos(fields: Fields) -> tuple[PhotoNote, ...]:
    """File → `{caption, alt, credit, focus}`, or a caption alone."""
    return tuple(note for entry in fields.entries("photos") if (note := _photo(fields, entry)))


def _photo(fields: Fields, entry: Entry) -> PhotoNote | None:
    file = fields.problems.located(entry.key.text, entry.key)
    if isinstance(entry.value, Scalar):
        caption = "" if entry.value.is_null else one_line(entry.value.text)
        return PhotoNote(file=file, caption=caption)
    group = fields.as_group(entry.value, file.value)
    if group is None:
        return None
    note = PhotoNote(
        file=file,
        caption=group.text("caption"),
        alt=group.text("alt"),
        credit=group.text("credit"),
        focus=focus(group),
    )
    group.finish()
    return note
