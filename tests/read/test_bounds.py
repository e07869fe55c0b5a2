"""What a picture would take is known before a decoder is asked, and a header cannot hide it."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from carblog.model.pillow import heic_is_decoded
from carblog.read import bounds
from carblog.read.bounds import unfit
from carblog.read.coded import coded_sizes
from tests.support.photos import saved

heic_is_decoded()  # and from now on written

WRITERS = {"AVIF": ("AVIF", {}), "HEIC": ("HEIF", {"chroma": 444})}


def photo(format_: str, width: int, height: int) -> bytes:
    name, options = WRITERS[format_]
    return saved(Image.new("RGB", (width, height), "teal"), name, **options)


@pytest.mark.parametrize("size", [(64, 64), (640, 128), (128, 1024)])
@pytest.mark.parametrize("format_", WRITERS)
def test_the_size_that_is_coded_is_read_from_the_stream(
    format_: str, size: tuple[int, int]
) -> None:
    assert list(coded_sizes(photo(format_, *size))) == [size]


@pytest.mark.parametrize("format_", WRITERS)
def test_a_file_that_says_less_than_it_codes_is_refused(
    format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = photo(format_, 640, 128)
    at = data.index(b"ispe") + 8
    lying = data[:at] + struct.pack(">2I", 8, 8) + data[at + 8 :]
    assert unfit(lying, format_) is None
    monkeypatch.setattr(bounds, "MOST_PIXELS", 640 * 128 - 1)
    why = unfit(lying, format_)
    assert why is not None
    assert (why.code, why.message) == (
        "photo-too-large",
        "640 × 128 pixels is more than 0 megapixels",
    )


def test_tiles_are_bounded_one_by_one_and_their_whole_as_well() -> None:
    tiles = saved(Image.new("RGB", (256, 128)), "HEIF", tile_size=64)
    assert list(coded_sizes(tiles)) == [(64, 64), (256, 128)]
    assert unfit(tiles, "HEIC") is None
    at = tiles.index(bytes((0, 0, 1, 3)) + struct.pack(">2H", 256, 128))  # two rows of four
    lying = tiles[: at + 4] + struct.pack(">2H", 20_000, 20_000) + tiles[at + 8 :]
    why = unfit(lying, "HEIC")
    assert why is not None
    assert why.message.startswith("20000 × 20000 pixels")


@pytest.mark.parametrize("format_", WRITERS)
@given(data=st.data())
def test_no_bytes_are_too_strange_to_be_bounded(format_: str, data: st.DataObject) -> None:
    file = bytearray(photo(format_, 64, 64))
    for _ in range(data.draw(st.integers(1, 6))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    for width, height in coded_sizes(bytes(file)):
        assert 0 <= width < 2**33
        assert 0 <= height < 2**33
