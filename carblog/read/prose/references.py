"""Links and pictures become references, and leave slots where they were."""

import re
from xml.etree.ElementTree import Element

from carblog.model.content import Body, Reference
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import PLACE, SLOT_CLOSE, SLOT_OPEN, decoded
from carblog.read.prose.plaintext import text_of
from carblog.read.prose.targets import escaped, target_of

_SLOT = re.compile(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
_FLOW = frozenset({"p", "li", "dd"})
"""Elements in which a picture that stands alone is a figure of its own."""
_KEPT = frozenset({"src", "alt", "title", "class", "id", PLACE})


def take_references(root: Element, stash: list[object], findings: Findings) -> None:
    """Replace every link's target and every picture of the tree by its slot."""
    for link in root.iter("a"):
        if PLACE in link.attrib:
            _take_link(link, stash, findings)
    parents = {child: parent for parent in root.iter() for child in parent}
    alone: dict[Element, bool] = {}
    for picture in list(root.iter("img")):
        if PLACE in picture.attrib:
            parent = parents[picture]
            if parent not in alone:
                alone[parent] = parent.tag in _FLOW and _only_pictures(parent)
            _take_picture(picture, parent, alone[parent], findings)
    for block in [block for block, pictures_only in alone.items() if pictures_only]:
        if block.tag == "p" and block in parents:
            _dissolve(block, parents[block])


def _take_link(link: Element, stash: list[object], findings: Findings) -> None:
    place = findings.source.place(link.attrib.pop(PLACE))
    target = target_of(link.get("href") or "")
    if target.code:
        findings.error(place, target.code, target.message, target.hint)
        del link.attrib["href"]
    elif target.external:
        link.set("href", escaped(target.value))
    else:
        reference = Reference(
            target=target.value,
            place=place,
            text=text_of(link, stash) or _plain(next((i.get("alt") for i in link.iter("img")), "")),
            title=_plain(link.get("title")),
        )
        link.set("href", findings.slot(reference))


def _only_pictures(block: Element) -> bool:
    """Whether a block holds pictures, line breaks, and nothing else."""
    texts = [block.text, *(child.tail for child in block)]
    return not any((text or "").strip() for text in texts) and all(
        child.tag == "br" or (child.tag == "img" and PLACE in child.attrib) for child in block
    )


def _take_picture(picture: Element, parent: Element, alone: bool, findings: Findings) -> None:
    place = findings.source.place(picture.attrib.pop(PLACE))
    target = target_of(picture.get("src") or "")
    alt = _plain(picture.get("alt"))
    if target.code or (target.external and not target.value.lower().startswith("http")):
        code = target.code or "link-scheme"
        message = target.message or "a picture cannot be a mail address or a phone number"
        findings.error(place, code, message, target.hint)
        _put(picture, parent, alt)
        return
    if not alt and not target.external and not target.value.endswith(("/", ".yaml", ".yml")):
        message = "this picture has no alternative text"
        hint = "say between the brackets what it shows: ![The flank at dusk](…)"
        findings.warning(place, "alt-missing", message, hint)
    for key in picture.attrib.keys() - _KEPT:
        message = f'"{key}" does nothing on a picture'
        findings.warning(place, "attribute-ignored", message, "use .class and #id")
    reference = Reference(
        target=target.value,
        place=place,
        embed=True,
        text=alt,
        title=_plain(picture.get("title")),
        inline=not alone,
        classes=_classes(picture, parent if alone else None),
    )
    _put(picture, parent, findings.slot(reference), wrapper="div" if alone else "span")


def _classes(picture: Element, block: Element | None) -> tuple[str, ...]:
    own = (picture.get("class") or "").split()
    of_block = (block.get("class") or "").split() if block is not None else []
    return tuple(dict.fromkeys([*own, *of_block]))


def _put(picture: Element, parent: Element, text: str, wrapper: str = "span") -> None:
    """Let `text` stand where the picture stood; an id that it had stays around it."""
    if id_ := picture.get("id"):
        picture.attrib.clear()
        picture.tag, picture.text = wrapper, text
        picture.set("id", id_)
        return
    _replace_by_text(picture, parent, text)


def _replace_by_text(element: Element, parent: Element, text: str) -> None:
    index = list(parent).index(element)
    parent.remove(element)
    _add_text(parent, index, text + (element.tail or ""))


def _add_text(parent: Element, index: int, text: str) -> None:
    """Text before the child at `index`."""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _dissolve(block: Element, parent: Element) -> None:
    """Take away the `<p>` around pictures, in which no figure can stand; one with an id stays."""
    for line_break in block.findall("br"):
        _replace_by_text(line_break, block, "")
    if block.get("id"):
        block.tag = "div"
        return
    index = list(parent).index(block)
    parent.remove(block)
    _add_text(parent, index, block.text or "")
    for child in reversed(block):
        parent.insert(index, child)
    _add_text(parent, index + len(block), block.tail or "")


def _plain(attribute: str | None) -> str:
    return " ".join(decoded(_PLACEHOLDER.sub("", attribute or "")).split())


def body_of(html: str, findings: Findings) -> tuple[Body, tuple[Reference, ...]]:
    """Cut the HTML at its slots, and number the references in the order of the text."""
    pieces = _SLOT.split(html)
    references = tuple(findings.references[int(number)] for number in pieces[1::2])
    parts = (index // 2 if index % 2 else piece for index, piece in enumerate(pieces))
    return Body(tuple(part for part in parts if part != "")), references
