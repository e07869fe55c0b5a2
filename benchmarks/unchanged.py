"""What a build with nothing to do costs, with many articles and many photos."""

import statistics
import sys
import time

from benchmarks import again
from benchmarks.articles import carblog_site
from benchmarks.aside import put_aside
from benchmarks.generators import RUNS
from benchmarks.report import Table, said_of


def nothing_changed(articles: int, photos: int, rounds: int) -> str:
    """From nothing, and then again and again, in turn with a start that does nothing."""
    folder = RUNS / f"settled-{articles}-{photos}"
    put_aside(folder)
    carblog_site(folder, articles, photos)
    time.sleep(again.SETTLED)
    first = again.build(folder)
    time.sleep(again.SETTLED)
    starts, builds = [], []
    for _ in range(rounds):
        starts.append(again.start_up(folder))
        builds.append(again.build(folder).wall)
    print(f"nothing changed: {min(builds):.2f} to {max(builds):.2f} s", file=sys.stderr)
    table = Table("", "wall, s")
    table.row("from nothing", f"{first.wall:.1f}")
    table.row("nothing changed", f"{statistics.median(builds):.2f}")
    table.row("`carblog --version`", f"{statistics.median(starts):.2f}")
    about = (
        f"{articles:,} articles and {photos:,} photos of 64 pixels; median of {said_of(rounds)}."
    )
    return f"{about}\n\n{table}"
