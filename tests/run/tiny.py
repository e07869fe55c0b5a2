"""Tiny made-up sites, built and crawled without the rest of the flow."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from carblog.model.digest import digest_bytes
from carblog.model.output import Output
from carblog.run.disk import Disk
from carblog.run.manifest import MANIFEST
from carblog.run.publish import Publisher, Report
from carblog.run.remembered import Published
from tests.run.failing import CountedDisk

Files = Mapping[str, bytes]
"""Path in the output folder → bytes."""


def site(pages: Mapping[str, Iterable[str]], others: Iterable[str] = ()) -> dict[str, bytes]:
    """Files that refer to others: path → the site paths that it refers to."""
    files = {path: _referring(path, targets) for path, targets in pages.items()}
    return files | {path: path.encode() for path in others}


def _referring(path: str, targets: Iterable[str]) -> bytes:
    return "\n".join([f"this is {path}", *(f"→ {t}" for t in targets), ""]).encode()


BEFORE = site(
    {
        "index.html": ["/style.css", "/a/", "/b/", "/feed.xml", "/tags/v8/", "/a/front-1.webp"],
        "a/index.html": ["/style.css", "/", "/b/", "/a/front-1.webp", "/tags/v8/"],
        "b/index.html": ["/style.css", "/", "/a/", "/b/rear-1.webp", "/tags/v8/"],
        "tags/v8/index.html": ["/style.css", "/a/", "/b/", "/tags/v8/feed.xml"],
        "tags/v8/feed.xml": ["/tags/v8/", "/a/", "/b/", "/b/rear-1.webp"],
        "feed.xml": ["/", "/a/", "/b/", "/a/front-1.webp"],
        "sitemap.xml": ["/", "/a/", "/b/", "/tags/v8/"],
        "robots.txt": ["/sitemap.xml"],
        "style.css": ["/back-1.png"],
    },
    ["a/front-1.webp", "b/rear-1.webp", "back-1.png"],
)
"""Two stories with a picture each and a tag that has a feed."""

AFTER = site(
    {
        "index.html": ["/style.css", "/c/", "/a/", "/feed.xml", "/tags/ev/", "/a/front-2.webp"],
        "a/index.html": ["/style.css", "/", "/c/", "/a/front-2.webp", "/tags/ev/"],
        "c/index.html": ["/style.css", "/", "/a/", "/c/wheel-1.webp", "/tags/ev/", "/notes"],
        "tags/ev/index.html": ["/style.css", "/a/", "/c/", "/tags/ev/feed.xml"],
        "tags/ev/feed.xml": ["/tags/ev/", "/a/", "/c/", "/c/wheel-1.webp"],
        "feed.xml": ["/", "/c/", "/a/", "/c/wheel-1.webp"],
        "sitemap.xml": ["/sitemap-1.xml"],
        "sitemap-1.xml": ["/", "/a/", "/c/", "/tags/ev/"],
        "robots.txt": ["/sitemap.xml"],
        "style.css": ["/back-2.png"],
    },
    ["a/front-2.webp", "c/wheel-1.webp", "back-2.png", "notes"],
)
"""Of `BEFORE`, one story is gone with its picture and its tag; a new one is there with a new tag,
the style and a picture are others, and the sitemap has become an index."""


def build(folder: Path, files: Files, disk: Disk | None = None, cache: str = "cache") -> Report:
    """Publish `files` to `folder/public`. Nothing is remembered from earlier builds."""
    return rebuild(folder, files, {}, disk, cache)


def rebuild(
    folder: Path,
    files: Files,
    published: Mapping[str, Published],
    disk: Disk | None = None,
    cache: str = "cache",
) -> Report:
    """Publish `files` to `folder/public`, making only what is not `published` already.

    `cache` is the name of the cache folder in `folder`, or another path.
    """
    (folder / cache).mkdir(exist_ok=True)
    outputs = outputs_of(files)
    disk = disk or CountedDisk()
    with Publisher(folder / "public", folder / cache, published, disk) as publisher:
        standing = publisher.standing()
        for output in outputs:
            known = standing.get(output.path)
            if known is None or known.key != output.key:
                publisher.stage(output.path, files[output.path])
        return publisher.publish(outputs)


def outputs_of(files: Files) -> list[Output]:
    """An output for each file, whose key is the digest of the bytes."""
    keys = {path: digest_bytes(data) for path, data in sorted(files.items())}
    return [
        Output(path=path, source="content/x.md", parts={"bytes": key}, key=key)
        for path, key in keys.items()
    ]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in `folder/public`, the manifest included."""
    root = folder / "public"
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def published(folder: Path) -> dict[str, bytes]:
    """Every file in `folder/public` but the manifest."""
    return {path: data for path, data in tree(folder).items() if path != MANIFEST}


_GO_FIRST = (".html", ".xml", ".txt")


def broken(here: Files, before: Files, after: Files) -> list[str]:
    """References that lead nowhere, where a reader can come to while `before` becomes `after`.

    Readers start at the home page, and at every address that was there before, feeds and maps
    among them. Of pages that leave together one goes first, and feeds and maps before them: a link
    from one that leaves to another is let pass, its pictures are not.
    """
    starts = {path for path in here if path in before or path == "index.html"}
    wrong: list[str] = []
    seen: set[str] = set()
    while starts:
        path = starts.pop()
        seen.add(path)
        for target in _references(here[path]):
            are_leaving = path not in after and target not in after
            if target in here:
                starts |= {target} - seen
            elif not (are_leaving and target.endswith(_GO_FIRST)):
                wrong.append(f"{path} → {target}")
    return sorted(wrong)


def _references(data: bytes) -> list[str]:
    found = re.findall(r"→ /(.*)", data.decode())
    return [f"{path}index.html" if path == "" or path.endswith("/") else path for path in found]
