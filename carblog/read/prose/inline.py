"""Links, pictures and footnote marks: Python-Markdown's patterns, told to keep their marks."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    IMAGE_LINK_RE,
    LINK_RE,
    AutolinkInlineProcessor,
    AutomailInlineProcessor,
    Delimiter,
    DelimiterProcessor,
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
from carblog.read.prose.marks import MARK, PLACE, first_mark, unmarked

# Method names and results of this file are Python-Markdown's.
_Found = tuple[Element | str | None, int | None, int | None]

_BRACKET = re.compile(r"[\[\]]")
_POINTED = re.compile(r"""\(\s*<([^<>]*)>\s*(?:"([^"]*)"|'([^']*)')?\s*\)""")
_PART = re.compile(r"""[()]|\s["']""")
_TITLE = {quote: re.compile(rf"(.*?){quote}\s*\)", re.DOTALL) for quote in "\"'"}
_LABEL = re.compile(r"\s?\[([^\[\]]*)\]")
_DEEPEST = 32
"""Brackets in brackets: with no bound, 5,000 open ones cost 12 million steps."""
_LONGEST = 4_000
"""Characters of a target with its title, or of a label; browsers stop at 2,000 and more."""
_FOOTNOTE = rf"\[{MARK}?\^([^\[\]]*)\]"


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
            if depth > _DEEPEST:
                break
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """What follows in parentheses: a target, which may hold spaces, and perhaps a title."""
        around = data[index : index + _LONGEST]
        if not around.startswith("("):
            return "", None, index, False
        if found := _POINTED.match(around):
            return self._link(found[1], found[2] or found[3], index + found.end())
        depth, tried = 0, set[str]()
        for part in _PART.finditer(around):
            if part[0] in "()":
                depth += 1 if part[0] == "(" else -1
                if not depth:
                    return self._link(around[1 : part.start()], None, index + part.end())
                if depth > _DEEPEST:
                    break
            elif part[0][1] not in tried and depth == 1:
                tried.add(part[0][1])
                if title := _TITLE[part[0][1]].match(around, part.end()):
                    return self._link(around[1 : part.start()], title[1], index + title.end())
        return "", None, index, False

    def _link(self, target: str, title: str | None, end: int) -> tuple[str, str | None, int, bool]:
        plain = None if title is None else " ".join(self.unescape(title).split())
        return self.unescape(target).strip(), plain, end, True


class _MarkedReference(_Marked, ReferenceInlineProcessor):
    """A link whose target is defined elsewhere; tells of those that are not."""

    RE_LINK = _LABEL

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


class _Automail(AutomailInlineProcessor):
    """`<me@example.com>`, as it is: entities in an address stop nobody who harvests them."""

    def handleMatch(self, m: re.Match[str], _: str) -> _Found:  # type: ignore[override]  # noqa: N802
        address = unmarked(self.unescape(m[1])).removeprefix("mailto:")
        element = Element("a", {"href": f"mailto:{address}"})
        element.text = AtomicString(address)
        return element, m.start(), m.end()


class Footnotes(FootnoteExtension):
    """Footnotes whose repeated marks are numbered without counting from the start each time."""

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """`fnref:1`, `fnref2:1`, …: the ids of the marks that call one note."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference if count == 1 else reference.replace("fnref", f"fnref{count}", 1)


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


class _Emphasis(DelimiterProcessor):
    """`*`, `**`, `_` and `__`, without two faults of Python-Markdown 3.11.

    In `*a(**b*\\*` it lets a single `*` close the `**`, and so takes the character behind it, which
    may be half of a placeholder; there the signs stay as they are. And the pairs that it keeps for
    later are at times looked for in the wrong place, so none are kept.
    """

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override]  # noqa: N802
        self.reset()
        self._closings: list[tuple[int, int]] = []
        found = super().handleMatch(m, data)
        if all(set(data[start:end]) <= self.delimiters.keys() for start, end in self._closings):
            return found
        return None, m.start(), m.end()

    def add_region(self, delim: Delimiter, a: int, b: int, c: int, d: int, size: int) -> None:
        self._closings.append((c, d))
        super().add_region(delim, a, b, c, d, size)


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
    patterns.register(_Automail(AUTOMAIL_RE, md), "automail", 110)
    emphasis = _Emphasis("*", "strong,em", md)
    emphasis.add("_", "strong,em", smart=True)
    patterns.register(emphasis, "em_strong", 60)
