"""Quotes, apostrophes, dashes and ellipses as each language sets them."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import AtomicString


class Quotes(NamedTuple):
    """The outer pair, typed as `"`, and the inner pair, typed as `'`."""

    open: str
    close: str
    inner_open: str
    inner_close: str


_ENGLISH = Quotes("“", "”", "‘", "’")
_GERMAN = Quotes("„", "“", "‚", "‘")
_SWISS = Quotes("«", "»", "‹", "›")
_SPANISH = Quotes("«", "»", "“", "”")
_POLISH = Quotes("„", "”", "«", "»")
_SWEDISH = Quotes("”", "”", "’", "’")
_RUSSIAN = Quotes("«", "»", "„", "“")
_NARROW = "\u202f"
_FRENCH = Quotes(f"«{_NARROW}", f"{_NARROW}»", "“", "”")

# As the CLDR has them (delimiters), but for Dutch and Norwegian as their newspapers print them.
_QUOTES = {
    "de": _GERMAN, "cs": _GERMAN, "sk": _GERMAN, "sl": _GERMAN, "et": _GERMAN, "is": _GERMAN,
    "bg": _GERMAN, "lt": _GERMAN, "de-ch": _SWISS, "de-li": _SWISS, "it-ch": _SWISS,
    "fr": _FRENCH, "fr-ch": _SWISS,
    "es": _SPANISH, "it": _SPANISH, "ca": _SPANISH, "gl": _SPANISH, "el": _SPANISH,
    "pt-pt": _SPANISH,
    "no": Quotes("«", "»", "‘", "’"), "nb": Quotes("«", "»", "‘", "’"),
    "nn": Quotes("«", "»", "‘", "’"), "da": Quotes("»", "«", "›", "‹"),
    "sv": _SWEDISH, "fi": _SWEDISH,
    "pl": _POLISH, "ro": _POLISH, "hu": Quotes("„", "”", "»", "«"),
    "hr": Quotes("„", "”", "‚", "’"), "sr": Quotes("„", "“", "’", "’"),
    "ru": _RUSSIAN, "uk": _RUSSIAN, "be": _RUSSIAN, "lv": _RUSSIAN,
    "ja": Quotes("「", "」", "『", "』"),
}  # fmt: skip

# Each alternative begins with a character of its own, so that the search hops from one to the next.
_SPECIAL = re.compile(r""""|'|\.(?<!\.\.)\.\.(?!\.)|-(?<!--)-{1,2}(?!-)""")
_DASHES = {"--": "–", "---": "—"}
_OPENERS = frozenset(" \n\t\xa0\u202f([{-–—/“‘«‹„‚¿¡")
_ENDERS = frozenset(" \n\t.,;:!?)]}–—”’»›")
_YEAR = re.compile(r"\d\d(?!\d)")
_CLIPPED = re.compile(r"(?i)(?:tis|twas|em|cause|til|n)\b")
_NEAR = 99
"""Characters in which placeholders of tags before a quote are looked for."""
_TAGS = re.compile("(?:\x02wzxhzdk:\\d+\x03)+$")
"""Python-Markdown's placeholders of raw inline tags, which quotes look through."""
_VERBATIM = frozenset({"code", "pre", "kbd", "samp", "tt", "script", "style", "textarea", "math"})
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup"
    " time u var".split()
)


def quotes_of(language: str) -> Quotes:
    """The quotation marks of a BCP 47 tag; English ones when the language is not known."""
    tag = language.lower()
    return _QUOTES.get(tag) or _QUOTES.get(tag.partition("-")[0], _ENGLISH)


