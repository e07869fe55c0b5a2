"""Headings: `## Title`, or a line underlined with `---`; each with a level and an id."""

import re
from xml.etree.ElementTree import Element

from markdown.blockprocessors import HashHeaderProcessor, SetextHeaderProcessor

from carblog.model.paths import slugify
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import MARK, PLACE, first_mark
from carblog.read.prose.plaintext import Stash, text_of

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLE = 1
"""The level of a page's title, which the headings of a text are under."""


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


def arrange_headings(root: Element, stash: Stash, findings: Findings) -> None:
    """Give every heading its level and its id, and note it."""
    above = [(_TITLE, _TITLE)]
    for heading in [element for element in root.iter() if element.tag in HEADINGS]:
        level = _level(heading, above, findings)
        heading.tag = f"h{level}"
        text = text_of(heading, stash)
        id_ = heading.get("id") or findings.free_id(slugify(text) or "section")
        heading.set("id", id_)
        findings.headings.append((level, id_, text))


def _level(heading: Element, above: list[tuple[int, int]], findings: Findings) -> int:
    """The level that a heading ends up with: the one below that of the heading it is under.

    `above` holds the written and the real levels of the headings that this one may be under.
    """
    mark = heading.attrib.pop(PLACE, "")
    written = int(heading.tag[1])
    while above[-1][0] >= max(written, _TITLE + 1):
        above.pop()
    level = above[-1][1] + 1
    if written == _TITLE:
        message = "this heading is of the first level, and so is only the title of a page"
    elif written > above[-1][0] + 1:
        message = f"this heading skips from level {above[-1][0]} to level {written}"
    else:
        message = ""
    if message:
        place, hint = findings.source.place(mark), f"begin it with {'#' * level}"
        findings.warning(place, "heading-level", message, hint)
    above.append((max(written, _TITLE + 1), level))
    return level
