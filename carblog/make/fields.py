"""What templates may ask of a value by name without further questions: it is data."""

import msgspec
from jinja2.runtime import LoopContext

_NONE: frozenset[str] = frozenset()
_OF_LOOPS = frozenset(
    ("first", "index", "index0", "last", "length", "nextitem", "previtem", "revindex", "revindex0")
)


class _Fields(dict[type, frozenset[str]]):
    """The fields of a type, found when it is first met."""

    def __missing__(self, kind: type) -> frozenset[str]:
        self[kind] = found = _fields(kind)
        return found


def _fields(kind: type) -> frozenset[str]:
    if kind is LoopContext:
        return _OF_LOOPS
    if not issubclass(kind, msgspec.Struct):
        return _NONE
    return frozenset(name for name in kind.__struct_fields__ if not name.startswith("_"))


FIELDS = _Fields()
"""Type → the names of its fields; none for what is no struct."""
