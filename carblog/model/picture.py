"""Which files a photo becomes: pure arithmetic, so every file is known before a pixel is read."""

from functools import lru_cache
from typing import Literal

import msgspec

from carblog.model.digest import digest

Format = Literal["webp", "jpeg", "png"]

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""

RECIPE = 1
"""Changes when `make/picture.py` would make other bytes from the same photo and rendition."""

LONGEST_SIDE = 16_383
"""WebP has 14 bits for a side: what is taller is made narrower."""

_REMEMBERED = 32_768
"""Pairs of image and role whose files are remembered, because the plan, feeds and structured data
ask again and again: 1,000 stories with 500 galleries of ten are 25,000. They hold no memory of
their own, for the outputs hold the same values."""

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
    encoder: str = ""
    """What writes its files, with versions: others write other bytes of the same pixels."""

    def __hash__(self) -> int:
        """Of what can be hashed, and seldom is the same for two roles."""
        return hash((self.name, self.widths, self.ratio, self.formats, self.encoder))


class Rendition(msgspec.Struct, frozen=True, kw_only=True):
    """One published file of one photo."""

    path: str
    """Its site path, which carries the digest of all that decides its bytes."""
    width: int
    height: int
    format: Format
    quality: int
    crop: Box | None
    """In the upright original; the whole when there is none."""
    key: str
    """The digest of photo, recipe and encoder: equal keys, equal bytes."""


def crop_box(image: Image, ratio: tuple[int, int]) -> Box:
    """The largest box of `ratio` inside the image that has the focus as near its middle as can be.

    Without a focus it is the middle.
    """
    across, down = ratio
    width = max(1, min(image.width, round(image.height * across / down)))
    height = max(1, min(image.height, round(image.width * down / across)))
    x, y = image.focus or (0.5, 0.5)
    left = min(max(round(x * image.width - width / 2), 0), image.width - width)
    top = min(max(round(y * image.height - height / 2), 0), image.height - height)
    return left, top, left + width, top + height


def steps(widths: tuple[int, ...], available: int) -> tuple[int, ...]:
    """The widths to make, rising: never wider than the source, none too near the next.

    A source narrower than the widest gives its own width as the last.
    """
    kept: list[int] = []
    for width in sorted({min(width, available) for width in widths}, reverse=True):
        if not kept or width * NEAR < kept[-1]:
            kept.append(width)
    return tuple(reversed(kept))


@lru_cache(maxsize=_REMEMBERED)
def sizes(image: Image, role: Role) -> tuple[Box | None, tuple[tuple[int, int], ...]]:
    """What `role` cuts out, None for the whole image, and the sizes it is made in, rising."""
    whole = (0, 0, image.width, image.height)
    crop = crop_box(image, role.ratio) if role.ratio else whole
    left, top, right, bottom = crop
    across, down = right - left, bottom - top
    available = max(1, min(across, across * LONGEST_SIDE // down))
    return None if crop == whole else crop, tuple(
        (width, min(LONGEST_SIDE, max(1, round(width * down / across))))
        for width in steps(role.widths, available)
    )


@lru_cache(maxsize=_REMEMBERED)
def renditions(image: Image, role: Role) -> tuple[Rendition, ...]:
    """Every file of `image` in `role`: formats in the role's order, widths rising."""
    crop, wanted = sizes(image, role)
    return tuple(
        _rendition(image, role, format_, crop, width, height)
        for format_ in role.formats
        for width, height in wanted
    )


def fallbacks(image: Image, role: Role) -> tuple[Rendition, ...]:
    """Of `renditions` those in the fallback format, which every reader of pictures can show."""
    return renditions(image, role)[-len(sizes(image, role)[1]) :]


def _rendition(
    image: Image,
    role: Role,
    wanted: Format,
    crop: Box | None,
    width: int,
    height: int,
) -> Rendition:
    format_: Format = "png" if wanted == "jpeg" and image.alpha else wanted
    quality = role.quality.get(wanted, 80)
    key = digest(RECIPE, role.encoder, image.digest, crop, width, height, format_, quality)
    suffix = "jpg" if format_ == "jpeg" else format_
    return Rendition(
        path=f"{image.folder}{image.name}-{width}-{key[:10]}.{suffix}",
        width=width,
        height=height,
        format=format_,
        quality=quality,
        crop=crop,
        key=key,
    )
