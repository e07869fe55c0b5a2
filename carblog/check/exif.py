"""EXIF of which nothing is allowed but which way is up."""

import struct


def only_way_up(payload: bytes) -> bool:
    """Whether a TIFF header, one directory and its one entry are all that there is (TIFF 6.0).

    They take 26 bytes. The entry is tag 0x0112, one short number from 1 to 8.
    """
    if len(payload) != 26 or payload[:4] not in (b"MM\0*", b"II*\0"):
        return False
    order = ">" if payload[:2] == b"MM" else "<"
    at, entries, tag, type_, count, value, filler, following = struct.unpack_from(
        f"{order}IHHHIHHI", payload, 4
    )
    whole = (at, entries, tag, type_, count, filler, following)
    return whole == (8, 1, 0x0112, 3, 1, 0, 0) and 1 <= value <= 8
