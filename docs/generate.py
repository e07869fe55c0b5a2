"""Writes the generated parts of `docs/themes.md` from the code that they describe: `make docs`.

A part stands between `<!-- generated: name -->` and `<!-- end -->`; everything around it is
written by hand. A test compares, so the document cannot say what the code does not.
"""

import ast
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from carblog.model.picture import QUALITY, Role
from carblog.model.theme import FUNCTIONS
from carblog.read.manifest import read_manifest
from carblog.read.roles import FORMATS, PLACEHOLDERS, USES
from docs.source import Field, Method, Struct, methods, structs

ROOT = Path(__file__).parents[1]
THEMES = ROOT / "docs" / "themes.md"
MODEL, MAKE = ROOT / "carblog" / "model", ROOT / "carblog" / "make"
VIEW, PICTURE, SETTINGS = MODEL / "view.py", MODEL / "picture.py", MODEL / "settings.py"
CALLED, PAGE = MAKE / "functions.py", MAKE / "page.py"

_PART = re.compile(r"(<!-- generated: ([a-z]+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
_TEMPLATE = re.compile(r"`([\w-]+\.html)`[:,]? (.*?)(?:[;.] ?(?=`)|: it |\.?$)")
_PLAIN = {
    "Any": "anything",
    "bool": "true or false",
    "datetime": "time",
    "float": "number",
    "Format": "text",
    "Focus": "2 × number",
    "Fractions": "4 × number",
    "int": "number",
    "None": "none",
    "Placeholder": "text",
    "Ratio": "2 × number",
    "str": "text",
}
_NOT_SAID = {"name", "encoder", "finest"}
_NEVER_SEEN = {"View", "Names", "Rendition"}


def document(text: str) -> str:
    """The document with every generated part made anew.

    Raises `ValueError` when one has no place in it.
    """
    missing = _PARTS.keys() - {found[2] for found in _PART.finditer(text)}
    if missing:
        raise ValueError(f"{THEMES.name} has no part {', '.join(sorted(missing))}")
    return _PART.sub(lambda found: f"{found[1]}\n{_PARTS[found[2]]()}\n{found[3]}", text)


def _names() -> str:
    return _table("name", structs(VIEW)["Names"].fields)


def _templates() -> str:
    """Which template shows which page, as the docstrings of the pages say."""
    shown: dict[str, tuple[str, str]] = {}
    for view in structs(VIEW).values():
        if _is_page(view):
            for name, words in _TEMPLATE.findall(_line(view.text)):
                shown[name] = (words, view.name)
    rows = [
        f"| `{name}` | {words} | [{view}](#{view.lower()}) |"
        for name, (words, view) in shown.items()
    ]
    return "\n".join(["| template | shows | `page` is its |", "|---|---|---|", *rows, ""])


def _pages() -> str:
    return _sections(view for view in structs(VIEW).values() if _is_page(view))


def _views() -> str:
    seen = [*structs(VIEW).values(), structs(PICTURE)["Image"], structs(PICTURE)["Rights"]]
    return _sections(
        view
        for view in seen
        if not _is_page(view) and not view.tag and view.name not in _NEVER_SEEN
    )


def _embeds() -> str:
    tagged = [view for view in structs(VIEW).values() if view.tag and view.tag != "link"]
    return "\n".join(
        f"#### `embeds/{view.tag}.html`\n\n{view.text}\n\n{_table('field', view.fields, 'embed.')}"
        for view in tagged
    )


def _functions() -> str:
    own = methods(CALLED, "Functions")
    found = {name.lstrip("_"): method for name, method in own.items()}
    prose = methods(PAGE, "Renderer")["_prose"]
    found["absolute"] = methods(SETTINGS, "Settings")["absolute"]
    found["prose"] = prose._replace(arguments="text: Text")
    return "\n".join(_function(name, found[name]) for name in sorted(FUNCTIONS))


def _function(name: str, method: Method) -> str:
    result = _type(ast.parse(method.result, mode="eval").body)
    return f"#### `{name}({_call(method.arguments)})`\n\n{method.text}\n\nGives {result}.\n"


def _call(arguments: str) -> str:
    """Arguments without their types: `photo, role, sizes=''`."""
    (function,) = ast.parse(f"def f({arguments}): ...").body
    assert isinstance(function, ast.FunctionDef)  # noqa: S101 - as just written
    for argument in (*function.args.args, function.args.kwarg):
        if argument:
            argument.annotation = None
    return ast.unparse(function.args).replace("'", '"')


def _results() -> str:
    return _sections(structs(CALLED).values())


def _role() -> str:
    """A role's name is its key in `theme.yaml`; some of it is not for themes to say."""
    found = (field for field in structs(PICTURE)["Role"].fields if field.name not in _NOT_SAID)
    return _table("key", tuple(found))


def _uses() -> str:
    words = (("Uses", USES), ("Formats", FORMATS), ("Placeholders", PLACEHOLDERS))
    known = " ".join(f"{name}: {_listed(known)}." for name, known in words)
    usual = Role(name="", widths=())
    quality = ", ".join(f"{QUALITY[name]} for `{name}`" for name in FORMATS if name != "png")
    return (
        f"{known}\n\nWhere a role says nothing, its formats are {_listed(usual.formats)}, its "
        f"placeholder is `{usual.placeholder}`, and its quality {quality}.\n"
    )


def _paddock() -> str:
    """The roles of the default theme."""
    path = "themes/paddock/theme.yaml"
    manifest, _ = read_manifest(path, (ROOT / path).read_bytes())
    rows = [
        f"| `{role.name}` | {', '.join(map(str, role.widths))} "
        f"| {':'.join(map(str, role.ratio)) if role.ratio else 'as it is'} "
        f"| {', '.join(role.formats)} | {', '.join(role.of)} |"
        for role in (manifest.roles.values() if manifest else ())
    ]
    return "\n".join(
        ["| role | widths | ratio | formats | made of |", "|---|---|---|---|---|", *rows, ""]
    )


def _words() -> str:
    """The words that carblog itself asks a theme for, with what it says without them."""
    found: dict[str, str] = {}
    rooms = (ROOT / "carblog" / room for room in ("assemble", "plan"))
    for file in sorted(file for room in rooms for file in room.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (word := _word(node)):
                found[word[0]] = word[1]
    rows = [f"| `{key}` | {found[key]} |" for key in sorted(found)]
    return "\n".join(["| key | without it |", "|---|---|", *rows, ""])


def _word(call: ast.Call) -> tuple[str, str] | None:
    """(key, default) of a call that looks a word up."""
    name = ast.unparse(call.func)
    is_asked = name.endswith((".words", "strings.get")) and len(call.args) > 1
    if not is_asked or isinstance(call.args[0], ast.Name):
        return None
    key, default = call.args[:2]
    text = default.value if isinstance(default, ast.Constant) else None
    shown = f"`{text}`" if isinstance(text, str) else "the kind's own name"
    return re.sub(r"\{.*?\}", "<kind>", ast.unparse(key).lstrip("f").strip("'\"")), shown


def _is_page(view: Struct) -> bool:
    return view.name == "Page" or bool({"Page", "ListPage"} & set(view.bases))


def _sections(views: Iterable[Struct]) -> str:
    return "\n".join(_section(view) for view in views)


def _section(view: Struct) -> str:
    base = next((name for name in view.bases if name in {"Page", "ListPage"}), "")
    parts = [f"#### {view.name}", view.text]
    if base:
        parts.append(f"All of [{base}](#{base.lower()}){', and:' if view.fields else '.'}")
    if view.fields:
        parts.append(_table("field", view.fields))
    return "\n\n".join(part for part in parts if part).rstrip() + "\n"


def _table(head: str, fields: Iterable[Field], prefix: str = "") -> str:
    rows = [
        f"| `{prefix}{field.name}` | {_type(field.type, field.default)} | {_line(field.text)} |"
        for field in fields
    ]
    return "\n".join([f"| {head} | is | |", "|---|---|---|", *rows, ""])


def _type(node: ast.expr, default: str = "") -> str:
    """A type in the words of those who write templates."""
    match node:
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[of, ast.Constant()])):
            return f"list of {_type(of)}"
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=parts)):
            return f"{len(parts)} × {_type(parts[0])}"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, of])):
            return f"group: name → {_type(of)}"
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return f"{_type(left)} or {_type(right)}"
        case ast.Constant(value=None):
            return "none"
        case ast.Constant(value=str(name)) | ast.Name(id=name):
            named = _PLAIN.get(name) or _linked(name)
            return f"{named}, or empty" if named == "text" and default == "''" else named
    raise ValueError(f"no words for the type {ast.unparse(node)}")


def _linked(name: str) -> str:
    if name == "Markup":
        return "HTML"
    return "what a text points at" if name == "Embed" else f"[{name}](#{name.lower()})"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


_PARTS: dict[str, Callable[[], str]] = {
    "embeds": _embeds,
    "functions": _functions,
    "names": _names,
    "paddock": _paddock,
    "pages": _pages,
    "results": _results,
    "role": _role,
    "templates": _templates,
    "uses": _uses,
    "views": _views,
    "words": _words,
}


def main() -> None:
    """Bring the document up to date."""
    THEMES.write_text(document(THEMES.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
