"""Which files a photo becomes: pure arithmetic, so every file is known before a pixel is read."""

from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from carblog.model.digest import digest

Format = Literal["avif", "webp", "jpeg", "png"]

Ratio = tuple[int, int]
"""Width : height."""

Focus = tuple[float, float]
"""The point that crops keep, as fractions of width and height from the top left."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""

Fractions = tuple[float, float, float, float]
"""Left, top, width, height, as fractions of the upright picture."""

Placeholder = Literal["none", "colour", "blur"]
"""What is seen until a picture has come: nothing, its colour, or a tiny blurred preview of it."""

SLOW: frozenset[Format] = frozenset({"avif"})
"""The formats that a build may put off (`--avif-budget`): pages then say only what is there."""

QUALITY: dict[Format, int] = {"avif": 68, "webp": 87, "jpeg": 80, "png": 100}
"""Where a role says none. The scales differ: these look alike (docs/benchmarks.md)."""

RECIPE = 5
"""Changes when `make/` would make other bytes from the same photo and rendition."""

LONGEST_SIDE = 16_383
"""WebP has 14 bits for a side: what is taller is made narrower."""

_REMEMBERED = 32_768
"""Pairs of image and role whose files are remembered, because the plan, feeds and structured data
ask again and again: 1,000 stories with 500 galleries of ten are 25,000. They hold no memory of
their own, for the outputs hold the same values."""

ROOM = 1.2
"""A JPEG is decoded at a half, quarter or eighth where that leaves this much over the widest size.

Decoding 4000 pixels at a half takes 46 ms instead of 75; 38 dB from the slow way at 2000 → 1600,
but 30 dB at 500 → 480, which eyes see.
"""

NEAR = 1.15
"""A step within 15 % of the next is dropped: one more file that no screen would gain from."""


class Rights(msgspec.Struct, frozen=True, kw_only=True):
    """What a published picture says of itself, and all that it says: the allow-list.

    The names are those of the IPTC Photo Metadata Standard.
    """

    creator: str = ""
    credit: str = ""
    """The credit line."""
    copyright: str = ""
    """The copyright notice."""
    licence: str = ""
    """URL of the licence: the web statement of rights."""
    licensor: str = ""
    """URL where a licence can be had."""
    source_type: str = ""
    """The last part of the IPTC digital source type: `digitalCapture`, `digitalArt`,
    `trainedAlgorithmicMedia`; empty when it is not known."""


class Crop(msgspec.Struct, frozen=True):
    """What is cut out of a picture, said without its pixels: the size of the result is known."""

    ratio: Ratio
    focus: Focus | None = None
    """None: where the picture itself says, found when it is decoded (`make/focus.py`)."""


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
    focus: Focus | None = None
    """None: it is found when the picture is decoded."""
    redact: tuple[Fractions, ...] = ()
    """What is made unrecognisable before any size is made: number plates, faces."""
    rights: Rights | None = None
    """What its files say of it, if anything."""
    pending: tuple[Format, ...] = ()
    """Formats that a later build will make: for now there are no such files."""


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """One use of pictures that a theme makes, from `pictures:` in its `theme.yaml`."""

    name: str
    widths: tuple[int, ...]
    """Pixels."""
    ratio: Ratio | None = None
    """Cropped to this width : height; uncropped when there is none."""
    formats: tuple[Format, ...] = ("avif", "jpeg")
    """Best first; the last is the fallback in `src`."""
    quality: dict[str, int] = {}
    """By format, from 1 to 100."""
    sizes: str = "100vw"
    """The `sizes` attribute for where the theme shows it."""
    of: tuple[str, ...] = ()
    """The uses of a photo that this role is made for: `lead`, `body`, `gallery`, `portrait`,
    `poster`, `frame`."""
    placeholder: Placeholder = "colour"
    """What is seen until the picture has come."""
    limit: int = 0
    """The most bytes that a file of it may have: the quality is lowered until it fits. 0: any."""
    encoder: str = ""
    """What writes its files, with versions: others write other bytes of the same pixels."""
    finest: tuple[tuple[Ratio | None, int], ...] = ()
    """Ratio and widest width of every role of the theme: a photo is decoded once for all of them,
    so they decide how finely. Empty: this role alone."""

    def __hash__(self) -> int:
        """Of what can be hashed, and seldom is the same for two roles."""
        return hash((self.name, self.widths, self.ratio, self.formats, self.encoder))


class Rendition(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One published file of one photo.

    Ten thousand photos have 80,000. They hold no cycles, and looking for some in them and in their
    outputs again and again took a sixth of planning: `gc=False`.
    """

    path: str
    """Its site path, which carries the digest of all that decides its bytes."""
    width: int
    height: int
    format: Format
    quality: int
    limit: int = 0
    """The most bytes that it may have; 0: any number."""
    crop: Crop | None
    """The whole when there is none."""
    redact: tuple[Fractions, ...] = ()
    shrink: int = 1
    """How many times smaller than its original the photo may be decoded: 1, 2, 4 or 8."""
    rights: Rights | None = None
    """What is written into the file beside its pixels."""
    key: str
    """The digest of all that decides its pixels, so not of `rights`: equal keys, equal pixels."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of a picture until it has come."""

    colour: str
    """Its dominant colour: `#2f3a44`."""
    preview: bytes = b""
    """A tiny WebP of it, to be enlarged and blurred; empty where only the colour is wanted."""


