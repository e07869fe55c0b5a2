"""Pictures full of what must not leave, in every place where cameras and programs put it."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

CANARY = "zyxprivate"
GPS = {1: "N", 2: (52.0, 31.0, 12.3), 3: "E", 4: (13.0, 24.0, 18.5), 29: f"2026:{CANARY}"}
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

XMP = f"""<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'
 photoshop:Instructions='Call {CANARY}' photoshop:History='{CANARY}'/></rdf:RDF></x:xmpmeta>
<?xpacket end='w'?>""".encode()


def private_exif(orientation: int = 1) -> bytes:
    """Where it was taken, with what, and whose that is: nothing that is meant for readers."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0131] = f"Software {CANARY}"
    exif[0x013C] = f"Computer {CANARY}"
    exif.get_ifd(0x8825).update(GPS)
    exif.get_ifd(0x8769).update({0xA430: f"Owner {CANARY}", 0xA431: f"Serial {CANARY}"})
    return exif.tobytes()


def iptc() -> bytes:
    """Street (2:92) and special instructions (2:40), as Photoshop wraps them in APP13."""
    records = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(CANARY)) + CANARY.encode() for number in (92, 40)
    )
    return b"Photoshop 3.0\0" + resource(0x0404, records) + resource(0x0409, CANARY.encode())


def resource(number: int, data: bytes) -> bytes:
    padded = data + b"\0" * (len(data) % 2)
    return b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + padded


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def saved(image: Image.Image, format_: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()


def loaded(image: Image.Image, format_: str, orientation: int = 1, **options: Any) -> bytes:
    """The picture as a file of that format, with everything that the format can carry."""
    said = {"exif": private_exif(orientation), "icc_profile": PROFILE}
    return _LOADED[format_](image, said | options)


def _jpeg(image: Image.Image, options: dict[str, Any]) -> bytes:
    data = saved(image, "JPEG", comment=f"Comment {CANARY}", xmp=XMP, **options)
    thumbnail = b"JFXX\0\x10" + CANARY.encode()
    extra = segment(0xED, iptc()) + segment(0xE0, thumbnail) + segment(0xE9, CANARY.encode())
    multi = segment(0xE2, b"FPXR\0" + CANARY.encode())
    return data[:20] + extra + multi + data[20:] + saved(image, "JPEG") + CANARY.encode()


def _png(image: Image.Image, options: dict[str, Any]) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Software", f"Software {CANARY}")
    text.add_text("Comment", CANARY, zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    data = saved(image, "PNG", pnginfo=text, **options)
    end = data.rindex(b"IEND") - 4
    extra = chunk(b"prVt", CANARY.encode()) + chunk(b"tIME", b"\x07\xea\x05\x01\x09\0\0")
    return data[:end] + extra + data[end:] + CANARY.encode()


def _webp(image: Image.Image, options: dict[str, Any]) -> bytes:
    data = saved(image, "WEBP", xmp=XMP, **options)
    extra = struct.pack("<4sI", b"PRVT", len(CANARY)) + CANARY.encode()
    size = struct.pack("<I", len(data) - 8 + len(extra))
    return data[:4] + size + data[8:] + extra + CANARY.encode()


def _gif(image: Image.Image, options: dict[str, Any]) -> bytes:
    rest = {name: value for name, value in options.items() if name not in ("exif", "icc_profile")}
    data = saved(image, "GIF", comment=CANARY.encode(), **rest)
    packet = b"\x21\xff\x0bXMP DataXMP" + XMP + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    private = b"\x21\xff\x0bPRIVATE 1.0" + bytes((len(CANARY),)) + CANARY.encode() + b"\0"
    return data[:-1] + packet + private + data[-1:] + CANARY.encode()


def _avif(image: Image.Image, options: dict[str, Any]) -> bytes:
    data = saved(image, "AVIF", xmp=XMP, **options)
    return data + struct.pack(">I4s", 8 + len(CANARY), b"free") + CANARY.encode()


_LOADED = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": _gif, "AVIF": _avif}
