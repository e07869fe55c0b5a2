"""How a picture file says that its colours are meant: a profile, numbers, or nothing at all.

Asked when a file is read, which warns of what cannot be used, and when it is made, which converts.
"""

import struct
import zlib
from typing import Any, NamedTuple

from PIL import ExifTags, Image

from carblog.model.containers import walk
from carblog.model.icc import MOST_BYTES, Pixels, flaw
from carblog.model.main_item import properties
from carblog.model.pillow import UNREADABLE, format_of

Primaries = tuple[float, float, float, float, float, float, float, float]
"""x and y (CIE 1931) of white, red, green and blue."""

D65 = (0.3127, 0.3290)

REC_709: Primaries = (*D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
"""Those of sRGB too."""

_PRIMARIES: dict[int, Primaries] = {
    5: (*D65, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06),
    6: (*D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    7: (*D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    9: (*D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    11: (0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    12: (*D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    22: (*D65, 0.630, 0.340, 0.295, 0.605, 0.155, 0.077),
}
"""ITU-T H.273, table 2. 1 is sRGB's and 2 is unspecified."""

_GAMMAS = {1: 0.0, 2: 0.0, 4: 2.2, 5: 2.8, 6: 0.0, 8: 1.0, 13: 0.0, 14: 0.0, 15: 0.0}
"""ITU-T H.273, table 3. The curves of video cameras (1, 6, 14, 15) are taken for sRGB's: who writes
them into stills means the screen that they were made on."""

_HDR = (16, 18)
"""PQ and HLG."""


class Space(NamedTuple):
    """A colour space of red, green and blue."""

    primaries: Primaries
    gamma: float
    """0: the curve of sRGB."""


ADOBE_RGB = Space((*D65, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06), 563 / 256)


class Colours(NamedTuple):
    """What was found; nothing means sRGB (CSS Color 4, 10.2)."""

    profile: bytes = b""
    """It can be used."""
    space: Space | None = None
    flaw: str = ""
    """Why what the file says is left out, to follow "its"."""
    hdr: bool = False
    """Its brightest is brighter than white, which no format that is published can say."""


def colours(data: bytes, image: Image.Image) -> Colours:
    """What a file says of its colours. `image` is the file, opened, and not yet decoded."""
    format_, pixels = format_of(data), _pixels(image.mode)
    if format_ == "PNG":
        return _in_png(data, pixels)
    profile = image.info.get("icc_profile")
    if profile:
        return _through(bytes(profile), pixels)
    if "icc_profile" in image.info:  # there, and not to be put together from its segments
        return Colours(flaw="colour profile is damaged")
    if format_ in ("AVIF", "HEIC"):
        return _in_boxes(data)
    return Colours(space=ADOBE_RGB) if _is_optional_dcf(image) else Colours()


def _is_optional_dcf(image: Image.Image) -> bool:
    """Whether a camera that was set to Adobe RGB says so by EXIF alone (Exif 3.0, 4.6.7: R03)."""
    try:
        interoperability = Image.Image.getexif(image).get_ifd(ExifTags.IFD.Interop)
    except UNREADABLE:
        return False
    return str(interoperability.get(ExifTags.Interop.InteropIndex)).startswith("R03")


def _pixels(mode: str) -> Pixels:
    if mode == "CMYK":
        return "CMYK"
    return "grey" if mode in ("1", "L", "LA") or mode.startswith("I") else "RGB"


def _through(profile: bytes, pixels: Pixels) -> Colours:
    found = flaw(profile, pixels)
    return Colours(flaw=f"colour profile {found}") if found else Colours(profile=profile)


def _in_png(data: bytes, pixels: Pixels) -> Colours:
    """The first of four that is there (PNG 3, 4.3: cICP, iCCP, sRGB, gAMA and cHRM)."""
    chunks: dict[str, bytes] = {}
    for block in walk(data, "PNG"):
        if block.kind == "pixels":
            break
        chunks.setdefault(block.name, data[slice(*block.payload)])
    if len(numbers := chunks.get("cICP", b"")) == 4:
        return _coded(numbers[0], numbers[1])
    if "iCCP" in chunks:
        profile = _unpacked(chunks["iCCP"])
        return _through(profile, pixels) if profile else Colours(flaw="colour profile is damaged")
    return Colours() if "sRGB" in chunks else _by_gamma(chunks)


def _unpacked(packed: bytes) -> bytes:
    """A compressed profile, or as much of it as is no profile any more; empty when damaged."""
    try:
        return zlib.decompressobj().decompress(packed, MOST_BYTES + 1)
    except zlib.error:
        return b""


def _by_gamma(chunks: dict[str, bytes]) -> Colours:
    """What browsers do: gAMA is for sRGB's primaries unless cHRM says others (PNG 3, 11.3.2)."""
    gamma, primaries = chunks.get("gAMA", b""), chunks.get("cHRM", b"")
    exponent = int.from_bytes(gamma) / 100_000 if len(gamma) == 4 else 0.0
    if not 0.05 <= exponent <= 5 and gamma:
        return Colours(flaw="gamma (gAMA) makes no sense")
    space = REC_709
    if len(primaries) == 32:
        said: Any = tuple(n / 100_000 for n in struct.unpack(">8I", primaries))
        if not _is_triangle(said):
            return Colours(flaw="primaries (cHRM) make no sense")
        space = said
    if _is_near(space, REC_709):
        space = REC_709
        if abs(exponent - 1 / 2.2) < 0.01:  # how sRGB is written for decoders without curves
            exponent = 0.0
    return _space(space, 1 / exponent if exponent else 0.0)


def _is_triangle(primaries: Primaries) -> bool:
    """Whether three primaries span any colours, with their white inside."""
    wx, wy, rx, ry, gx, gy, bx, by = primaries
    whole = (gx - rx) * (by - ry) - (bx - rx) * (gy - ry)
    parts = (
        (gx - wx) * (by - wy) - (bx - wx) * (gy - wy),
        (bx - wx) * (ry - wy) - (rx - wx) * (by - wy),
        (rx - wx) * (gy - wy) - (gx - wx) * (ry - wy),
    )
    inside = abs(whole) > 0.01 and all(part * whole > 0 for part in parts)
    return inside and min(wy, ry, gy, by) > 0 and max(primaries) <= 1


def _is_near(one: Primaries, other: Primaries) -> bool:
    return all(abs(a - b) < 0.002 for a, b in zip(one, other, strict=True))


def _in_boxes(data: bytes) -> Colours:
    """The numbers of an AVIF or HEIC (ISO/IEC 14496-12, 12.1.5: colour information, `nclx`)."""
    for type_, body in properties(data):
        if type_ == "colr" and body[:4] == b"nclx" and len(body) >= 8:
            primaries, curve = struct.unpack(">2H", body[4:8])
            return _coded(primaries, curve)
    return Colours()


def _coded(primaries: int, curve: int) -> Colours:
    """A colour space by its code points (ITU-T H.273)."""
    if curve in _HDR:
        return Colours(hdr=True)
    if curve not in _GAMMAS or primaries not in {1, 2, *_PRIMARIES}:
        return Colours(flaw=f"colour space, number {primaries}/{curve}, is not known")
    return _space(_PRIMARIES.get(primaries, REC_709), _GAMMAS[curve])


def _space(primaries: Primaries, gamma: float) -> Colours:
    if primaries == REC_709 and not gamma:
        return Colours()
    return Colours(space=Space(primaries, gamma))
