"""When Python looks for rubbish: when nobody waits.

A site of 10,000 articles is two million objects. Python would go through all of them in the middle
of every other edit of a title, which took 200 of its 290 ms.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def tidied_when_idle() -> Generator[None]:
    """Until the end no rubbish is looked for but by `tidy`."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()


def tidy(*, is_first: bool = False) -> None:
    """Looks among what is new since the last time. At first that is everything: half a second,
    in which nothing was ever found, so it is only said to be old."""
    if not is_first:
        gc.collect()
    gc.freeze()
