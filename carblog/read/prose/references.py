"""Links and pictures become references, and leave slots where they were."""

import re
from xml.etree.ElementTree import Element

from carblog.model.content import Body, Reference
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import PLACE, SLOT_CLOSE, SLOT_OPEN, decoded
from carblog.read.prose.plaintext import PLACEHOLDER, Stash, text_of
from carblog.read.prose.targets import Target, escaped, target_of

_SLOT = re.compile(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")
_WITH_FIGURES = frozenset({"p", "li", "dd"})
"""Elements in which a picture that stands alone is a figure of its own."""
_USED = frozenset({"src", "alt", "title", "class", "id", PLACE})


def take_links(root: Element, stash: Stash, findings: Findings) -> None:
    """Replace the target of every link in the tree that goes into the site by its slot."""
    for link in root.iter("a"):
        if PLACE not in link.attrib:
            continue
        mark = link.attrib.pop(PLACE)
        target = target_of(link.get("href") or "")
        if target.external:
            link.set("href", escaped(target.value))
            continue
        place = findings.source.place(mark)
        if target.code:
            findings.error(place, target.code, target.message, target.hint)
            del link.attrib["href"]
        else:
            pictured = next((_plain(picture.get("alt")) for picture in link.iter("img")), "")
            text, title = text_of(link, stash) or pictured, _plain(link.get("title"))
            reference = Reference(target=target.value, place=place, text=text, title=title)
            link.set("href", findings.slot(reference))


def take_pictures(root: Element, findings: Findings) -> None:
    """Replace every picture of the tree by its slot, and the paragraph that holds nothing else."""
    if next(root.iter("img"), None) is None:
        return
    parents = {child: parent for parent in root.iter() for child in parent}
    alone: dict[Element, bool] = {}
    for picture in list(root.iter("img")):
        if PLACE in picture.attrib:
            parent = parents[picture]
            if parent not in alone:
                alone[parent] = parent.tag in _WITH_FIGURES and _only_pictures(parent)
            _take_picture(picture, parent, alone[parent], findings)
    for block, pictures_only in alone.items():
        if pictures_only and block.tag == "p":
            _dissolve(block, parents[block])


def _only_pictures(block: Element) -> bool:
    """Whether a block holds pictures, line breaks, and nothing else."""
    texts = [block.text, *(child.tail for child in block)]
    return not any((text or "").strip() for text in texts) and all(
        child.tag == "br" or (child.tag == "img" and PLACE in child.attrib) for child in block
    )


def _take_picture(picture: Element, parent: Element, alone: bool, findings: Findings) -> None:
    target = target_of(picture.get("src") or "", of_picture=True)
    reference = Reference(
        target=target.value,
        place=findings.source.place(picture.attrib[PLACE]),
        embed=True,
        text=_plain(picture.get("alt")),
        title=_plain(picture.get("title")),
        inline=not alone,
        classes=_classes(picture, parent) if alone else _classes(picture),
    )
    if _tell(reference, target, picture, findings):
        shown = findings.slot(reference)
    else:
        shown = reference.text
    _replace_by(shown, picture, parent, "div" if alone else "span")


def _tell(reference: Reference, target: Target, picture: Element, findings: Findings) -> bool:
    """Tell what is wrong with a picture; whether it can be shown all the same."""
    if target.code:
        findings.error(reference.place, target.code, target.message, target.hint)
        return False
    for key in sorted(picture.attrib.keys() - _USED):
        message = f'"{key}" does nothing on a picture'
        findings.warning(reference.place, "attribute-ignored", message, "use .class and #id")
    return True


def _classes(*elements: Element) -> tuple[str, ...]:
    names = [name for element in elements for name in (element.get("class") or "").split()]
    return tuple(dict.fromkeys(names))


def _replace_by(text: str, picture: Element, parent: Element, wrapper: str) -> None:
    """Let `text` stand where the picture stood; an id that it had stays around it."""
    if id_ := picture.get("id"):
        picture.attrib.clear()
        picture.tag, picture.text = wrapper, text
        picture.set("id", id_)
    else:
        index = list(parent).index(picture)
        parent.remove(picture)
        _add_text(parent, index, text + (picture.tail or ""))


def _dissolve(block: Element, parent: Element) -> None:
    """Take away the `<p>` around pictures, in which no figure can stand; one with an id stays."""
    for line_break in block.findall("br"):
        _replace_by("", line_break, block, "")
    if block.get("id"):
        block.tag = "div"
        return
    index = list(parent).index(block)
    parent.remove(block)
    _add_text(parent, index, block.text or "")
    for child in reversed(block):
        parent.insert(index, child)
    _add_text(parent, index + len(block), block.tail or "")


def _add_text(parent: Element, index: int, text: str) -> None:
    """Text before the child at `index`."""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _plain(attribute: str | None) -> str:
    return " ".join(decoded(PLACEHOLDER.sub("", attribute or "")).split())


def body_of(html: str, findings: Findings) -> tuple[Body, tuple[Reference, ...]]:
    """Cut the HTML at its slots, and number the references in the order of the text."""
    pieces = _SLOT.split(html)
    references = tuple(findings.references[int(number)] for number in pieces[1::2])
    parts = (index // 2 if index % 2 else piece for index, piece in enumerate(pieces))
    return Body(tuple(part for part in parts if part != "")), references
