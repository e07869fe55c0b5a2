"""Free values for themes: `params` of an article, of the site, of a theme."""

from typing import Any

from carblog.read.fields import Fields
from carblog.read.nodes import Mapping, Node, Scalar, Sequence


def params_of(fields: Fields, key: str = "params") -> dict[str, Any]:
    """Text as typed, at any depth, except for `true`, `false` and nothing.

    A theme that computes with a figure says so, with Jinja's `int` or `float`.
    """
    node = fields.node(key)
    if node is not None and not isinstance(node, Mapping):
        fields.wrong_kind(node, key, "a group of keys")
    return _group(node) if isinstance(node, Mapping) else {}


def _group(node: Mapping) -> dict[str, Any]:
    return {key: _value(entry.value) for key, entry in node.entries.items()}


def _value(node: Node) -> Any:
    if isinstance(node, Mapping):
        return _group(node)
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    if not isinstance(node, Scalar) or node.is_null:
        return None
    if not node.style and node.text in {"true", "false"}:
        return node.text == "true"
    return node.text
