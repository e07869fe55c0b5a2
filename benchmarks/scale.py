"""What growing costs: memory of a large site, and the price of an article from 1,000 to 100,000."""

import shutil
import sys
from pathlib import Path
from subprocess import CalledProcessError

from benchmarks import generators
from benchmarks.chart import chart
from benchmarks.clock import Timed, timed
from benchmarks.generators import Generator
from benchmarks.report import DOCUMENT, Table

CHART = DOCUMENT.parent / "images" / "cost.svg"

PATIENCE = 150.0
"""Seconds that a peer may be expected to need for a size; larger ones are left out. Expected is
what the size before took, times the ratio of the sizes: kind to who grows faster than that."""


def memory(count: int, without: tuple[str, ...]) -> str:
    """Of a build from nothing: of all processes, shared pages divided among who shares them."""
    table = Table("", "version", "MB, all processes", "MB, the largest")
    notes: list[str] = []
    for each in generators.everyone((*without, "nikola", "pelican")):
        took = _cold(each, count, notes, share=True)
        if took:
            table.row(each.name, each.peer.version, f"{took.together:.0f}", f"{took.memory:.0f}")
    about = f"{count:,} articles from nothing, looked at ten times a second."
    return "\n\n".join([about, str(table), *notes])


def curve(sizes: list[int], without: tuple[str, ...]) -> tuple[str, str]:
    """The table of milliseconds an article, and the chart of it."""
    found: dict[str, dict[int, float]] = {}
    notes: list[str] = []
    for each in generators.everyone(without):
        costs = _of_sizes(each, sizes, notes)
        if costs:
            found[each.name] = costs
    table = Table("", *(f"{size:,}" for size in sizes), "dearest / cheapest")
    for name, costs in found.items():
        cells = (f"{costs[size]:.2f}" if size in costs else "" for size in sizes)
        table.row(name, *cells, f"{max(costs.values()) / min(costs.values()):.2f}")
    about = "Milliseconds an article, from nothing; one run of each."
    lines = {name: list(costs.items()) for name, costs in found.items()}
    drawn = chart("What an article costs", "articles", "ms an article", lines)
    return "\n\n".join([about, str(table), *notes]), drawn


def _of_sizes(each: Generator, sizes: list[int], notes: list[str]) -> dict[int, float]:
    """Size → milliseconds an article, as far as patience goes. Ours has no such end."""
    costs: dict[int, float] = {}
    for size in sizes:
        expected = max(costs.values(), default=0) * size / 1000
        if each.name != "carblog" and expected > PATIENCE:
            notes.append(f"{each.name}: {size:,} would take more than {PATIENCE:.0f} s.")
            break
        took = _cold(each, size, notes)
        if took is None:
            break
        costs[size] = took.wall / size * 1000
    return costs


def _cold(each: Generator, count: int, notes: list[str], *, share: bool = False) -> Timed | None:
    """A build from nothing, of which nothing stays; none, and a note, when there cannot be one."""
    if not each.peer.command:
        notes.append(f"{each.name} was not there: {each.peer.reason}.")
        return None
    folder = each.make(count)
    try:
        took = timed(each.command, folder, share=share)
    except CalledProcessError as failed:
        print(f"{each.name}: {failed.output}", file=sys.stderr)
        notes.append(f"{each.name} failed with {count:,} articles.")
        return None
    finally:
        _remove(folder)
    print(
        f"{count:,} articles: {each.name}: {took.wall:.1f} s, {took.together:.0f} MB",
        file=sys.stderr,
    )
    return took


def _remove(folder: Path) -> None:
    """100,000 articles are 200,000 files: too many to keep."""
    shutil.rmtree(folder, ignore_errors=True)
