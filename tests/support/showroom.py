"""A site of galleries in every shape that photographers bring home, for a browser to look at."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.support.blog import build_site
from tests.support.publication import Publication
from tests.support.written import jpeg

SETTINGS = "title: Showroom\nbase_url: https://cars.example/blog/\n"

MIXED = (
    *((900, 600), (400, 600), (960, 540), (800, 600), (600, 600), (900, 600), (1600, 400)),
    *((400, 600), (900, 600), (540, 960), (900, 600), (480, 600), (1000, 425), (900, 600)),
)
GALLERIES: dict[str, Sequence[tuple[int, int]]] = {
    "mixed": MIXED,
    "one": ((900, 600),),
    "upright": ((400, 800),),
    "two": ((900, 600), (600, 900)),
    "three": ((900, 600),) * 3,
    "panorama": ((1600, 160), (400, 600), (2000, 200), (900, 600)),
    "turn": ((640, 360),) * 12,
    "many": ((90, 60), (60, 90), (60, 60), (160, 90)) * 50,
}
"""Name of a gallery → widths and heights of its photos."""

STORY = """---
title: A day at the bay
date: 2026-05-01
gallery: mixed
---

The field.

![The nose, by day and by night](../../galleries/three/000.jpg "../../galleries/three/001.jpg")

![All the way round](../../galleries/turn/)

![The two of them](../../galleries/two/)

![A detail](../../galleries/upright/000.jpg)
"""

WORDS = {
    "turn": "spin: true\n",
    "three": "pairs: [{before: 000.jpg, after: 002.jpg}]\ngroups: {The nose: [000.jpg, 001.jpg]}\n",
}
"""What galleries say beside their titles."""


def files() -> Mapping[str, str | bytes]:
    """Path → what is in it."""
    written: dict[str, str | bytes] = {"site.yaml": SETTINGS, "content/news/day.md": STORY}
    for name, shapes in GALLERIES.items():
        written[f"galleries/{name}/gallery.yaml"] = (
            f"title: The gallery {name}\ncaption: A car\n{WORDS.get(name, '')}"
        )
        for number, (width, height) in enumerate(shapes):
            colour = f"hsl({number * 47 % 360}, 40%, {30 + number % 40}%)"
            written[f"galleries/{name}/{number:03}.jpg"] = jpeg(width, height, colour)
    return written


def build_showroom(folder: Path) -> Publication:
    """Write the site into `folder` and build it."""
    for name, data in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return build_site(folder)
