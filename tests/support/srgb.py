"""A colour of any space as sRGB shows it: plain arithmetic, independent of what makes pictures.

Chromaticities → XYZ → adapted to D65 by Bradford → linear sRGB → clipped → the curve of sRGB.
The matrices are those published in CSS Color 4, section 18, and Lindbloom's for Bradford.
"""

from collections.abc import Callable, Sequence
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Vector = Sequence[float]
Matrix = Sequence[Vector]
Colour = tuple[float, ...]

XYZ_TO_SRGB = (
    (3.2409699, -1.5373832, -0.4986108),
    (-0.9692436, 1.8759675, 0.0415551),
    (0.0556301, -0.2039770, 1.0569715),
)

# Linear RGB → XYZ. Those of ProPhoto are under D50, the others under D65.
SRGB = (
    (0.4123908, 0.3575843, 0.1804808),
    (0.2126390, 0.7151687, 0.0721923),
    (0.0193308, 0.1191948, 0.9505322),
)
P3 = (
    (0.4865709, 0.2656677, 0.1982173),
    (0.2289746, 0.6917385, 0.0792869),
    (0.0, 0.0451134, 1.0439444),
)
ADOBE = (
    (0.5766690, 0.1855582, 0.1882286),
    (0.2973450, 0.6273636, 0.0752915),
    (0.0270314, 0.0706889, 0.9913375),
)
REC_2020 = (
    (0.6369580, 0.1446169, 0.1688810),
    (0.2627002, 0.6779981, 0.0593017),
    (0.0, 0.0280727, 1.0609851),
)
PROPHOTO = (
    (0.7977605, 0.1351858, 0.0313493),
    (0.2880711, 0.7118432, 0.0000857),
    (0.0, 0.0, 0.8251046),
)

D50_TO_D65 = (
    (0.9554734, -0.0230985, 0.0632593),
    (-0.0283697, 1.0099955, 0.0210414),
    (0.0123140, -0.0205077, 1.3303659),
)


def times(matrix: Matrix, vector: Vector) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def light(value: float) -> float:
    """What a value of sRGB, 0 to 255, shines."""
    v = value / 255
    return float(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4)


def value(shine: float) -> float:
    """The value of sRGB, 0 to 255, that shines so; what cannot be shown is clipped."""
    shine = min(max(shine, 0.0), 1.0)
    return 255 * (12.92 * shine if shine <= 0.0031308 else 1.055 * shine ** (1 / 2.4) - 0.055)


def gamma(exponent: float) -> Callable[[float], float]:
    """The curve of values, 0 to 255, that is a power."""
    return lambda v: float((v / 255) ** exponent)


def shown(colour: Vector, space: Matrix, curve: Callable[[float], float] = light) -> Colour:
    """A colour in `space`, 0 to 255, as an sRGB screen shows it."""
    xyz = times(space, [curve(v) for v in colour])
    if space is PROPHOTO:
        xyz = times(D50_TO_D65, xyz)
    return tuple(map(value, times(XYZ_TO_SRGB, xyz)))


def lab(colour: Vector) -> Colour:
    """CIE Lab, under D65, of a colour of sRGB, 0 to 255."""
    xyz = times(SRGB, [light(v) for v in colour])
    x, y, z = (
        v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116
        for v in (n / white for n, white in zip(xyz, (0.9504559, 1.0, 1.0890578), strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Vector, other: Vector) -> float:
    """How different two colours of sRGB look: 1 is what trained eyes may tell side by side."""
    return ciede2000(lab(one), lab(other))


def ciede2000(one: Vector, other: Vector) -> float:
    """The difference of two colours in CIE Lab (Sharma, Wu and Dalal, 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = (degrees(atan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = 1.0 + sum(
        share * cos(radians(times_ * hue + shift))
        for share, times_, shift in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    )
    by_lightness = (l2 - l1) / (
        1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2)
    )
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    rotation = -2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    rotation *= sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)


def lab_shown(lightness: float, a: float, b: float) -> Colour:
    """CIE Lab under D50 as an sRGB screen shows it."""
    fy = (lightness + 16) / 116
    xyz = [
        white * (f**3 if f**3 > 216 / 24389 else (116 * f - 16) / (24389 / 27))
        for white, f in zip((0.9642, 1.0, 0.8249), (fy + a / 500, fy, fy - b / 200), strict=True)
    ]
    return tuple(map(value, times(XYZ_TO_SRGB, times(D50_TO_D65, xyz))))
