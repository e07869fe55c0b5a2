"""Blocks of a text: each of Python-Markdown's processors, tested only where it can apply."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

_LINE = re.compile(r"\n {0,3}([-_*+>:#=\[\d\x02])")
_INDENT = "    "

SIGNS = {
    "markdown_block": "\x02",
    "empty": "\n",
    "indent": " ",
    "defindent": " ",
    "code": " ",
    "table": "|",
    "hashheader": "#",
    "setextheader": "=-",
    "hr": "-_*",
    "olist": "0",
    "ulist": "-*+",
    "deflist": ":",
    "quote": ">",
    "footnote": "[",
    "abbr": "*",
    "reference": "[",
}
"""What a block must hold for a processor to apply. At the start of one of its lines, after at most
three spaces: a sign, or a digit (`0`); anywhere: a border (`|`); at its own start: an indentation
(a space), or an empty line (`\\n`). A processor of another name is tested with every block."""


class Blocks(BlockParser):
    """Python-Markdown's parser, to the same result.

    That one asks all of 16 processors about every block, most of them by a search through all of
    it: 0.3 of the 2.2 ms of an article. Here a paragraph is looked at once.
    """

    def __init__(self, md: Markdown) -> None:
        """Take over the processors of the parser that `md` has."""
        super().__init__(md)
        self.blockprocessors = md.parser.blockprocessors
        for processor in self.blockprocessors:
            processor.parser = self
        self._by_signs: dict[str, list[BlockProcessor]] = {}

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        while blocks:
            for processor in self._candidates(blocks[0]):
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _candidates(self, block: str) -> list[BlockProcessor]:
        """The processors that may apply to a block."""
        signs = signs_of(block)
        if (candidates := self._by_signs.get(signs)) is None:
            known = self.blockprocessors
            named = {known[name]: set(needed) for name, needed in SIGNS.items() if name in known}
            candidates = [each for each in known if each not in named or named[each] & set(signs)]
            self._by_signs[signs] = candidates
        return candidates


def signs_of(block: str) -> str:
    """Every one of `SIGNS` that a block has, once and in order."""
    if block[:1].isalpha() and "\n" not in block and "|" not in block:
        return ""  # most paragraphs
    found = {"0" if sign.isdecimal() else sign for sign in _LINE.findall("\n" + block)}
    if "|" in block:
        found.add("|")
    if not block or block[0] == "\n":
        found.add("\n")
    elif block.startswith(_INDENT):
        found.add(" ")
    return "".join(sorted(found))
