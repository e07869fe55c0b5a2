"""A theme's files become a `Theme`: layered, checked, and what each template depends on found.

A template depends on the names that it and all it includes read, and on nothing else: this is what
lets a page's key leave out everything that the page does not show.
"""

import functools
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from carblog.model.digest import digest, digest_bytes
from carblog.model.picture import Role
from carblog.model.problem import Place, Problem, nearest
from carblog.model.settings import RoleChange
from carblog.model.theme import FUNCTIONS, Asset, Template, Theme
from carblog.model.view import Names
from carblog.read.manifest import Manifest, read_manifest, read_strings
from carblog.read.roles import changed
from carblog.read.unparsed import explain

CONTEXT = frozenset(Names.__struct_fields__)
JINJA_GLOBALS = frozenset({"range", "dict", "cycler", "joiner", "namespace"})
EMBEDS = "embeds/"
"""Where the templates are that show a part of a text; they see that part, and `site`."""
_EVERYWHERE = FUNCTIONS | JINJA_GLOBALS | {"caller", "varargs", "kwargs"}
MANIFEST = "theme.yaml"
TEMPLATES = "templates/"
NO_CHANGES: Mapping[str, RoleChange] = {}
FINGERPRINT = 10
"""Hexadecimal digits in an asset's name: 40 bits, enough for two versions never to meet."""

_CSS_URL = re.compile(rb"""url\(\s*(["']?)([^"')#?:]+?)\1\s*\)""")


Files = dict[str, tuple[str, bytes]]
"""Name inside a folder → (path for messages, bytes), by name."""


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of theme files: the site's own `templates/`, the theme, the theme it extends."""

    label: str
    """What messages call the folder: `themes/mine`, `(paddock)` for the theme carblog brings,
    nothing for the site's own."""
    files: Mapping[str, bytes]
    """Path inside the folder → bytes: `templates/list.html`, `static/x.css`, `theme.yaml`."""


def read_theme(
    name: str,
    layers: Sequence[Layer],
    language: str,
    encoder: str,
    changes: Mapping[str, RoleChange] = NO_CHANGES,
    known: Mapping[str, Template] | None = None,
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """The theme that `layers` make, nearest first: a file hides those of the same name below it.

    `encoder` says what will write its pictures, `changes` what its site says of their roles. What
    is `known` of templates with the same `digest_of_templates` need not be found out again, which
    takes 160 ms for `paddock`; nothing was wrong with them.
    """
    problems: list[Problem] = []
    manifests = list(_manifests(layers, problems))
    files = _in_folder(layers, TEMPLATES)
    if known is not None and known.keys() == files.keys():
        templates = _with_sources(known, files)
    else:
        templates = _templates(files, problems)
    assets = _assets(layers, problems)
    strings = _strings(layers, language, problems)
    if any(problem.severity == "error" for problem in problems):
        return None, tuple(problems)
    roles: dict[str, Role] = {}
    params: dict[str, object] = {}
    for manifest in reversed(manifests):
        roles |= manifest.roles
        params |= manifest.params
    roles = changed(roles, changes)
    finest = tuple(dict.fromkeys((role.ratio, max(role.widths)) for role in roles.values()))
    roles = {
        name: msgspec.structs.replace(role, encoder=encoder, finest=finest)
        for name, role in roles.items()
    }
    addresses = {asset.name: asset.url for asset in assets.values()}
    theme = Theme(
        name=name,
        templates=templates,
        roles=roles,
        strings=strings,
        assets=assets,
        params=params,
        frame=digest(roles, strings, addresses),
    )
    return theme, tuple(problems)


def _manifests(layers: Sequence[Layer], problems: list[Problem]) -> Iterator[Manifest]:
    for layer in layers:
        if (data := layer.files.get(MANIFEST)) is not None:
            manifest, found = read_manifest(posixpath.join(layer.label, MANIFEST), data)
            problems += found
            if manifest is not None:
                yield manifest


def _strings(layers: Sequence[Layer], language: str, problems: list[Problem]) -> dict[str, str]:
    """English under the site's language, under the same of nearer layers."""
    strings: dict[str, str] = {}
    tags = dict.fromkeys(["en", language.partition("-")[0].lower(), language])
    for tag in tags:
        for layer in reversed(layers):
            if (data := layer.files.get(f"strings/{tag}.yaml")) is not None:
                words, found = read_strings(f"{layer.label}/strings/{tag}.yaml", data)
                problems += found
                strings |= words
    return dict(sorted(strings.items()))


def _in_folder(layers: Sequence[Layer], folder: str) -> Files:
    """The files inside `folder`, the nearest layer's of each."""
    found: dict[str, tuple[str, bytes]] = {}
    for layer in reversed(layers):
        for path, data in layer.files.items():
            if path.startswith(folder):
                found[path.removeprefix(folder)] = (posixpath.join(layer.label, path), data)
    return dict(sorted(found.items()))


def _assets(layers: Sequence[Layer], problems: list[Problem]) -> dict[str, Asset]:
    """Static files, each under a name that carries its digest; style sheets name each other so."""
    files = _in_folder(layers, "static/")
    assets: dict[str, Asset] = {}
    for name in sorted(files, key=lambda name: (name.endswith(".css"), name)):
        path, data = files[name]
        if name.endswith(".css"):
            data = _point_at_assets(name, path, data, assets, problems)
        stem, dot, suffix = name.rpartition(".")
        url = f"/assets/{stem}-{digest_bytes(data)[:FINGERPRINT]}{dot}{suffix}"
        assets[name] = Asset(name=name, path=path, url=url, data=data)
    return assets


def _point_at_assets(
    name: str, path: str, data: bytes, assets: Mapping[str, Asset], problems: list[Problem]
) -> bytes:
    def replace(match: re.Match[bytes]) -> bytes:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[2].decode()))
        if (asset := assets.get(target)) is None:
            line = data.count(b"\n", 0, match.start()) + 1
            message = f'there is no static file "{target}"'
            problems.append(
                Problem(Place(path, line), "asset-missing", message, nearest(target, assets))
            )
            return match[0]
        relative = posixpath.relpath(asset.url, posixpath.dirname(f"/assets/{name}"))
        return b'url("%s")' % relative.encode()

    return _CSS_URL.sub(replace, data)


