"""Footnotes: `[^1]` in the text, `[^1]: …` anywhere, numbered as they are first called."""

import re
from collections.abc import Callable, Collection
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import (
    FN_BACKLINK_TEXT,
    FootnoteExtension,
    FootnoteInlineProcessor,
    FootnotePostTreeprocessor,
    FootnoteReorderingProcessor,
)

from carblog.model.problem import nearest
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import MARK, any_mark, is_raw
from carblog.read.prose.plaintext import flat

_CALL = rf"\[{MARK}?\^([^\[\]]*)\]"
_BLOCK = re.compile("\x02wzxhzdk:\\d+\x03")
_NOT_IN_ID = re.compile(r"[^\w:.-]+")
_ROLES = {"footnote-ref": "doc-noteref", "footnote-backref": "doc-backlink"}


class Footnotes(FootnoteExtension):
    """The extension, counting repeated calls where the original tries every number from 2 again."""

    def __init__(self) -> None:
        super().__init__(
            USE_DEFINITION_ORDER=False, BACKLINK_TEXT="&#8617;&#xFE0E;", BACKLINK_TITLE="↩ {}"
        )

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        super().extendMarkdown(md)
        md.treeprocessors.register(_Order(self), "footnote-reorder", 19)
        md.treeprocessors.register(_Repeats(self), "footnote-duplicate", 15)

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802
        """The notes. Python-Markdown gives an empty one no way back, and cannot number it then."""
        notes = super().makeFootnotesDiv(root)
        for note in notes.findall("ol/li") if notes is not None else ():
            if not len(note):
                back = {
                    "class": "footnote-backref",
                    "href": f"#{note.get('id')}".replace("fn", "fnref", 1),
                }
                SubElement(SubElement(note, "p"), "a", back).text = FN_BACKLINK_TEXT
        return notes

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """`fnref:1`, `fnref2:1`, …: the ids of the calls of one note."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference if count == 1 else reference.replace("fnref", f"fnref{count}", 1)


class _Order(FootnoteReorderingProcessor):
    """Notes in the order of their calls; a `<div class="footnote">` of the writer is none."""

    def run(self, root: Element) -> None:
        notes = self.footnotes
        if list(notes.footnotes) != notes.footnote_order:
            for div in filter(_holds_notes, root.iter("div")):
                self.reorder_footnotes(div)


class _Repeats(FootnotePostTreeprocessor):
    """A way back to each call of a note; a list of the writer's has no calls."""

    def get_num_duplicates(self, li: Element) -> int:
        is_note = (li.get("id") or "").startswith("fn:")
        return super().get_num_duplicates(li) if is_note else 0


def _holds_notes(div: Element) -> bool:
    return div.get("class") == "footnote" and not is_raw(div)


class FootnoteCall(FootnoteInlineProcessor):
    """`[^1]`; tells of those that have no note."""

    def __init__(self, notes: Footnotes, findings: Callable[[], Findings]) -> None:
        super().__init__(_CALL, notes)
        self.md = notes.md
        self._findings = findings

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        call = super().handleMatch(m, data)
        is_link = data[m.end() : m.end() + 1] in ("(", "[", ":")
        if call[0] is None and not is_link:
            findings, label = self._findings(), flat(self.unescape(m[1]))
            findings.warning(
                findings.source.place(any_mark(m[0])),
                "footnote-missing",
                f"there is no footnote [^{label}]",
                nearest(label, self.footnotes.footnotes)
                or f"add a line that begins with [^{label}]:",
            )
        return call


def arrange_footnotes(root: Element, findings: Findings) -> None:
    """Drop the notes that nothing calls, and say what is what by the roles of DPUB-ARIA."""
    if "[^" not in findings.source.text:
        return
    calls = {sup.get("id") for sup in root.iter("sup")}
    for parent in root.iter():
        for notes in filter(_holds_notes, parent.findall("div")):
            _drop_uncalled(notes, calls, findings)
            if notes.find("ol/li") is None:
                parent.remove(notes)
            else:
                notes.set("role", "doc-endnotes")
    for element in root.iter():
        _mend_id(element)
        if role := _ROLES.get(element.get("class") or ""):
            element.set("role", role)


def _drop_uncalled(notes: Element, calls: Collection[str | None], findings: Findings) -> None:
    for list_ in notes.findall("ol"):
        for note in list_.findall("li"):
            label = (note.get("id") or "").removeprefix("fn:")
            if f"fnref:{label}" in calls:
                _free_block(note)
                continue
            list_.remove(note)
            at = findings.source.text.find(f"[^{label}]:")
            findings.warning(
                findings.source.place_at(max(at, 0)),
                "footnote-uncalled",
                f"nothing calls the footnote [^{label}], so it is not shown",
                f"write [^{label}] where it belongs, or take it out",
            )


def _free_block(note: Element) -> None:
    """Part code that ends a note from the way back, which Python-Markdown puts in one `<p>`."""
    last = note[-1] if len(note) else note
    block = _BLOCK.match(last.text or "")
    if last.tag == "p" and block and len(last):
        before = Element("p")
        before.text, last.text = block[0], None
        note.insert(len(note) - 1, before)


def _mend_id(element: Element) -> None:
    """A label may hold spaces and signs; an id may not, nor the link to it."""
    for key, start in (("id", "fn"), ("href", "#fn")):
        if (value := element.get(key) or "").startswith(start):
            element.set(key, start + _NOT_IN_ID.sub("-", value.removeprefix(start)))
