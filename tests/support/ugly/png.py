"""PNG as artists, renderers, scanners and jokers make it (PNG 3)."""

import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.support import icc, srgb
from tests.support.photos import exif, four_corners, saved
from tests.support.ugly.case import PAINT, Colour, Published, Refused, Ugly, plain, turned

BROKEN = "photo-broken"
LARGE = "photo-too-large"
PROFILE = "photo-profile"

WIDTH, HEIGHT = 64, 32
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6


EXACT = Published(within=0)


def cases() -> Iterator[Ugly]:
    """Every way that a PNG arrives."""
    yield from _greys()
    yield from _colours()
    yield from _palettes()
    yield from _arrangements()
    yield from _spaces()
    yield from _broken_profiles()
    yield from _bombs()
    yield from _damage()


def chunk(type_: bytes, data: bytes) -> bytes:
    check = zlib.crc32(type_ + data)
    return struct.pack(">I", len(data)) + type_ + data + struct.pack(">I", check)


def png(
    depth: int,
    colour: int,
    rows: bytes,
    *before: bytes,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    interlaced: bool = False,
    after: bytes = b"",
) -> bytes:
    """A file of rows, each led by its filter; `before` and `after` its pixels are other chunks."""
    header = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, interlaced)
    pixels = chunk(b"IDAT", zlib.compress(rows))
    end = chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(before) + pixels + after + end


def solid(pixel: bytes) -> bytes:
    """Rows of one colour, each pixel of whole bytes."""
    return (b"\0" + pixel * WIDTH) * HEIGHT


