"""YAML's events grow into a tree of nodes, without recursion."""

import re
from typing import Any

import msgspec
import yaml

from carblog.model.paths import nfc
from carblog.read.nodes import Entry, Mapping, Node, Scalar, Sequence
from carblog.read.problems import Problems, said

DEEPEST = 32
"""Levels of lists and groups in one another."""

# What double quotes can spell with escapes, and no XML or JSON reader accepts.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class _Branch(msgspec.Struct):
    """A list or group that is not closed yet."""

    node: Sequence | Mapping
    key: Scalar | None = None
    """Of a group: the key that waits for its value."""


class Tree:
    """Take each event of one document in turn, then look at `root`."""

    def __init__(
        self, lines: list[str], undo: dict[int, str], first_line: int, problems: Problems
    ) -> None:
        self.root: Node | None = None
        self.broken = False
        """Nothing after this can be understood; the problem has been noted."""
        self._open: list[_Branch] = []
        self._documents = 0
        self._lines = lines
        self._undo = undo
        self._first_line = first_line
        self._problems = problems

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, yaml.MappingStartEvent):
            self._enter(Mapping(*self._spot(event), {}), event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._enter(Sequence(*self._spot(event), []), event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._count_document(event)

    def _spot(self, event: yaml.Event) -> tuple[int, int]:
        mark: Any = event.start_mark  # an event has one, whatever its type says
        return mark.line + self._first_line, mark.column + 1

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        node = Scalar(*self._spot(event), self._unshield(event.value), event.style or "")
        if event.anchor is not None or event.tag is not None:
            self._refuse_mark(event, node)
        if node.style == '"' and (found := _UNPRINTABLE.search(node.text)):
            message = f"this value holds U+{ord(found[0]):04X}, which no page can show"
            self._problems.error(node, "yaml-character", message, "remove its escape")
            return Scalar(node.line, node.column, _UNPRINTABLE.sub("", node.text), '"')
        end: Any = event.end_mark
        if not node.style and end.line + self._first_line > node.line:
            self._check_lines(node, end.line)
        return node

    def _unshield(self, text: str) -> str:
        return text.translate(self._undo) if self._undo else text

    def _check_lines(self, node: Scalar, last: int) -> None:
        """YAML silently joins a list entry that stands too far right to the entry above it."""
        lines = self._lines[node.line - self._first_line + 1 : last + 1]
        if any(line.lstrip().startswith("- ") for line in lines):
            self._problems.error(
                node,
                "yaml-syntax",
                "the lines below are part of this value, although they look like a list",
                "begin every `- ` of a list in the same column",
            )

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        branch = self._open[-1]
        if isinstance(branch.node, Sequence):
            branch.node.items.append(node)
        elif branch.key is None:
            branch.key = self._key(node)
        else:
            self._keep(branch.node.entries, Entry(branch.key, node))
            branch.key = None

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            if node.text == "<<" and not node.style:
                self._refuse(node, "groups cannot be merged with `<<`", "write the keys out")
            return node
        self._refuse(node, "a key must be one word or text", "put it in quotes")
        return Scalar(node.line, node.column, "")

    def _keep(self, entries: dict[str, Entry], entry: Entry) -> None:
        key = entry.key
        first = entries.setdefault(nfc(key.text), entry)
        if first is not entry:
            self._problems.error(
                key,
                "key-twice",
                f"the key {said(key.text)} was already given on line {first.key.line}",
                "keep one of the two",
            )

    def _enter(self, node: Sequence | Mapping, event: yaml.CollectionStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_mark(event, node)
        self._add(node)
        self._open.append(_Branch(node))
        if len(self._open) > DEEPEST:
            self._problems.error(
                node, "yaml-depth", f"there are more than {DEEPEST} levels here", "make it flatter"
            )
            self.broken = True

    def _refuse(self, node: Node, message: str, hint: str) -> None:
        self._problems.error(node, "yaml-feature", message, hint)

    def _refuse_mark(self, event: yaml.NodeEvent, node: Node) -> None:
        tag = getattr(event, "tag", None)
        sign, what = ("&", "a name for the value") if tag is None else ("!", "a type")
        self._refuse(
            node,
            f"`{sign}` at the start is read as {what}, which carblog does not use",
            f"if the text begins with {sign}, put it in quotes; if not, remove it",
        )

    def _refuse_alias(self, event: yaml.AliasEvent) -> None:
        node = Scalar(*self._spot(event), "")
        self._refuse(
            node,
            "`*` at the start is read as a copy of another value, which carblog does not use",
            "if the text begins with *, put it in quotes; if not, write the value out",
        )
        self._add(node)

    def _count_document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            node = Scalar(*self._spot(event), "")
            self._refuse(node, "a second document begins here", "remove the line `---`")
            self.broken = True
