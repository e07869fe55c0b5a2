"""`content/cars/<make>/<model>.yaml` becomes a `Car`: a record with its figures as typed."""

import posixpath
import unicodedata

from carblog.model.content import Car, Read, Reading
from carblog.model.paths import fault_in_name
from carblog.model.problem import Place
from carblog.read.fields import Fields, one_line
from carblog.read.nodes import Mapping
from carblog.read.problems import Problems
from carblog.read.shown import lead
from carblog.read.yaml import read_mapping

_SAME = {
    "brand": "make",
    "description": "summary",
    "manufacturer": "make",
    "model": "name",
    "title": "name",
    "year": "years",
}


def read_car(path: str, data: bytes, reading: Reading) -> Read:  # noqa: ARG001
    """A record; `reading` is there because all readers of content are called alike."""
    problems = Problems(path)
    inside = unicodedata.normalize("NFC", path).removeprefix("content/cars/")
    id_ = posixpath.splitext(inside)[0]
    parts = id_.split("/")
    if len(parts) != 2 or any(fault_in_name(part) for part in parts):
        message = f'"{id_}" cannot be the name of a car'
        hint = "a car is content/cars/<make>/<model>.yaml"
        problems.error(Place(path), "path-name", message, hint)
        return Read(problems=tuple(problems.found))
    mapping = read_mapping(data, problems)
    if mapping is None:
        car = Car(path=path, id=id_, url=f"/cars/{id_}/", make=parts[0], name=parts[1])
    else:
        car = _car(path, id_, Fields(mapping, problems, same=_SAME))
    return Read(value=car, problems=tuple(problems.found))


def _car(path: str, id_: str, fields: Fields) -> Car:
    make, _, name = id_.partition("/")
    car = Car(
        path=path,
        id=id_,
        url=f"/cars/{id_}/",
        make=fields.required("make", "make: Porsche") or make,
        name=fields.required("name", "name: Taycan") or name,
        years=fields.text("years"),
        summary=fields.text("summary"),
        image=lead(fields),
        specs=_specs(fields),
    )
    fields.finish()
    return car


def _specs(fields: Fields) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Groups of figures in their order; figures in no group come first, in one without a name."""
    entries = fields.entries("specs")
    loose = fields.pairs_of(entry for entry in entries if not isinstance(entry.value, Mapping))
    groups = [
        (one_line(entry.key.text), fields.pairs_of(entry.value.entries.values()))
        for entry in entries
        if isinstance(entry.value, Mapping)
    ]
    found = [("", loose), *groups]
    return tuple((title, figures) for title, figures in found if figures)
