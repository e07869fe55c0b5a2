"""What a template asks for and is not there: an error that says what there is instead."""

from collections.abc import Mapping

import msgspec
from jinja2 import StrictUndefined
from jinja2.utils import missing

from carblog.model.problem import nearest

_NAMES: Mapping[type, str] = {str: "a text", int: "a number", tuple: "a list", dict: "a group"}


class Missing(StrictUndefined):
    """Jinja's strict undefined value, which any use of it turns into an error."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        owner, name = self._undefined_obj, self._undefined_name
        if owner is missing:
            return f'there is no name "{name}"'
        if owner is None:
            return f'there is nothing here that could have "{name}"; ask before with {{% if … %}}'
        message = f'{_NAMES.get(type(owner), type(owner).__name__)} has no "{name}"'
        hint = nearest(str(name), _known(owner))
        return f"{message}; {hint}" if hint else message


def _known(owner: object) -> tuple[str, ...]:
    """The names that a value has."""
    if isinstance(owner, msgspec.Struct):
        return owner.__struct_fields__
    return tuple(map(str, owner)) if isinstance(owner, Mapping) else ()
