"""What decides an output's bytes, by name, and which of it is other than it was.

Only people ask, so the parts that are remembered are short: eight digits of a digest, of a page's
fields a checksum. Two that differ look the same once in four thousand million.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from zlib import crc32

import msgspec

from carblog.model.digest import packed
from carblog.model.output import Output, PageOutput
from carblog.model.view import Page
from carblog.run.remembered import Published

NEW = "new"

_SHOWN = 8
"""Digits of a digest."""

_decode = msgspec.msgpack.Decoder(dict[str, str]).decode


def fine_parts(output: Output) -> dict[str, str]:
    """The parts of an output's key, shortened, a page's taken apart into its fields."""
    if not isinstance(output, PageOutput):
        return _short(output)
    page: Page = output.names["page"]
    empty = {part: "" for _, part in _fields(type(page))}
    return {**_short(output), **empty, **_filled(page)}


def packed_parts(output: Output) -> bytes:
    """The same, to be remembered, without those that are empty."""
    parts = _short(output)
    if isinstance(output, PageOutput):
        parts.update(_filled(output.names["page"]))
    return packed(parts)


def _short(output: Output) -> dict[str, str]:
    parts = {name: part[:_SHOWN] for name, part in output.parts.items()}
    if isinstance(output, PageOutput):
        del parts["page"]
    return parts


def _filled(page: Page) -> dict[str, str]:
    """The fields that say something. Most fields of most pages are empty: 150,000 of 5,000
    articles."""
    return {
        part: f"{crc32(packed(value)):08x}"
        for name, part in _fields(type(page))
        if (value := getattr(page, name))
    }


@cache
def _fields(kind: type[Page]) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of page, and what they are called among the parts of a key."""
    return tuple((name, f"page.{name}") for name in kind.__struct_fields__)


def changed_parts(parts: Mapping[str, str], before: Published) -> list[str]:
    """The names of the parts that are others than they were, or were not there."""
    known: dict[str, str] = {}
    with suppress(msgspec.DecodeError):
        known = _decode(before.parts)
    return [name for name, value in parts.items() if known.get(name, "") != value]


def reason(output: Output, before: Published | None) -> str:
    """Why an output that is not standing is made, in a few words."""
    if before is None:
        return NEW
    changed = changed_parts(fine_parts(output), before)
    return f"changed: {', '.join(changed)}" if changed else "its file was changed or deleted"
