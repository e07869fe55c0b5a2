"""Colour profiles made here, byte by byte, so that what they mean is known (ICC.1:2010)."""

import struct
from collections.abc import Callable, Sequence

D50 = (0.9642, 1.0, 0.8249)

SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""g, a, b, c, d of a parametric curve of type 3."""

# Columns of linear RGB → XYZ, adapted to D50 as profiles want them (Display P3; Adobe RGB 1998).
P3_COLUMNS = ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))
ADOBE_COLUMNS = (
    (0.60974, 0.31111, 0.01947),
    (0.20528, 0.62567, 0.06087),
    (0.14919, 0.06322, 0.74457),
)


SRGB_COLUMNS = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.71410),
)
PROPHOTO_COLUMNS = ((0.79767, 0.28804, 0.0), (0.13519, 0.71187, 0.0), (0.03134, 0.00009, 0.82491))


def srgb(version: int = 4) -> bytes:
    """Version 2 knows no formula, and says the curve by 1024 of its points."""
    if version == 4:
        return _rgb(SRGB_COLUMNS, _parametric(SRGB_CURVE))
    light = [
        v / 1023 / 12.92 if v < 41 else ((v / 1023 + 0.055) / 1.055) ** 2.4 for v in range(1024)
    ]
    table = struct.pack(">1024H", *(round(65535 * v) for v in light))
    return _rgb(SRGB_COLUMNS, b"curv" + bytes(4) + struct.pack(">I", 1024) + table, version)


def prophoto() -> bytes:
    return _rgb(PROPHOTO_COLUMNS, _gamma(1.8))


def lab() -> bytes:
    """For pixels that are Lab themselves, which no photo has."""
    return _profile(b"Lab ", b"Lab ", b"spac", {b"wtpt": _xyz(D50)})


def linked() -> bytes:
    """A way from one device to another: of no use alone."""
    return _profile(b"RGB ", b"RGB ", b"link", {b"A2B0": b"mft1" + bytes(2000)})


def display_p3() -> bytes:
    return _rgb(P3_COLUMNS, _parametric(SRGB_CURVE))


def adobe_rgb() -> bytes:
    return _rgb(ADOBE_COLUMNS, _gamma(563 / 256))


def grey(gamma: float) -> bytes:
    return _profile(b"GRAY", b"XYZ ", b"mntr", {b"wtpt": _xyz(D50), b"kTRC": _gamma(gamma)})


def cmyk(
    lab: Callable[[int, int, int, int], tuple[float, float, float]],
    paper: tuple[float, float, float] = D50,
) -> bytes:
    """A printer whose sixteen solid overprints are `lab(c, m, y, k)`, each ink 0 or 1.

    Lab is as seen on its `paper`, whose own colour is in XYZ.
    """
    corners = [
        lab(n >> 3 & 1, n >> 2 & 1, n >> 1 & 1, n & 1) for n in range(16)
    ]  # the last ink varies fastest
    table = bytes(
        v
        for light, a, b in corners
        for v in (round(light * 255 / 100), round(a + 128), round(b + 128))
    )
    straight = bytes(range(256))
    unit = struct.pack(">9i", *(65536 if n % 4 == 0 else 0 for n in range(9)))
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + unit + straight * 4 + table + straight * 3
    return _profile(b"CMYK", b"Lab ", b"prtr", {b"wtpt": _xyz(paper), b"A2B0": lut, b"A2B1": lut})


def _rgb(columns: Sequence[tuple[float, float, float]], curve: bytes, version: int = 4) -> bytes:
    tags = {b"wtpt": _xyz(D50)}
    for letter, column in zip(b"rgb", columns, strict=True):
        tags[bytes((letter,)) + b"XYZ"] = _xyz(column)
        tags[bytes((letter,)) + b"TRC"] = curve
    return _profile(b"RGB ", b"XYZ ", b"mntr", tags, version)


def _profile(
    space: bytes, pcs: bytes, class_: bytes, tags: dict[bytes, bytes], version: int = 4
) -> bytes:
    text = b"text" + bytes(4) + b"free\0"
    tags = {b"desc": _description(b"for tests"), b"cprt": text, **tags}
    at = 128 + 4 + 12 * len(tags)
    directory, body = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        directory += struct.pack(">4sII", name, at + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    head = struct.pack(
        ">I4sI4s4s4s12s4s4sI4s4s8sI12s4s",
        *(at + len(body), b"lcms", 0x02400000 if class_ == b"prtr" or version == 2 else 0x04200000),
        *(class_, space, pcs, struct.pack(">6H", 2026, 1, 1, 0, 0, 0), b"acsp", b"APPL", 0),
        *(b"test", b"test", bytes(8), 1, _xyz(D50)[8:], b"test"),
    )
    return head + bytes(128 - len(head)) + directory + body


def _description(text: bytes) -> bytes:
    return b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + bytes(1 + 78)


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(xyz: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *map(_fixed, xyz))


def _gamma(gamma: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))


def _parametric(parameters: Sequence[float]) -> bytes:
    return b"para" + bytes(4) + struct.pack(">HH5i", 3, 0, *map(_fixed, parameters))
