"""JPEGs of one colour, coded by hand in ways that Pillow writes none (ITU-T T.81)."""

import struct
from collections.abc import Sequence

from tests.support.ugly.case import PAINT


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def flat(*, sampling: Sequence[tuple[int, int]]) -> bytes:
    """A baseline JPEG of 64 × 32 in one colour, its components sampled as Pillow writes none.

    Every block has a mean and no details; the difference from block to block is nothing.
    """
    means = _means()[: len(sampling)]
    most_across, most_down = (max(s[i] for s in sampling) for i in (0, 1))
    units = -(-64 // (8 * most_across)) * -(-32 // (8 * most_down))
    bits = [
        _difference(mean if unit + block == 0 else 0)
        for unit in range(units)
        for mean, (across, down) in zip(means, sampling, strict=True)
        for block in range(across * down)
    ]
    components = b"".join(
        bytes((n, across << 4 | down, 0)) for n, (across, down) in enumerate(sampling, 1)
    )
    scan = b"".join(bytes((n, 0)) for n in range(1, len(sampling) + 1))
    by_length = bytes((0x00, 0, 0, 0, 12, *[0] * 12, *range(12)))
    details = bytes((0x10, 1, *[0] * 15, 0))
    count = bytes((len(sampling),))
    return b"".join(
        [
            b"\xff\xd8",
            segment(0xDB, bytes((0, *[1] * 64))),
            segment(0xC0, b"\x08" + struct.pack(">2H", 32, 64) + count + components),
            segment(0xC4, by_length + details),
            segment(0xDA, count + scan + b"\0\x3f\0"),
            _stuffed("".join(bits)),
            b"\xff\xd9",
        ]
    )


def _means() -> tuple[int, ...]:
    """Eight times how far Y, Cb and Cr of the paint are from their middle (JFIF 1.02)."""
    r, g, b = PAINT
    y = 0.299 * r + 0.587 * g + 0.114 * b
    return round(8 * (y - 128)), round(8 * 0.564 * (b - y)), round(8 * 0.713 * (r - y))


def _difference(value: int) -> str:
    """Four bits for how many bits it has, those bits, and one for: no details."""
    length = abs(value).bit_length()
    low = value if value >= 0 else value + (1 << length) - 1
    return f"{length:04b}" + (f"{low:0{length}b}" if length else "") + "0"


def _stuffed(bits: str) -> bytes:
    bits += "1" * (-len(bits) % 8)
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))
    return data.replace(b"\xff", b"\xff\0")


def component_by_component(times: int) -> bytes:
    """A baseline one with a scan for each component, its last so many times."""
    whole = flat(sampling=((1, 1), (1, 1), (1, 1)))
    head = whole[: whole.index(b"\xff\xda")]
    y, cb, cr = (
        segment(0xDA, bytes((1, number, 0, 0, 63, 0)))
        + _stuffed("".join(_difference(mean if block == 0 else 0) for block in range(32)))
        for number, mean in zip((1, 2, 3), _means(), strict=True)
    )
    return head + y + cb + cr * times + b"\xff\xd9"
