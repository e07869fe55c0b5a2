"""Whether a colour profile can be used, by its header and its table of tags (ICC.1:2022, 7).

Photos carry profiles that were cut, mixed up or made for another device. Converting by one of them
is impossible or wrong, and silence about it would leave the colours wrong with nobody knowing why.
"""

import struct
from collections.abc import Callable
from typing import Literal

Pixels = Literal["RGB", "grey", "CMYK"]
"""What a picture's pixels are made of."""

MOST_BYTES = 4_000_000
"""Twice the largest profile of a press that is commonly found in photos."""

_LATEST = 4
"""Its version. 5 is iccMAX, which nothing that shows photos knows."""

_SPACES: dict[bytes, Pixels] = {b"RGB ": "RGB", b"GRAY": "grey", b"CMYK": "CMYK"}

_DEVICES = (b"scnr", b"mntr", b"prtr", b"spac")
"""Classes that say what a device's colours are; the others turn profiles into one another."""

_CHANNELS: dict[Pixels, int] = {"RGB": 3, "grey": 1, "CMYK": 4}

_LUTS = (b"A2B1", b"A2B0")
"""Tables from a device's colours, the one for relative colorimetric first, which is preferred."""

_MATRIX = tuple(letter + part for part in (b"XYZ", b"TRC") for letter in (b"r", b"g", b"b"))

_PARAMETERS = (1, 3, 4, 5, 7)
"""How many a parametric curve of each type has (ICC.1:2022, 10.18)."""

_MOST_TAGS = 100


def flaw(profile: bytes, pixels: Pixels) -> str:
    """Why pixels cannot be seen through a profile, to follow "its colour profile"; empty if so.

    Grey pixels can be seen through a profile for RGB.
    """
    if len(profile) > MOST_BYTES:
        return f"is larger than {MOST_BYTES // 1_000_000} MB"
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return "is damaged"
    if profile[8] > _LATEST:
        return f"is of version {profile[8]}"
    if profile[12:16] not in _DEVICES or profile[20:24] not in (b"XYZ ", b"Lab "):
        return "is of a kind that is not for photos"
    space = _SPACES.get(profile[16:20])
    if space is None:
        return f"is for {profile[16:20].decode('ascii', 'replace').strip()} colours"
    if space != pixels and (space, pixels) != ("RGB", "grey"):
        return f"is for {space} and its pixels are {pixels}"
    tags = _tags(profile)
    return "" if tags is not None and _usable(tags, space) else "is damaged"


def _tags(profile: bytes) -> dict[bytes, bytes] | None:
    """The tags that lie within the profile; None when its table makes no sense."""
    count = int.from_bytes(profile[128:132])
    end = min(int.from_bytes(profile[:4]), len(profile))
    if count > _MOST_TAGS or 132 + 12 * count > end:
        return None
    entries = list(struct.iter_unpack(">4sII", profile[132 : 132 + 12 * count]))
    tags = {name: profile[at : at + size] for name, at, size in entries if at + size <= end}
    return tags if len({name for name, _, _ in entries}) == count else None


def _usable(tags: dict[bytes, bytes], space: Pixels) -> bool:
    """Whether there is what leads from the device's colours to those that eyes see."""
    lut = next((tags[name] for name in _LUTS if name in tags), None)
    if lut is not None:
        check = _TABLES.get(lut[:4])
        return check is not None and check(lut, _CHANNELS[space])
    if space == "grey":
        return _is_curve(tags.get(b"kTRC", b""))
    return space == "RGB" and all(
        _is_curve(tags.get(name, b"")) if name.endswith(b"TRC") else _is_xyz(tags.get(name, b""))
        for name in _MATRIX
    )


def _is_xyz(tag: bytes) -> bool:
    return tag[:4] == b"XYZ " and len(tag) >= 20


def _is_curve(tag: bytes) -> bool:
    if tag[:4] == b"curv":
        return len(tag) >= 12 and 12 + 2 * int.from_bytes(tag[8:12]) <= len(tag)
    if tag[:4] == b"para" and len(tag) >= 12:
        type_ = int.from_bytes(tag[8:10])
        return type_ < len(_PARAMETERS) and 12 + 4 * _PARAMETERS[type_] <= len(tag)
    return False


def _is_lut8(tag: bytes, channels: int) -> bool:
    if len(tag) < 48 or tag[8] != channels or tag[9] != 3:
        return False
    grid = 3 * pow(tag[10], channels)
    return bool(48 + 256 * channels + grid + 256 * 3 <= len(tag))


def _is_lut16(tag: bytes, channels: int) -> bool:
    if len(tag) < 52 or tag[8] != channels or tag[9] != 3:
        return False
    before, after = struct.unpack(">2H", tag[48:52])
    if not (2 <= before <= 4096 and 2 <= after <= 4096):
        return False
    grid = 3 * pow(tag[10], channels)
    return bool(52 + 2 * (before * channels + grid + after * 3) <= len(tag))


def _is_lut_a_to_b(tag: bytes, channels: int) -> bool:
    """The parts it names lie within it; 0 is a part that is not there (10.12)."""
    if len(tag) < 32 or tag[8] != channels or tag[9] != 3:
        return False
    return all(at < len(tag) for at in struct.unpack(">5I", tag[12:32]))


_TABLES: dict[bytes, Callable[[bytes, int], bool]] = {
    b"mft1": _is_lut8,
    b"mft2": _is_lut16,
    b"mAB ": _is_lut_a_to_b,
}
