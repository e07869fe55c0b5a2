"""What the source says of its structs and methods: names, types, docstrings, read with `ast`."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Field(NamedTuple):
    """One field of a struct."""

    name: str
    type: ast.expr
    default: str
    text: str
    """The literal text below the field."""


class Struct(NamedTuple):
    """One class that has fields and no methods."""

    name: str
    bases: tuple[str, ...]
    text: str
    fields: tuple[Field, ...]
    tag: str
    """What tells it from its siblings in a union; empty when nothing does."""


class Method(NamedTuple):
    """One method, as those call it who do not see `self`."""

    name: str
    arguments: str
    result: str
    text: str


def structs(file: Path) -> dict[str, Struct]:
    """The structs of a file that others know, in its order."""
    plain = (
        node
        for node in _classes(file)
        if not node.name.startswith("_")
        and all(method.name.startswith("__") for method in _functions(node))
    )
    return {node.name: _struct(node) for node in plain}


def methods(file: Path, owner: str) -> dict[str, Method]:
    """The methods of one class of a file, in its order."""
    (node,) = (node for node in _classes(file) if node.name == owner)
    return {item.name: _method(item) for item in _functions(node)}


def _classes(file: Path) -> list[ast.ClassDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.ClassDef)]


def _functions(node: ast.ClassDef) -> list[ast.FunctionDef]:
    return [item for item in node.body if isinstance(item, ast.FunctionDef)]


def _struct(node: ast.ClassDef) -> Struct:
    tags = [ast.literal_eval(word.value) for word in node.keywords if word.arg == "tag"]
    return Struct(
        name=node.name,
        bases=tuple(ast.unparse(base) for base in node.bases),
        text=ast.get_docstring(node) or "",
        fields=tuple(_fields(node)),
        tag=str(tags[0]) if tags else "",
    )


def _fields(node: ast.ClassDef) -> Iterator[Field]:
    for item, below in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(item, ast.AnnAssign):
            default = ast.unparse(item.value) if item.value else ""
            yield Field(ast.unparse(item.target), item.annotation, default, _literal(below))


def _literal(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return str(node.value.value)
    return ""


def _method(node: ast.FunctionDef) -> Method:
    arguments = ast.unparse(node.args)
    return Method(
        name=node.name,
        arguments=arguments.removeprefix("self").removeprefix(", "),
        result=ast.unparse(node.returns) if node.returns else "",
        text=ast.get_docstring(node) or "",
    )
