"""Raw HTML in a text: what points into the site is checked, what is not allowed is taken out."""

import re
from collections.abc import Callable
from html import escape

import nh3

from carblog.model.content import Reference
from carblog.model.problem import Place
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import MORE, TAG_MARK, decoded
from carblog.read.prose.targets import target_of

_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?P<value>"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
)
_TAG = re.compile(
    r"""<(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|[^\s/>=][^\s/>=]*+"""
    r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+)*+)>"""
)
_MARKED = re.compile(TAG_MARK)
_ASIDE = re.compile(r"<(?:(script|style|textarea)\b|!--|!\[CDATA\[|[!?])", re.IGNORECASE)
_ENDS = {"<!--": "-->", "<![cdata[": "]]>", "<?": "?>", "<!": ">"}
_POINTING = frozenset({"href", "src", "srcset", "poster"})
_CHARACTER = re.compile(r"&#(?:[xX][0-9A-Fa-f]+|[0-9]+);?")
_CLASS = re.compile(r"[a-z][a-z0-9-]{0,39}")
_EXTERNAL_LINK = re.compile(r'<a (?=[^>]*href="https?:)')

_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp section small span"
    " strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""What contributors may use. Never svg, math, style, iframe, noscript, template or form: each has
been a way around a cleaner (RUSTSEC-2025-0071, RUSTSEC-2026-0193, RUSTSEC-2026-0213)."""
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title"},
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
    "section": {"role"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_OURS = frozenset({"id", "role", "tabindex", "aria-label"})
"""Attributes that carblog gives to its own elements; a contributor's tag may not have them."""


def without_comments(html: str) -> str:
    """Comments are notes to oneself and are not published; `<!--more-->` becomes `MORE`.

    Processing instructions and CDATA are comments to a browser too. Scripts stay as they are.
    """
    pieces, done, endless = [], 0, set[str]()
    while "<!" in html or "<?" in html:
        opening = _ASIDE.search(html, done)
        if not opening:
            break
        pieces.append(html[done : opening.start()])
        end = _end_of(opening, endless)
        inside = html[opening.end() : end]
        if opening[1] or end == opening.end():
            pieces.append(html[opening.start() : end])
        elif opening[0] == "<!--" and inside.removesuffix("-->").strip() == "more":
            pieces.append(MORE)
        done = end
    return "".join([*pieces, html[done:]])


def _end_of(opening: re.Match[str], endless: set[str]) -> int:
    """Where a comment or script ends; what never ends is remembered, and is only its opening."""
    kind, html = opening[0].lower(), opening.string
    closing = _ENDS.get(kind, f"</{opening[1]}")
    at = -1 if kind in endless else html.find(closing, opening.end())
    if at < 0:
        endless.add(kind)
        return opening.end()
    return at + len(closing)


def resolve_raw(html: str, findings: Findings, contributors: bool) -> str:
    """Give raw tags their slots, and tell of what is not allowed in them."""
    if not findings.source.has_tags:
        return html

    def replace(match: re.Match[str]) -> str:
        mark = _MARKED.search(match["attributes"])
        return _Tag(match, mark[0], findings, contributors).html() if mark else match[0]

    return _TAG.sub(replace, html)


class _Tag:
    """One raw start tag, with its place."""

    def __init__(
        self, match: re.Match[str], mark: str, findings: Findings, contributors: bool
    ) -> None:
        self._match = match
        self._mark = mark
        self._findings = findings
        self._contributors = contributors
        self._name = match["name"].lower()
        self._seen: dict[str, int] = {}

    def html(self) -> str:
        """The tag as it is published."""
        if self._contributors and self._name not in _TAGS:
            self._removed(self._place(), f"<{self._name}>")
            return self._match[0]
        attributes = _ATTRIBUTE.sub(self._attribute, self._match["attributes"])
        return f"<{self._match['name']}{attributes}>"

    def _attribute(self, match: re.Match[str]) -> str:
        name = match["name"].lower()
        if _MARKED.match(name):
            return match[0]
        value = decoded((match["value"] or "").strip("\"'"))
        place = self._place_of(name)
        if self._contributors and not self._allowed(name):
            self._removed(place, f'the attribute "{name}" of <{self._name}>')
            return ""
        if name == "id" and value:
            self._findings.take_id(value, place)
        if name not in _POINTING:
            return match[0]
        convert = self._srcset if name == "srcset" else self._link
        return f'{match["name"]}="{convert(value, place)}"'

    def _allowed(self, name: str) -> bool:
        allowed = name in _ATTRIBUTES["*"] or name in _ATTRIBUTES.get(self._name, ())
        return allowed and name not in _OURS

    def _link(self, value: str, place: Place) -> str:
        target = target_of(value)
        if target.code:
            self._findings.error(place, target.code, target.message, target.hint)
            return ""
        if target.external:
            return escape(value)
        if self._name == "img":
            message = "an <img> tag would publish the original photo"
            hint = f"write ![…]({target.value})"
            self._findings.error(place, "raw-picture", message, hint)
            return ""
        return self._findings.slot(Reference(target=target.value, place=place))

    def _srcset(self, value: str, place: Place) -> str:
        candidates = [candidate.split(None, 1) for candidate in re.split(r",\s+|,$", value)]
        return ", ".join(
            " ".join([self._link(candidate[0], place), *candidate[1:]])
            for candidate in candidates
            if candidate
        )

    def _removed(self, place: Place, what: str) -> None:
        message = f"{what} is not published: contributors cannot use it"
        self._findings.warning(place, "html-removed", message)

    def _place(self) -> Place:
        return self._findings.source.place(self._mark)

    def _place_of(self, attribute: str) -> Place:
        """Where the attribute stands in the source; the tag, when it cannot be found."""
        source = self._findings.source
        start = source.offset(self._mark)
        written = _TAG.match(source.text, start)
        if not written:
            return source.place_at(start)
        for match in _ATTRIBUTE.finditer(
            source.text, written.start("attributes"), written.end() - 1
        ):
            if match["name"].lower() == attribute:
                return source.place_at(match.start())
        return source.place_at(start)


def cleaned(html: str, ids: set[str]) -> str:
    """HTML that contributors' Markdown made, with nothing in it that is not on the list.

    `ids` are those that carblog gave out; no other survives.
    """
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags={"script", "style"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_filter(ids),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return _EXTERNAL_LINK.sub('<a rel="noopener nofollow" ', clean)


def with_sound_characters(html: str) -> str:
    """Without numeric references to what HTML forbids, or to what slots are made of."""
    return _CHARACTER.sub(lambda match: match[0] if decoded(match[0]) else "", html)


def _filter(ids: set[str]) -> Callable[[str, str, str], str | None]:
    def keep(_: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            names = [name for name in value.split() if _CLASS.fullmatch(name)]
            return " ".join(names) or None
        return None if attribute == "id" and value not in ids else value

    return keep
