"""JPEG as cameras, phones, scanners, old programs and bad cables make it (ITU-T T.81)."""

import struct
from collections.abc import Iterator, Sequence

from PIL import Image

from tests.support import icc, srgb
from tests.support.photos import exif, four_corners, saved
from tests.support.ugly.case import DATA, PAINT, Published, Refused, Ugly, plain, turned
from tests.support.ugly.coded import component_by_component, flat, segment

BROKEN = "photo-broken"
FORMAT = "photo-format"
LARGE = "photo-too-large"
PROFILE = "photo-profile"


def cases() -> Iterator[Ugly]:
    """Every way that a JPEG arrives."""
    yield from _codings()
    yield from _rare()
    yield from _cut()
    yield from _ends()
    yield from _turns()
    yield from _exif_trouble()
    yield from _profiles()
    yield from _broken_profiles()


def plain_jpeg() -> bytes:
    return saved(four_corners(), "JPEG")


def _codings() -> Iterator[Ugly]:
    corners = four_corners()
    rough = Published(within=12)
    yield Ugly("baseline.jpg", plain_jpeg(), Published())
    yield Ugly("progressive.jpg", saved(corners, "JPEG", progressive=True), Published())
    yield Ugly("444.jpg", saved(corners, "JPEG", subsampling="4:4:4"), Published())
    yield Ugly("422.jpg", saved(corners, "JPEG", subsampling="4:2:2"), rough)
    yield Ugly("420.jpg", saved(corners, "JPEG", subsampling="4:2:0"), rough)
    painted = Published(plain(PAINT))
    yield Ugly("411.jpg", flat(sampling=((4, 1), (1, 1), (1, 1))), painted)
    yield Ugly("440.jpg", flat(sampling=((1, 2), (1, 1), (1, 1))), painted)
    yield Ugly("restarts.jpg", saved(corners, "JPEG", restart_marker_blocks=1), Published())
    yield Ugly("rgb-inside.jpg", saved(corners, "JPEG", keep_rgb=True), Published())
    grey = Image.new("L", (64, 32), 100)
    yield Ugly("grey.jpg", saved(grey, "JPEG"), Published(plain((100, 100, 100))))
    cmyk = Image.new("CMYK", (64, 32), (0, 255, 255, 0))
    yield Ugly("cmyk.jpg", saved(cmyk, "JPEG"), Published(plain((255, 0, 0)), within=8))
    yield Ugly("ycck.jpg", ycck(), Published(plain((255, 0, 0)), within=8))
    yield Ugly("two-views.mpo", saved(corners, "MPO"), Published())
    yield Ugly("two-views.jpg", saved(corners, "MPO"), Published())
    yield Ugly("dot.jpg", saved(Image.new("RGB", (1, 1), PAINT), "JPEG"), dot())
    yield Ugly("SHOUTING.JPG", plain_jpeg(), Published())
    yield Ugly(
        "fill-bytes.jpg", plain_jpeg().replace(b"\xff\xdb", b"\xff\xff\xff\xdb", 1), Published()
    )
    remark = saved(corners, "JPEG", comment=b"x" * 65_000)
    yield Ugly("long-comment.jpg", remark, Published())


def dot() -> Published:
    return Published(plain(PAINT), size=(1, 1))


def _rare() -> Iterator[Ugly]:
    """What browsers do not show either."""
    rare = Refused(FORMAT, "of a rare kind")
    yield Ugly("twelve-bits.jpg", (DATA / "twelve-bits.jpg").read_bytes(), rare)
    yield Ugly("lossless.jpg", (DATA / "lossless.jpg").read_bytes(), rare)
    yield Ugly("arithmetic.jpg", _framed(0xC9), rare)
    yield Ugly("hierarchical.jpg", _framed(0xC5), rare)
    two = flat(sampling=((1, 1), (1, 1)))
    yield Ugly("two-components.jpg", two, Refused(BROKEN, "cannot be read"))
    huge = _sized(60_000, 60_000)
    yield Ugly("huge.jpg", huge, Refused(LARGE, "60000 × 60000 pixels"))
    yield Ugly("no-height.jpg", _sized(64, 0), Refused(BROKEN, "cannot be read"))
    scans = Refused(LARGE, "scans")
    yield Ugly("ten-thousand-scans.jpg", _with_scans(10_000), scans)
    yield Ugly("scan-after-scan.jpg", component_by_component(1000), scans)
    apart = Published(plain(PAINT))
    yield Ugly("component-by-component.jpg", component_by_component(1), apart)


def _framed(marker: int) -> bytes:
    return plain_jpeg().replace(b"\xff\xc0", bytes((0xFF, marker)), 1)


