"""Tables of figures, and their places in docs/benchmarks.md."""

import os
import platform
from pathlib import Path

DOCUMENT = Path(__file__).parent.parent / "docs" / "benchmarks.md"


class Table:
    """A Markdown table: text at the left, figures at the right."""

    def __init__(self, *titles: str) -> None:
        self._titles = titles
        self._rows: list[tuple[str, ...]] = []

    def row(self, *cells: str) -> None:
        """One more line; cells that are left out at its end are empty."""
        self._rows.append((*cells, *[""] * (len(self._titles) - len(cells))))

    def __str__(self) -> str:
        sides = ("---" if self._is_text(column) else "---:" for column in range(len(self._titles)))
        lines = [self._titles, tuple(sides), *self._rows]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)

    def _is_text(self, column: int) -> bool:
        return not all(row[column][:1].isdigit() or not row[column] for row in self._rows)


def said_of(rounds: int) -> str:
    """`3 rounds`."""
    return f"{rounds} round{'' if rounds == 1 else 's'}"


def times(ratio: float) -> str:
    """How much faster we are, with as many digits as are worth something."""
    return f"{ratio:.2f} × as fast" if ratio < 10 else f"{ratio:.0f} × as fast"


def machine() -> str:
    """What it was measured on, in a sentence."""
    cpu = _of_proc("/proc/cpuinfo", "model name")
    load = os.getloadavg()[0]
    return (
        f"Measured on {os.cpu_count()} cores of {cpu or platform.processor()}, "
        f"{platform.system()}, Python {platform.python_version()}; load before the end {load:.1f}."
    )


def write(name: str, text: str, into: Path = DOCUMENT) -> None:
    """Puts `text` between the marks `<!-- name -->` and `<!-- /name -->` of a document."""
    document = into.read_text()
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, found, rest = document.partition(begin)
    if not found or end not in rest:
        raise LookupError(f"{into.name} has no place for {name}")
    after = rest[rest.index(end) :]
    into.write_text(f"{before}{begin}{text}\n{after}")


def _of_proc(path: str, field: str) -> str:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    found = (line.partition(":")[2].strip() for line in lines if line.startswith(field))
    return next(found, "")
