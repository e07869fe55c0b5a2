"""WebP and GIF, still and moving (RFC 9649; GIF89a)."""

import struct
from collections.abc import Iterator

from PIL import Image

from tests.support import icc, srgb
from tests.support.photos import exif, four_corners, saved
from tests.support.ugly.case import PAINT, Published, Refused, Ugly, plain, turned

BROKEN = "photo-broken"
LARGE = "photo-too-large"

MOVES = Published(warned=("photo-animated",), says="only its first frame is published")


def cases() -> Iterator[Ugly]:
    yield from _webp()
    yield from _gif()


def _frames(format_: str) -> bytes:
    second = Image.new("RGB", (64, 32), "white")
    return saved(four_corners(), format_, save_all=True, append_images=[second])


def _webp() -> Iterator[Ugly]:
    corners = four_corners()
    lossy = saved(corners, "WEBP", lossless=False, quality=95)
    yield Ugly("lossy.webp", lossy, Published(within=20))
    yield Ugly("lossless.webp", saved(corners, "WEBP"), Published(within=0))
    sheer = saved(Image.new("RGBA", (64, 32), (*PAINT, 128)), "WEBP", exact=True)
    yield Ugly("alpha.webp", sheer, Published(plain((*PAINT, 128)), within=1))
    yield Ugly("animated.webp", _frames("WEBP"), MOVES)
    profiled = saved(Image.new("RGB", (64, 32), PAINT), "WEBP", icc_profile=icc.display_p3())
    yield Ugly("display-p3.webp", profiled, Published(plain(srgb.shown(PAINT, srgb.P3))))
    wrong = saved(Image.new("RGB", (64, 32), PAINT), "WEBP", icc_profile=b"garbage" * 9)
    left_out = Published(plain(PAINT), warned=("photo-profile",), says="profile is damaged")
    yield Ugly("profile-garbage.webp", wrong, left_out)
    sideways = saved(corners, "WEBP", exif=exif(Orientation=6))
    yield Ugly("turned.webp", sideways, Published(turned(6), size=(32, 64)))
    yield Ugly("padded.webp", saved(corners, "WEBP") + bytes(99), Published())
    early = Refused(BROKEN, "ends too early")
    yield Ugly("cut.webp", lossy[: len(lossy) // 2], early)
    yield Ugly("cut-in-its-header.webp", lossy[:20], early)
    canvas = b"\xff\x3f\0" * 2  # 16384 × 16384, less one
    extended = b"VP8X" + struct.pack("<I", 10) + bytes(4) + canvas
    huge = b"RIFF" + struct.pack("<I", 4 + len(extended)) + b"WEBP" + extended
    yield Ugly("huge.webp", huge, Refused(LARGE, "16384 × 16384 pixels"))
    unpixelled = huge.replace(canvas, b"\x3f\0\0\x1f\0\0")
    yield Ugly("without-pixels.webp", unpixelled, Refused(BROKEN, "cannot be read"))
    noise = bytearray(saved(Image.effect_noise((64, 32), 90).convert("RGB"), "WEBP"))
    noise[40:400] = bytes(360)
    damaged = Refused(BROKEN, "cannot be read", when_made=True)
    yield Ugly("damaged.webp", bytes(noise), damaged)


def _gif() -> Iterator[Ugly]:
    still = saved(four_corners(), "GIF")
    yield Ugly("still.gif", still, Published(within=0))
    sheer = Image.new("P", (64, 32), 1)
    sheer.putpalette([0, 0, 0, *PAINT])
    sheer.paste(0, (32, 0, 64, 32))
    data = saved(sheer, "GIF", transparency=0)
    side = {"TL": PAINT, "BL": PAINT, "TR": (0, 0, 0, 0), "BR": (0, 0, 0, 0)}
    yield Ugly("transparent.gif", data, Published(side, within=0))
    yield Ugly("animated.gif", _frames("GIF"), MOVES)
    yield Ugly("cut.gif", still[: len(still) // 2], Refused(BROKEN, "ends too early"))
    screen = b"GIF89a" + struct.pack("<2HBBB", 64, 32, 0, 0, 0)
    yield Ugly("no-frame.gif", screen + b";", Refused(BROKEN, "ends too early"))
    data = b"GIF89a" + struct.pack("<2H", 65_535, 65_535) + still[10:]
    yield Ugly("huge-screen.gif", data, Refused(LARGE, "65535 × 65535 pixels"))
    at = still.index(b"\x2c\0\0\0\0")
    frame = bytearray(still)
    frame[at + 5 : at + 9] = struct.pack("<2H", 65_535, 65_535)
    yield Ugly("huge-frame.gif", bytes(frame), Refused(LARGE, "more pixels than its header says"))
    both = still + b"<script>alert(1)</script>"
    yield Ugly("and-a-script.gif", both, Published(within=0))