class Typesetter:
    """Sets texts that follow one another in a paragraph, remembering what is open."""

    def __init__(self, language: str) -> None:
        self._quotes = quotes_of(language)
        self._clips = language.lower().partition("-")[0] == "en"
        self.new_paragraph()

    def new_paragraph(self) -> None:
        self._before = " "
        self._outer = self._inner = False

    def skip(self, text: str) -> None:
        """Something stands here that is not touched, a code span or a picture."""
        self._before = text[-1:] or self._before

    def set(self, text: str) -> str:
        """The next piece of the paragraph, in print."""
        if not _is_special(text):
            self._before = _last(text) or self._before
            return text
        self._quote_end, self._quote = -1, ""
        done = _SPECIAL.sub(self._replace, text)
        ended = self._quote if self._quote_end == len(text) else _last(text)
        self._before = ended or self._before
        return done

    def _replace(self, match: re.Match[str]) -> str:
        found, text = match[0], match.string
        if found == "...":
            return "…"
        before = self._before_of(match)
        after = text[match.end() : match.end() + 1]
        if found in _DASHES:
            option = before.isspace() and after.isalpha()  # `--strict` is typed to a machine
            return found if option else _DASHES[found]
        if found == '"':
            opens, sign = self._double(before, after)
        else:
            opens, sign = self._single(before, after, text[match.end() : match.end() + 6])
        self._quote_end, self._quote = match.end(), "(" if opens else ")"
        return sign

    def _before_of(self, match: re.Match[str]) -> str:
        """The character before; for a quote of ours, a bracket that opens or closes like it."""
        text, start = match.string, match.start()
        if start == self._quote_end:
            return self._quote
        return _last(text[max(0, start - _NEAR) : start]) or self._before

    def _double(self, before: str, after: str) -> tuple[bool, str]:
        """Whether a `"` opens, and what it is in print."""
        if before.isdigit() and not self._outer:
            return False, "″"  # 19″ wheels
        self._outer = not _closes(before, after)
        return self._outer, self._quotes.open if self._outer else self._quotes.close

    def _single(self, before: str, after: str, rest: str) -> tuple[bool, str]:
        """The same of a `'`, which is more often an apostrophe."""
        if before.isalnum() and after.isalnum():
            return False, "′" if before.isdigit() and after.isdigit() else "’"
        if before.isdigit() and not self._inner:
            return False, "′"
        if not before.isalnum() and (_YEAR.match(rest) or (self._clips and _CLIPPED.match(rest))):
            return False, "’"
        if not _closes(before, after):
            self._inner = True
            return True, self._quotes.inner_open
        closing, self._inner = self._inner, False
        return False, self._quotes.inner_close if closing else "’"


def _is_special(text: str) -> bool:
    """Whether there may be something to set; a search would take twice as long."""
    return '"' in text or "'" in text or "--" in text or "..." in text


def _last(text: str) -> str:
    return _TAGS.sub("", text)[-1:] if text[-1:] == "\x03" else text[-1:]


def _closes(before: str, after: str) -> bool:
    """Whether a quotation mark between two characters ends a quotation."""
    if before.isspace():
        return False
    return before not in _OPENERS or after in _ENDERS


def typeset(root: Element, language: str) -> None:
    """Every text of a tree in print, but for code; each block is a paragraph of its own."""
    _set_inside(root, Typesetter(language))


def _set_inside(element: Element, setter: Typesetter) -> None:
    if element.text:
        element.text = _set(element.text, setter)
    for child in element:
        if child.tag in _INLINE:
            if child.tag in _VERBATIM or child.tag == "img":
                setter.skip("".join(child.itertext()) or "x")
            else:
                _set_inside(child, setter)
            if child.tail:
                child.tail = _set(child.tail, setter)
            continue
        setter.new_paragraph()
        if (len(child) or _is_special(child.text or "")) and child.tag not in _VERBATIM:
            _set_inside(child, setter)
            setter.new_paragraph()
        if child.tail and child.tail != "\n":
            child.tail = _set(child.tail, setter)


def _set(text: str, setter: Typesetter) -> str:
    if text == "\n" or isinstance(text, AtomicString):
        setter.skip(text)
        return text
    return setter.set(text)
