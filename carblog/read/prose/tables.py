"""Tables and code blocks that scroll on small screens, and that a keyboard can scroll too."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableExtension, TableProcessor

from carblog.read.prose.headings import HEADINGS
from carblog.read.prose.marks import is_raw
from carblog.read.prose.plaintext import Stash, text_of

_ALIGNED = re.compile(r"text-align: (\w+);")


class Tables(TableExtension):
    """The extension, whose rows are cut in one step where nothing can hide a border."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(Rows(md.parser, self.getConfigs()), "table", 75)


class Rows(TableProcessor):
    """Tables. The original looks for code in every row: 5 µs, and here 0.2."""

    def _split_row(self, row: str) -> list[str]:
        if "`" in row or "\\" in row:
            return super()._split_row(row)  # type: ignore[misc,no-any-return]
        if self.border:
            row = row.removeprefix("|").removesuffix("|")
        return row.split("|")


def arrange_tables(root: Element, stash: Stash) -> None:
    """Column heads say so, alignment is a class, and a region with a name scrolls.

    A region needs a name (WCAG 4.1.2): that of the heading before it, else its column heads.
    """
    if next(root.iter("table"), None) is None:
        return
    heading, used = Element("h2"), dict[str, int]()
    for parent in [element for element in root.iter() if len(element)]:
        for index, child in enumerate(list(parent)):
            if child.tag in HEADINGS:
                heading = child
            elif child.tag == "table" and not is_raw(child):
                for cell in child.iter():
                    _arrange_cell(cell)
                label = text_of(heading, stash) or _heads(child, stash) or "–"
                parent[index] = _region(child, _unlike(label, used))


def _heads(table: Element, stash: Stash) -> str:
    return ", ".join(filter(None, (text_of(head, stash) for head in table.iter("th"))))


def _arrange_cell(cell: Element) -> None:
    if (style := cell.get("style")) and (aligned := _ALIGNED.fullmatch(style)):
        # A style attribute would need 'unsafe-inline' in the site's content security policy.
        del cell.attrib["style"]
        cell.set("class", f"{cell.get('class') or ''} align-{aligned[1]}".strip())
    if cell.tag == "th":
        if len(cell) or (cell.text or "").strip():
            cell.set("scope", "col")
        else:
            cell.tag = "td"  # an empty corner heads nothing


def _unlike(label: str, used: dict[str, int]) -> str:
    used[label] = used.get(label, 0) + 1
    return label if used[label] == 1 else f"{label} ({used[label]})"


def _region(table: Element, label: str) -> Element:
    attributes = {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": label}
    region = Element("div", attributes)
    region.tail, table.tail = table.tail, None
    region.append(table)
    return region


def arrange_code(root: Element) -> None:
    """Indented code scrolls like fenced code; a fence that is indented as code is only a fence."""
    for block in root.iter("pre"):
        if is_raw(block):
            continue
        if len(block) == 1 and "\x02wzxhzdk" in (block[0].text or ""):
            block.tag, block.text = "div", block[0].text
            del block[0]
        else:
            block.set("tabindex", "0")
