"""What stands in for a picture until it has come: its colour, and a tiny preview to be blurred."""

from collections import Counter

from PIL import Image

from carblog.make.encode import encoded
from carblog.make.sizes import Halves
from carblog.model.picture import Look, LookWish, crop_size

ACROSS = 20
"""Pixels of a preview's width."""

HIGHEST = 30
"""The most pixels of its height: tall pictures are made narrower."""

BYTES = 250
"""The most bytes of a preview: it stands in the page, a third longer."""

QUALITY = 45

SAMPLED = 48
"""Pixels of the longer side of the copy whose colours are counted."""


def look(photo: Halves, wish: LookWish) -> Look:
    size = crop_size(photo.original, wish.crop.ratio) if wish.crop else photo.original
    colour = dominant(photo.sized(wish.crop, _within(size, (SAMPLED, SAMPLED))))
    if wish.placeholder != "blur":
        return Look(colour=colour)
    tiny = photo.sized(wish.crop, _within(size, (ACROSS, HIGHEST)))
    return Look(colour=colour, preview=encoded(tiny, "webp", QUALITY, BYTES))


def _within(size: tuple[int, int], most: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, most[0] / size[0], most[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def dominant(picture: Image.Image) -> str:
    """The colour that a small picture has most of: `#2f3a44`.

    The mean of all would be mud. Colours are counted in 512 boxes, strong ones double; of the
    fullest box it is the mean.
    """
    weights: Counter[tuple[int, int, int]] = Counter()
    sums: dict[tuple[int, int, int], tuple[int, int, int, int]] = {}
    pixels = picture.convert("RGB").tobytes()
    for red, green, blue in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True):
        box = red >> 5, green >> 5, blue >> 5
        weights[box] += 255 + max(red, green, blue) - min(red, green, blue)
        count, *parts = sums.get(box, (0, 0, 0, 0))
        sums[box] = (count + 1, parts[0] + red, parts[1] + green, parts[2] + blue)
    fullest = max(weights, key=lambda box: (weights[box], box))
    count, *parts = sums[fullest]
    return "#" + "".join(f"{part // count:02x}" for part in parts)
