"""What a rule gives back."""

import msgspec

from carblog.model.problem import Problem


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule looked at, and what it found."""

    what: str
    """One of it: `picture`."""
    number: int
    problems: tuple[Problem, ...] = ()
