"""`galleries/<name>/gallery.yaml` becomes `GalleryNotes`: what is said of a folder of photos."""

from typing import Literal

from carblog.model.content import (
    PICTURE_KINDS,
    Body,
    GalleryNotes,
    GroupNote,
    PairNote,
    Prose,
    Read,
    Reading,
)
from carblog.model.problem import Located
from carblog.read.dates import zone_of
from carblog.read.fields import Fields, items_of, one_line
from carblog.read.licences import licence
from carblog.read.magic import is_picture
from carblog.read.markdown import read_prose
from carblog.read.nodes import Entry, Mapping, Node, Scalar, Sequence
from carblog.read.notes import SAME, photo_notes
from carblog.read.problems import Problems, said
from carblog.read.values import Fault, flag, one_of
from carblog.read.yaml import read_mapping

Sort = Literal["name", "date"]
SORTS: tuple[Sort, ...] = ("name", "date")

_SAME = SAME | {"name": "title", "type": "kind"}
_NEAR = {
    "albums": "a folder inside this one is a gallery of its own",
    "before_after": "use `pairs`, a list of {before, after, caption}",
    "blacklist": "take the files out of the folder",
    "categories": "use `groups` for parts of the gallery",
    "cover": "the first photo is the cover: name it first in `order`",
    "description": "use `text` for the words above the photos, `caption` for what each photo shows",
    "exclude": "take the files out of the folder",
    "focus": "it belongs to a photo: name the photo under `photos`",
    "hidden": "use `draft: true`",
    "images": "use `photos`",
    "published": "use `draft: true` until it is ready",
    "redact": "it belongs to a photo: name the photo under `photos`",
    "reverse": "name the files in their order in `order`",
    "sections": "use `groups`",
    "summary": "use `text`",
    "tags": "galleries have no tags; stories do",
    "thumbnail": "the first photo is the cover: name it first in `order`",
    "weight": "galleries are ordered by their `date`",
    "zip": "use `download: true`: readers may then have each original",
}
_GROUPS_HINT = "write titles with their files, such as `Interior: [int-*.jpg]`"
_PAIR_NEAR = {"alt": "say it of each photo, under `photos`", "title": "use `caption`"}


def read_gallery(path: str, data: bytes, reading: Reading) -> Read:
    problems = Problems(path)
    mapping = read_mapping(data, problems)
    if mapping is None:
        return Read(value=GalleryNotes(path=path), problems=tuple(problems.found))
    fields = Fields(mapping, problems, same=_SAME)
    zone = zone_of(reading.timezone)
    prose, body = _prose(fields, reading)
    order, sort = _order(fields)
    notes = GalleryNotes(
        path=path,
        title=fields.text("title"),
        caption=fields.text("caption"),
        credit=fields.text("credit"),
        kind=fields.value("kind", one_of(PICTURE_KINDS), ""),
        copyright=fields.text("copyright"),
        licence=fields.value("licence", licence, ""),
        place=fields.text("place"),
        date=fields.moment("date", zone),
        draft=fields.value("draft", flag, False),
        sort=sort,
        order=order,
        groups=_groups(fields),
        pairs=_pairs(fields),
        spin=fields.value("spin", flag, False),
        download=fields.value("download", flag, False),
        photos=photo_notes(fields, zone),
        prose=prose,
    )
    _check_spin(fields, notes)
    files = filter(is_picture, mapping.entries)
    fields.finish(_NEAR | dict.fromkeys(files, "indent it by two spaces, below `photos:`"))
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


def _order(fields: Fields) -> tuple[tuple[Located, ...], Sort]:
    """`order` names files that come first; `name` and `date`, as in other tools, mean `sort`."""
    sort: Sort = fields.value("sort", one_of(SORTS), "name")
    given = fields.node("order")
    if not isinstance(given, Scalar) or "." in given.text:
        return fields.words("order"), sort
    if given.text.strip() in SORTS:
        meant = fields.convert(given, "order", one_of(SORTS), sort)
        return (), meant if fields.node("sort") is None else sort
    hint = "name the files in a list; to sort them, use `sort: name` or `sort: date`"
    fields.fault(given, "order", Fault(f"cannot be {said(given.text)}", hint))
    return (), sort


def _groups(fields: Fields) -> tuple[GroupNote, ...]:
    """Title → files, or patterns of their names such as `int-*.jpg`."""
    groups = (_group(fields, entry) for entry in fields.entries("groups", _GROUPS_HINT))
    return tuple(group for group in groups if group is not None)


def _group(fields: Fields, entry: Entry) -> GroupNote | None:
    title = one_line(entry.key.text)
    if isinstance(entry.value, Mapping):
        fields.wrong_kind(entry.value, title, "a list of files")
        return None
    scalars = [fields.as_scalar(item, title) for item in items_of(entry.value)]
    files = tuple(
        fields.problems.located(one_line(scalar.text), scalar)
        for scalar in scalars
        if scalar is not None and scalar.text.strip()
    )
    if not files and all(scalars):
        hint = "name files of the gallery, such as [01-front.jpg, int-*.jpg]"
        fields.fault(entry.key, title, Fault("has no files", hint))
    return GroupNote(title=title, files=files) if files else None


def _pairs(fields: Fields) -> tuple[PairNote, ...]:
    """`{before, after, caption}`, one or a list of them."""
    node = fields.node("pairs")
    items = [node] if node and _two_files(node) else items_of(node)
    pairs = (_pair(fields, item) for item in items)
    return tuple(pair for pair in pairs if pair is not None)


def _pair(fields: Fields, node: Node) -> PairNote | None:
    if files := _two_files(node):
        hint = "write {{before: {}, after: {}}}".format(*files)
        fields.fault(node, "pairs", Fault("must say which photo is before, which is after", hint))
        return None
    hint = "write two photos: {before: 01-before.jpg, after: 01-after.jpg}"
    group = fields.as_group(node, "pairs", hint=hint)
    if group is None:
        return None
    before, after = group.located("before"), group.located("after")
    for key, found in (("before", before), ("after", after)):
        if found is None and group.node(key) is None:
            group.missing(key, f"{key}: 01-{key}.jpg")
    caption = group.text("caption")
    group.finish(_PAIR_NEAR)
    if before is None or after is None:
        return None
    if before.value == after.value:
        fault = Fault("is the same photo as before", "name the two photos that are compared")
        group.fault(group.spot("after"), "after", fault)
        return None
    return PairNote(before=before, after=after, caption=caption)


def _two_files(node: Node) -> list[str]:
    """Two files and no more said of them, `[a.jpg, b.jpg]` or `a.jpg: b.jpg`, else nothing."""
    nodes = node.items if isinstance(node, Sequence) else []
    if isinstance(node, Mapping) and not {"before", "after"} & node.entries.keys():
        nodes = [part for entry in node.entries.values() for part in (entry.key, entry.value)]
    files = [one_line(each.text) for each in nodes if isinstance(each, Scalar)]
    return files if len(files) == len(nodes) == 2 and all(map(is_picture, files)) else []


def _check_spin(fields: Fields, notes: GalleryNotes) -> None:
    """The frames of a turn are no photos that could be grouped, compared or taken home."""
    others = "put the other photos into a gallery of their own"
    given = {
        "groups": (notes.groups, others),
        "pairs": (notes.pairs, others),
        "download": (notes.download, "leave it out"),
    }
    for key, (value, hint) in given.items():
        if notes.spin and value:
            fields.fault(fields.spot(key), key, Fault("cannot be said of a spin", hint))
