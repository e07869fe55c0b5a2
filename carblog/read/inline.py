"""Links, pictures and footnote marks: Python-Markdown's patterns, told to keep their marks."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    IMAGE_LINK_RE,
    LINK_RE,
    AutolinkInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.util import AtomicString

from carblog.model.problem import nearest
from carblog.read.findings import Findings
from carblog.read.marks import MARK, PLACE, first_mark, unmarked

# Method names and results of this file are Python-Markdown's.
_Found = tuple[Element | str | None, int | None, int | None]

_BRACKET = re.compile(r"[\[\]]")
_FOOTNOTE = rf"\[{MARK}?\^([^\]]*)\]"


class _Marked(LinkInlineProcessor):
    """Moves the mark behind a `[` onto the element that is made of the link."""

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
        return "", len(data), False


class _MarkedReference(_Marked, ReferenceInlineProcessor):
    """A link whose target is defined elsewhere; tells of those that are not."""

    def __init__(self, md: Markdown, pattern: str, findings: Callable[[], Findings]) -> None:
        super().__init__(pattern, md)
        self._findings = findings

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]  # noqa: N802
        self._label = ""
        element, start, end = super().handleMatch(m, data)
        if element is None and self._label:
            self._tell(first_mark(data[m.end() :][:1]))
        return element, start, end

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:  # noqa: N802
        label, end, handled = super().evalId(data, index, text)
        plain = unmarked(label or "")
        if plain and handled and end > index:
            self._label = plain
        return plain or unmarked(text.lower()), end, handled

    def _tell(self, mark: str) -> None:
        findings = self._findings()
        findings.warning(
            findings.source.place(mark),
            "reference-missing",
            f"there is no definition [{self._label}]: and so this is no link",
            nearest(self._label, self.md.references),
        )


class _Image(_Marked, ImageInlineProcessor):
    pass


class _ImageReference(_MarkedReference, ImageReferenceInlineProcessor):
    pass


class _ShortReference(_MarkedReference, ShortReferenceInlineProcessor):
    pass


class _ShortImageReference(_MarkedReference, ShortImageReferenceInlineProcessor):
    pass


class _Autolink(AutolinkInlineProcessor):
    """`<https://…>`"""

    def handleMatch(self, m: re.Match[str], _: str) -> _Found:  # type: ignore[override]  # noqa: N802
        url = m[1]
        element = Element("a", {"href": self.unescape(url), PLACE: _any_mark(url)})
        element.text = AtomicString(unmarked(url))
        return element, m.start(), m.end()


class _Footnote(FootnoteInlineProcessor):
    """`[^1]`; tells of those that have no note."""

    def __init__(self, extension: FootnoteExtension, findings: Callable[[], Findings]) -> None:
        super().__init__(_FOOTNOTE, extension)
        self._findings = findings

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]  # noqa: N802
        element, start, end = super().handleMatch(m, data)
        if element is None and data[m.end() : m.end() + 1] not in ("(", "[", ":"):
            findings, notes = self._findings(), self.footnotes.footnotes
            findings.warning(
                findings.source.place(_any_mark(m[0])),
                "footnote-missing",
                f"there is no footnote [^{m[1]}]",
                nearest(m[1], notes) or f"add a line that begins with [^{m[1]}]:",
            )
        return element, start, end


def _any_mark(text: str) -> str:
    found = re.search(MARK, text)
    return found[0] if found else ""


def keep_marks(md: Markdown, notes: FootnoteExtension, findings: Callable[[], Findings]) -> None:
    """Put the patterns that keep their marks in the places of those that do not."""
    patterns = md.inlinePatterns
    patterns.register(_Footnote(notes, findings), "footnote", 175)
    patterns.register(_MarkedReference(md, LINK_RE, findings), "reference", 170)
    patterns.register(_Marked(LINK_RE, md), "link", 160)
    patterns.register(_Image(IMAGE_LINK_RE, md), "image_link", 150)
    patterns.register(_ImageReference(md, IMAGE_LINK_RE, findings), "image_reference", 140)
    patterns.register(_ShortReference(md, LINK_RE, findings), "short_reference", 130)
    patterns.register(_ShortImageReference(md, IMAGE_LINK_RE, findings), "short_image_ref", 125)
    patterns.register(_Autolink(AUTOLINK_RE, md), "autolink", 120)
