"""YAML text → a tree of nodes: no implicit types, no aliases, no recursion.

YAML's own idea of types is a trap for writers about cars: `7:35` would be 455, `NO` false, `0123`
83 and `1.10` 1.1. Here every value is its text, and whoever asks for it says what it should be.
"""

from typing import Any

import yaml

from carblog.model.problem import Place
from carblog.read.mistakes import explain
from carblog.read.nodes import Mapping, Node, Scalar
from carblog.read.plainly import read_plainly
from carblog.read.problems import Problems
from carblog.read.shield import shield
from carblog.read.text import decode
from carblog.read.tree import Tree

LONGEST = 256 * 1024
"""Characters of one YAML text. A thousand photos with caption and alternative text are 200 kB."""

# The front matter of the demo blog takes 0.10 ms an article with libyaml, 0.98 ms without it; but
# PyYAML is also built without it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(
    text: str, problems: Problems, first_line: int = 1, loader: Any = _LOADER
) -> Node | None:
    """The tree of a YAML text that begins on `first_line` of the file.

    `None` when there is nothing to go on with: the text is empty, or `problems` says why not.
    """
    if len(text) > LONGEST:
        spot = Scalar(first_line, 1, "")
        problems.error(spot, "yaml-size", f"this is longer than {LONGEST // 1024} kB")
        return None
    shielded, undo = shield(text)
    tree = Tree(text.split("\n"), undo, first_line, problems)
    try:
        for event in yaml.parse(shielded, Loader=loader):
            tree.take(event)
            if tree.broken:
                return None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML's own scanner lets ValueError and OverflowError out for escapes like "\UFFFFFFFF".
        mistake = explain(error, text)
        spot = Scalar(mistake.line + first_line - 1, mistake.column, "")
        problems.error(spot, "yaml-syntax", mistake.message, mistake.hint)
        return None
    return tree.root


def read_mapping(data: bytes, problems: Problems) -> Mapping | None:
    """The keys and values of a YAML file: none when it is empty, `None` when it has a problem."""
    text = decode(data, problems)
    return parse_mapping(text, problems) if text is not None else None


def place_of(path: str, data: bytes, *keys: str) -> Place:
    """Where the value of a key stands in a YAML file; the file as a whole when it does not.

    Several keys are the way to it: each is in the group of the one before.
    """
    node: Node | None = read_mapping(data, Problems(path))
    for key in keys:
        entry = node.entries.get(key) if isinstance(node, Mapping) else None
        node = entry.value if entry else None
    return Place(path, node.line, node.column) if node else Place(path)


def parse_mapping(text: str, problems: Problems, first_line: int = 1) -> Mapping | None:
    """The keys and values of a YAML text: none when it is empty, `None` when it has a problem."""
    if plain := read_plainly(text, first_line):
        return plain
    before = len(problems.found)
    node = parse_yaml(text, problems, first_line)
    if isinstance(node, Mapping):
        return node
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return Mapping(first_line, 1, {}) if len(problems.found) == before else None
    problems.error(
        node,
        "yaml-syntax",
        "here should be keys and values",
        "write one `key: value` a line, with a space after the colon",
    )
    return None
