"""Links and pictures in a line: Python-Markdown's patterns, told to keep their marks."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    AutolinkInlineProcessor,
    AutomailInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.util import AtomicString

from carblog.model.problem import nearest
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import PLACE, any_mark, first_mark, unmarked
from carblog.read.prose.plaintext import flat

# Method names and results are Python-Markdown's.
_Found = tuple[Element | str | None, int | None, int | None]
_Link = tuple[str, str | None, int, bool]

_BRACKET = re.compile(r"[\[\]]")
_POINTED = re.compile(r"""\(\s*<([^<>]*)>\s*(?:"([^"]*)"|'([^']*)')?\s*\)""")
_PART = re.compile(r"""[()]|\s["']""")
_TITLE = {quote: re.compile(rf"(.*?){quote}\s*\)", re.DOTALL) for quote in "\"'"}
_LABEL = re.compile(r"\s?\[([^\[\]]*)\]")
_DEEPEST = 32
"""Brackets in brackets: with no bound, 5,000 open ones cost 12 million steps."""
_LONGEST = 4_000
"""Characters of a target with its title."""


class Link(LinkInlineProcessor):
    """`[text](target "title")`. The mark behind the `[` moves onto the element."""

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]  # noqa: N802
        element, start, end = super().handleMatch(m, data)
        if isinstance(element, Element):
            element.set(PLACE, first_mark(data[m.end() :][:1]))
        return element, start, end

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        """The text up to the bracket that closes it; hops from bracket to bracket."""
        depth = 1
        for bracket in _BRACKET.finditer(data, index):
            depth += 1 if bracket[0] == "[" else -1
            if not depth:
                text = data[index : bracket.start()]
                return text.removeprefix(first_mark(text)), bracket.end(), True
            if depth > _DEEPEST:
                break
        return "", index, False

    def getLink(self, data: str, index: int) -> _Link:  # noqa: N802
        """What follows in parentheses: a target, which may hold spaces, and perhaps a title."""
        around = data[index : index + _LONGEST]
        if found := _POINTED.match(around):
            return self._link(found[1], found[2] or found[3], index + found.end())
        if not around.startswith("("):
            return "", None, index, False
        depth, tried = 0, set[str]()
        for part in _PART.finditer(around):
            if part[0] in "()":
                depth += 1 if part[0] == "(" else -1
                if not depth:
                    return self._link(around[1 : part.start()], None, index + part.end())
                if depth > _DEEPEST:
                    break
            elif depth == 1 and (quote := part[0][1]) not in tried:
                tried.add(quote)
                if title := _TITLE[quote].match(around, part.end()):
                    return self._link(around[1 : part.start()], title[1], index + title.end())
        return "", None, index, False

    def _link(self, target: str, title: str | None, end: int) -> _Link:
        plain = None if title is None else " ".join(self.unescape(title).split())
        return self.unescape(target).strip(), plain, end, True


class Image(Link, ImageInlineProcessor):
    """`![alternative text](target "title")`"""


class Reference(Link, ReferenceInlineProcessor):
    """`[text][label]`, whose target is defined elsewhere; tells of labels that are not."""

    RE_LINK = _LABEL

    def __init__(self, pattern: str, md: Markdown, findings: Callable[[], Findings]) -> None:
        super().__init__(pattern, md)
        self._findings = findings
        self._label = ""

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]  # noqa: N802
        self._label = ""
        element, start, end = super().handleMatch(m, data)
        if element is None and self._label:
            findings, label = self._findings(), flat(self.unescape(self._label))
            findings.warning(
                findings.source.place(first_mark(data[m.end() :][:1])),
                "reference-missing",
                f"there is no definition [{label}]: so this is no link",
                nearest(label, self.md.references),
            )
        return element, start, end

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:  # noqa: N802
        label, end, handled = super().evalId(data, index, text)
        plain = unmarked(label or "")
        if handled and end > index:
            self._label = plain
        return plain or unmarked(text.lower()), end, handled


class ImageReference(Reference, ImageReferenceInlineProcessor):
    """`![alternative text][label]`"""


class ShortReference(Reference, ShortReferenceInlineProcessor):
    """`[label]`"""


class ShortImageReference(Reference, ShortImageReferenceInlineProcessor):
    """`![label]`"""


class Autolink(AutolinkInlineProcessor):
    """`<https://…>`"""

    def handleMatch(self, m: re.Match[str], _: str) -> _Found:  # type: ignore[override]  # noqa: N802
        element = Element("a", {"href": self.unescape(m[1]), PLACE: any_mark(m[1])})
        element.text = AtomicString(unmarked(m[1]))
        return element, m.start(), m.end()


class Automail(AutomailInlineProcessor):
    """`<me@example.com>`, as it is: entities in an address stop nobody who harvests them."""

    def handleMatch(self, m: re.Match[str], _: str) -> _Found:  # type: ignore[override]  # noqa: N802
        address = unmarked(self.unescape(m[1])).removeprefix("mailto:")
        element = Element("a", {"href": f"mailto:{address}"})
        element.text = AtomicString(address)
        return element, m.start(), m.end()
