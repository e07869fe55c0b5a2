"""Signs inside a line: each of Python-Markdown's patterns, tried only where its sign stands."""

import re
from collections import deque
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, cast
from xml.etree.ElementTree import Element

from markdown import Markdown, treeprocessors
from markdown.inlinepatterns import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER, INLINE_PLACEHOLDER_PREFIX, AtomicString

_PLACEHOLDER = re.compile(INLINE_PLACEHOLDER % "([0-9]+)")
_SIGNS = {
    "backtick": ("`", "`"),
    "escape": ("\\", r"\\"),
    "footnote": ("^", r"\^"),
    "reference": ("]", r"\]\s?\["),
    "link": ("[", r"\["),
    "image_link": ("!", r"!\["),
    "image_reference": ("]", r"\]\s?\["),
    "short_reference": ("[", r"\["),
    "short_image_ref": ("!", r"!\["),
    "autolink": ("<", "<"),
    "automail": ("<", "<"),
    "linebreak": ("\n", r"\n(?<=  \n)"),
    "html": ("<", "<"),
    "entity": ("&", "&"),
    "em_strong": ("", r"\*|_"),
}
"""What a text must hold for a pattern to find anything in it; in the order of the patterns.

A character, to ask for which takes a fifth of a search, and all of it as a pattern.
"""
NEEDED = tuple(_SIGNS)
# Each begins with a character of its own, so that the search for any hops from one to the next.
_ANY = re.compile("|".join([*(sign for _, sign in _SIGNS.values()), INLINE_PLACEHOLDER_PREFIX]))
_WITH_DEFINITIONS = frozenset({"short_reference", "short_image_ref"})
"""Patterns that find nothing, and tell nothing, in a document that defines no `[label]:`."""


class _Tried(NamedTuple):
    """A pattern, a character without which it finds nothing, and whether a text holds all of it."""

    name: str
    pattern: InlineProcessor
    character: str
    needed: Callable[[str], object]


class _Found(NamedTuple):
    """What a pattern makes of a piece of text; without a `node`, that it is to be passed over."""

    node: Element | str | None
    start: int
    end: int


