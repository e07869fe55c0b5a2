"""Finds the folders that a theme is made of, and reads their files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from carblog.model.problem import Place, Problem, nearest
from carblog.model.settings import Settings
from carblog.model.site import Skipped
from carblog.model.theme import Theme
from carblog.read.manifest import read_manifest
from carblog.read.theme import MANIFEST, Layer, digest_of_templates, read_theme
from carblog.read.yaml import place_of
from carblog.run.brought import files_of, homes
from carblog.run.files import File, read_bytes
from carblog.run.store import Store
from carblog.run.version import codecs

FOLDERS = ("templates", "static", "strings")
"""What a theme is made of, beside its manifest."""


class Themed(NamedTuple):
    """What the files of a site say of its theme."""

    theme: Theme | None
    problems: tuple[Problem, ...]
    skipped: tuple[Skipped, ...] = ()


def theme_of(
    root: Path, files: Mapping[str, File], settings: Settings, store: Store | None = None
) -> Themed:
    """The theme of a site: its own templates over the theme over what that extends.

    What has no part in it is in `skipped`. The `store` remembers what was found out of templates.
    """
    layers: list[Layer] = []
    own = {path: read_bytes(root, path) for path in files if path.startswith("templates/")}
    if own:
        layers.append(Layer(label="", files=own))
    said = read_bytes(root, "site.yaml") if "site.yaml" in files else b""
    name, place = settings.theme, place_of("site.yaml", said, "theme")
    names: list[str] = []
    while name:
        layer = _layer(root, files, name)
        if layer is None:
            return Themed(None, (_unknown(name, place, files),))
        if name in names:
            return Themed(None, (_ring([*names, name], place),))
        if MANIFEST not in layer.files:
            return Themed(None, (_bare(layer.label),))
        names.append(name)
        layers.append(layer)
        data = layer.files[MANIFEST]
        manifest, _ = read_manifest(MANIFEST, data)
        name = manifest.extends if manifest else ""
        place = place_of(f"{layer.label}/{MANIFEST}", data, "extends")
    key = digest_of_templates(layers)
    known = store.templates(key) if store else None
    theme, problems = read_theme(
        settings.theme, layers, settings.language, codecs(), settings.pictures, known
    )
    if theme is not None:
        if store and known is None:
            store.keep_templates(key, theme.templates)
        problems += tuple(_no_such_roles(theme, settings, said))
    return Themed(theme, problems, tuple(_skipped(files, names)))


def _no_such_roles(theme: Theme, settings: Settings, said: bytes) -> Iterator[Problem]:
    """What a site says of picture roles that its theme has not."""
    for name in settings.pictures:
        if name in theme.roles:
            continue
        message = f'the theme "{theme.name}" has no picture role "{name}"'
        hint = nearest(name, theme.roles) or f"it has {', '.join(sorted(theme.roles))}"
        place = place_of("site.yaml", said, "pictures", name)
        yield Problem(place, "role-unknown", message, hint)


def _skipped(files: Iterable[str], names: Collection[str]) -> Iterator[Skipped]:
    """The files of `themes/` that the themes with these names are not made of."""
    for path in files:
        top, _, inside = path.partition("/")
        name, _, part = inside.partition("/")
        if top != "themes":
            continue
        if part and name not in names:
            yield Skipped(path, "the site does not use this theme")
        elif part != MANIFEST and part.partition("/")[0] not in FOLDERS:
            yield Skipped(path, "no part of a theme")


def _layer(root: Path, files: Mapping[str, File], name: str) -> Layer | None:
    """The site's theme of this name, else the one that carblog brings."""
    folder = f"themes/{name}/"
    inside = {path.removeprefix(folder): path for path in files if path.startswith(folder)}
    if inside:
        data = {short: read_bytes(root, path) for short, path in inside.items()}
        return Layer(label=folder.rstrip("/"), files=data)
    for home in homes():
        if (home / name / "theme.yaml").is_file():
            return Layer(label=f"({name})", files=files_of(home / name))
    return None


def _unknown(name: str, place: Place, files: Mapping[str, File]) -> Problem:
    own = {path.split("/")[1] for path in files if path.startswith("themes/")}
    brought = {folder.name for home in homes() if home.is_dir() for folder in home.iterdir()}
    return Problem(
        place,
        "theme-missing",
        f'there is no theme "{name}" in themes/, and carblog brings none of that name',
        nearest(name, own | brought),
    )


def _ring(names: list[str], place: Place) -> Problem:
    message = f"these themes extend one another in a ring: {' → '.join(names)}"
    return Problem(place, "theme-ring", message, "take out one `extends`")


def _bare(folder: str) -> Problem:
    message = f"this theme has no {MANIFEST}"
    return Problem(
        Place(folder),
        "theme-missing",
        message,
        f"write one, with a line such as `name: {folder.rpartition('/')[2]}`",
    )
