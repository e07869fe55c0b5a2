"""Which module of a package imports which, read from the source without running it.

Imports inside functions and under `TYPE_CHECKING` count like any other: a loop that only a type
checker walks is still a loop for the person who reads the code.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class Import(NamedTuple):
    """One import: the module it stands in, the line, and the module it names."""

    importer: str
    line: int
    imported: str

    def __str__(self) -> str:
        """As a person would look it up: `carblog.read.article:12 imports carblog.run.store`."""
        return f"{self.importer}:{self.line} imports {self.imported}"


def sources(package: Path) -> dict[str, str]:
    """Module name → source text of every file of a package, `__init__` under the package's name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path.read_text(encoding="utf-8")
    return found


def imports(modules: Mapping[str, str], packages: frozenset[str] = frozenset()) -> list[Import]:
    """Every import in `modules`, those of the standard library and of others included.

    `from a import b` counts as `a.b` where that is a module, else as `a`. `packages` names the
    modules that are an `__init__`, which only relative imports need to know.
    """
    return [
        Import(name, line, target)
        for name, text in modules.items()
        for line, target in _targets(name, ast.parse(text), modules, name in packages)
        if target != name
    ]


def cycles(found: list[Import]) -> list[str]:
    """Each loop once, as `a → b → a`; shortest way round from its first module."""
    graph: dict[str, set[str]] = {}
    for item in found:
        graph.setdefault(item.importer, set()).add(item.imported)
    loops = {_way_back(start, graph) for start in graph}
    return sorted(" → ".join((*loop, loop[0])) for loop in loops if loop)


def _targets(
    name: str, tree: ast.Module, modules: Mapping[str, str], is_package: bool
) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(name, node, is_package)
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield node.lineno, full if full in modules else base
        elif isinstance(node, ast.Call) and (target := _imported_by_call(node)):
            yield node.lineno, target


def _base(name: str, node: ast.ImportFrom, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    parent = parts[: len(parts) - node.level + (1 if is_package else 0)]
    return ".".join([*parent, *([node.module] if node.module else [])])


def _imported_by_call(node: ast.Call) -> str | None:
    """`importlib.import_module("a.b")` and `__import__("a.b")` with the name written out."""
    called = node.func
    word = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if word not in {"import_module", "__import__"} or not node.args:
        return None
    first = node.args[0]
    is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return str(first.value) if is_text and isinstance(first, ast.Constant) else None


def _way_back(start: str, graph: Mapping[str, set[str]]) -> tuple[str, ...] | None:
    """The shortest loop through `start`, turned so that its smallest name stands first."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while paths:
        path = paths.pop(0)
        for target in sorted(graph.get(path[-1], ())):
            if target == start:
                first = path.index(min(path))
                return path[first:] + path[:first]
            if target not in seen:
                seen.add(target)
                paths.append((*path, target))
    return None
