"""What a template asks for and is not there: an error that says what there is instead."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

import msgspec
from jinja2 import StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.utils import missing

from carblog.make.called import called
from carblog.make.faults import ASK, Fault, in_words, it_has
from carblog.model.problem import nearest


class Missing(StrictUndefined):
    """Jinja's strict undefined value, which any use of it turns into an error."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, **_: Any
    ) -> None:
        """`hint`: what Jinja says instead, in its own words."""
        # What there is instead is looked for when somebody is told.
        super().__init__(hint, obj, name, partial(_fault, hint, obj, name))  # type: ignore[arg-type]


def _fault(said: str | None, owner: object, name: object, _: str | None) -> Fault:
    if said:
        return Fault(*in_words(said, {}))
    if owner is missing:
        return Fault(f'there is no name "{name}"')
    if owner is None:
        return Fault(f'there is nothing here that could have "{name}"', ASK)
    if isinstance(owner, list | tuple) and isinstance(name, int):
        count = "one entry" if len(owner) == 1 else f"{len(owner)} entries"
        return Fault(f"a list of {count} has no [{name}]", "they are counted from 0")
    names = _names(owner)
    message = f'{called(type(owner).__name__)} has no "{name}"'
    return Fault(message, nearest(str(name), names) or it_has(names))


def _names(owner: object) -> Collection[str]:
    """The names that a value has."""
    if isinstance(owner, msgspec.Struct):
        return owner.__struct_fields__
    if isinstance(owner, TemplateModule):
        return [name for name in vars(owner) if not name.startswith("_")]
    return tuple(map(str, owner)) if isinstance(owner, Mapping) else ()
