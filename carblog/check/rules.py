"""Every rule, asked of what is published; a new one is a function more in the list."""

from collections.abc import Callable

import msgspec

from carblog.check.pictures import pictures
from carblog.check.rule import Checked
from carblog.flow.request import Request
from carblog.model.problem import Place, Problem
from carblog.run.failure import machine, shown
from carblog.run.outputs import Outputs

Rule = Callable[[Outputs], Checked]

RULES: tuple[Rule, ...] = (pictures,)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules found."""

    problems: tuple[Problem, ...] = ()
    looked_at: dict[str, int] = {}
    """What they are about → how many of it there are."""


def check(request: Request) -> Report:
    """Asks every rule; nothing is written, and no site is read."""
    folder = shown(request.output, request.root)
    with machine(request.output):
        if not request.output.is_dir():
            message = "there is no such folder, so nothing can be checked"
            hint = "build the site first: carblog build"
            return Report(problems=(Problem(Place(folder), "nothing-built", message, hint),))
        outputs = Outputs(request.output, folder)
        found = [rule(outputs) for rule in RULES]
    problems = (problem for each in found for problem in each.problems)
    if request.strict:
        problems = (msgspec.structs.replace(problem, severity="error") for problem in problems)
    return Report(problems=tuple(problems), looked_at={each.what: each.number for each in found})
