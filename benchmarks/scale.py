"""What growing costs: memory of a large site, and the price of an article in ever larger ones."""

import math
import sys
import time
from collections.abc import Callable
from subprocess import CalledProcessError, TimeoutExpired

from benchmarks import generators
from benchmarks.again import SETTLED
from benchmarks.articles import article
from benchmarks.aside import put_aside
from benchmarks.builds import EDITS
from benchmarks.chart import chart
from benchmarks.clock import Timed, timed
from benchmarks.generators import Generator
from benchmarks.report import DOCUMENT, Table

CHART = DOCUMENT.parent / "images" / "cost.svg"

PATIENCE = 150.0
"""Seconds: a peer is not asked for a size that it is expected to need longer for, and is ended
when it does."""


def memory(count: int, without: tuple[str, ...]) -> str:
    """Of a build from nothing: of all processes, shared pages divided among who shares them."""
    table = Table("", "version", "MB, all processes", "MB, the largest")
    notes: list[str] = []
    for each in generators.everyone((*without, *generators.VARIANTS)):
        took = _cold(each, count, notes, share=True)
        if took:
            table.row(each.name, each.peer.version, f"{took.together:.0f}", f"{took.memory:.0f}")
    about = f"{count:,} articles from nothing, looked at ten times a second."
    return "\n\n".join([about, str(table), *notes])


def curve(sizes: list[int], without: tuple[str, ...]) -> tuple[str, str]:
    """The table of milliseconds an article, and the chart of it."""
    found: dict[str, dict[int, float]] = {}
    notes: list[str] = []
    little = Table("carblog, seconds for", "nothing changed", *(edit.name for edit in EDITS))

    def go_on(each: Generator, count: int) -> None:
        if each.name == "carblog":
            little.row(f"{count:,} articles", *(f"{took:.2f}" for took in _little(each, count)))

    for each in generators.everyone((*without, *generators.VARIANTS)):
        costs = _of_sizes(each, sizes, notes, go_on)
        if costs:
            found[each.name] = costs
    table = Table("", *(f"{size:,}" for size in sizes), "dearest / cheapest")
    for name, costs in found.items():
        cells = (f"{costs[size]:.2f}" if size in costs else "" for size in sizes)
        table.row(name, *cells, f"{max(costs.values()) / min(costs.values()):.2f}")
    about = "Milliseconds an article, from nothing; one run of each."
    lines = {name: list(costs.items()) for name, costs in found.items()}
    drawn = chart("What an article costs", "articles", "ms an article", lines)
    then = "Built again, with little to do; one run of each."
    return "\n\n".join([about, str(table), *notes, then, str(little)]), drawn


def _little(each: Generator, count: int) -> list[float]:
    """Seconds of builds after one from nothing: of nothing new, and of each of the edits."""
    folder = each.folder(count)
    time.sleep(SETTLED)
    timed(each.command, folder)  # it finds times that were too young to count
    took = [timed(each.command, folder).wall]
    for edit in EDITS:
        each.write(folder, edit.changed(article(edit.number(count)), "measured again"))
        took.append(timed(each.command, folder).wall)
    return took


Then = Callable[[Generator, int], None]
"""What is done with a site that was built, before it goes."""


def _nothing(_each: Generator, _count: int) -> None:
    pass


def _of_sizes(each: Generator, sizes: list[int], notes: list[str], then: Then) -> dict[int, float]:
    """Size → milliseconds an article, as far as patience goes. Ours has no such end."""
    costs: dict[int, float] = {}
    for size in sizes:
        seconds = expected(costs, size)
        if each.name != "carblog" and seconds > PATIENCE:
            notes.append(
                f"{each.name} was not asked for {size:,} articles: {seconds:.0f} s, by how it grew."
            )
            break
        took = _cold(each, size, notes, then=then)
        if took is None:
            break
        costs[size] = took.wall / size * 1000
    return costs


def expected(costs: dict[int, float], size: int) -> float:
    """Seconds for a size, if the cost of an article (ms, by size) goes on growing as it last did;
    it is never taken to fall."""
    if not costs:
        return 0.0
    *before, last = sorted(costs)
    growth = 0.0
    if before:
        growth = math.log(costs[last] / costs[before[-1]]) / math.log(last / before[-1])
    return costs[last] * math.pow(size / last, max(growth, 0.0)) * size / 1000


def _cold(
    each: Generator, count: int, notes: list[str], *, share: bool = False, then: Then = _nothing
) -> Timed | None:
    """A build from nothing, of which nothing stays; none, and a note, when there cannot be one."""
    if not each.peer.command:
        notes.append(f"{each.name} was not there: {each.peer.reason}.")
        return None
    folder = each.make(count)
    try:
        patience = None if each.name == "carblog" else PATIENCE
        took = timed(each.command, folder, share=share, patience=patience)
        then(each, count)
    except CalledProcessError as failed:
        print(f"{each.name}: {failed.output}", file=sys.stderr)
        notes.append(f"{each.name} failed with {count:,} articles.")
        return None
    except TimeoutExpired:
        notes.append(f"{each.name} was ended after {PATIENCE:.0f} s with {count:,} articles.")
        return None
    finally:
        put_aside(folder)
    print(
        f"{count:,} articles: {each.name}: {took.wall:.1f} s, {took.together:.0f} MB",
        file=sys.stderr,
    )
    return took
