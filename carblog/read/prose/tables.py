"""Tables and code blocks that scroll on small screens, and that a keyboard can scroll too."""

import re
from xml.etree.ElementTree import Element

from carblog.read.prose.headings import is_heading
from carblog.read.prose.marks import is_raw
from carblog.read.prose.plaintext import Stash, text_of

_ALIGNED = re.compile(r"text-align: (\w+);")


def arrange_tables(root: Element, stash: Stash) -> None:
    """Column heads say so, alignment is a class, and a region with a name scrolls.

    A region needs a name (WCAG 4.1.2): that of the heading before it, else its column heads.
    """
    if next(root.iter("table"), None) is None:
        return
    title, used = "", dict[str, int]()
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            if is_heading(child):
                title = text_of(child, stash)
            elif child.tag == "table" and not is_raw(child):
                for cell in child.iter():
                    _arrange_cell(cell)
                heads = ", ".join(filter(None, (text_of(head, stash) for head in child.iter("th"))))
                parent[index] = _region(child, _unlike(title or heads or "–", used))


def _arrange_cell(cell: Element) -> None:
    if aligned := _ALIGNED.fullmatch(cell.get("style") or ""):
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
