"""Small pictures for tests: any format, mode, orientation and profile, with corners that differ."""

from io import BytesIO
from typing import Any

from PIL import Image

CORNERS = {"TL": (200, 40, 40), "TR": (40, 160, 40), "BL": (40, 40, 200), "BR": (200, 200, 40)}

SUFFIX = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif"}
SUFFIX |= {"AVIF": ".avif"}

LOSSLESS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 98, "subsampling": 0},
    "MPO": {"quality": 98, "subsampling": 0},
    "WEBP": {"lossless": True},
    "AVIF": {"quality": 98, "subsampling": "4:4:4"},
}


def four_corners(width: int = 64, height: int = 32) -> Image.Image:
    """Four plain quarters, so that what is where can be told after any turn."""
    image = Image.new("RGB", (width, height))
    for name, colour in CORNERS.items():
        left, top = width // 2 * (name[1] == "R"), height // 2 * (name[0] == "B")
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return image


def saved(image: Image.Image, format_: str, **options: Any) -> bytes:
    """The picture as a file of that format, as faithful as the format can."""
    file = BytesIO()
    if format_ == "MPO":
        options |= {"save_all": True, "append_images": [image.copy()]}
    image.save(file, format_, **LOSSLESS.get(format_, {}) | options)
    return file.getvalue()


def exif(**tags: Any) -> bytes:
    """An EXIF block: `exif(Orientation=6, ImageDescription="…")`."""
    block = Image.Exif()
    names = {"Orientation": 0x0112, "ImageDescription": 0x010E, "Artist": 0x013B, "Model": 0x0110}
    for name, value in tags.items():
        block[names[name]] = value
    return block.tobytes()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def corners(image: Image.Image) -> dict[str, tuple[int, ...]]:
    """The colour in the middle of each quarter."""
    rgb, (w, h) = image.convert("RGB"), image.size
    found: dict[str, tuple[int, ...]] = {}
    for name in CORNERS:
        at = (w * (3 if name[1] == "R" else 1) // 4, h * (3 if name[0] == "B" else 1) // 4)
        pixel = rgb.getpixel(at)
        assert isinstance(pixel, tuple)
        found[name] = tuple(int(v) for v in pixel)
    return found


def distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The largest difference of two colours in any channel."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
