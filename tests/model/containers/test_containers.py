"""A picture file is taken apart into blocks that say what each stretch of it is for."""

import struct
import zlib
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from carblog.model.containers import FORMATS, Block, Kind, blocks, payloads, walk
from tests.support.photos import exif, four_corners, saved

WORDS = exif(ImageDescription="At dawn")
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>dawn</x:xmpmeta>"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def resource(number: int, data: bytes, name: bytes = b"") -> bytes:
    said = bytes((len(name),)) + name
    padded = data + b"\0" * (len(data) % 2)
    head = b"8BIM" + struct.pack(">H", number) + said + b"\0" * (len(said) % 2)
    return head + struct.pack(">I", len(data)) + padded


def jpeg_with(*segments: bytes) -> bytes:
    data = saved(four_corners(), "JPEG")
    return data[:2] + b"".join(segments) + data[2:]


def png_with(*chunks: tuple[bytes, bytes]) -> bytes:
    data = saved(four_corners(), "PNG")
    made = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    return data[:33] + made + data[33:]


def titled() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Ann", zip=True)
    info.add_itxt("Comment", "dawn", "en", "Kommentar")
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return info


def animated(format_: str) -> bytes:
    other = Image.new("RGB", (64, 32), "teal")
    return saved(four_corners(), format_, save_all=True, append_images=[other])


LOADED = {"exif": WORDS, "xmp": XMP, "icc_profile": PROFILE}
SAMPLES: dict[str, tuple[str, bytes]] = {
    "jpeg": ("JPEG", saved(four_corners(), "JPEG", comment=b"dawn", **LOADED)),
    "progressive jpeg": ("JPEG", saved(four_corners(), "JPEG", progressive=True)),
    "mpo": ("JPEG", saved(four_corners(), "MPO")),
    "png": ("PNG", saved(four_corners(), "PNG", exif=WORDS, icc_profile=PROFILE, pnginfo=titled())),
    "apng": ("PNG", animated("PNG")),
    "webp": ("WEBP", saved(four_corners(), "WEBP", **LOADED)),
    "animated webp": ("WEBP", animated("WEBP")),
    "gif": ("GIF", saved(four_corners(), "GIF", comment=b"dawn", loop=0)),
    "animated gif": ("GIF", animated("GIF")),
    "avif": ("AVIF", saved(four_corners(), "AVIF", **LOADED)),
    "animated avif": ("AVIF", animated("AVIF")),
}


def names(data: bytes, format_: str, kind: Kind) -> list[str]:
    return [block.name for block in blocks(data, format_) if block.kind == kind]


def held(data: bytes, format_: str, kind: Kind) -> list[bytes]:
    return payloads(data, blocks(data, format_), kind)


def assert_no_gap(data: bytes, found: tuple[Block, ...]) -> None:
    assert [block.start for block in found[:1]] == [0] * bool(data)
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(b.start <= b.payload[0] <= b.payload[1] <= b.end for b in found)
    assert all(block.start < block.end for block in found)
    assert not found or found[-1].end == len(data)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_byte_of_a_file_belongs_to_a_block(sample: str) -> None:
    format_, data = SAMPLES[sample]
    found = blocks(data, format_)
    assert_no_gap(data, found)
    assert "pixels" in {block.kind for block in found}


@pytest.mark.parametrize("sample", ["progressive jpeg", "apng", "animated webp", "animated gif"])
def test_a_file_of_nothing_but_pixels_has_nothing_else(sample: str) -> None:
    format_, data = SAMPLES[sample]
    assert {block.kind for block in blocks(data, format_)} == {"pixels", "structure"}


@pytest.mark.parametrize("sample", ["jpeg", "png", "webp", "avif"])
def test_words_and_profiles_are_found_in_every_format(sample: str) -> None:
    format_, data = SAMPLES[sample]
    assert held(data, format_, "xmp") == [XMP]
    [block] = held(data, format_, "exif")
    assert b"At dawn" in block
    assert block.startswith((b"MM\0*", b"II*\0"))
    [profile] = held(data, format_, "icc")
    assert PROFILE in (profile, zlib.decompress(profile) if format_ == "PNG" else b"")


def test_photoshop_resources_are_named_one_by_one() -> None:
    made = (
        resource(0x0404, b"\x1c\x02\x50\x00\x03Ann", b"odd"),
        resource(0x0409, b"\0" * 30),
        resource(0x03ED, b"\0" * 15),
    )
    data = jpeg_with(segment(0xED, b"Photoshop 3.0\0" + b"".join(made)))
    found = blocks(data, "JPEG")
    assert_no_gap(data, found)
    assert [b.name for b in found if b.name.startswith("APP13")] == [
        *("APP13 IPTC", "APP13 thumbnail", "APP13 8BIM 03ED")
    ]
    assert held(data, "JPEG", "iptc") == [b"\x1c\x02\x50\x00\x03Ann"]
    assert [b.kind for b in found if b.name == "APP13 thumbnail"] == ["preview"]


