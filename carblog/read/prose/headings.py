"""Headings: `## Title`, or a line underlined with `---`; each with a level and an id."""

import re
from xml.etree.ElementTree import Element

from markdown.blockprocessors import HashHeaderProcessor, SetextHeaderProcessor

from carblog.model.paths import slugify
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import MARK, PLACE, first_mark
from carblog.read.prose.plaintext import Stash, text_of

_HEADING = re.compile("h[1-6]")
_TOP = 2
"""The page's `h1` is its title, so the headings of a text begin here."""


class HashHeading(HashHeaderProcessor):
    """`## Title`. The space is needed, so that a paragraph may begin with "#1"."""

    RE = re.compile(
        rf"(?:^|\n)(?P<level>#{{1,6}})(?P<header>{MARK}? (?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)"
    )

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        _keep_mark(parent[-1])


class UnderlinedHeading(SetextHeaderProcessor):
    """A line over `---` or `===`."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        _keep_mark(parent[-1])


def _keep_mark(heading: Element) -> None:
    text = heading.text or ""
    mark = first_mark(text) or first_mark(text[-1:])
    heading.set(PLACE, mark)
    heading.text = text.removeprefix(mark).removesuffix(mark).strip()


def is_heading(element: Element) -> bool:
    return _HEADING.fullmatch(element.tag) is not None


def arrange_headings(root: Element, stash: Stash, findings: Findings) -> None:
    """Give every heading its level and its id, and note it."""
    above = _TOP - 1
    for heading in filter(is_heading, root.iter()):
        above = _levelled(heading, above, findings)
        text = text_of(heading, stash)
        id_ = heading.get("id") or findings.free_id(slugify(text) or "section")
        heading.set("id", id_)
        findings.headings.append((above, id_, text))


def _levelled(heading: Element, above: int, findings: Findings) -> int:
    """The level that a heading ends up with; `above` is that of the one before."""
    place = findings.source.place(heading.attrib.pop(PLACE, ""))
    written = int(heading.tag[1])
    level = max(written, _TOP)
    heading.tag = f"h{level}"
    if written < _TOP:
        message = "this heading is of the first level, and so is only the title of a page"
        findings.warning(place, "heading-level", message, f"begin it with {'#' * _TOP}")
    elif level > above + 1:
        message = f"this heading skips from level {above} to level {level}"
        findings.warning(place, "heading-level", message, f"begin it with {'#' * (above + 1)}")
    return level
