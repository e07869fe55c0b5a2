"""Which files a photo becomes: pure arithmetic, so every file is known before a pixel is read."""

from typing import Literal

import msgspec

from carblog.model.digest import digest

Format = Literal["webp", "jpeg", "png"]

ENCODING = "1"
"""Changes when `make/picture.py` would make other bytes from the same photo and recipe."""

NEAR = 1.15
"""A step within 15 % of the next is dropped: one more file that no screen would gain from."""


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """The pixels of a photo and where its files are published."""

    source: str
    """The picture file, relative to the site folder."""
    digest: str
    width: int
    height: int
    alpha: bool = False
    folder: str
    """The site path that its files are published under: `/galleries/electric-suv/`."""
    name: str
    """What its files' names begin with: `01-front`."""
    focus: tuple[float, float] | None = None
    """The point that crops keep, as fractions of width and height from the top left."""


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """One use of pictures that a theme makes, from `pictures:` in its `theme.yaml`."""

    name: str
    widths: tuple[int, ...]
    ratio: tuple[int, int] | None = None
    """Cropped to this width : height; uncropped when there is none."""
    formats: tuple[Format, ...] = ("webp", "jpeg")
    """Best first; the last is the fallback in `src`."""
    quality: dict[str, int] = {}
    sizes: str = "100vw"
    """The `sizes` attribute for where the theme shows it."""
    of: tuple[str, ...] = ()
    """The uses of a photo that this role is made for: `lead`, `body`, `gallery`, `portrait`,
    `poster`."""


class Rendition(msgspec.Struct, frozen=True, kw_only=True):
    """One published file of one photo."""

    path: str
    """Its site path, which carries the digest of all that decides its bytes."""
    width: int
    height: int
    format: Format
    quality: int
    crop: tuple[int, int, int, int] | None
    """Left, top, right, bottom in the upright original; the whole when there is none."""
    key: str
    """The digest of photo, recipe and encoder: equal keys, equal bytes."""


def crop_box(image: Image, ratio: tuple[int, int]) -> tuple[int, int, int, int]:
    """The largest box of `ratio` inside the image that has the focus as near its middle as can be.

    Without a focus it is the middle.
    """
    across, down = ratio
    width = min(image.width, round(image.height * across / down))
    height = min(image.height, round(image.width * down / across))
    x, y = image.focus or (0.5, 0.5)
    left = min(max(round(x * image.width - width / 2), 0), image.width - width)
    top = min(max(round(y * image.height - height / 2), 0), image.height - height)
    return left, top, left + width, top + height


def steps(widths: tuple[int, ...], available: int) -> tuple[int, ...]:
    """The widths to make, rising: never wider than the source, none too near the next."""
    wanted = sorted({min(width, available) for width in widths})
    return tuple(
        width
        for index, width in enumerate(wanted)
        if index + 1 == len(wanted) or width * NEAR < wanted[index + 1]
    )


def renditions(image: Image, role: Role) -> tuple[Rendition, ...]:
    """Every file of `image` in `role`: formats in the role's order, widths rising."""
    crop = crop_box(image, role.ratio) if role.ratio else None
    left, top, right, bottom = crop or (0, 0, image.width, image.height)
    if (left, top, right, bottom) == (0, 0, image.width, image.height):
        crop = None
    made: list[Rendition] = []
    for wanted in role.formats:
        format_: Format = "png" if wanted == "jpeg" and image.alpha else wanted
        quality = role.quality.get(wanted, 80)
        for width in steps(role.widths, right - left):
            height = max(1, round(width * (bottom - top) / (right - left)))
            key = digest(ENCODING, image.digest, crop, width, height, format_, quality)
            suffix = "jpg" if format_ == "jpeg" else format_
            path = f"{image.folder}{image.name}-{width}-{key[:10]}.{suffix}"
            made.append(
                Rendition(
                    path=path,
                    width=width,
                    height=height,
                    format=format_,
                    quality=quality,
                    crop=crop,
                    key=key,
                )
            )
    return tuple(made)
