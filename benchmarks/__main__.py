"""`make bench`: carblog beside its peers, in tables and a chart of docs/benchmarks.md."""

import argparse
from collections.abc import Callable, Sequence

from benchmarks import builds, saving, scale, unchanged
from benchmarks.aside import delete_all
from benchmarks.generators import NAMES
from benchmarks.report import machine, write

PARTS = ("cold", "edited", "unchanged", "memory", "curve", "serve")

ARTICLES = {"cold": 5_000, "unchanged": 10_000, "memory": 10_000, "serve": 10_000}
"""What the parts are measured with where nobody says otherwise; `edited` goes with `cold`."""

SIZES = (1_000, 5_000, 20_000, 50_000)
"""Of the curve; 100,000 articles are asked for with `--sizes`."""

SAVES = 40


def options() -> argparse.ArgumentParser:
    """What can be asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--leave-out", nargs="*", choices=PARTS, default=())
    parser.add_argument("--without", nargs="*", choices=NAMES, default=(), help="these peers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--saves", type=int, default=SAVES, help="of each kind, in the preview")
    parser.add_argument("--sizes", nargs="*", type=int, help="of the curve")
    parser.add_argument(
        "--articles", type=int, help="in all parts: a trial, which leaves the document as it is"
    )
    return parser


def main(said: Sequence[str] | None = None) -> None:
    """Runs what is wanted; each part is printed and written as soon as it is measured."""
    asked = options().parse_args(said)
    try:
        _measure(asked)
    finally:
        delete_all()


def _measure(asked: argparse.Namespace) -> None:
    parts = {part for part in asked.parts if part not in asked.leave_out}
    without = tuple(asked.without)

    def articles(part: str) -> int:
        return int(asked.articles or ARTICLES[part])

    def done(part: str, text: str) -> None:
        text = f"{text}\n\n{machine()}"
        print(f"\n## {part}\n\n{text}\n", flush=True)
        if not asked.articles:
            write(part, text)

    if parts & {"cold", "edited"}:
        for part, text in builds.main(parts, articles("cold"), asked.rounds, without).items():
            done(part, text)
    count = articles("unchanged")
    single: dict[str, Callable[[], str]] = {
        "unchanged": lambda: unchanged.nothing_changed(count, count, asked.rounds),
        "memory": lambda: scale.memory(articles("memory"), without),
        "serve": lambda: saving.main(articles("serve"), asked.saves, without),
    }
    for part, measure in single.items():
        if part in parts:
            done(part, measure())
    if "curve" in parts:
        few = [asked.articles, asked.articles * 2] if asked.articles else list(SIZES)
        text, drawn = scale.curve(asked.sizes or few, without)
        done("curve", text)
        if not asked.articles:
            scale.CHART.write_text(drawn)


if __name__ == "__main__":
    main()
