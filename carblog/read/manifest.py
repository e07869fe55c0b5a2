"""A theme's own files: `theme.yaml`, which names the sizes of pictures, and its `strings/`."""

from collections.abc import Iterator
from typing import Any

import msgspec

from carblog.model.picture import Role
from carblog.model.problem import Problem
from carblog.read.fields import Fields, one_line
from carblog.read.nodes import Entry, Mapping, Scalar
from carblog.read.params import params_of
from carblog.read.problems import Problems, said
from carblog.read.roles import read_roles
from carblog.read.values import path_name
from carblog.read.yaml import read_mapping


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What `theme.yaml` says."""

    name: str
    extends: str = ""
    """The theme that has what this one has not."""
    roles: dict[str, Role] = {}
    params: dict[str, Any] = {}


def read_manifest(path: str, data: bytes) -> tuple[Manifest | None, tuple[Problem, ...]]:
    problems = Problems(path)
    mapping = read_mapping(data, problems)
    if mapping is None:
        return None, tuple(problems.found)
    fields = Fields(mapping, problems)
    for said_to_people in ("version", "license", "description", "author", "homepage"):
        fields.text(said_to_people)
    manifest = Manifest(
        name=fields.required("name", "name: my-theme"),
        extends=fields.value("extends", path_name, ""),
        roles=read_roles(fields),
        params=params_of(fields),
    )
    fields.finish()
    return manifest, tuple(problems.found)


def read_strings(path: str, data: bytes) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The words of a theme in one language: `kind: {news: News}` → `kind.news`."""
    problems = Problems(path)
    mapping = read_mapping(data, problems)
    strings: dict[str, str] = {}
    lines: dict[str, int] = {}
    for name, entry in _leaves(mapping) if mapping else ():
        value = one_line(entry.value.text) if isinstance(entry.value, Scalar) else ""
        if name in lines:
            message = f"{said(name)} was already given on line {lines[name]}"
            problems.error(entry.key, "key-twice", message, "keep one of the two")
        elif not value:
            problems.error(
                entry.key, "value", f"{said(name)} has no text", "write one, or remove it"
            )
        else:
            strings[name] = value
        lines.setdefault(name, entry.key.line)
    return strings, tuple(problems.found)


def _leaves(mapping: Mapping, prefix: str = "") -> Iterator[tuple[str, Entry]]:
    for key, entry in mapping.entries.items():
        if isinstance(entry.value, Mapping):
            yield from _leaves(entry.value, f"{prefix}{key}.")
        else:
            yield prefix + key, entry
