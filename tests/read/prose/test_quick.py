"""The quick way through Python-Markdown gives what its own way gives."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from carblog.read.prose.blocks import SIGNS
from carblog.read.prose.converter import Converter
from carblog.read.prose.findings import Findings
from carblog.read.prose.inline import NEEDED
from carblog.read.prose.marks import Source
from carblog.read.prose.quick import Quick
from tests.read.prose.typed import PATH
from tests.read.test_markdown import PIECES, TEXTS

ROOT = Path(__file__).parents[3]
WRITTEN = [
    path for folder in ("content", "docs", "tests/read") for path in (ROOT / folder).rglob("*.md")
]
PROSE = st.lists(st.sampled_from([*PIECES, *["plain words. "] * 60]), max_size=60).map("".join)


def converted(text: str, contributors: bool, markdown: type[Markdown]) -> tuple[object, ...]:
    """All that a conversion comes to."""
    return converted_by(Converter("en", contributors, markdown), text)


def converted_by(converter: Converter, text: str) -> tuple[object, ...]:
    findings = Findings(PATH, Source(text, PATH, 1))
    html = converter.convert(findings)
    return html, findings.references, findings.headings, findings.ids, findings.problems


@given(TEXTS | PROSE, st.booleans())
@example("***a ***b ***[c](http://e.com)*d**", False)
@example("<div class='footnote' markdown=1>\n\n1. a\n\n</div>", False)
@example("[a]:\n\n[a] and [b][a] ![a][] [c] [d]", False)
@example("[a]\n> [b]\n\n\N{NO-BREAK SPACE}[c]", True)
@example("a  \nb\n\n\n    c\n\n: d\n\n- e\n\n    f\n", False)
@example("1. a\n2. b\n\n\u0663. c", False)
@example("<http://[x](y)[a][]>", False)
def test_any_text_becomes_what_python_markdown_makes_of_it(text: str, contributors: bool) -> None:
    assert converted(text, contributors, Quick) == converted(text, contributors, Markdown)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_so_does_every_text_of_this_repository(path: Path) -> None:
    text = path.read_text()
    for contributors in (False, True):
        assert converted(text, contributors, Quick) == converted(text, contributors, Markdown)


@pytest.mark.parametrize("contributors", [False, True])
def test_no_pattern_or_processor_is_forgotten(contributors: bool) -> None:
    md = Converter("en", contributors, Markdown).markdown
    assert [md.inlinePatterns[name] for name in NEEDED] == list(md.inlinePatterns)
    blocks = md.parser.blockprocessors
    known = [name for name in (*SIGNS, "paragraph") if name in blocks]
    assert [blocks[name] for name in known] == list(blocks)
