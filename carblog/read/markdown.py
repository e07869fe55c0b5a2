"""A Markdown body as HTML with slots, the references that fill them, and what is known of both."""

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor

from carblog.model.content import Body, Prose, Reading
from carblog.model.digest import digest
from carblog.model.problem import Place, Problem
from carblog.read.prose.complexity import fault
from carblog.read.prose.fences import fences
from carblog.read.prose.findings import Findings
from carblog.read.prose.inline import Footnotes, keep_marks
from carblog.read.prose.marks import MORE, Source, unmarked
from carblog.read.prose.plaintext import count_words, teaser_of
from carblog.read.prose.rawhtml import cleaned, resolve_raw, with_sound_characters, without_comments
from carblog.read.prose.references import body_of, take_references
from carblog.read.prose.structure import AttributeLists, HashHeading, UnderlinedHeading, arrange
from carblog.read.prose.typography import typeset

_BLANK_LINE = re.compile(r"(?<=\n) +\n")
_TOO_FAR = re.compile("\n{3,}(?= *\x02wzxhzdk)|(?<=\x03)\n{3,}")
"""More than one blank line around code: it would end the list item or footnote that it is in."""


def read_prose(
    text: str, path: str, first_line: int, reading: Reading
) -> tuple[Prose, Body, tuple[Problem, ...]]:
    """Convert a body that begins on line `first_line` of the file `path`.

    Never raises: what cannot be converted is a problem, and its body is empty.
    """
    source = Source(text, path, first_line)
    findings = Findings(path, source)
    if not source.text.strip():
        return Prose(), Body(), ()
    if complex_ := fault(source.text):
        findings.error(source.place_at(complex_.offset), "too-complex", complex_.message)
        return Prose(), Body(), findings.problems
    try:
        html = _converter(reading).convert(findings)
    except RecursionError:
        message = "this text is nested too deeply to be read"
        findings.error(Place(path, first_line, 1), "too-complex", message)
        return Prose(), Body(), findings.problems
    return _finished(html, findings, reading)


def _finished(
    html: str, findings: Findings, reading: Reading
) -> tuple[Prose, Body, tuple[Problem, ...]]:
    """From Python-Markdown's HTML, marks and comments still in it, to what is stored."""
    contributors = reading.trust == "contributors"
    html = with_sound_characters(without_comments(html))
    html = resolve_raw(html, findings, contributors)
    if contributors:
        html = cleaned(html, set(findings.ids))
    more = html.find(MORE)
    teaser = unmarked(teaser_of(html, more))
    body, references = body_of(unmarked(html).strip(), findings)
    prose = Prose(
        body=digest(body) if body.parts else "",
        references=references,
        anchors=tuple(findings.ids),
        teaser=teaser,
        words=count_words(html),
        headings=tuple(findings.headings),
    )
    return prose, body, findings.problems


class _Converter:
    """Python-Markdown set up for one kind of reading. Setting up costs 3 ms, converting 1."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._findings: Findings
        notes = Footnotes(
            USE_DEFINITION_ORDER=False, BACKLINK_TEXT="&#8617;&#xFE0E;", BACKLINK_TITLE="↩ {}"
        )
        extensions = [
            AbbrExtension(), DefListExtension(), notes, SaneListExtension(), TableExtension(),
        ]  # fmt: skip
        if reading.trust == "owner":
            extensions.append(MarkdownInHtmlExtension())
        self._md = md = Markdown(extensions=extensions, output_format="html")
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, '"', "'"]
        md.preprocessors.deregister("normalize_whitespace")  # the source has done it
        blocks = md.parser.blockprocessors
        blocks.register(HashHeading(md.parser), "hashheader", 70)
        blocks.register(UnderlinedHeading(md.parser), "setextheader", 60)
        keep_marks(md, notes, lambda: self._findings)
        self._lists = AttributeLists(md, reading)
        md.treeprocessors.register(self._lists, "attr_list", 8)
        inline = md.treeprocessors["inline"]
        inline.inlinePatterns = list(md.inlinePatterns)  # type: ignore[attr-defined]
        md.treeprocessors.register(_Step(self._typeset), "typography", 5)
        md.treeprocessors.register(_Step(self._arrange), "structure", -1)

    def convert(self, findings: Findings) -> str:
        """HTML with slots, and with the marks of raw tags."""
        self._findings = self._lists.findings = findings
        self._md.reset()
        return self._md.convert(self._prepared(findings.source))

    def _prepared(self, source: Source) -> str:
        """The marked source; fenced code has been put aside."""
        pieces, done = [], 0
        for fence in fences(source.text):
            placeholder = self._md.htmlStash.store(fence.html)
            pieces += [source.marked(done, fence.start), f"\n{fence.indent}{placeholder}\n"]
            done = fence.end
            if not fence.closed:
                message = "this code is never closed, so it reaches to the end of the text"
                place = source.place_at(fence.start + len(fence.indent))
                self._findings.warning(place, "fence-unclosed", message, "close it with ```")
        pieces.append(source.marked(done, len(source.text)))
        text = _BLANK_LINE.sub("\n", "".join(pieces) + "\n\n")
        return _TOO_FAR.sub("\n\n", text) if done else text

    def _typeset(self, root: Element) -> None:
        typeset(root, self._reading.language)

    def _arrange(self, root: Element) -> None:
        stash: list[object] = list(self._md.htmlStash.rawHtmlBlocks)
        arrange(root, stash, self._findings)
        take_references(root, stash, self._findings)


class _Step(Treeprocessor):
    """A function as a step of Python-Markdown's."""

    def __init__(self, step: object) -> None:
        super().__init__()
        self.run = step  # type: ignore[assignment, method-assign]


@cache
def _converter(reading: Reading) -> _Converter:
    return _Converter(reading)
