"""Colours as they were meant: from the profile that a photo carries to sRGB, the web's own.

What comes out has no profile, and no profile means sRGB (CSS Color 4, 10.2).
"""

from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""Colour space of a profile (ICC.1, 7.2.6) → the mode of the pixels that it speaks of."""


def in_srgb(image: Image.Image) -> Image.Image:
    """The pixels of a loaded picture of any mode, as RGB or RGBA of 8 bits, and nothing else.

    A profile that is broken, or of another kind than the pixels, counts as none; pixels without a
    profile are taken for sRGB.
    """
    profile = image.info.get("icc_profile")
    colour, alpha = _separated(image)
    if isinstance(profile, bytes):
        colour = _converted(colour, profile)
    colour = colour.convert("RGB")
    if alpha is not None:
        colour.putalpha(alpha)
    colour.info = {}
    return colour


def _separated(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Colour as L, RGB or CMYK, and alpha where there is any."""
    if image.mode.startswith("I"):
        # 16 bits of grey. Pillow would clip them, and leave all but the deepest shadows white.
        return image.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L"), None
    if image.has_transparency_data:
        both = image.convert("RGBA")
        return both.convert("L" if image.mode == "LA" else "RGB"), both.getchannel("A")
    if image.mode in ("L", "RGB", "CMYK"):
        return image, None
    return image.convert("L" if image.mode == "1" else "RGB"), None


def _converted(colour: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = _MODES.get(source.profile.xcolor_space.strip(), "")
        if mode == "RGB" and colour.mode == "L":
            colour = colour.convert("RGB")
        if mode != colour.mode:
            return colour
        transform = ImageCms.buildTransform(
            source,
            _srgb(),
            mode,
            "RGB",
            # Colours that both spaces have stay exactly; the others go to the nearest.
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        return ImageCms.applyTransform(colour, transform) or colour
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return colour


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
