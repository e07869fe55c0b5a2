"""The size that is coded inside an AVIF or HEIC: the boxes around it may say another.

A decoder takes memory for what is coded, so a file that says 8 × 8 and codes 16384 × 16384 would
get half a gigabyte for a kilobyte. Only the headers of the streams are read.
"""

from collections.abc import Iterator

from carblog.model.containers.boxes import Box, Numbers, boxes
from carblog.model.containers.items import read_items
from carblog.model.main_item import every_property

Size = tuple[int, int]

_PUT_TOGETHER = {"grid": 2, "iovl": 8}
"""Of other pictures: how many bytes are before its size (ISO/IEC 23008-12, 6.6.2)."""

_SEQUENCE_HEADER = 1
_SPS = 33


def coded_sizes(data: bytes) -> Iterator[Size]:
    """Width and height of every stream that says so, whether it is the main picture's or not."""
    for type_, body in every_property(data):
        if type_ == "hvcC":
            yield from _in_hvcc(body)
    for meta in boxes(data, 0, len(data)):
        if meta.type == "meta":
            yield from _in_items(data, meta)


def _in_items(data: bytes, meta: Box) -> Iterator[Size]:
    for item in read_items(data, meta):
        if not item.extents:
            continue
        start, end = item.extents[0]
        held = data[start : min(end, start + 256)]
        if item.type == "av01":
            yield from _in_obus(held)
        elif item.type in _PUT_TOGETHER:
            yield _size_of_whole(held, _PUT_TOGETHER[item.type])


def _size_of_whole(data: bytes, skipped: int) -> Size:
    """Width and height of what is put together, each in 16 bits or in 32."""
    fields = Numbers(data, 1, len(data))
    wide = 4 if fields.take(1) & 1 else 2
    fields.take(skipped)
    return fields.take(wide), fields.take(wide)


class _Bits:
    """Bits one after another, the highest of a byte first; zero where there are no more."""

    def __init__(self, data: bytes) -> None:
        self._number = int.from_bytes(data)
        self._left = 8 * len(data)

    def take(self, count: int) -> int:
        self._left -= count
        return self._number >> self._left & (1 << count) - 1 if self._left >= 0 else 0

    def exponential(self) -> int:
        """A number after as many zeros as it has bits beyond its first (ITU-T H.265, 9.2)."""
        zeros = 0
        while self._left > 0 and zeros < 32 and not self.take(1):
            zeros += 1
        return (1 << zeros) - 1 + self.take(zeros)


def _in_obus(data: bytes) -> Iterator[Size]:
    """The units of AV1 (its specification, 5.3), until the one that says the size."""
    at = 0
    while at < len(data):
        header = data[at]
        at += 2 if header & 4 else 1
        length, at = _leb128(data, at) if header & 2 else (len(data) - at, at)
        if header >> 3 & 15 == _SEQUENCE_HEADER:
            yield _size_of_sequence(_Bits(data[at : at + length]))
            return
        at += length


def _leb128(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and where it ends (4.10.5)."""
    value = 0
    for place, byte in enumerate(data[at : at + 8]):
        value |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            return value, at + place + 1
    return 0, len(data)


def _size_of_sequence(bits: _Bits) -> Size:
    """Width and height (5.5.1)."""
    bits.take(3 + 1)  # profile, whether it is a still
    if bits.take(1):  # a reduced header, as stills have
        bits.take(5)
    else:
        _skip_operating_points(bits)
    across, down = bits.take(4) + 1, bits.take(4) + 1
    return bits.take(across) + 1, bits.take(down) + 1


def _skip_operating_points(bits: _Bits) -> None:
    modelled, delay = False, 0
    if bits.take(1):  # timing
        bits.take(32 + 32)
        if bits.take(1):
            bits.exponential()
        if modelled := bool(bits.take(1)):
            delay = bits.take(5) + 1
            bits.take(32 + 5 + 5)
    delayed = bits.take(1)
    for _ in range(bits.take(5) + 1):
        bits.take(12)
        if bits.take(5) > 7:
            bits.take(1)
        if modelled and bits.take(1):
            bits.take(2 * delay + 1)
        if delayed and bits.take(1):
            bits.take(4)


def _in_hvcc(body: bytes) -> Iterator[Size]:
    """The parameter sets of HEVC (ISO/IEC 14496-15, 8.3.2.1)."""
    fields = Numbers(body, 22, len(body))
    for _ in range(fields.take(1)):
        kind = fields.take(1) & 63
        for _ in range(fields.take(2)):
            length = fields.take(2)
            start = fields.at
            fields.at += length
            if kind == _SPS:
                yield _size_of_sps(body[start : start + length])
            if not fields.more:
                return


def _size_of_sps(unit: bytes) -> Size:
    """Width and height (ITU-T H.265, 7.3.2.2)."""
    bits = _Bits(unit.replace(b"\0\0\3", b"\0\0")[:256])
    bits.take(16 + 4)
    layers = bits.take(3)
    bits.take(1 + 96)  # the profile
    present = [(bits.take(1), bits.take(1)) for _ in range(layers)]
    if layers:
        bits.take(2 * (8 - layers))
    for profile, level in present:
        bits.take(88 * profile + 8 * level)
    bits.exponential()
    if bits.exponential() == 3:  # chroma in full
        bits.take(1)
    return bits.exponential(), bits.exponential()
