"""The codes that problems can have, found where the source makes problems."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_CODE = re.compile(r"[a-z]+(-[a-z]+)*")

Makers = dict[str, int]
"""Name of what takes a code → which of its arguments that is, from 0. Two functions may share a
name; what the other one takes there does not look like a code."""


def codes(package: Path) -> set[str]:
    """Every code that is given to something with an argument `code`, or is the default of one."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in package.rglob("*.py")]
    public: Makers = {}
    for tree in trees:
        public |= {name: at for name, at in _makers(tree).items() if not name.startswith("_")}
    return {code for tree in trees for code in _codes(tree, public | _makers(tree))}


def _makers(tree: ast.Module) -> Makers:
    """Structs with a field `code`, and functions with an argument of that name."""
    found: Makers = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            names = [
                ast.unparse(item.target) for item in node.body if isinstance(item, ast.AnnAssign)
            ]
        elif isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        else:
            continue
        if "code" in names:
            found[node.name] = names.index("code")
    return found


def _codes(tree: ast.Module, makers: Makers) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            given = [word.value for word in node.keywords if word.arg == "code"]
            given += node.args[makers[name] :][:1] if name in makers else []
            yield from _texts(given)
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "code" and node.value:
            yield from _texts([node.value])


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and _CODE.fullmatch(text):
            yield text
