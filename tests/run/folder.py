"""A small site folder, and scans of it."""

from contextlib import closing
from pathlib import Path

from carblog.run.scan import Scan, scan
from carblog.run.store import Store

LATER = 2**62
"""A clock by which every file was settled long ago."""


def site_folder(tmp_path: Path) -> Path:
    """One article and one photo."""
    for path in ("content/news/x.md", "galleries/m3/1.jpg"):
        put(tmp_path / path, path)
    return tmp_path


def put(path: Path, text: str = "") -> Path:
    """Write a file, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def scanned(root: Path, store: Store | None = None, clock: int = LATER) -> Scan:
    """A scan of `root` with a store that knows nothing, at a moment when all files are old."""
    with closing(Store(root / ".carblog", "")) as empty:
        return scan(root, store or empty, root / "public", lambda: clock)
