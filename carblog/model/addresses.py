"""The addresses inside a value that templates see."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec


def addresses(value: Any) -> Iterator[str]:
    """The site path of everything inside a value that has one: stories, galleries, people, cars."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, msgspec.Struct):
            url = getattr(each, "url", "")
            if isinstance(url, str) and url.startswith("/"):
                yield url
            waiting += [getattr(each, field) for field in each.__struct_fields__]
        elif isinstance(each, tuple | list):
            waiting += each
        elif isinstance(each, Mapping):
            waiting += each.values()
