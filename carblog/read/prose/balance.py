"""Raw tags that are never closed, or close what is not open: they would swallow the page."""

import re

from carblog.read.prose.findings import Findings
from carblog.read.prose.rawhtml import TAG, mark_of

_ANY = re.compile(
    r"<(?P<verbatim>script|style|textarea|title)\b.*?</(?P=verbatim)\s*>"
    rf"|{TAG.pattern}|</(?P<end>[A-Za-z][^\s/>]*)[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSED_BY_OTHERS = frozenset(
    "caption colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr".split()
)
"""Their end tags may be left out (HTML 13.1.2.4)."""


def tell_unbalanced(html: str, findings: Findings) -> None:
    """Warn of every raw tag that has no partner."""
    if findings.source.tags or "</" in findings.source.text:
        _Balance(findings).weigh(html)


def tell_lost(html: str, findings: Findings) -> None:
    """Warn of what Python-Markdown drops: `<div markdown="1">` in another that is not closed.

    `html` still has its comments, for a tag in a comment is not lost.
    """
    source = findings.source
    shown = set(html) if source.tags else ()
    for mark in source.tags:
        tag = TAG.match(source.text, source.offset(mark))
        if mark not in shown and tag and "markdown" in tag["attributes"]:
            message = f"<{tag['name']}> is not published, for something in it is never closed"
            findings.warning(source.place(mark), "html-unbalanced", message, "close every tag")


class _Balance:
    """The elements that are open, with the marks of those that were written as raw tags."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._open: list[tuple[str, str]] = []
        self._strays: set[str] = set()

    def weigh(self, html: str) -> None:
        for tag in _ANY.finditer(html):
            name = (tag["name"] or "").lower()
            if tag["end"]:
                self._close(tag["end"].lower())
            elif name and name not in _VOID and not tag["attributes"].endswith("/"):
                self._open.append((name, mark_of(tag)))
        for name, mark in self._open:
            self._tell_open(name, mark)

    def _close(self, name: str) -> None:
        if any(name == other for other, _ in self._open):
            while (inner := self._open.pop())[0] != name:
                self._tell_open(*inner)
        elif name not in _VOID and name not in self._strays:
            self._strays.add(name)
            source = self._findings.source
            place = source.place_at(max(source.text.lower().find(f"</{name}"), 0))
            message = f"</{name}> closes what is not open"
            self._findings.warning(place, "html-unbalanced", message, "take it out")

    def _tell_open(self, name: str, mark: str) -> None:
        if mark and name not in _CLOSED_BY_OTHERS:
            place, hint = self._findings.source.place(mark), f"write </{name}> where it ends"
            self._findings.warning(place, "html-unbalanced", f"<{name}> is never closed", hint)
