"""A tree as HTML, byte for byte as Python-Markdown writes it."""

import re
from collections.abc import Collection
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import to_html_string

_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_VERBATIM = frozenset({"script", "style"})


def html_inside(root: Element) -> str:
    """What stands between the tags of an element."""
    pieces = [_text(root.text or "")]
    for child in root:
        _write(child, pieces)
    return "".join(pieces)


def _write(element: Element, pieces: list[str]) -> None:
    tag: object = element.tag
    text, tail = element.text, element.tail
    if not isinstance(tag, str):  # a comment, say: nothing makes one today
        pieces.append(to_html_string(element))
        return
    items = element.items()
    opening = f"<{tag}{_attributes(items)}>" if items else f"<{tag}>"
    if text:
        opening += text if tag in _VERBATIM else _text(text)
    pieces.append(opening)
    for child in element:
        _write(child, pieces)
    if tag not in HTML_EMPTY:
        pieces.append(f"</{tag}>")
    if tail:
        pieces.append(tail if tail == "\n" else _text(tail))


def _attributes(items: Collection[tuple[str, str]]) -> str:
    pieces = []
    for key, value in sorted(items):
        if key == value or not value:
            # Which attributes stand without a value is up to the release of Python-Markdown.
            return to_html_string(Element("b", dict(items)))[len("<b") : -len("></b>")]
        quoted = _text(value)
        if '"' in quoted:
            quoted = quoted.replace('"', "&quot;")
        pieces.append(f' {key}="{quoted}"')
    return "".join(pieces)


def _text(text: str) -> str:
    """Without signs that HTML would take for its own; references to characters stay."""
    if "&" in text:
        text = _AMPERSAND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
