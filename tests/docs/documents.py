"""The documents of the repository, taken apart: code blocks, links, headings, tables."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
WRITERS, THEMES, CI, ARCHITECTURE = (
    ROOT / "docs" / f"{name}.md" for name in ("writers", "themes", "ci", "architecture")
)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("themes/*/*.md")])

_BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE
)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(r"\]\(([^()\s]*(?:\([^()]*\))?[^()\s]*)\)")
_HEADING = re.compile(r"^#{1,6} +(.*)$", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")


class Block(NamedTuple):
    """A code block, ```` ```language label ````; the label is the path of a file, or a name."""

    language: str
    label: str
    text: str
    line: int


def blocks(document: Path, label: str = "") -> list[Block]:
    """The code blocks of a document, or those whose label begins with `label`."""
    text = document.read_text(encoding="utf-8")
    found = (
        Block(*_info(match["info"]), match["text"], text.count("\n", 0, match.start()) + 1)
        for match in _BLOCK.finditer(text)
    )
    return [block for block in found if block.label.startswith(label)]


def _info(info: str) -> tuple[str, str]:
    language, _, label = info.partition(" ")
    return language, label


def prose(document: Path) -> str:
    """A document without its code blocks."""
    return _BLOCK.sub("", document.read_text(encoding="utf-8"))


def spans(document: Path) -> list[str]:
    """What stands `so` in the text."""
    return [match[2] for match in _SPAN.finditer(prose(document))]


def links(document: Path) -> list[str]:
    """Where the links and pictures of the text lead, as written."""
    return [match[1] for match in _LINK.finditer(_SPAN.sub("", prose(document)))]


def anchors(document: Path) -> set[str]:
    """What links may end in: headings, as Git hosts name them."""
    found: dict[str, int] = {}
    for match in _HEADING.finditer(prose(document)):
        plain = re.sub(r"\]\([^)]*\)", "", match[1]).lower()
        name = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        found[name] = found.get(name, -1) + 1
    return {f"{name}-{n}" if n else name for name, last in found.items() for n in range(last + 1)}


def section(document: Path, heading: str) -> str:
    """The text under a heading, up to the next of its level or above, code blocks left out."""
    text = prose(document)
    start = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert start, f"{document.name} has no section {heading!r}"
    end = re.search(rf"^#{{1,{len(start[1])}}} ", text[start.end() :], re.MULTILINE)
    return text[start.end() :][: end.start() if end else None]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every line of the tables of a text, heads and all."""
    for line in text.splitlines():
        if line.startswith("|"):
            yield [cell.strip().replace("\\|", "|") for cell in _CELL.split(line)[1:-1]]


def first_words(text: str) -> set[str]:
    """The words `so` in the first column of the tables of a text."""
    return {word for cells in rows(text) for _, word in _SPAN.findall(cells[0])}
