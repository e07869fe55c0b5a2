"""What the next build costs: when nothing changed, and when one photo was added.

Part of `make bench-pictures`; `python -m benchmarks.again` runs it alone.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import corpus, peers
from benchmarks.clock import environment
from benchmarks.report import Table, machine, write

GALLERIES, IN_EACH = 100, 100
"""Of the site in which nothing changes: 10,000 photos."""

GALLERY = 200
"""Photos of the gallery that one is added to."""

ADDED_SIZE = (1000, 667)

SETTLED = 2.5
"""Seconds after which the time of a file counts: what changed a moment ago is read again."""

COUNTING = """
import sys
opened = set()
def note(event, arguments):
    if event == "open" and str(arguments[0]).endswith((".jpg", ".avif", ".webp")):
        opened.add(arguments[0])
sys.addaudithook(note)
from carblog.cli.main import main
try:
    main()
finally:
    print(len(opened), file=sys.stderr)
"""
"""carblog, and at the end the number of picture files that its main process opened."""


class Build(NamedTuple):
    """One run of carblog."""

    wall: float
    """Seconds."""
    made: dict[str, int]
    """What was made: `{"pages": 3, "pictures": 8}`."""
    opened: int | None = None
    """Picture files that were opened; None: nobody counted."""


def build(folder: Path, *, counted: bool = False) -> Build:
    """Builds the site in `folder` as people do, or with an eye on what is opened."""
    command = [sys.executable, "-c", COUNTING] if counted else list(peers.carblog())
    start = time.perf_counter()
    said, errors = _run([*command, "build", "-j", "2", "--format", "json"], folder)
    wall = time.perf_counter() - start
    return Build(wall, json.loads(said)["made"], int(errors.split()[-1]) if counted else None)


def start_up(folder: Path) -> float:
    """Seconds that it takes to start Python and the command line, and to do nothing."""
    start = time.perf_counter()
    _run([*peers.carblog(), "--version"], folder)
    return time.perf_counter() - start


def _run(command: list[str], folder: Path) -> tuple[str, str]:
    """What it prints and what it complains of; not by pipes, for the reason that `timed` gives."""
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as errors:
        done = subprocess.run(
            command, check=False, cwd=folder, stdout=said, stderr=errors, env=environment()
        )
        said.seek(0)
        errors.seek(0)
        if done.returncode:
            print(said.read(), errors.read(), file=sys.stderr)
            done.check_returncode()
        return said.read(), errors.read()


class Row(NamedTuple):
    """Of the table."""

    name: str
    wall: float
    beyond: float | None
    """Seconds without those of the start."""
    opened: int | None
    made: dict[str, int] | None


def nothing_changed(rounds: int) -> Iterator[Row]:
    """A site of 10,000 photos from nothing, and then built again and again."""
    folder = peers.HOME / "runs" / "many"
    _forget(folder)
    corpus.specks(folder / "galleries", GALLERIES, IN_EACH)
    (folder / "site.yaml").write_text("title: Many\n")
    time.sleep(SETTLED)
    name = f"{GALLERIES * IN_EACH:,} photos in {GALLERIES} galleries"
    first = build(folder)
    yield Row(f"{name}, from nothing", first.wall, None, None, first.made)
    time.sleep(SETTLED)
    # The first of these may find times that were too young to count.
    build(folder)
    starts, again = [], []
    for _ in range(rounds):
        starts.append(start_up(folder))
        again.append(build(folder).wall)
    counted = build(folder, counted=True)
    start, wall = statistics.median(starts), statistics.median(again)
    yield Row("`carblog --version`", start, None, None, None)
    yield Row(f"{name}, nothing changed", wall, wall - start, counted.opened, counted.made)


def one_added(rounds: int) -> Iterator[Row]:
    """A gallery of 200 photos from nothing, and then one photo more, and one more."""
    folder, gallery = peers.HOME / "runs" / "one-more", "galleries/bench"
    _forget(folder)
    photos = corpus.photos(peers.HOME / "photos-1000", GALLERY + rounds + 1, ADDED_SIZE)
    shutil.rmtree(folder / gallery, ignore_errors=True)
    (folder / gallery).mkdir(parents=True)
    for photo in photos[:GALLERY]:
        shutil.copy(photo, folder / gallery)
    (folder / "site.yaml").write_text("title: One more\n")
    time.sleep(SETTLED)
    first = build(folder)
    yield Row(f"a gallery of {GALLERY} photos, from nothing", first.wall, None, None, first.made)
    starts, again = [], []
    for photo in photos[GALLERY:-1]:
        shutil.copy(photo, folder / gallery)
        time.sleep(SETTLED)
        starts.append(start_up(folder))
        again.append(build(folder).wall)
    shutil.copy(photos[-1], folder / gallery)
    time.sleep(SETTLED)
    counted = build(folder, counted=True)
    wall, beyond = statistics.median(again), statistics.median(again) - statistics.median(starts)
    yield Row("one photo more", wall, beyond, counted.opened, counted.made)


def _forget(folder: Path) -> None:
    for name in ("public", ".carblog"):
        shutil.rmtree(folder / name, ignore_errors=True)


def table_of(rows: Iterator[Row]) -> Table:
    """One row a build."""
    table = Table("", "wall, s", "beyond start-up, s", "photos opened", "made")
    for row in rows:
        print(row, file=sys.stderr)
        table.row(
            row.name,
            f"{row.wall:.2f}",
            "" if row.beyond is None else f"{row.beyond:.2f}",
            "" if row.opened is None else str(row.opened),
            "" if row.made is None else _said(row.made),
        )
    return table


def _said(made: dict[str, int]) -> str:
    parts = (
        f"{number:,} {what.removesuffix('s') if number == 1 else what}"
        for what, number in made.items()
    )
    return ", ".join(parts) or "nothing"


def main(rounds: int, leave_out: list[str]) -> None:
    """Runs what is wanted, prints the table and writes it into the document."""
    rows: list[Row] = []
    if "again" not in leave_out:
        rows += nothing_changed(rounds)
    if "added" not in leave_out:
        rows += one_added(rounds)
    text = "\n\n".join([str(table_of(iter(rows))), machine()])
    print(text)
    write("again", text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--leave-out", nargs="*", default=[], choices=("again", "added"))
    arguments = parser.parse_args()
    main(arguments.rounds, arguments.leave_out)