def test_a_packet_and_a_profile_of_several_segments_are_found_in_their_order() -> None:
    extension = b"http://ns.adobe.com/xmp/extension/\0"
    data = jpeg_with(
        *(
            segment(0xE1, extension + b"G" * 32 + struct.pack(">II", 6, at) + b"abc")
            for at in (0, 3)
        ),
        *(segment(0xE2, b"ICC_PROFILE\0" + bytes((n, 2)) + b"part%d" % n) for n in (1, 2)),
    )
    assert [len(payload) for payload in held(data, "JPEG", "xmp")] == [43, 43]
    assert b"".join(held(data, "JPEG", "icc")) == b"part1part2"


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("tail", [b"\0" * 8, b"made with love", b"\0\0\0\x18ftypmp42" + bytes(12)])
def test_what_follows_the_end_is_a_block_of_its_own(format_: str, tail: bytes) -> None:
    data = saved(four_corners(), format_)
    found = blocks(data + tail, format_)
    assert_no_gap(data + tail, found)
    assert found[: len(blocks(data, format_))] == blocks(data, format_)
    assert {block.kind for block in found if block.start >= len(data)} == {"other"}


def test_the_second_picture_of_an_mpo_is_a_preview() -> None:
    assert names(SAMPLES["mpo"][1], "JPEG", "preview") == ["second picture after the end"]


def test_a_thumbnail_in_the_very_first_segment_is_a_preview() -> None:
    head = b"JFIF\0\1\1\0\0\1\0\1\1\1" + b"rgb"
    assert names(jpeg_with(segment(0xE0, head)), "JPEG", "preview") == ["APP0 JFIF"]


def test_what_no_one_knows_is_other() -> None:
    assert names(jpeg_with(segment(0xEB, b"JP" + bytes(8))), "JPEG", "other") == ["APP11"]
    assert names(jpeg_with(segment(0xE5, b"Maker")), "JPEG", "other") == ["APP5 Maker"]
    assert names(png_with((b"prVt", b"x"), (b"tIME", bytes(7))), "PNG", "other") == ["prVt", "tIME"]
    free = struct.pack(">I4s", 12, b"free") + b"word"
    assert names(SAMPLES["avif"][1] + free, "AVIF", "other") == ["free box"]


def test_compressed_xmp_of_a_png_says_so() -> None:
    body = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP)
    data = png_with((b"iTXt", body))
    assert names(data, "PNG", "xmp") == ["iTXt XMP, compressed"]
    assert zlib.decompress(held(data, "PNG", "xmp")[0]) == XMP


def test_words_of_a_gif_are_found_with_the_packet_that_is_no_chain() -> None:
    data = saved(four_corners(), "GIF", comment=b"dawn")
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    packet = b"\x21\xff\x0bXMP DataXMP" + XMP + trailer
    at = data.index(b"\x2c")
    loaded = data[:at] + packet + data[at:]
    assert held(loaded, "GIF", "xmp") == [XMP]
    assert names(loaded, "GIF", "comment") == ["comment"]
    assert_no_gap(loaded, blocks(loaded, "GIF"))


def test_reading_may_stop_before_the_pixels() -> None:
    data = SAMPLES["jpeg"][1]
    before = []
    for block in walk(data, "JPEG"):
        if block.kind == "pixels":
            break
        before.append(block.kind)
    assert {"exif", "xmp", "icc", "comment"} <= set(before)


@given(st.sampled_from(sorted(FORMATS)), st.binary(max_size=200))
def test_any_bytes_whatever_have_blocks(format_: str, data: bytes) -> None:
    assert_no_gap(data, blocks(data, format_))


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=4)), max_size=6),
    st.integers(0, 4000),
)
def test_a_damaged_file_has_blocks(sample: str, damage: list[tuple[int, bytes]], cut: int) -> None:
    format_, whole = SAMPLES[sample]
    data = bytearray(whole)
    for at, put in damage:
        data[at % len(data) : at % len(data) + len(put)] = put
    torn = bytes(data[: len(data) - cut % len(data)])
    assert_no_gap(torn, blocks(torn, format_))


@pytest.mark.parametrize("nested", [b"trak", b"iprp", b"ipco", b"meta", b"moov"])
def test_boxes_in_boxes_without_end_are_no_trouble(nested: bytes) -> None:
    data = b""
    for _ in range(5_000):
        data = struct.pack(">I4s", len(data) + 8, nested) + data
    for outer in (b"moov", b"meta"):
        whole = struct.pack(">I4sI", len(data) + 12, outer, 0) + data
        assert_no_gap(whole, blocks(whole, "AVIF"))


def test_frames_in_frames_without_end_are_no_trouble() -> None:
    data = b""
    for _ in range(2_000):
        data = struct.pack("<4sI", b"ANMF", len(data) + 16) + bytes(16) + data
    whole = struct.pack("<4sI4s", b"RIFF", len(data) + 4, b"WEBP") + data
    assert_no_gap(whole, blocks(whole, "WEBP"))


@pytest.mark.parametrize("sample", SAMPLES)
def test_without_its_other_blocks_a_file_shows_the_same(sample: str) -> None:
    format_, data = SAMPLES[sample]
    if format_ in ("AVIF", "WEBP"):  # whose blocks point at one another
        return
    kept = b"".join(
        data[b.start : b.end] for b in blocks(data, format_) if b.kind in ("pixels", "structure")
    )
    with Image.open(BytesIO(kept)) as one, Image.open(BytesIO(data)) as other:
        assert one.convert("RGB").tobytes() == other.convert("RGB").tobytes()
