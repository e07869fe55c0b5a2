"""What is said of single photos, under `photos:` in `gallery.yaml` and in front matter."""

from datetime import tzinfo

from carblog.model.content import PICTURE_KINDS, PhotoNote
from carblog.model.picture import Fractions
from carblog.read.fields import Fields, items_of, one_line
from carblog.read.licences import licence
from carblog.read.nodes import Entry, Mapping, Node, Scalar, Sequence
from carblog.read.shown import focus
from carblog.read.values import Fault, fraction, one_of

SAME = {
    "author": "credit",
    "by": "credit",
    "license": "licence",
    "location": "place",
    "photographer": "credit",
    "rights": "copyright",
}
"""What other tools, and Americans, call what a gallery or a photo says."""

_SAME = SAME | {
    "alt_text": "alt",
    "description": "caption",
    "focal_point": "focus",
    "title": "caption",
    "type": "kind",
}
_NEAR = {
    "camera": "it is read from the file",
    "cover": "the first photo is the cover: name it first in the gallery's `order`",
    "crop": "use `focus`, the point that crops keep",
    "draft": "take the file out of the folder: a gallery can wait, a single photo cannot",
    "exclude": "take the file out of the folder",
    "hidden": "take the file out of the folder",
    "lens": "it is read from the file",
    "order": "name the files in their order in the gallery's `order`",
    "tags": "photos have no tags; stories do",
}

_BOX_KINDS = ("plate", "face", "other")
_BOX_HINT = "write left, top, width and height as fractions, such as [0.4, 0.7, 0.2, 0.06]"


_HINT = "write file and caption, `01-front.jpg: The front`; their order belongs in `order`"


def photo_notes(fields: Fields, zone: tzinfo) -> tuple[PhotoNote, ...]:
    """File → a caption alone, or a group of everything that can be said of a photo."""
    entries = fields.entries("photos", _HINT)
    return tuple(note for entry in entries if (note := _note(fields, entry, zone)))


def _note(fields: Fields, entry: Entry, zone: tzinfo) -> PhotoNote | None:
    file = fields.problems.located(entry.key.text, entry.key)
    if isinstance(entry.value, Scalar):
        caption = "" if entry.value.is_null else one_line(entry.value.text)
        return PhotoNote(file=file, caption=caption)
    group = fields.as_group(entry.value, file.value, _SAME)
    if group is None:
        return None
    note = PhotoNote(
        file=file,
        caption=group.text("caption"),
        alt=group.text("alt"),
        credit=group.text("credit"),
        copyright=group.text("copyright"),
        licence=group.value("licence", licence, ""),
        place=group.text("place"),
        date=group.moment("date", zone),
        kind=group.value("kind", one_of(PICTURE_KINDS), ""),
        focus=focus(group),
        redact=_redact(group),
    )
    group.finish(_NEAR)
    return note


def _redact(fields: Fields) -> tuple[Fractions, ...]:
    """`[[x, y, w, h], …]`, a box alone, or `{kind: plate, box: […]}`: what must not be seen."""
    items = fields.items("redact")
    if items and all(isinstance(item, Scalar) for item in items):
        node = fields.node("redact")
        items = [node] if node else []
    return tuple(box for item in items if (box := _region(fields, item)))


def _region(fields: Fields, node: Node) -> Fractions | None:
    if not isinstance(node, Mapping):
        return _box(fields, node, "redact")
    group = Fields(node, fields.problems, "redact")
    group.value("kind", one_of(_BOX_KINDS), "other")
    found = group.node("box")
    if found is None:
        group.missing("box", "box: [0.4, 0.7, 0.2, 0.06]")
    group.finish()
    return _box(group, found, "box") if found else None


def _box(fields: Fields, node: Node, key: str) -> Fractions | None:
    """Left, top, width and height; a mistake here is an error, for it would show a face."""
    items = items_of(node) if isinstance(node, Sequence) else []
    scalars = [item for item in items if isinstance(item, Scalar)]
    if len(scalars) != 4 or len(items) != 4:
        fields.fault(node, key, Fault("must have boxes of four numbers", _BOX_HINT))
        return None
    numbers: list[float] = []
    for scalar in scalars:
        number = fraction(scalar.text.strip())
        if isinstance(number, Fault):
            fields.fault(scalar, key, Fault(number.message, _BOX_HINT))
            return None
        numbers.append(number)
    left, top, width, height = numbers
    if not width or not height:
        fields.fault(node, key, Fault("has a box without width or height", _BOX_HINT))
        return None
    if left + width > 1 + _ROUNDING or top + height > 1 + _ROUNDING:
        fields.fault(node, key, Fault("has a box that leaves the picture", _BOX_HINT))
        return None
    return left, top, width, height


_ROUNDING = 1e-6
"""0.7 + 0.3 is a little more than 1 in binary."""
