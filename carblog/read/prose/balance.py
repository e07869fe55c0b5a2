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
    if not findings.source.tags and "</" not in findings.source.text:
        return
    open_: list[tuple[str, str]] = []
    for tag in _ANY.finditer(html):
        if tag["end"]:
            _close(tag["end"].lower(), open_, findings)
        elif tag["name"] and not tag["attributes"].endswith("/"):
            name = tag["name"].lower()
            if name not in _VOID:
                open_.append((name, mark_of(tag)))
    for name, mark in open_:
        _tell_open(name, mark, findings)


def tell_lost(html: str, findings: Findings) -> None:
    """Warn of what Python-Markdown drops: `<div markdown="1">` in another that is not closed.

    `html` still has its comments, for a tag in a comment is not lost.
    """
    source, shown = findings.source, set(html)
    for mark in source.tags:
        tag = TAG.match(source.text, source.offset(mark))
        if mark not in shown and tag and "markdown" in tag["attributes"]:
            message = f"<{tag['name']}> is not published, for something in it is never closed"
            findings.warning(source.place(mark), "html-unbalanced", message, "close every tag")


def _close(name: str, open_: list[tuple[str, str]], findings: Findings) -> None:
    if all(name != other for other, _ in open_):
        if name not in _VOID:
            at = findings.source.text.lower().find(f"</{name}")
            message = f"</{name}> closes what is not open"
            findings.warning(findings.source.place_at(max(at, 0)), "html-unbalanced", message)
        return
    while (inner := open_.pop())[0] != name:
        _tell_open(*inner, findings)


def _tell_open(name: str, mark: str, findings: Findings) -> None:
    if mark and name not in _CLOSED_BY_OTHERS:
        place, hint = findings.source.place(mark), f"write </{name}> where it ends"
        findings.warning(place, "html-unbalanced", f"<{name}> is never closed", hint)
