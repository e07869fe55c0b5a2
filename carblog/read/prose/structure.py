"""What carblog makes of headings, tables, code, footnotes and attribute lists."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, SetextHeaderProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor

from carblog.model.content import Reading
from carblog.model.paths import slugify
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import MARK, PLACE, TAG_MARK, first_mark, unmarked
from carblog.read.prose.plaintext import text_of

_HEADING = re.compile("h[1-6]")
_RAW = re.compile(TAG_MARK)
_FORBIDDEN = re.compile(
    r"(?i)on.*|style|src|href|srcset|srcdoc|poster|action|formaction|ping|background|xlink.*"
)
_FOR_CONTRIBUTORS = frozenset({"class", "id"})
_ALIGNED = re.compile(r"text-align: (\w+);")
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


class AttributeLists(AttrListTreeprocessor):
    """`{#id .class key=value}`, without the keys that could run code or change a link."""

    def __init__(self, md: Markdown, reading: Reading) -> None:
        super().__init__(md)
        self.reading = reading
        self.findings: Findings

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        before = dict(elem.attrib)
        mark = first_mark(attrs_string)
        rest = super().assign_attrs(elem, unmarked(attrs_string), strict=strict)
        for key in list(elem.attrib):
            if elem.attrib[key] != before.get(key) or key not in before:
                self._judge(elem, key, before.get(key), mark)
        return rest

    def _judge(self, element: Element, key: str, old: str | None, mark: str) -> None:
        place = self.findings.source.place(mark)
        stranger = self.reading.trust == "contributors" and key not in _FOR_CONTRIBUTORS
        if _FORBIDDEN.fullmatch(key) or stranger:
            element.attrib.pop(key)
            if old is not None:
                element.set(key, old)
            message = f'an attribute list may not set "{key}"'
            self.findings.error(place, "attribute-forbidden", message, "use .class and #id")
        elif key == "id":
            id_ = "-".join((element.get("id") or "").split())
            element.set("id", id_)
            self.findings.take_id(id_, place)


def arrange(root: Element, stash: list[object], findings: Findings) -> None:
    """Headings get levels and ids, tables and code scroll, footnotes say what they are."""
    _note_ids(root, findings)
    level = _TOP - 1
    for element in root.iter():
        if _HEADING.fullmatch(element.tag):
            level = _arrange_heading(element, level, stash, findings)
        elif element.tag == "pre":
            element.set("tabindex", "0")
        elif element.tag in ("th", "td"):
            _arrange_cell(element)
    _arrange_footnotes(root)
    _wrap_tables(root, stash)


def _note_ids(root: Element, findings: Findings) -> None:
    """The ids of footnotes; those of attribute lists are known, those of raw tags come last."""
    for element in root.iter():
        id_ = element.get("id")
        if id_ and id_ not in findings.ids and not any(map(_RAW.match, element.attrib)):
            findings.ids[id_] = 1


def _arrange_heading(heading: Element, above: int, stash: list[object], findings: Findings) -> int:
    """The level that it ends up with; `above` is that of the heading before."""
    place = findings.source.place(heading.attrib.pop(PLACE, ""))
    written = int(heading.tag[1])
    text = text_of(heading, stash)
    level = max(written, _TOP)
    heading.tag = f"h{level}"
    if written < _TOP:
        message = "a heading of the first level: the title is the only one of a page"
        findings.warning(place, "heading-level", message, "begin with ##")
    elif level > above + 1:
        message = f"this heading skips from level {above} to level {level}"
        findings.warning(place, "heading-level", message, f"write {'#' * (above + 1)}")
    if not heading.get("id"):
        heading.set("id", findings.free_id(slugify(text) or "section"))
    findings.headings.append((level, heading.get("id") or "", text))
    return level


def _arrange_cell(cell: Element) -> None:
    if aligned := _ALIGNED.fullmatch(cell.get("style") or ""):
        del cell.attrib["style"]
        add_class(cell, f"align-{aligned[1]}")
    if cell.tag == "th" and not any(map(_RAW.match, cell.attrib)):
        if len(cell) or (cell.text or "").strip():
            cell.set("scope", "col")
        else:
            cell.tag = "td"  # an empty corner heads nothing


def _arrange_footnotes(root: Element) -> None:
    """Roles of DPUB-ARIA, by which screen readers announce notes and the way back."""
    for element in root.iter():
        kind = element.get("class")
        if element.tag == "div" and kind == "footnote":
            element.attrib.update({"class": "footnotes", "role": "doc-endnotes"})
        elif element.tag == "a" and kind == "footnote-ref":
            element.set("role", "doc-noteref")
        elif element.tag == "a" and kind == "footnote-backref":
            element.set("role", "doc-backlink")


def _wrap_tables(root: Element, stash: list[object]) -> None:
    """A table scrolls in a region of its own, which needs a name (WCAG 2.1.1, 4.1.2): that of the
    heading before, else its column heads."""
    labels: dict[str, int] = {}
    title = ""
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            if _HEADING.fullmatch(child.tag):
                title = text_of(child, stash)
            elif child.tag == "table" and not any(map(_RAW.match, child.attrib)):
                heads = ", ".join(text_of(cell, stash) for cell in child.iter("th"))
                name = title or heads or "–"
                labels[name] = labels.get(name, 0) + 1
                label = name if labels[name] == 1 else f"{name} ({labels[name]})"
                attributes = {
                    "class": "table-scroll",
                    "tabindex": "0",
                    "role": "region",
                    "aria-label": label,
                }
                region = Element("div", attributes)
                region.tail, child.tail = child.tail, None
                region.append(child)
                parent[index] = region


def add_class(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class') or ''} {name}".strip())
