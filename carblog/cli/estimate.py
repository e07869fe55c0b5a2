"""How long something still takes, as far as can honestly be said."""

from collections.abc import Callable

FIRST_WORD = 2.0
"""Seconds before anything is said: until then processes start, and the rate says nothing."""

LEAST_SHARE = 0.01
"""How much must be done before anything is said, for the same reason."""


class Estimate:
    """The rate since the work began, over all of it: photos differ, and a long mean is steady."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock`: seconds since whenever."""
        self._clock = clock
        self._began = clock()

    def left(self, share: float) -> float | None:
        """Seconds that the rest takes when `share` of the work is done, from 0 to 1.

        None while it cannot be said.
        """
        spent = self._clock() - self._began
        if spent < FIRST_WORD or share < LEAST_SHARE:
            return None
        return spent * (1 - share) / share


def in_words(seconds: float) -> str:
    """`a few seconds`, `40 s`, `1 min 20 s`, `12 min`, `2 h 5 min`: no finer than it is known."""
    if seconds < 5:
        return "a few seconds"
    if seconds < 57.5:
        return f"{round(seconds / 5) * 5} s"
    if seconds < 595:
        minutes, rest = divmod(round(seconds / 10) * 10, 60)
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(round(seconds / 60), 60)
    said = [f"{hours:,} h"] if hours else []
    said += [f"{minutes} min"] if minutes else []
    return " ".join(said)
