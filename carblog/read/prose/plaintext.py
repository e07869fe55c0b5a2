"""HTML as plain text: the words of a heading, the teaser of a story, how long it is."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from carblog.read.prose.marks import SLOT_CLOSE, SLOT_OPEN, decoded, unmarked

Stash = Sequence[object]
"""What Python-Markdown puts aside, by the number in its placeholder: raw tags, blocks, entities."""
LONGEST_TEASER = 300
"""Characters, the ellipsis included."""

PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
_ENTITY = re.compile("\x02wzxhzdk:(\\d+)\x03")
_ESCAPE = re.compile("\x02(\\d+)\x03")
_SLOT = re.compile(f"{SLOT_OPEN}\\d+{SLOT_CLOSE}")
# All begin with the same sign, so that the search hops from one to the next.
_UNREAD = re.compile(
    r"<(?:(script|style|template)\b.*?</\1\s*>|sup id=\"fnref[^>]*>.*?</sup>|!--.*?-->)",
    re.DOTALL | re.IGNORECASE,
)
_NOTES = '<div class="footnote" role'
_ASIDE = re.compile(r"<(pre|table|h[1-6])\b.*?</\1>", re.DOTALL)
_BREAK = re.compile(r"</?(?:p|div|li|h[1-6]|t[dhr]|d[dt]|pre|blockquote|br|hr)\b[^>]*>")
_SPACES = re.compile("  +")
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)
_SIGNS_ALONE = re.compile(r" [^\w ]+(?= )")
"""Between two spaces: a dash, an ampersand. To find these takes an eighth of finding the words."""


def text_of(element: Element, stash: Stash) -> str:
    """The text inside an element of Python-Markdown's tree, footnote numbers left out."""
    return flat("".join(_pieces(element)), stash)


def _pieces(element: Element) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        if not (child.tag == "sup" and (child.get("id") or "").startswith("fnref")):
            pieces += _pieces(child)
        pieces.append(child.tail or "")
    return pieces


def flat(text: str, stash: Stash = ()) -> str:
    """Without placeholders: escapes and entities that were put aside come back, raw tags go."""

    def entity(match: re.Match[str]) -> str:
        kept = str(stash[int(match[1])]) if int(match[1]) < len(stash) else ""
        return kept if kept.startswith("&") else ""

    if "\x02" not in text and "&" not in text:
        return " ".join(unmarked(text).split())
    text = _ENTITY.sub(entity, text.replace("\x02amp\x03", "&"))
    text = _ESCAPE.sub(lambda match: chr(int(match[1])), text)
    return " ".join(decoded(PLACEHOLDER.sub("", text)).split())


def text_of_html(html: str) -> str:
    """The text that a reader of this HTML reads, blocks kept apart by a space."""
    read = _UNREAD.sub("", html)
    if SLOT_OPEN in read:
        read = _SLOT.sub("", read)
    text = _TAG.sub("", _BREAK.sub(" ", read)).replace("\n", " ")
    if "&" not in text and text.isprintable():  # so there are neither marks nor other spaces
        return _SPACES.sub(" ", text).strip()
    return " ".join(decoded(text).split())


def teaser_of(html: str, more: int) -> str:
    """What stands before the offset `more`; when that is -1, the first paragraph."""
    told = _ASIDE.sub(" ", html[:more]) if more >= 0 else ""
    if text := text_of_html(told):
        return shortened(text)
    story = html.partition(_NOTES)[0]
    paragraphs = (text_of_html(match[1]) for match in _PARAGRAPH.finditer(story))
    return shortened(next((text for text in paragraphs if text), ""))


def shortened(text: str) -> str:
    """At most `LONGEST_TEASER` characters: cut after a word, with an ellipsis."""
    if len(text) <= LONGEST_TEASER:
        return text
    cut = text[:LONGEST_TEASER]
    words = cut.rpartition(" ")[0] or cut[:-1]
    return words.rstrip(" ,;:.–—-") + "…"


def count_words(html: str) -> int:
    """Words a reader reads; footnotes count, their numbers do not."""
    text = text_of_html(html)
    return text.count(" ") + 1 - len(_SIGNS_ALONE.findall(f" {text} ")) if text else 0
