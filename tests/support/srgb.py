"""A colour of any space as sRGB shows it: plain arithmetic, independent of what makes pictures.

Chromaticities → XYZ → adapted to D65 by Bradford → linear sRGB → clipped → the curve of sRGB.
The matrices are those published in CSS Color 4, section 18, and Lindbloom's for Bradford.
"""

from collections.abc import Callable, Sequence

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


def lab_shown(lightness: float, a: float, b: float) -> Colour:
    """CIE Lab under D50 as an sRGB screen shows it."""
    fy = (lightness + 16) / 116
    xyz = [
        white * (f**3 if f**3 > 216 / 24389 else (116 * f - 16) / (24389 / 27))
        for white, f in zip((0.9642, 1.0, 0.8249), (fy + a / 500, fy, fy - b / 200), strict=True)
    ]
    return tuple(map(value, times(XYZ_TO_SRGB, times(D50_TO_D65, xyz))))
