"""A Markdown body as HTML with slots, the references that fill them, and what is known of both."""

from functools import cache
from typing import TYPE_CHECKING

from carblog.model.content import Body, Prose, Reading
from carblog.model.digest import digest
from carblog.model.problem import Place, Problem
from carblog.read.prose.balance import tell_lost, tell_unbalanced
from carblog.read.prose.cleaning import cleaned, with_sound_characters
from carblog.read.prose.comments import without_comments
from carblog.read.prose.complexity import fault
from carblog.read.prose.findings import Findings
from carblog.read.prose.marks import MORE, Source, unmarked
from carblog.read.prose.plaintext import count_words, teaser_of
from carblog.read.prose.rawhtml import resolve_raw
from carblog.read.prose.references import body_of

if TYPE_CHECKING:
    from carblog.read.prose.converter import Converter


def read_prose(
    text: str, path: str, first_line: int, reading: Reading
) -> tuple[Prose, Body, tuple[Problem, ...]]:
    """Convert a body that begins on line `first_line` of the file `path`.

    Never raises: a text that cannot be converted is a problem, and its body is empty.
    """
    source = Source(text, path, first_line)
    findings = Findings(path, source)
    contributors = reading.trust == "contributors"
    if not source.text.strip():
        return Prose(), Body(), ()
    if wrong := fault(source.text):
        findings.error(source.place_at(wrong.offset), "too-complex", wrong.message, wrong.hint)
        return Prose(), Body(), findings.problems
    try:
        html = _converter(reading.language, contributors).convert(findings)
    except RecursionError:
        _converter.cache_clear()  # its parser still believes to be inside something
        message = "something in this text is nested too deeply"
        findings.error(Place(path, first_line, 1), "too-complex", message)
        return Prose(), Body(), findings.problems
    return _finished(html, findings, contributors)


@cache
def _converter(language: str, contributors: bool) -> "Converter":
    """One for each kind of reading and process; it reads one text at a time."""
    from carblog.read.prose.converter import Converter  # noqa: PLC0415 - 25 ms, if there is a text

    return Converter(language, contributors)


def _finished(
    html: str, findings: Findings, contributors: bool
) -> tuple[Prose, Body, tuple[Problem, ...]]:
    """From HTML with marks and comments in it to what is stored."""
    tell_lost(html, findings)
    html = with_sound_characters(without_comments(html))
    html = resolve_raw(html, findings, contributors)
    tell_unbalanced(html, findings)
    if contributors:
        html = cleaned(html, findings.ids)
    more = html.find(MORE)
    body, references = body_of(unmarked(html).strip(), findings)
    prose = Prose(
        body=digest(body) if body.parts else "",
        references=references,
        anchors=tuple(findings.ids),
        teaser=unmarked(teaser_of(html, more)),
        words=count_words(html),
        headings=tuple(findings.headings),
    )
    return prose, body, findings.problems
