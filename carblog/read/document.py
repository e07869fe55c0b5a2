"""A Markdown file as a whole: the keys of its front matter, and its text as prose."""

import msgspec

from carblog.model.content import Body, Prose, Reading
from carblog.model.problem import Place
from carblog.read.frontmatter import Halves, split
from carblog.read.markdown import read_prose
from carblog.read.nodes import Mapping
from carblog.read.problems import Problems
from carblog.read.text import decode
from carblog.read.yaml import parse_mapping

LONGEST_HEAD = 64 * 1024
"""Bytes of front matter. More is a file that went wrong, or somebody trying things."""


class Document(msgspec.Struct, frozen=True):
    head: Mapping | None = None
    """`None` when it could not be read; the problems say why."""
    prose: Prose = Prose()
    body: Body | None = None
    """`None` when there is no text."""


def read_document(data: bytes, reading: Reading, problems: Problems) -> Document:
    """Read all that can be read, so that one run tells the problems of both parts."""
    source = decode(data, problems)
    halves = split(source, problems) if source is not None else None
    if halves is None:
        return Document()
    head = _head(halves, problems)
    prose, body, found = read_prose(halves.text, problems.path, halves.text_line, reading)
    problems.found += found
    return Document(head, prose, body if prose.body else None)


def _head(halves: Halves, problems: Problems) -> Mapping | None:
    if len(halves.block.encode()) > LONGEST_HEAD:
        message = f"the front matter is longer than {LONGEST_HEAD // 1024} kB"
        hint = "long texts belong below it"
        problems.error(Place(problems.path, 1, 1), "front-matter-size", message, hint)
        return None
    return parse_mapping(halves.block, problems, halves.block_line)