def _sized(width: int, height: int) -> bytes:
    data = bytearray(plain_jpeg())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">2H", height, width)
    return bytes(data)


def _with_scans(times: int) -> bytes:
    """A progressive one whose last scan comes again and again."""
    data = saved(four_corners(), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * times + b"\xff\xd9"


def _cut() -> Iterator[Ugly]:
    """A copy that broke off."""
    data = saved(Image.effect_noise((96, 64), 80).convert("RGB"), "JPEG")
    early = Refused(BROKEN, "ends too early")
    pixels = data.index(b"\xff\xda")
    for name, end in {
        "in-the-header": 10,
        "before-its-size": data.index(b"\xff\xc0") + 3,
        "before-its-pixels": pixels,
        "in-its-pixels": (pixels + len(data)) // 2,
        "before-its-last-byte": len(data) - 1,
        "without-its-end": len(data) - 2,
    }.items():
        yield Ugly(f"cut-{name}.jpg", data[:end], early)


def _ends() -> Iterator[Ugly]:
    """Bytes after the end."""
    yield Ugly("padded.jpg", plain_jpeg() + bytes(5000), Published())
    video = struct.pack(">I", 24) + b"ftypmp42" + bytes(12) + b"\0\0\0\x08mdat" + bytes(900)
    yield Ugly("motion.jpg", plain_jpeg() + video, Published())
    other = saved(Image.new("RGB", (8, 8), "white"), "JPEG")
    yield Ugly("second-after.jpg", plain_jpeg() + other, Published())


def _turns() -> Iterator[Ugly]:
    for orientation in range(1, 9):
        size = (32, 64) if orientation >= 5 else (64, 32)
        upright = Published(turned(orientation), size=size)
        for order, mark in ((">", b"MM\0*"), ("<", b"II*\0")):
            block = _oriented(order, mark, orientation)
            name = "big" if order == ">" else "little"
            yield Ugly(f"turned-{orientation}-{name}.jpg", _with_exif(block), upright)
    for name, number in (("none", 0), ("nine", 9), ("many", 65_535)):
        yield Ugly(f"turned-{name}.jpg", _with_exif(_oriented(">", b"MM\0*", number)), Published())
    first = segment(0xE1, b"Exif\0\0" + _oriented(">", b"MM\0*", 6))
    second = segment(0xE1, b"Exif\0\0" + _oriented(">", b"MM\0*", 3))
    data = plain_jpeg()
    twice = data[:2] + first + second + data[2:]
    yield Ugly("turned-twice.jpg", twice, Published(turned(6), size=(32, 64)))


def _oriented(order: str, mark: bytes, orientation: int) -> bytes:
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    return mark + struct.pack(order + "IH", 8, 1) + entry + bytes(4)


def _with_exif(block: bytes) -> bytes:
    return saved(four_corners(), "JPEG", exif=b"Exif\0\0" + block)


def _exif_trouble() -> Iterator[Ugly]:
    thumbnail = saved(Image.new("RGB", (16, 8), "white"), "JPEG")
    yield Ugly("exif-thumbnail.jpg", _with_exif(exif()[6:] + thumbnail), Published())
    yield Ugly(
        "exif-garbage.jpg", _with_exif(b"MM\0*\0\0\0\x08\xff\xff" + b"\x13" * 40), Published()
    )
    loop = b"MM\0*\0\0\0\x08\0\0\0\0\0\x08"
    yield Ugly("exif-in-a-circle.jpg", _with_exif(loop), Published())
    yield Ugly("exif-empty.jpg", _with_exif(b""), Published())
    by_packet = saved(four_corners(), "JPEG", xmp=b'<x tiff:Orientation="6"/>')  # not in browsers
    yield Ugly("turned-by-xmp-alone.jpg", by_packet, Published())


def _profiles() -> Iterator[Ugly]:
    paint = Image.new("RGB", (64, 32), PAINT)
    for name, profile, shown in (
        ("srgb-2", icc.srgb(2), srgb.shown(PAINT, srgb.SRGB)),
        ("srgb-4", icc.srgb(4), srgb.shown(PAINT, srgb.SRGB)),
        ("display-p3", icc.display_p3(), srgb.shown(PAINT, srgb.P3)),
        ("adobe-rgb", icc.adobe_rgb(), srgb.shown(PAINT, srgb.ADOBE, srgb.gamma(563 / 256))),
        ("prophoto", icc.prophoto(), srgb.shown(PAINT, srgb.PROPHOTO, srgb.gamma(1.8))),
    ):
        data = saved(paint, "JPEG", icc_profile=profile)
        yield Ugly(f"profile-{name}.jpg", data, Published(plain(shown)))
    grey = saved(Image.new("L", (64, 32), 100), "JPEG", icc_profile=icc.grey(1.8))
    shown = (srgb.value((100 / 255) ** 1.8),) * 3
    yield Ugly("profile-grey.jpg", grey, Published(plain(shown)))
    ink = Image.new("CMYK", (64, 32), (0, 255, 0, 0))
    press = icc.cmyk(lambda c, m, y, k: (100 - 25 * (c + m + y + k), 60.0 * m, 0))
    inked = Published(plain(srgb.lab_shown(75, 60, 0)), within=6)
    yield Ugly("profile-cmyk.jpg", saved(ink, "JPEG", icc_profile=press), inked)
    p3 = Published(plain(srgb.shown(PAINT, srgb.P3)))
    yield Ugly("profile-shuffled.jpg", _in_pieces((3, 1, 2), 3), p3)
    adobe = Published(plain(srgb.shown(PAINT, srgb.ADOBE, srgb.gamma(563 / 256))))
    yield Ugly("adobe-rgb-by-exif.jpg", saved(paint, "JPEG", exif=_interoperable("R03")), adobe)
    as_is = Published(plain(PAINT))
    yield Ugly("srgb-by-exif.jpg", saved(paint, "JPEG", exif=_interoperable("R98")), as_is)


def _interoperable(index: str) -> Image.Exif:
    """What cameras write for their colour space (DCF 2.0, 4.2)."""
    block = Image.Exif()
    block.get_ifd(0x8769)[0xA005] = {1: index}
    return block


def _broken_profiles() -> Iterator[Ugly]:
    """The picture is shown, as if it were sRGB, with a warning."""
    paint = Image.new("RGB", (64, 32), PAINT)
    good = icc.display_p3()
    wrong = bytearray(good)
    wrong[wrong.index(b"rXYZ") + 4 : wrong.index(b"rXYZ") + 8] = b"\xff\0\0\0"
    for name, profile, says in (
        ("garbage", b"garbage" * 30, "is damaged"),
        ("cut", good[:200], "is damaged"),
        ("without-a-colour", bytes(wrong), "is damaged"),
        ("many-tags", good[:128] + b"\xff\xff\xff\xff" + good[132:], "is damaged"),
        ("for-press", icc.cmyk(lambda *_: (50, 0, 0)), "is for CMYK and its pixels are RGB"),
        ("for-grey", icc.grey(2.2), "is for grey and its pixels are RGB"),
        ("for-lab", icc.lab(), "is for Lab colours"),
        ("link", icc.linked(), "is of a kind that is not for photos"),
        ("huge", good + bytes(5_000_000), "is larger than 4 MB"),
    ):
        left_out = Published(plain(PAINT), warned=(PROFILE,), says=says)
        data = saved(paint, "JPEG", icc_profile=profile)
        yield Ugly(f"profile-{name}.jpg", data, left_out)
    cmyk = saved(
        Image.new("CMYK", (64, 32), (0, 255, 255, 0)), "JPEG", icc_profile=icc.display_p3()
    )
    press = Published(plain((255, 0, 0)), within=8, warned=(PROFILE,), says="its pixels are CMYK")
    yield Ugly("profile-of-screen-on-cmyk.jpg", cmyk, press)
    left_out = Published(plain(PAINT), warned=(PROFILE,), says="is damaged")
    yield Ugly("profile-piece-missing.jpg", _in_pieces((1, 3), 3), left_out)


def _in_pieces(order: Sequence[int], count: int) -> bytes:
    """A profile in several segments (ICC.1, B.4), in that order."""
    profile, data = icc.display_p3(), saved(Image.new("RGB", (64, 32), PAINT), "JPEG")
    length = -(-len(profile) // count)
    pieces = b"".join(
        segment(
            0xE2,
            b"ICC_PROFILE\0" + bytes((n, count)) + profile[(n - 1) * length : n * length],
        )
        for n in order
    )
    return data[:2] + pieces + data[2:]


def ycck() -> bytes:
    """Red ink as Photoshop saves CMYK: inverted, as YCbCr and black (Adobe technical note 5116).

    Magenta and yellow are stored as 0, and cyan, of which there is none, as 255; their YCbCr is
    that of 255 minus what is stored. Pillow inverts what it is given, and knows no YCCK.
    """
    y, cb, cr = 179, 171, 1  # of 0, 255, 255
    inverted = Image.new("CMYK", (64, 32), (255 - y, 255 - cb, 255 - cr, 0))
    data = bytearray(saved(inverted, "JPEG"))
    at = data.index(b"Adobe")
    data[at + 11] = 2  # the transform
    return bytes(data)
