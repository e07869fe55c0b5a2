"""Every published picture is read again, block by block: its pixels, its rights, nothing else."""

import posixpath
import re
from collections.abc import Iterator

from carblog.check.exif import only_way_up
from carblog.check.rule import Checked
from carblog.check.xmp import strangers
from carblog.model.containers import Block, walk
from carblog.model.containers.block import UNREADABLE
from carblog.model.pillow import format_of
from carblog.model.problem import Place, Problem
from carblog.read.magic import SUFFIXES, Refused, sniff
from carblog.read.static import TELLING
from carblog.read.whole import is_whole
from carblog.read.words.private import told_by
from carblog.run.outputs import Outputs

_FORMAT_OF = {suffix: format_ for format_, suffixes in SUFFIXES.items() for suffix in suffixes}
_ICON = ".ico"
"""A PNG may be called so: browsers have always taken it for an icon."""

_RENDITION = re.compile(r"(?<!/downloads)/[^/]*-\d+-[0-9a-f]{10}\.(avif|webp|jpg|png)$")
"""A size that carblog made, whose pixels are in sRGB and need no profile: its name has its width.

So has that of a download of `img-1234.jpg`, which keeps the profile that its camera gave it.
"""

AGAIN = "put it in static/ or a gallery and build again, or export it without metadata"


def pictures(outputs: Outputs) -> Checked:
    """Of each file that is a picture, by its name or by its first bytes, whatever is too much."""
    number, problems = 0, list[Problem]()
    for path in outputs.paths():
        found = format_of(head := outputs.head(path))
        suffix = posixpath.splitext(path)[1].lower()
        if found is None and suffix not in _FORMAT_OF:
            problems += _unreadable(outputs, path, head, suffix)
            continue
        number += 1
        place = Place(f"{outputs.name}/{path}")
        problems += _misnamed(place, found, suffix, head)
        if found is not None:
            data = outputs.read(path)
            is_rendition = _RENDITION.search(f"/{path}") is not None
            problems += outside(place, data, found, is_rendition=is_rendition)
    return Checked(what="picture", number=number, problems=tuple(problems))


def _misnamed(place: Place, found: str | None, suffix: str, head: bytes) -> Iterator[Problem]:
    """Hosts tell browsers the type by the name, and some browsers believe it."""
    named = _FORMAT_OF.get(suffix)
    if found == named or (found == "PNG" and suffix == _ICON):
        return
    what = sniff(head, suffix)
    said = what.what if isinstance(what, Refused) else f"of the format {what}"
    ends = f"its name ends in {suffix}" if suffix else "its name has no ending"
    message = f"it is {said}, but {ends}"
    hint = f"name it {SUFFIXES[found][0]}" if found else f"put the {named} itself there"
    yield Problem(place, "picture-misnamed", message, hint)


def _unreadable(outputs: Outputs, path: str, head: bytes, suffix: str) -> Iterator[Problem]:
    """What carries as much as a photo does, and cannot be looked into."""
    found = sniff(head, suffix)
    if isinstance(found, Refused) and found.what in TELLING:
        message = f"it is {found.what}, and nobody can say what it tells"
        place = Place(f"{outputs.name}/{path}")
        yield Problem(place, "picture-unchecked", message, TELLING[found.what], "warning")


def outside(place: Place, data: bytes, format_: str, *, is_rendition: bool) -> Iterator[Problem]:
    """A problem for every kind of block that the allow-list does not name, and for damage."""
    told: dict[str, list[str]] = {}
    broken = "" if is_whole(data, format_) else "it ends too early"
    for block in walk(data, format_):
        if block.name == UNREADABLE:
            broken = broken or f"it makes no sense from byte {block.start:,} on"
        elif not (block.kind == "icc" and not is_rendition):
            for fault in _faults(block, data):
                told.setdefault(fault, [])
                if block.kind != "xmp":  # its properties are named one by one
                    told[fault].extend(told_by(block, data))
    if broken:
        yield Problem(place, "picture-broken", broken, "build again, or export it anew")
    for fault, details in told.items():
        message = f"{fault}: {', '.join(dict.fromkeys(details))}" if details else fault
        yield Problem(place, "picture-metadata", message, AGAIN)


def _faults(block: Block, data: bytes) -> Iterator[str]:
    payload = data[slice(*block.payload)]
    match block.kind:
        case "pixels" | "structure":
            return
        case "xmp" if block.name not in _OTHER_XMP:
            yield from (f"it carries {name} in {block.name}" for name in strangers(payload))
        case "exif" if only_way_up(payload):
            return
        case _ if "after the end" in block.name:
            yield f"it carries {block.end - block.start:,} bytes of {block.name}"
        case _:
            yield f"it carries {block.name}"


_OTHER_XMP = frozenset({"APP1 extended XMP", "APP13 XMP", "iTXt XMP, compressed", "XMP box"})
"""Places where no rights are written."""
