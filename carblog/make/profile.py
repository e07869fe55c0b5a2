"""The colour profile of a space that a file names by numbers (ICC.1:2022; matrix and curves)."""

import struct
from collections.abc import Sequence
from functools import cache

from carblog.model.colours import Space

Vector = Sequence[float]
Matrix = Sequence[Vector]

_D50 = (0.9642, 1.0, 0.8249)

_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
"""XYZ → what the cones of the eye are taken to see (ICC.1:2022, annex E)."""

_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""g, a, b, c, d: (ax + b)^g from d on, cx below (IEC 61966-2-1)."""


@cache
def profile_of(space: Space, *, grey: bool) -> bytes:
    """The bytes of a profile for RGB pixels in `space`, or for grey ones with its curve."""
    curve = _curve(space.gamma)
    if grey:
        return _profile(b"GRAY", {b"wtpt": _xyz(_D50), b"kTRC": curve})
    tags = {b"wtpt": _xyz(_D50)}
    columns = zip(*_to_d50(space), strict=True)
    for letter, column in zip((b"r", b"g", b"b"), columns, strict=True):
        tags[letter + b"XYZ"] = _xyz(column)
        tags[letter + b"TRC"] = curve
    return _profile(b"RGB ", tags)


def _to_d50(space: Space) -> Matrix:
    """Light of red, green and blue → XYZ, seen by eyes that take D50 for white."""
    wx, wy, *rest = space.primaries
    points = [_lifted(x, y) for x, y in zip(rest[::2], rest[1::2], strict=True)]
    primaries = tuple(zip(*points, strict=True))
    white = _lifted(wx, wy)
    amounts = _times(_inverse(primaries), white)
    cones = [a / b for a, b in zip(_times(_BRADFORD, _D50), _times(_BRADFORD, white), strict=True)]
    scaled = [[n * cone for n in row] for row, cone in zip(_BRADFORD, cones, strict=True)]
    adapted = _product(_inverse(_BRADFORD), scaled)
    return _product(
        adapted, [[n * a for n, a in zip(row, amounts, strict=True)] for row in primaries]
    )


def _lifted(x: float, y: float) -> Vector:
    """XYZ of a chromaticity, of luminance 1."""
    return (x / y, 1.0, (1 - x - y) / y)


def _times(matrix: Matrix, vector: Vector) -> Vector:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _product(one: Matrix, other: Matrix) -> Matrix:
    return tuple(zip(*(_times(one, column) for column in zip(*other, strict=True)), strict=True))


def _inverse(matrix: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return [
        [(e * i - f * h) / whole, (c * h - b * i) / whole, (b * f - c * e) / whole],
        [(f * g - d * i) / whole, (a * i - c * g) / whole, (c * d - a * f) / whole],
        [(d * h - e * g) / whole, (b * g - a * h) / whole, (a * e - b * d) / whole],
    ]


def _profile(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Header, table of tags and tags of a version 4.2 profile of a display."""
    at = 132 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, tag in tags.items():
        table += struct.pack(">4s2I", name, at + len(body), len(tag))
        body += tag
    head = struct.pack(
        ">I4s4s4s4s4s", at + len(body), bytes(4), b"\x04\x20\0\0", b"mntr", space, b"XYZ "
    )
    head = head.ljust(36, b"\0") + b"acsp"
    head = head.ljust(68, b"\0") + _fixed(_D50)
    return head.ljust(128, b"\0") + table + body


def _fixed(numbers: Vector) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _xyz(xyz: Vector) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(xyz)


def _curve(gamma: float) -> bytes:
    """A parametric curve: of type 0 for a gamma, of type 3 for sRGB's."""
    if gamma:
        return b"para\0\0\0\0" + struct.pack(">2H", 0, 0) + _fixed((gamma,))
    return b"para\0\0\0\0" + struct.pack(">2H", 3, 0) + _fixed(_SRGB_CURVE)
