"""Picture roles: the sizes that a theme names, and what a site says otherwise of them."""

import re
from collections.abc import Mapping
from typing import Final, get_args

import msgspec

from carblog.model.picture import Format, Placeholder, Role
from carblog.model.settings import RoleChange
from carblog.read.fields import Fields, items_of
from carblog.read.nodes import Node, Scalar
from carblog.read.problems import said
from carblog.read.values import Fault, one_of, ratio, whole

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
FALLBACKS: Final[tuple[Format, ...]] = ("jpeg", "png")
"""What every browser, feed reader and search engine shows."""
PLACEHOLDERS: Final[tuple[Placeholder, ...]] = get_args(Placeholder)
USES = ("lead", "body", "gallery", "portrait", "poster", "frame")
"""What photos are used for; a role names the uses that it is made for."""
QUALITY = whole(1, 100)
WIDTH = whole(16, 8192)

_SIZE = re.compile(r"([0-9]{1,6})(?:\.([0-9]))?\s*(?:(kB|MB)\b)?", re.IGNORECASE)
_LEAST, _MOST = 10_000, 100_000_000


def read_roles(fields: Fields) -> dict[str, Role]:
    """`pictures:` of a theme."""
    roles: dict[str, Role] = {}
    for entry in fields.entries("pictures"):
        name = entry.key.text
        if (group := fields.as_group(entry.value, name)) and (role := _role(name, group)):
            roles[name] = role
    return roles


def read_changes(fields: Fields) -> dict[str, RoleChange]:
    """`pictures:` of a site; whether its theme has such roles is seen when it is read."""
    changes: dict[str, RoleChange] = {}
    for entry in fields.entries("pictures"):
        if group := fields.as_group(entry.value, entry.key.text, hint=_meant(entry.value)):
            changes[entry.key.text] = _change(group)
            group.finish(dict.fromkeys(("of", "sizes"), "it follows from the theme's templates"))
    return changes


def _meant(node: Node) -> str:
    """How widths are written, to who wrote them alone."""
    widths = [item.text.strip() for item in items_of(node) if isinstance(item, Scalar)]
    if not widths or any(isinstance(WIDTH(width), Fault) for width in widths):
        return "write what is to be different, such as {widths: [480, 960]}"
    return f"write {{widths: [{', '.join(widths)}]}}"


def changed(roles: Mapping[str, Role], changes: Mapping[str, RoleChange]) -> dict[str, Role]:
    """The roles of a theme as a site wants them; what it says of others is passed over."""
    return {
        name: _changed(role, changes[name]) if name in changes else role
        for name, role in roles.items()
    }


def _role(name: str, fields: Fields) -> Role | None:
    if fields.node("widths") is None:
        fields.missing("widths", "widths: [480, 960]")
    change = _change(fields)
    role = Role(
        name=name,
        widths=change.widths,
        sizes=fields.text("sizes", Role(name="", widths=()).sizes),
        of=fields.each("of", one_of(USES)),
    )
    fields.finish()
    return _changed(role, change) if role.widths else None


def _changed(role: Role, change: RoleChange) -> Role:
    return msgspec.structs.replace(
        role,
        widths=change.widths or role.widths,
        ratio=change.ratio or role.ratio,
        formats=change.formats or role.formats,
        quality=role.quality | change.quality,
        placeholder=change.placeholder or role.placeholder,
        limit=role.limit if change.limit is None else change.limit,
    )


def _change(fields: Fields) -> RoleChange:
    return RoleChange(
        widths=fields.each("widths", WIDTH),
        ratio=fields.value("ratio", ratio, None),
        formats=_formats(fields),
        quality=_quality(fields),
        placeholder=fields.value("placeholder", one_of(PLACEHOLDERS), None),
        limit=fields.value("limit", size, None),
    )


def _formats(fields: Fields) -> tuple[Format, ...]:
    """Best first, each once; the last is for readers who know none of the others."""
    named: tuple[Format, ...] = fields.each("formats", one_of(FORMATS))
    formats = tuple(dict.fromkeys(named))
    if formats and formats[-1] not in FALLBACKS:
        better = [*(format_ for format_ in formats if format_ not in FALLBACKS), "jpeg"]
        hint = f"write [{', '.join(better)}]"
        fault = Fault(f"must end in jpeg or png, which every reader shows, not {formats[-1]}", hint)
        fields.fault(fields.scalars("formats")[-1], "formats", fault)
    return formats


def _quality(fields: Fields) -> dict[str, int]:
    """By format; one number alone is for all of them."""
    if isinstance(fields.node("quality"), Scalar):
        alike = fields.value("quality", QUALITY, None)
        return dict.fromkeys(FORMATS, alike) if alike else {}
    group = fields.group("quality")
    if group is None:
        return {}
    found = {format_: group.value(format_, QUALITY, None) for format_ in FORMATS}
    group.finish()
    return {format_: quality for format_, quality in found.items() if quality}


def size(text: str) -> int | Fault:
    """Bytes, from `300 kB`, `1.5 MB` or a number of kB; `0` is no limit."""
    found = _SIZE.fullmatch(text)
    unit = 1_000_000 if found and (found[3] or "").lower() == "mb" else 1000
    size = int(found[1]) * unit + int(found[2] or 0) * unit // 10 if found else -1
    if size == 0 or _LEAST <= size <= _MOST:
        return size
    return Fault(f"must be a size from 10 kB to 100 MB, such as 300 kB, not {said(text)}")