class LookWish(msgspec.Struct, frozen=True, kw_only=True):
    """A `Look` that is to be made of a photo, known before its pixels are."""

    crop: Crop | None
    redact: tuple[Fractions, ...] = ()
    shrink: int = 1
    """As a rendition has it."""
    placeholder: Placeholder
    key: str
    """The digest of photo, crop and recipe."""


def crop_box(size: tuple[int, int], ratio: Ratio, focus: Focus) -> Box:
    """The largest box of `ratio` inside `size` that has the focus as near its middle as can be."""
    full_width, full_height = size
    width, height = crop_size(size, ratio)
    left = min(max(round(focus[0] * full_width - width / 2), 0), full_width - width)
    top = min(max(round(focus[1] * full_height - height / 2), 0), full_height - height)
    return left, top, left + width, top + height


def crop_size(size: tuple[int, int], ratio: Ratio) -> tuple[int, int]:
    """Width and height of the largest box of `ratio` inside `size`."""
    (width, height), (across, down) = size, ratio
    return (
        max(1, min(width, round(height * across / down))),
        max(1, min(height, round(width * down / across))),
    )


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
def sizes(image: Image, role: Role) -> tuple[Crop | None, tuple[tuple[int, int], ...]]:
    """What `role` cuts out, None for the whole image, and the sizes it is made in, rising."""
    whole = (image.width, image.height)
    across, down = crop_size(whole, role.ratio) if role.ratio else whole
    crop = Crop(role.ratio, image.focus) if role.ratio and (across, down) != whole else None
    available = max(1, min(across, across * LONGEST_SIDE // down))
    return crop, tuple(
        (width, min(LONGEST_SIDE, max(1, round(width * down / across))))
        for width in steps(role.widths, available)
    )


@lru_cache(maxsize=_REMEMBERED)
def renditions(image: Image, role: Role) -> tuple[Rendition, ...]:
    """Every file of `image` in `role`: formats in the role's order, widths rising.

    Those that are left for a later build are not among them.
    """
    crop, wanted = sizes(image, role)
    times = shrink(image, role)
    formats = (_written(name, image, role) for name in role.formats if name not in image.pending)
    return tuple(
        _rendition(image, role, format_, Cut(crop, width, height, times))
        for format_ in dict.fromkeys(formats)
        for width, height in wanted
    )


def fallbacks(image: Image, role: Role) -> tuple[Rendition, ...]:
    """Of `renditions` those in the fallback format, which every reader of pictures can show."""
    return renditions(image, role)[-len(sizes(image, role)[1]) :]


def shrink(image: Image, role: Role) -> int:
    """How many times smaller than its original a photo may be decoded.

    It depends on the theme and never on the files that happen to be missing: so a file made alone
    has the bytes that it has when all are made.
    """
    finest = role.finest or ((role.ratio, max(role.widths)),)
    return _shrink((image.width, image.height), finest)


@lru_cache(maxsize=_REMEMBERED)
def _shrink(whole: tuple[int, int], finest: tuple[tuple[Ratio | None, int], ...]) -> int:
    scale = 0.0
    for ratio, widest in finest:
        across, _ = crop_size(whole, ratio) if ratio else whole
        scale = max(scale, min(1.0, widest / across))
    return next(times for times in (8, 4, 2, 1) if times == 1 or times * scale * ROOM <= 1)


def look_wish(image: Image, role: Role) -> LookWish | None:
    """What stands in for `image` in `role` until it has come, if anything does.

    Nothing stands in for a picture with transparent parts: it would show through them for ever
    where no script takes it away.
    """
    if role.placeholder == "none" or image.alpha:
        return None
    crop, _ = sizes(image, role)
    times = shrink(image, role)
    recipe = (RECIPE, role.encoder, crop, image.redact, times, role.placeholder)
    return LookWish(
        crop=crop,
        redact=image.redact,
        shrink=times,
        placeholder=role.placeholder,
        key=digest(image.digest, recipe),
    )


class Cut(NamedTuple):
    """The pixels of a rendition, before they are encoded."""

    crop: Crop | None
    width: int
    height: int
    shrink: int


def _written(format_: Format, image: Image, role: Role) -> Format:
    """PNG for a JPEG with transparent parts; but it knows no quality that could be lowered to keep
    a limit."""
    return "png" if format_ == "jpeg" and image.alpha and not role.limit else format_


def _rendition(image: Image, role: Role, format_: Format, cut: Cut) -> Rendition:
    quality = role.quality.get(format_, QUALITY[format_])
    recipe = (RECIPE, role.encoder, image.redact, cut, format_, quality, role.limit)
    key = digest(image.digest, recipe)
    name = digest(key, image.rights)[:10]
    suffix = "jpg" if format_ == "jpeg" else format_
    return Rendition(
        path=f"{image.folder}{image.name}-{cut.width}-{name}.{suffix}",
        width=cut.width,
        height=cut.height,
        format=format_,
        quality=quality,
        limit=role.limit,
        crop=cut.crop,
        redact=image.redact,
        shrink=cut.shrink,
        rights=image.rights,
        key=key,
    )