def halves(left: bytes, right: bytes) -> bytes:
    """Rows whose halves differ."""
    return (b"\0" + left * (WIDTH // 2) + right * (WIDTH // 2)) * HEIGHT


def sides(left: Colour, right: Colour) -> dict[str, Colour]:
    """What is seen of `halves`."""
    return {"TL": left, "BL": left, "TR": right, "BR": right}


def bits(depth: int, value: int) -> bytes:
    """Rows of pixels smaller than a byte."""
    per_byte = 8 // depth
    filled = sum(value << depth * n for n in range(per_byte))
    return (b"\0" + bytes((filled,)) * (WIDTH // per_byte)) * HEIGHT


def _greys() -> Iterator[Ugly]:
    for depth, value, seen in ((1, 1, 255), (2, 1, 85), (4, 9, 153)):
        data = png(depth, GREY, bits(depth, value))
        yield Ugly(f"grey-{depth}.png", data, Published(plain((seen,) * 3), within=0))
        clear = chunk(b"tRNS", struct.pack(">H", value))
        seen_through = Published(plain((seen, seen, seen, 0)))
        yield Ugly(
            f"grey-{depth}-clear.png", png(depth, GREY, bits(depth, value), clear), seen_through
        )
    yield Ugly("grey-8.png", png(8, GREY, solid(b"\x64")), Published(plain((100,) * 3), within=0))
    middle = Published(plain((128,) * 3), within=0)
    yield Ugly("grey-16.png", png(16, GREY, solid(b"\x80\x80")), middle)
    clear = chunk(b"tRNS", b"\x80\x81")
    two = png(16, GREY, halves(b"\x80\x80", b"\x80\x81"), clear)
    split = Published(sides((128, 128, 128), (128, 128, 128, 0)), within=0)
    yield Ugly("grey-16-clear.png", two, split)
    faint = Published(plain((100, 100, 100, 128)), within=0)
    yield Ugly("grey-alpha-8.png", png(8, GREY_ALPHA, solid(b"\x64\x80")), faint)
    yield Ugly("grey-alpha-16.png", png(16, GREY_ALPHA, solid(b"\x64\0\x80\0")), faint)


def _colours() -> Iterator[Ugly]:
    yield Ugly("rgb-8.png", saved(four_corners(), "PNG"), EXACT)
    deep = b"".join(struct.pack(">H", value * 257) for value in PAINT)
    painted = Published(plain(PAINT), within=0)
    yield Ugly("rgb-16.png", png(16, RGB, solid(deep)), painted)
    sheer = Published(plain((*PAINT, 128)), within=0)
    yield Ugly("rgba-8.png", png(8, RGBA, solid(bytes((*PAINT, 128)))), sheer)
    yield Ugly("rgba-16.png", png(16, RGBA, solid(deep + b"\x80\x80")), sheer)
    opaque = saved(four_corners().convert("RGBA"), "PNG")
    yield Ugly("alpha-unused.png", opaque, EXACT)
    key = chunk(b"tRNS", struct.pack(">3H", *PAINT))
    keyed = png(8, RGB, halves(bytes(PAINT), b"\1\2\3"), key)
    seen = Published(sides((*PAINT, 0), (1, 2, 3)), within=0)
    yield Ugly("rgb-8-clear.png", keyed, seen)


def _palettes() -> Iterator[Ugly]:
    table = chunk(b"PLTE", bytes((*PAINT, 1, 2, 3)))
    for depth in (1, 2, 4):
        data = png(depth, PALETTE, bits(depth, 0), table)
        yield Ugly(f"palette-{depth}.png", data, Published(plain(PAINT), within=0))
    halved = halves(b"\0", b"\1")
    yield Ugly(
        "palette-8.png",
        png(8, PALETTE, halved, table),
        Published(sides(PAINT, (1, 2, 3)), within=0),
    )
    clear = chunk(b"tRNS", b"\x80")
    seen = Published(sides((*PAINT, 128), (1, 2, 3)), within=0)
    yield Ugly("palette-clear.png", png(8, PALETTE, halved, table, clear), seen)
    none = png(8, PALETTE, halved)
    yield Ugly("palette-missing.png", none, Refused(BROKEN, "cannot be read"))


def _arrangements() -> Iterator[Ugly]:
    yield Ugly("interlaced.png", interlaced(), EXACT)
    yield Ugly("Capital.PNG", saved(four_corners(), "PNG"), EXACT)
    for orientation in (1, 6):
        data = saved(four_corners(), "PNG", exif=exif(Orientation=orientation))
        size = (32, 64) if orientation == 6 else (64, 32)
        yield Ugly(
            f"turned-{orientation}.png", data, Published(turned(orientation), size=size, within=0)
        )
    frames = [Image.new("RGB", (64, 32), "white")]
    moving = saved(four_corners(), "PNG", save_all=True, append_images=frames)
    first = Published(within=0, warned=("photo-animated",), says="only its first frame")
    yield Ugly("animated.png", moving, first)
    lying = Published(within=0, warned=("photo-extension",), says="it is a PNG")
    yield Ugly("really-a-png.jpg", saved(four_corners(), "PNG"), lying)


def interlaced() -> bytes:
    """Seven passes, each of every so many pixels (PNG 3, 8.1)."""
    corners = four_corners().tobytes()
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2))
    rows = b""
    for left, top, across, down in (*passes, (0, 1, 1, 2)):
        for y in range(top, HEIGHT, down):
            starts = range(3 * (y * WIDTH + left), 3 * (y + 1) * WIDTH, 3 * across)
            rows += b"\0" + b"".join(corners[at : at + 3] for at in starts)
    return png(8, RGB, rows, interlaced=True)


P3_POINTS = (0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)
SRGB_POINTS = (0.3127, 0.3290, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060)


def points(numbers: tuple[float, ...]) -> bytes:
    return chunk(b"cHRM", struct.pack(">8I", *(round(n * 100_000) for n in numbers)))


def exponent(value: float) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", round(value * 100_000)))


def packed(profile: bytes) -> bytes:
    return chunk(b"iCCP", b"made\0\0" + zlib.compress(profile))


def _spaces() -> Iterator[Ugly]:
    """Four ways to say what colours are meant, the first of which counts (PNG 3, 4.3)."""
    p3 = plain(srgb.shown(PAINT, srgb.P3))
    linear = plain(srgb.shown(PAINT, srgb.SRGB, srgb.gamma(1.0)))
    rec_2020 = plain(srgb.shown(PAINT, srgb.REC_2020))
    as_is = plain(PAINT)
    marks: list[tuple[str, tuple[bytes, ...], dict[str, Colour]]] = [
        ("srgb", (chunk(b"sRGB", b"\0"),), as_is),
        ("iccp-p3", (packed(icc.display_p3()),), p3),
        ("cicp-p3", (chunk(b"cICP", b"\x0c\x0d\0\1"),), p3),
        ("cicp-2020", (chunk(b"cICP", b"\x09\x0d\0\1"),), rec_2020),
        ("cicp-srgb", (chunk(b"cICP", b"\x01\x0d\0\1"),), as_is),
        ("gamma-linear", (exponent(1.0),), linear),
        ("gamma-of-srgb", (exponent(0.45455),), as_is),
        ("gamma-of-srgb-in-full", (exponent(0.45455), points(SRGB_POINTS)), as_is),
        ("primaries-p3", (points(P3_POINTS),), p3),
        (
            "gamma-and-primaries",
            (exponent(1 / 1.8), points(P3_POINTS)),
            plain(srgb.shown(PAINT, srgb.P3, srgb.gamma(1.8))),
        ),
        ("srgb-over-gamma", (chunk(b"sRGB", b"\0"), exponent(1.0)), as_is),
        ("profile-over-gamma", (packed(icc.display_p3()), exponent(1.0)), p3),
        ("numbers-over-profile", (chunk(b"cICP", b"\x01\x0d\0\1"), packed(icc.adobe_rgb())), as_is),
    ]
    for name, chunks, seen in marks:
        data = png(8, RGB, solid(bytes(PAINT)), *chunks)
        yield Ugly(f"space-{name}.png", data, Published(seen, within=2))
    grey = png(16, GREY, solid(b"\x20\0"), exponent(1.0))
    shown = srgb.value(0x2000 / 65535)
    yield Ugly("grey-16-linear.png", grey, Published(plain((shown,) * 3), within=1))
    for name, curve in (("pq", 16), ("hlg", 18)):
        data = png(16, RGB, solid(bytes(6)), chunk(b"cICP", bytes((9, curve, 0, 1))))
        yield Ugly(f"hdr-{name}.png", data, Refused("photo-format", "HDR"))


def _broken_profiles() -> Iterator[Ugly]:
    left_out: list[tuple[str, bytes, str]] = [
        ("garbage", packed(b"garbage" * 30), "profile is damaged"),
        ("unpackable", chunk(b"iCCP", b"made\0\0" + b"\x13" * 40), "profile is damaged"),
        ("nameless", chunk(b"iCCP", b"\0"), "profile is damaged"),
        ("huge", packed(bytes(50_000_000)), "profile is larger than 4 MB"),
        ("for-press", packed(icc.cmyk(lambda *_: (50, 0, 0))), "is for CMYK"),
        ("unknown-numbers", chunk(b"cICP", b"\x01\x63\0\1"), "number 1/99, is not known"),
        ("no-gamma", exponent(0.0), "gamma (gAMA) makes no sense"),
        ("no-triangle", points((0.3,) * 8), "primaries (cHRM) make no sense"),
    ]
    for name, mark, says in left_out:
        data = png(8, RGB, solid(bytes(PAINT)), mark)
        outcome = Published(plain(PAINT), within=0, warned=(PROFILE,), says=says)
        yield Ugly(f"space-{name}.png", data, outcome)


def _bombs() -> Iterator[Ugly]:
    """A few kilobytes that would be gigabytes."""
    nothing = zlib.compress(bytes(30_000_000))
    for type_, body in ((b"zTXt", b"Comment\0\0"), (b"iTXt", b"Comment\0\1\0\0\0")):
        text = chunk(type_, body + nothing)
        data = png(8, RGB, solid(bytes(PAINT)), text, after=text)
        yield Ugly(f"bomb-{type_.decode()}.png", data, Published(plain(PAINT), within=0))
    workflow = chunk(b"tEXt", b"workflow\0" + b"{}" * 1_500_000)
    data = png(8, RGB, solid(bytes(PAINT)), workflow)
    yield Ugly("long-workflow.png", data, Published(plain(PAINT), within=0))
    for size in ((10_000, 8_001), (60_000, 60_000), (2**31 - 1, 2)):
        data = png(1, GREY, bytes(1000), size=size)
        yield Ugly(f"bomb-{size[0]}.png", data, Refused(LARGE, f"{size[0]} × {size[1]} pixels"))
    data = png(8, RGB, solid(bytes(PAINT)) + bytes(50_000_000))
    yield Ugly("more-than-its-pixels.png", data, Published(plain(PAINT), within=0))


def _damage() -> Iterator[Ugly]:
    data = saved(four_corners(), "PNG")
    cannot = Refused(BROKEN, "cannot be read")
    when_made = Refused(BROKEN, "cannot be read", when_made=True)
    early = Refused(BROKEN, "ends too early")
    yield Ugly("checksum-of-header.png", _flipped(data, data.index(b"IHDR") + 17), cannot)
    mark = chunk(b"tEXt", b"Comment\0hello")
    worded = png(8, RGB, solid(bytes(PAINT)), mark)
    misspelt = _flipped(worded, worded.index(b"hello"))
    yield Ugly("checksum-of-text.png", misspelt, Published(plain(PAINT), within=0))
    yield Ugly("checksum-of-pixels.png", _flipped(data, data.index(b"IDAT") + 20), when_made)
    short = png(8, RGB, solid(bytes(PAINT))[: HEIGHT * WIDTH])
    yield Ugly("pixels-missing.png", short, when_made)
    unknown = png(8, RGB, solid(bytes(PAINT)), chunk(b"ABCD", b"?"))
    yield Ugly("unknown-chunk.png", unknown, Published(plain(PAINT), within=0))
    kept = png(8, RGB, solid(bytes(PAINT)), chunk(b"abCd", b"?"))
    yield Ugly("unknown-beside.png", kept, Published(plain(PAINT), within=0))
    yield Ugly("no-width.png", png(8, RGB, b"", size=(0, 32)), Refused(BROKEN, "cannot be read"))
    yield Ugly("odd-depth.png", png(3, RGB, solid(bytes(PAINT))), Refused(BROKEN, "cannot be read"))
    for name, end in (("header", 20), ("pixels", len(data) - 40), ("end", len(data) - 4)):
        yield Ugly(f"cut-in-its-{name}.png", data[:end], early)
    yield Ugly("padded.png", data + bytes(999), EXACT)


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :]
