"""What a YAML text says: a small tree of values, each its text as typed, with its place."""

import msgspec


class Node(msgspec.Struct, frozen=True):
    """Lines and columns are those of the file and count from 1."""

    line: int
    column: int


class Scalar(Node, frozen=True):
    text: str
    style: str = ""
    """How it is written: `'`, `"`, `|`, `>`, or nothing for a plain value."""

    @property
    def is_null(self) -> bool:
        """Nothing is there: `key:`, `key: null`, `key: ~`."""
        return not self.style and self.text in {"", "~", "null", "Null", "NULL"}


class Sequence(Node, frozen=True):
    items: list[Node]


class Entry(msgspec.Struct, frozen=True):
    key: Scalar
    value: Node


class Mapping(Node, frozen=True):
    entries: dict[str, Entry]
    """In the order of the file."""
