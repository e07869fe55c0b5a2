"""A site for the hands: galleries to open, two pictures to compare, a car to turn."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support.blog import build_site
from tests.support.publication import Publication

ROLES = ("card", "hero", "thumb", "photo", "body", "frame")
SETTINGS = (
    "title: Lightroom\nbase_url: https://cars.example/blog/\nlanguage: en\npictures:\n"
    # One format is enough to look at, and the fastest to write.
    + "".join(f"  {role}: {{formats: [jpeg]}}\n" for role in ROLES)
)

COAST = ("harbour", "cliff", "beach", "pier", "dunes", "lighthouse", "cove", "headland")
"""Eight photos: more than a phone shows at once. The third is upright, the fifth a panorama."""
TOWN = ("bridge", "market", "tower")
FRAMES = 24
"""Of the turn: 15 degrees each."""

NOTES = {
    "coast": (
        "title: Along the coast\ncredit: Ida Tarn\ncopyright: © 2026 Ida Tarn\ndownload: true\n"
        "photos:\n"
        + "".join(
            f"  {number}-{name}.jpg:\n    caption: The car at the {name}\n    alt: A car, {name}\n"
            for number, name in enumerate(COAST, 1)
        )
        + "    kind: rendering\n"
    ),
    "town": "title: In town\ncaption: The car in town\ncredit: Nell Wren\n",
    "turn": "title: Round the car\nspin: true\n",
    "paint": (
        "title: A new coat\npairs:\n"
        "  - {before: 1-rust.jpg, after: 2-gloss.jpg, caption: Forty hours of work}\n"
    ),
}

STORY = """---
title: A day at the sea
date: 2026-05-01
gallery: coast
---

We drove.

![In town](../../galleries/town/)

![The tower](../../galleries/town/3-tower.jpg)

![Round the car](../../galleries/turn/)

![Forty hours](../../galleries/paint/1-rust.jpg "../../galleries/paint/2-gloss.jpg")
"""


def build_lightroom(folder: Path) -> Publication:
    """Write the site into `folder` and build it."""
    for name, data in _files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return build_site(folder)


def _files() -> Iterator[tuple[str, bytes]]:
    yield "site.yaml", SETTINGS.encode()
    yield "content/news/sea.md", STORY.encode()
    for name, notes in NOTES.items():
        yield f"galleries/{name}/gallery.yaml", notes.encode()
    for number, name in enumerate(COAST, 1):
        size = {3: (1400, 2100), 5: (2400, 900)}.get(number, (2400, 1600))
        yield f"galleries/coast/{number}-{name}.jpg", _photo(size, number * 40)
    for number, name in enumerate(TOWN, 1):
        yield f"galleries/town/{number}-{name}.jpg", _photo((1500, 1000), number * 70)
    for number in range(FRAMES):
        yield f"galleries/turn/{number:02}.jpg", _photo((900, 600), number * 15)
    yield "galleries/paint/1-rust.jpg", _photo((1500, 1000), 20)
    yield "galleries/paint/2-gloss.jpg", _photo((1500, 1000), 210)


def _photo(size: tuple[int, int], hue: int) -> bytes:
    """A picture of one hue that grows lighter to the right."""
    ramp = Image.linear_gradient("L").rotate(90).resize(size)
    picture = Image.merge("HSV", (Image.new("L", size, hue % 256), Image.new("L", size, 140), ramp))
    file = BytesIO()
    picture.convert("RGB").save(file, "JPEG")
    return file.getvalue()