def digest_of_templates(layers: Sequence[Layer]) -> str:
    """The digest of all that templates depend on each other for: names, places and sources."""
    return digest(_in_folder(layers, TEMPLATES))


def _with_sources(known: Mapping[str, Template], files: Files) -> dict[str, Template]:
    return {
        name: msgspec.structs.replace(known[name], source=data.decode())
        for name, (_, data) in files.items()
    }


def _templates(files: Files, problems: list[Problem]) -> dict[str, Template]:
    parsed: dict[str, _Parsed] = {}
    for name, (path, data) in files.items():
        match _parse(name, path, data):
            case Problem() as problem:
                problems.append(problem)
            case template:
                parsed[name] = template
                problems += _faults(name, template, files)
    return {name: _followed(name, parsed) for name in parsed}


class _Parsed:
    """A template's tree and what it says it needs."""

    def __init__(self, path: str, source: str, tree: nodes.Template) -> None:
        self.path = path
        self.source = source
        self.tree = tree
        self.names = meta.find_undeclared_variables(tree)
        self.includes = set(meta.find_referenced_templates(tree))
        self.inclusions = tuple(
            tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport))
        )


@functools.lru_cache(maxsize=512)
def _parse(name: str, path: str, data: bytes) -> _Parsed | Problem:
    """One template, kept for the next build of this process: a small theme takes 70 ms."""
    try:
        source = data.decode()
        return _Parsed(path, source, _environment().parse(source, name, path))
    except UnicodeDecodeError:
        return Problem(Place(path), "encoding", "the template is not UTF-8 text")
    except TemplateSyntaxError as error:
        place = Place(path, error.lineno)
        mistake = explain(error.message or "", _environment().filters)
        return Problem(place, "template-syntax", mistake.message, mistake.hint)


@functools.cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True)
    # As where pages are made.
    environment.filters["jsonld"] = str
    del environment.filters["random"]
    return environment


def _faults(name: str, template: _Parsed, known: Mapping[str, object]) -> Iterator[Problem]:
    """Names that the template cannot see, and templates that are not there."""
    is_embed = name.startswith(EMBEDS)
    visible = _EVERYWHERE | ({"embed", "site"} if is_embed else CONTEXT | {"embed"})
    if unknown := template.names - visible:
        for node in template.tree.find_all(nodes.Name):
            if node.name in unknown and node.ctx == "load":
                who = f"templates in {EMBEDS}" if is_embed else "templates"
                message = f'{who} do not see a name "{node.name}"'
                place = Place(template.path, node.lineno)
                yield Problem(place, "template-name", message, nearest(node.name, visible))
    for inclusion in template.inclusions:
        yield from _missing_includes(inclusion, template, known)


def _missing_includes(
    node: nodes.Node, template: _Parsed, known: Mapping[str, object]
) -> Iterator[Problem]:
    place = Place(template.path, node.lineno)
    named = getattr(node, "template", None)
    if not isinstance(named, nodes.Const) or not isinstance(named.value, str):
        message = "the name of an included template must be a plain text in quotes"
        yield Problem(
            place, "template-dynamic", message, "choose with {% if %} between two includes"
        )
    elif named.value not in known:
        message = f'there is no template "{named.value}"'
        yield Problem(place, "template-missing", message, nearest(named.value, known))


def _followed(name: str, parsed: Mapping[str, _Parsed]) -> Template:
    """The template with all that it reaches: a page whose text is shown reaches every embed."""
    reached: dict[str, None] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in reached or current not in parsed:
            continue
        reached[current] = None
        waiting += [include for include in parsed[current].includes if include]
        if "prose" in parsed[current].names:
            waiting += [embed for embed in parsed if embed.startswith(EMBEDS)]
    names = set[str]().union(*(parsed[each].names for each in reached))
    return Template(
        name=name,
        path=parsed[name].path,
        source=parsed[name].source,
        names=tuple(sorted(names & CONTEXT)),
        digest=digest({each: parsed[each].source for each in sorted(reached)}),
        reached=tuple(sorted({parsed[each].path for each in reached} - {parsed[name].path})),
        structured=any("structured" in parsed[each].source for each in reached),
    )
