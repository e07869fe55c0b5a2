"""What a later release of Python-Markdown may bring is done by it: slower, but not left out."""

from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

import pytest
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import (
    BACKTICK_RE,
    BacktickInlineProcessor,
    InlineProcessor,
    SimpleTagInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from carblog.read.prose.converter import Converter
from carblog.read.prose.quick import Quick
from tests.read.prose.test_quick import converted, converted_by


class Verse(BlockProcessor):
    """`% one line`"""

    def test(self, _: Element, block: str) -> bool:
        return block.startswith("%")

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(SubElement(parent, "verse"), "verse").text = blocks.pop(0).removeprefix("%")


class Dashed(Preprocessor):
    """`~ item` as an item of a list."""

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace("~ ", "- ") for line in lines]


class Moved(Treeprocessor):
    """A step that comes back with another tree."""

    def run(self, root: Element) -> Element:
        other = Element("div")
        other.extend(reversed(root))
        return other


class CodeOutsideHeadings(BacktickInlineProcessor):
    ANCESTOR_EXCLUDES = ("h2",)


def with_pattern(md: Markdown) -> None:
    marked: InlineProcessor = SimpleTagInlineProcessor("()==(.*?)==", "mark")
    md.inlinePatterns.register(marked, "mark", 75)


def with_restriction(md: Markdown) -> None:
    md.inlinePatterns.register(CodeOutsideHeadings(BACKTICK_RE), "backtick", 190)


def with_block(md: Markdown) -> None:
    md.parser.blockprocessors.register(Verse(md.parser), "verse", 35)


def with_element(md: Markdown) -> None:
    with_block(md)
    md.block_level_elements.append("verse")


def with_preprocessor(md: Markdown) -> None:
    md.preprocessors.register(Dashed(md), "dashed", 10)


def with_step(md: Markdown) -> None:
    md.treeprocessors.register(Moved(md), "moved", 30)


@pytest.mark.parametrize(
    "extend",
    [with_pattern, with_restriction, with_block, with_element, with_preprocessor, with_step],
)
def test_nothing_new_is_left_out(
    extend: Callable[[Markdown], None],
) -> None:
    text = "## A `b`\n\nPlain ==words== here.\n\n%verse *one*\n\n~ item"
    quick, full = (Converter("en", False, markdown) for markdown in (Quick, Markdown))
    extend(quick.markdown)
    extend(full.markdown)
    found = converted_by(quick, text)
    assert found == converted_by(full, text)
    assert found != converted(text, False, Markdown)
