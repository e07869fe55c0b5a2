"""A phrase with its blanks filled in."""

import re
from collections.abc import Mapping

_BLANK = re.compile(r"\{(\w+)\}")


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """`pattern` with every `{name}` replaced, all at once: a title may itself hold `{number}`."""
    return _BLANK.sub(lambda blank: values.get(blank[1], blank[0]), pattern)
