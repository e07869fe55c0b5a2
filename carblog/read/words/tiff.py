"""The directories of an EXIF block, which is a TIFF file without pixels (CIPA DC-008, TIFF 6.0)."""

from typing import Literal

import msgspec

Order = Literal["little", "big"]

MOST_ENTRIES = 1_000
"""Of one directory: cameras write fewer than 100."""

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}

_PHOTO, _GPS = 0x8769, 0x8825

Directory = dict[int, bytes]
"""Tag → the bytes of its value."""


class Exif(msgspec.Struct, frozen=True):
    """The directories that an EXIF block may have; empty where there is none."""

    order: Order = "little"
    main: Directory = {}
    photo: Directory = {}
    """What the camera knows of the taking."""
    place: Directory = {}
    """GPS: looked at only to say that it is there."""
    thumbnail: Directory = {}


def exif_of(data: bytes) -> Exif:
    """The directories in an EXIF payload; of a damaged one as much as can be read."""
    data = data.removeprefix(b"Exif\0\0")
    order: Order = "big" if data[:2] == b"MM" else "little"
    if data[:4] not in (b"II*\0", b"MM\0*"):
        return Exif()
    main, after = _directory(data, int.from_bytes(data[4:8], order), order)
    photo, _ = _directory(data, number(main.get(_PHOTO, b""), order), order)
    place, _ = _directory(data, number(main.get(_GPS, b""), order), order)
    thumbnail, _ = _directory(data, after, order)
    return Exif(order, main, photo, place, thumbnail)


def number(value: bytes, order: Order) -> int:
    """A value of one whole number; 0 when there is none."""
    return int.from_bytes(value[:4], order)


def _directory(data: bytes, at: int, order: Order) -> tuple[Directory, int]:
    """The directory at `at`, and where the next one is; 0 is nowhere."""
    if not 8 <= at <= len(data) - 2:
        return {}, 0
    count = min(int.from_bytes(data[at : at + 2], order), MOST_ENTRIES)
    entries: Directory = {}
    left = len(data)  # values that share their bytes would make gigabytes of a megabyte
    for start in range(at + 2, min(at + 2 + 12 * count, len(data) - 11), 12):
        tag = int.from_bytes(data[start : start + 2], order)
        value = _value(data, start, order, left)
        if value is not None:
            left -= len(value)
            entries.setdefault(tag, value)
    after = at + 2 + 12 * count
    return entries, int.from_bytes(data[after : after + 4], order)


def _value(data: bytes, start: int, order: Order, most: int) -> bytes | None:
    """The value of the entry at `start`, in it when it has four bytes or fewer."""
    size = _SIZES.get(int.from_bytes(data[start + 2 : start + 4], order))
    if size is None:
        return None
    length = size * int.from_bytes(data[start + 4 : start + 8], order)
    at = start + 8 if length <= 4 else int.from_bytes(data[start + 8 : start + 12], order)
    return data[at : at + length] if length <= most and at + length <= len(data) else None
