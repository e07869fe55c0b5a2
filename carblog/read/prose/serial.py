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
    text, tail = element.text or "", element.tail or ""
    if not isinstance(tag, str):  # a comment, say: nothing makes one today
        pieces.append(to_html_string(element))
        return
    if text and tag not in _VERBATIM:
        text = _text(text)
    if tail and tail != "\n":
        tail = _text(tail)
    items = element.items()
    opening = f"<{tag}{_attributes(items)}>{text}" if items else f"<{tag}>{text}"
    ending = tail if tag in HTML_EMPTY else f"</{tag}>{tail}"
    if len(element):
        pieces.append(opening)
        for child in element:
            _write(child, pieces)
        pieces.append(ending)
    else:
        pieces.append(opening + ending)


def _attributes(items: Collection[tuple[str, str]]) -> str:
    html = ""
    for key, value in sorted(items):
        if key == value or not value:
            # Which attributes stand without a value is up to the release of Python-Markdown.
            return to_html_string(Element("b", dict(items)))[len("<b") : -len("></b>")]
        quoted = _text(value)
        if '"' in quoted:
            quoted = quoted.replace('"', "&quot;")
        html += f' {key}="{quoted}"'
    return html


def _text(text: str) -> str:
    """Without signs that HTML would take for its own; references to characters stay."""
    if "&" in text:
        text = _AMPERSAND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
