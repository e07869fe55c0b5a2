"""The HTML of contributors: what is not on the list is not published.

Cleaned after everything else has been done to it, for a cleaner can only vouch for what it saw
last (Python-Markdown does not clean). Slots stand in it already, and look like text.
"""

import re
import sys
from collections.abc import Callable, Collection

import nh3

from carblog.read.prose.marks import allowed, decoded

_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp section small span"
    " strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""Never svg, math, style, iframe, noscript, template or form: each has been a way around a cleaner
(RUSTSEC-2025-0071, RUSTSEC-2026-0193, RUSTSEC-2026-0213)."""
_EVERYWHERE = frozenset({"class", "id", "lang", "dir", "title"})
_ATTRIBUTES = {
    "a": {"href", "role"},
    "blockquote": {"cite"},
    "col": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "div": {"tabindex", "role", "aria-label"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "pre": {"tabindex"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_OURS = frozenset({"id", "role", "tabindex", "aria-label"})
"""What carblog gives to elements of its own. An id that strangers choose could stand for a part of
the page in scripts (DOM clobbering)."""
_CLASS = re.compile(r"[a-z][a-z0-9-]{0,39}")
_CHARACTER = re.compile(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?")
_LINK_OUT = re.compile(r'<a (?=[^>]*href="https?:)')


def allows(tag: str) -> bool:
    return tag in _TAGS


def allows_attribute(tag: str, name: str) -> bool:
    """Whether contributors may write this attribute in a raw tag."""
    return name not in _OURS and (name in _EVERYWHERE or name in _ATTRIBUTES.get(tag, ()))


def with_sound_characters(html: str) -> str:
    """Without numeric references to what HTML forbids, or to what slots are made of.

    One to Windows-1252, `&#128;`, becomes the character that browsers take it for.
    """

    def sound(match: re.Match[str]) -> str:
        digits, base = (match[1], 16) if match[1] else (match[2], 10)
        number = int(digits.lstrip("0")[:8] or "0", base)
        if number <= sys.maxunicode and allowed(chr(number)):
            return match[0]
        return decoded(match[0]).replace("\ufffd", "")

    return _CHARACTER.sub(sound, html)


def cleaned(html: str, ids: Collection[str]) -> str:
    """HTML with nothing in it that is not on the list; `ids` are those that carblog gave out."""
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags={"script", "style"},
        attributes={"*": set(_EVERYWHERE), **_ATTRIBUTES},
        attribute_filter=_filter(ids),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return _LINK_OUT.sub('<a rel="noopener nofollow" ', clean)


def _filter(ids: Collection[str]) -> Callable[[str, str, str], str | None]:
    def kept(_: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return " ".join(filter(_CLASS.fullmatch, value.split())) or None
        return None if attribute == "id" and value not in ids else value

    return kept
