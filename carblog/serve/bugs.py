"""What carblog did not foresee, as a problem: no writer has caused it, and none can mend it."""

import traceback

from carblog.model.problem import Place, Problem
from carblog.serve.telling import Told


def unforeseen(error: Exception) -> Problem:
    """An exception is a bug in carblog. Only its kind is told: its words may name any path."""
    return Problem(
        Place("carblog"),
        "bug",
        f"carblog met something that it did not foresee: {type(error).__name__}",
        "this is a fault of carblog, not of your site; save a file to try again, or start the "
        "preview again, and please report it with what carblog serve -v shows",
    )


def is_bug(problem: Problem | Told) -> bool:
    """Whether it is no fault of the site, and none that anybody can mend who writes it."""
    return problem.code == "bug"


def trace(error: Exception) -> str:
    """What to report."""
    return "".join(traceback.format_exception(error))
