"""AVIF and HEIC: what browsers, phones and cameras make of boxes (ISO/IEC 23008-12)."""

import struct
from collections.abc import Iterator

from PIL import Image

from tests.support import icc, srgb
from tests.support.photos import exif, four_corners, saved
from tests.support.ugly.case import DATA, PAINT, Published, Refused, Ugly, plain, turned

BROKEN = "photo-broken"
LARGE = "photo-too-large"

P3 = (12, 13)
PQ = (9, 16)
UNKNOWN = (10, 13)
"""Primaries and curve (ITU-T H.273)."""


def cases() -> Iterator[Ugly]:
    yield from _avif()
    yield from _spaces("avif", "AVIF")


def heic_cases() -> Iterator[Ugly]:
    """They need the extra `heic`."""
    yield from _heic()
    yield from _spaces("heic", "HEIF")


def _avif() -> Iterator[Ugly]:
    corners = four_corners()
    data = saved(corners, "AVIF")
    yield Ugly("8-bit.avif", data, Published())
    for bits in (10, 12):
        deep = (DATA / f"deep-{bits}.avif").read_bytes()
        yield Ugly(f"{bits}-bit.avif", deep, Published())
    sheer = saved(Image.new("RGBA", (64, 32), (*PAINT, 128)), "AVIF")
    yield Ugly("alpha.avif", sheer, Published(plain((*PAINT, 128))))
    grey = saved(Image.new("L", (64, 32), 100), "AVIF")
    yield Ugly("grey.avif", grey, Published(plain((100, 100, 100))))
    for orientation in range(2, 9):  # by irot and imir
        turn = saved(corners, "AVIF", exif=exif(Orientation=orientation))
        size = (32, 64) if orientation >= 5 else (64, 32)
        yield Ugly(f"turned-{orientation}.avif", turn, Published(turned(orientation), size=size))
    frames = [Image.new("RGB", (64, 32), "white")]
    moving = saved(corners, "AVIF", save_all=True, append_images=frames)
    first = Published(warned=("photo-animated",), says="only its first frame is published")
    yield Ugly("animated.avif", moving, first)
    at = moving.index(b"mdhd") + 4
    at += 20 if moving[at] else 12  # by its version
    timeless = moving[:at] + bytes(4) + moving[at + 4 :]
    no_time = Refused(BROKEN, "cannot be read", when_made=True)
    yield Ugly("timeless.avif", timeless, no_time)
    yield Ugly("cut.avif", data[: len(data) // 2], Refused(BROKEN, "ends too early"))
    huge = _sized(data, 20_000, 20_000)
    yield Ugly("huge.avif", huge, Refused(LARGE, "20000 × 20000 pixels"))
    nothing = data[:40] + bytes(len(data) - 40)
    yield Ugly("hollow.avif", nothing, Refused(BROKEN, "cannot be read"))
    pixels = data.index(b"mdat") + 4
    blank = data[:pixels] + bytes(len(data) - pixels)
    yield Ugly("blank.avif", blank, Refused(BROKEN, "cannot be read", when_made=True))


def _sized(data: bytes, width: int, height: int) -> bytes:
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">2I", width, height) + data[at + 8 :]


def _spaces(suffix: str, format_: str) -> Iterator[Ugly]:
    paint = Image.new("RGB", (64, 32), PAINT)
    full = {"quality": 98} | ({"subsampling": "4:4:4"} if format_ == "AVIF" else {"chroma": 444})
    p3 = Published(plain(srgb.shown(PAINT, srgb.P3)))
    by_profile = saved(paint, format_, icc_profile=icc.display_p3(), **full)
    yield Ugly(f"p3-by-profile.{suffix}", by_profile, p3)
    wrong = saved(paint, format_, icc_profile=icc.display_p3()[:200], **full)
    left_out = Published(plain(PAINT), warned=("photo-profile",), says="profile is damaged")
    yield Ugly(f"profile-cut.{suffix}", wrong, left_out)
    data = saved(paint, format_, **full)
    yield Ugly(f"p3-by-numbers.{suffix}", coded(data, *P3), p3)
    yield Ugly(f"pq.{suffix}", coded(data, *PQ), Refused("photo-format", "HDR"))
    unknown = Published(plain(PAINT), warned=("photo-profile",), says="number 10/13, is not known")
    yield Ugly(f"unknown-numbers.{suffix}", coded(data, *UNKNOWN), unknown)


def coded(data: bytes, primaries: int, curve: int) -> bytes:
    """The same pixels under other numbers in `colr`."""
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">2H", primaries, curve) + data[at + 4 :]


def _heic() -> Iterator[Ugly]:
    corners = four_corners()
    full = {"quality": 98, "chroma": 444}
    data = saved(corners, "HEIF", **full)
    yield Ugly("8-bit.heic", data, Published())
    deep = saved(Image.new("I;16", (64, 32), 0x6464), "HEIF", **full)
    yield Ugly("10-bit-grey.heic", deep, Published(plain((100, 100, 100))))
    tiles = saved(corners.resize((256, 128), 0), "HEIF", tile_size=64, **full)
    yield Ugly("tiles.heic", tiles, Published(size=(256, 128)))
    sheer = saved(Image.new("RGBA", (64, 32), (*PAINT, 128)), "HEIF", **full)
    yield Ugly("alpha.heic", sheer, Published(plain((*PAINT, 128))))
    for orientation in range(2, 9):
        turn = saved(corners, "HEIF", exif=exif(Orientation=orientation), **full)
        size = (32, 64) if orientation >= 5 else (64, 32)
        yield Ugly(f"turned-{orientation}.heic", turn, Published(turned(orientation), size=size))
    others = [Image.new("RGB", (64, 32), "white")]
    several = saved(corners, "HEIF", save_all=True, append_images=others, **full)
    main = Published(warned=("photo-animated",), says="only its main one")
    yield Ugly("several.heic", several, main)
    lying = Published(warned=("photo-extension",), says="it is a HEIC")
    yield Ugly("really-a-heic.jpg", data, lying)
    yield Ugly("cut.heic", data[: len(data) // 2], Refused(BROKEN, "ends too early"))
    huge = _sized(data, 20_000, 20_000)
    yield Ugly("huge.heic", huge, Refused(LARGE, "20000 × 20000 pixels"))
    pixels = data.index(b"mdat") + 4
    blank = data[:pixels] + bytes(len(data) - pixels)
    yield Ugly("blank.heic", blank, Refused(BROKEN, "cannot be read", when_made=True))
