"""The pixels of a photo: upright, in sRGB, and no larger than its files need."""

from PIL import Image

from carblog.make.colour import in_srgb
from carblog.model.colours import colours
from carblog.model.pillow import SIDEWAYS, opened, orientation, turned


def decoded(data: bytes, times: int) -> tuple[Image.Image, tuple[int, int]]:
    """The photo as RGB or RGBA, and the upright size of its original.

    A JPEG is decoded `times` smaller: 1, 2, 4 or 8.
    """
    with opened(data) as image:
        way_up, meant = orientation(image), colours(data, image)
        width, height = image.size
        size = (height, width) if way_up in SIDEWAYS else (width, height)
        image.draft(None, (max(1, width // times), max(1, height // times)))
        image.load()
        return turned(in_srgb(image, meant), way_up), size
