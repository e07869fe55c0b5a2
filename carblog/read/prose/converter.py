"""Python-Markdown, set up for carblog: its extensions, and our steps between its own."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.inlinepatterns import AUTOLINK_RE, AUTOMAIL_RE, IMAGE_LINK_RE
from markdown.treeprocessors import Treeprocessor

from carblog.read.prose import links
from carblog.read.prose.attributes import AttributeLists
from carblog.read.prose.emphasis import mend_emphasis
from carblog.read.prose.fences import fences
from carblog.read.prose.findings import Findings
from carblog.read.prose.footnotes import FootnoteCall, Footnotes, arrange_footnotes
from carblog.read.prose.headings import HashHeading, UnderlinedHeading, arrange_headings
from carblog.read.prose.marks import Source, is_raw
from carblog.read.prose.plaintext import Stash
from carblog.read.prose.quick import Quick
from carblog.read.prose.references import take_links, take_pictures
from carblog.read.prose.tables import Tables, arrange_code, arrange_tables
from carblog.read.prose.typography import typeset

_LINK = r"\[(?<!!\[)"
"""As Python-Markdown has it, but with the bracket first: a search hops from one to the next."""
_SPACES_ALONE = re.compile(r"\n +(?=\n)")
_TOO_FAR = re.compile("\n{3,}(?= *\x02wzxhzdk)|(?<=\x03)\n{3,}")
"""More than one blank line around code: it would end the list item or footnote that it is in."""
_NEXT_TERM = re.compile(r"(\n {0,3}: [^\n]*)\n(?=[^\s:][^\n]*\n {0,3}: )")
"""A definition with the next term under it, which Python-Markdown would put inside it."""


class Converter:
    """Markdown to HTML, one text after the other.

    An article of 400 words takes 0.4 ms, of which typography is 0.04; setting up takes 0.2.
    """

    def __init__(self, language: str, contributors: bool, markdown: type[Markdown] = Quick) -> None:
        self._language = language
        self._findings: Findings
        self._notes = Footnotes()
        self.markdown = markdown(extensions=self._extensions(contributors), output_format="html")
        self.markdown.ESCAPED_CHARS = [*self.markdown.ESCAPED_CHARS, '"', "'"]
        self.markdown.preprocessors.deregister("normalize_whitespace")  # the source has done it
        self._lists = AttributeLists(self.markdown, contributors)
        self._set_patterns(self.markdown)
        self._set_steps(self.markdown)

    def _extensions(self, contributors: bool) -> list[Extension]:
        both = [self._notes, AbbrExtension(), DefListExtension(), SaneListExtension()]
        raw = [] if contributors else [MarkdownInHtmlExtension()]
        return [*both, Tables(), *raw]

    def _set_patterns(self, md: Markdown) -> None:
        """Put patterns that keep their marks in the places of those that do not."""
        pattern, now = md.inlinePatterns.register, lambda: self._findings
        pattern(FootnoteCall(self._notes, now), "footnote", 175)
        pattern(links.Reference(_LINK, md, now), "reference", 170)
        pattern(links.Link(_LINK, md), "link", 160)
        pattern(links.Image(IMAGE_LINK_RE, md), "image_link", 150)
        pattern(links.ImageReference(IMAGE_LINK_RE, md, now), "image_reference", 140)
        pattern(links.ShortReference(_LINK, md, now), "short_reference", 130)
        pattern(links.ShortImageReference(IMAGE_LINK_RE, md, now), "short_image_ref", 125)
        pattern(links.Autolink(AUTOLINK_RE, md), "autolink", 120)
        pattern(links.Automail(AUTOMAIL_RE, md), "automail", 110)
        mend_emphasis(md)

    def _set_steps(self, md: Markdown) -> None:
        blocks, steps = md.parser.blockprocessors, md.treeprocessors
        blocks.register(HashHeading(md.parser), "hashheader", 70)
        blocks.register(UnderlinedHeading(md.parser), "setextheader", 60)
        steps.register(self._lists, "attr_list", 8)
        steps.register(_Step(lambda root: typeset(root, self._language)), "typography", 5)
        steps.register(_Step(self._arrange), "arrange", -1)

    def convert(self, findings: Findings) -> str:
        """HTML with slots in it, and with the marks of raw tags."""
        self._findings = self._lists.findings = findings
        self.markdown.reset()
        return self.markdown.convert(self._prepared(findings.source))

    def _prepared(self, source: Source) -> str:
        """The marked source; fenced code has been put aside."""
        pieces, done = [], 0
        for fence in fences(source.text):
            placeholder = self.markdown.htmlStash.store(fence.html)
            pieces += [source.marked(done, fence.start), f"\n{fence.margin}{placeholder}\n"]
            done = fence.end
            if not fence.closed:
                message = "this code is never closed, so it goes on to the end of the text"
                place = source.place_at(fence.start + len(fence.indent))
                self._findings.warning(place, "fence-unclosed", message, "close it with ```")
        pieces.append(source.marked(done, len(source.text)))
        text = "".join(pieces) + "\n\n"
        if "\n " in text:
            text = _SPACES_ALONE.sub("\n", text)
        if "\n:" in text or "\n " in text:
            text = _NEXT_TERM.sub(r"\1\n\n", text)
        return _TOO_FAR.sub("\n\n", text) if done else text

    def _arrange(self, root: Element) -> None:
        stash: Stash = self.markdown.htmlStash.rawHtmlBlocks
        arrange_footnotes(root, self._findings)
        self._note_ids(root)
        arrange_headings(root, stash, self._findings)
        arrange_code(root)
        arrange_tables(root, stash)
        take_links(root, stash, self._findings)
        take_pictures(root, self._findings)

    def _note_ids(self, root: Element) -> None:
        """The ids of footnotes; those of attribute lists are known, those of raw tags come last."""
        for element in root.iter():
            if (id_ := element.get("id")) and not is_raw(element):
                self._findings.ids.setdefault(id_, 1)


class _Step(Treeprocessor):
    """A function as a step of Python-Markdown's."""

    def __init__(self, step: Callable[[Element], None]) -> None:
        super().__init__()
        self._step = step

    def run(self, root: Element) -> None:
        self._step(root)
