"""Raw tags in a text: what they point at becomes a reference, what is not allowed is told."""

import re
from html import escape

from carblog.model.content import Reference
from carblog.model.problem import Place
from carblog.read.prose.cleaning import allows, allows_attribute
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import TAG_MARK, decoded
from carblog.read.prose.targets import target_of

# As a browser reads them (HTML 13.2.5.8 and following), without ever going back.
_VALUE = r"""(?:\s*+=\s*+(?P<value>"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
_ATTRIBUTE = re.compile(rf"(?P<name>[^\s/>=][^\s/>=]*+){_VALUE}")
TAG = re.compile(
    r"<(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|[^\s/>=][^\s/>=]*+"
    + _VALUE.replace("?P<value>", "?:")
    + ")*+)>"
)
_MARKED = re.compile(TAG_MARK)
_POINTING = frozenset({"href", "src", "srcset", "poster"})
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(\s[^,]*)?(?:,|$)")


def resolve_raw(html: str, findings: Findings, contributors: bool) -> str:
    """Give raw tags their slots, and tell of what is not allowed in them."""
    if not findings.source.tags:
        return html

    def replace(match: re.Match[str]) -> str:
        mark = mark_of(match)
        return _Tag(match, mark, findings, contributors).html() if mark else match[0]

    return TAG.sub(replace, html)


def mark_of(tag: re.Match[str]) -> str:
    """The mark of a raw tag; nothing for one that was made of Markdown."""
    found = _MARKED.search(tag["attributes"])
    return found[0] if found else ""


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in ('"', "'") else value


class _Tag:
    """One raw start tag, with its place."""

    def __init__(
        self, match: re.Match[str], mark: str, findings: Findings, contributors: bool
    ) -> None:
        self._written = match
        self._mark = mark
        self._findings = findings
        self._contributors = contributors
        self._name = match["name"].lower()

    def html(self) -> str:
        """The tag as it goes on; what is not allowed in it is taken out later."""
        if self._contributors and not allows(self._name):
            self._refuse(self._findings.source.place(self._mark), f"<{self._name}>")
            return self._written[0]
        attributes = _ATTRIBUTE.sub(self._attribute, self._written["attributes"])
        return f"<{self._written['name']}{attributes}>"

    def _attribute(self, match: re.Match[str]) -> str:
        name, value = match["name"].lower(), decoded(_unquoted(match["value"] or ""))
        if _MARKED.match(name):
            return match[0]
        if self._contributors and not allows_attribute(self._name, name):
            self._refuse(self._place_of(name), f'the attribute "{name}" of <{self._name}>')
            return ""
        if value and (name == "id" or (name == "name" and self._name == "a")):
            self._findings.take_id(value, self._place_of(name))
        if name not in _POINTING:
            return match[0]
        place = self._place_of(name)
        pointed = self._srcset(value, place) if name == "srcset" else self._link(value, place)
        return f'{match["name"]}="{pointed}"'

    def _link(self, value: str, place: Place) -> str:
        target = target_of(value)
        if target.code:
            self._findings.error(place, target.code, target.message, target.hint)
            return ""
        if target.external:
            return escape(value)
        if self._name == "img":
            message = "an <img> tag would publish the original photo"
            self._findings.error(place, "raw-picture", message, f"write ![…]({target.value})")
            return ""
        return self._findings.slot(Reference(target=target.value, place=place))

    def _srcset(self, value: str, place: Place) -> str:
        """Each candidate is an address and perhaps a descriptor (HTML 4.8.4.2.1)."""
        return ", ".join(
            self._link(match[1], place) + (match[2] or "").rstrip()
            for match in _CANDIDATE.finditer(value)
        )

    def _refuse(self, place: Place, what: str) -> None:
        message = f"{what} is not published: contributors cannot use it"
        self._findings.warning(place, "html-removed", message)

    def _place_of(self, attribute: str) -> Place:
        """Where the attribute stands in the source; the tag, when it cannot be found."""
        source = self._findings.source
        start = source.offset(self._mark)
        if written := TAG.match(source.text, start):
            span = written.start("attributes"), written.end("attributes")
            for match in _ATTRIBUTE.finditer(source.text, *span):
                if match["name"].lower() == attribute:
                    return source.place_at(match.start())
        return source.place_at(start)
