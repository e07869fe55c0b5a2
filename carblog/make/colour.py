"""Colours as they were meant: from the profile that a photo carries to sRGB, the web's own.

What comes out has no profile, and no profile means sRGB (CSS Color 4, 10.2).
"""

from functools import cache
from io import BytesIO

from PIL import Image, ImageCms, ImageMath

from carblog.make.profile import profile_of
from carblog.model.colours import Colours

_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""Colour space of a profile (ICC.1, 7.2.6) → the mode of the pixels that it speaks of."""


def in_srgb(image: Image.Image, meant: Colours) -> Image.Image:
    """The pixels of a loaded picture of any mode, as RGB or RGBA of 8 bits, and nothing else.

    RGBA only when something shows through: resizing and encoding three channels is faster.
    Pixels without a profile that can be used are taken for sRGB.
    """
    colour, alpha = _separated(image)
    profile = meant.profile
    if meant.space is not None:
        profile = profile_of(meant.space, grey=colour.mode in ("L", "I;16"))
    if profile:
        colour = _converted(colour, profile)
    colour = _of_eight_bits(colour).convert("RGB")
    if alpha is not None and alpha.getextrema() != (255, 255):
        colour.putalpha(alpha)
    colour.info = {}
    return colour


def _separated(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Colour as L, I;16, RGB or CMYK, and alpha where there is any."""
    if image.mode.startswith("I"):
        clear = image.info.get("transparency")
        return image, _all_but(image, clear) if isinstance(clear, int) else None
    if image.has_transparency_data:
        both = image.convert("RGBA")
        return both.convert("L" if image.mode == "LA" else "RGB"), both.getchannel("A")
    if image.mode in ("L", "RGB", "CMYK"):
        return image, None
    return image.convert("L" if image.mode == "1" else "RGB"), None


def _all_but(grey: Image.Image, clear: int) -> Image.Image:
    """Opaque but where 16 bits of grey have the one value that is clear: Pillow compares eight."""
    opaque: Image.Image = ImageMath.lambda_eval(
        lambda args: (args["grey"] != clear) * 255, grey=grey.convert("I")
    )
    return opaque.convert("L")


def _of_eight_bits(colour: Image.Image) -> Image.Image:
    """Pillow would clip 16 bits of grey, and leave all but the deepest shadows white."""
    if not colour.mode.startswith("I"):
        return colour
    return colour.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")


def _converted(colour: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = _MODES.get(source.profile.xcolor_space.strip(), "")
        if mode == "RGB" and colour.mode != "RGB":
            colour = _of_eight_bits(colour).convert("RGB")
        transform = ImageCms.buildTransform(
            source,
            _srgb(),
            colour.mode,
            "RGB",
            # Colours that both spaces have stay exactly; the others go to the nearest.
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        return ImageCms.applyTransform(colour, transform) or colour
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        # Reading has looked at header and tags, and warned; this is what it could not see.
        return colour


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