class Inline(treeprocessors.InlineProcessor):
    """Python-Markdown's step of the same name, to the same result.

    That one tries every pattern on every text, 3.5 us each: 0.6 of the 2.2 ms of an article. Most
    texts hold no sign of any pattern, and are not touched here. It has the work back as soon as
    there is a pattern that is not in `NEEDED`.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.stashed_nodes: dict[str, Element | str] = {}
        """What placeholders stand for, by their number; patterns look here too."""
        self._patterns: list[_Tried] = []

    def run(self, root: Element, ancestors: list[str] | None = None) -> Element:
        if self._is_strange:
            return super().run(root, ancestors)
        self.stashed_nodes = {}
        idle = frozenset[str]() if self.md.references else _WITH_DEFINITIONS
        self._patterns = [tried for tried in self._known if tried.name not in idle]
        waiting = deque([root])
        while waiting:
            self._convert_children(waiting.popleft(), waiting)
        return root

    @cached_property
    def _known(self) -> list[_Tried]:
        known = self.md.inlinePatterns
        return [
            _Tried(name, cast(InlineProcessor, known[name]), character, re.compile(sign).search)
            for name, (character, sign) in _SIGNS.items()
            if name in known
        ]

    @cached_property
    def _is_strange(self) -> bool:
        """Whether there are patterns, or an order or restriction of them, that we do not know."""
        known = self.md.inlinePatterns
        return [known[name] for name in NEEDED if name in known] != list(known) or any(
            pattern.ANCESTOR_EXCLUDES for pattern in known
        )

    def _convert_children(self, parent: Element, waiting: deque[Element]) -> None:
        """Convert the texts of the children; what comes of a tail becomes a child, and is next."""
        made: list[tuple[Element, list[Element]]] = []
        for child in parent:
            if (text := child.text) and _may_change(text):
                child.text = None
                nodes = self._unfold(self._folded(text), child, is_text=True)
                waiting += nodes
                made.append((child, nodes))
            if (tail := child.tail) and _may_change(tail):
                child.tail = None
                nodes = self._unfold(self._folded(tail), child, is_text=False)
                _insert(parent, list(parent).index(child) + 1, nodes)
            if len(child):
                waiting.append(child)
        for child, nodes in made:
            _insert(child, 0, nodes)

    def _folded(self, text: str, first: int = 0) -> str:
        """A text that may change, with placeholders for what the patterns, from one on, find."""
        for index, (_, pattern, character, needed) in enumerate(self._patterns[first:], first):
            if character in text and needed(text):
                text = self._replaced(pattern, index, text)
        return text

    def _replaced(self, pattern: InlineProcessor, index: int, text: str) -> str:
        """The text with placeholders for what one pattern finds in it."""
        at = 0
        while found := _next(pattern, text, at):
            if found.node is None:
                at = found.end
                continue
            if isinstance(found.node, Element) and not isinstance(found.node.text, AtomicString):
                self._fold_inside(found.node, index)
            number = f"{len(self.stashed_nodes):04}"
            self.stashed_nodes[number] = found.node
            placeholder = INLINE_PLACEHOLDER % number
            text = f"{text[: found.start]}{placeholder}{text[found.end :]}"
            at = found.start + len(placeholder)
        return text

    def _fold_inside(self, node: Element, index: int) -> None:
        """A pattern is not tried again inside what it found, but behind it."""
        for child in [node, *node]:
            if child.text and _may_change(child.text):
                child.text = self._folded(child.text, index + 1)
            if child.tail and _may_change(child.tail):
                child.tail = self._folded(child.tail, index)

    def _unfold(self, text: str, holder: Element, *, is_text: bool) -> list[Element]:
        """The elements that a text has placeholders for, each with the text behind it as its tail.

        What stands before the first becomes text, or else tail, of `holder`.
        """
        nodes: list[Element] = []
        pieces = _PLACEHOLDER.split(text) if INLINE_PLACEHOLDER_PREFIX in text else [text]
        pieces[-1] = type(text)(pieces[-1])  # behind the last, an `AtomicString` stays one
        for index, piece in enumerate(pieces):
            node = self.stashed_nodes[piece] if index % 2 else piece
            if isinstance(node, Element):
                self._unfold_inside(node)
                nodes.append(node)
            elif nodes:
                nodes[-1].tail = _joined(nodes[-1].tail, node)
            elif is_text:
                holder.text = _joined(holder.text, node)
            else:
                holder.tail = _joined(holder.tail, node)
        return nodes

    def _unfold_inside(self, node: Element) -> None:
        for child in [node, *node]:
            if child.tail and INLINE_PLACEHOLDER_PREFIX in child.tail:
                tail, child.tail = child.tail, None
                at = 0 if child is node else list(node).index(child) + 1
                _insert(node, at, self._unfold(tail, child, is_text=False))
            if child.text and INLINE_PLACEHOLDER_PREFIX in child.text:
                text, child.text = child.text, None
                _insert(child, 0, self._unfold(text, child, is_text=True))


def _may_change(text: str) -> bool:
    return _ANY.search(text) is not None and not isinstance(text, AtomicString)


def _next(pattern: InlineProcessor, text: str, start: int) -> _Found | None:
    """The first match from `start` on that the pattern does not reject."""
    for match in pattern.getCompiledRegExp().finditer(text, start):
        node, begin, end = pattern.handleMatch(match, text)
        if begin is not None and end is not None:
            return _Found(node, begin, end)
    return None


def _joined(before: str | None, text: str) -> str | None:
    """One after the other; a text alone stays what it is, for it may be an `AtomicString`."""
    return before + text if before and text else before or text or None


def _insert(parent: Element, at: int, nodes: list[Element]) -> None:
    for offset, node in enumerate(nodes):
        parent.insert(at + offset, node)
