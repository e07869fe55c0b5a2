"""What is no picture that is published, whatever its name says: no decoder ever sees it."""

import gzip
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from tests.support.photos import four_corners
from tests.support.ugly.case import Refused, Ugly

FORMAT = "photo-format"


def cases() -> Iterator[Ugly]:
    """All of them end like something that is looked at."""
    yield from _pictures()
    yield from _raw()
    for name, data, says in (
        ("empty.jpg", b"", "it is an empty file"),
        ("one-byte.jpg", b"\xff", "it is not a picture"),
        ("zeros.jpg", bytes(5000), "it is not a picture"),
        ("text.jpg", b"A note about a photo.\n" * 9, "it is not a picture"),
        ("pointer.jpg", b"version https://git-lfs.github.com/spec/v1\n", "it is a Git LFS pointer"),
        ("404.jpg", b"<!DOCTYPE html>\n<title>Not found</title>", "it is a web page"),
        ("404-spaced.png", b"\n\n  <HTML lang=en>", "it is a web page"),
        ("print.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "it is a PDF"),
        ("logo.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", "it is a PostScript file"),
        ("logo-with-preview.eps", b"\xc5\xd0\xd3\xc6" + bytes(28), "it is a PostScript file"),
        ("clip.mp4", struct.pack(">I", 20) + b"ftypisom\0\0\0\0mp42", "it is a video"),
        ("clip-as.jpg", struct.pack(">I", 20) + b"ftypqt  \0\0\0\0qt  ", "it is a video"),
        ("clip.webm", b"\x1aE\xdf\xa3" + bytes(20), "it is a video"),
        ("photos.jpg", _zipped(), "it is a ZIP archive"),
    ):
        yield Ugly(name, data, Refused(FORMAT, says))


def _pictures() -> Iterator[Ugly]:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    declared = b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a car -->\n" + drawing
    for name, data, says in (
        ("scan.tif", _saved("TIFF"), "it is a TIFF"),
        ("scan-as.jpg", _saved("TIFF"), "it is a TIFF"),
        ("screen.bmp", _saved("BMP"), "it is a BMP"),
        ("icon.ico", _saved("ICO"), "it is an icon"),
        ("scene.jp2", _saved("JPEG2000"), "it is a JPEG 2000"),
        ("poster.psd", b"8BPS\0\x01" + bytes(30), "it is a Photoshop document"),
        ("sketch.xcf", b"gimp xcf v011\0", "it is a GIMP document"),
        ("new.jxl", b"\xff\x0a\xfa\x1f\x41", "it is a JPEG XL"),
        ("drawing.svg", drawing, "it is an SVG drawing"),
        ("drawing-as.png", declared, "it is an SVG drawing"),
        ("drawing.svgz", gzip.compress(drawing, mtime=0), "it is a compressed file"),
    ):
        yield Ugly(name, data, Refused(FORMAT, says))


def _raw() -> Iterator[Ugly]:
    """By its first bytes, or, where those are a TIFF's, by its name."""
    for name, data in (
        ("nikon.nef", b"MM\0*\0\0\0\x08" + bytes(30)),
        ("adobe.dng", b"II*\0\x08\0\0\0" + bytes(30)),
        ("sony.ARW", b"II*\0\x08\0\0\0" + bytes(30)),
        ("canon.cr2", b"II*\0\x10\0\0\0CR\x02\0" + bytes(30)),
        ("canon.cr3", struct.pack(">I", 20) + b"ftypcrx \0\0\0\0isom"),
        ("fuji.raf", b"FUJIFILMCCD-RAW 0201" + bytes(30)),
        ("olympus.orf", b"IIRO\x08\0\0\0" + bytes(30)),
        ("panasonic.rw2", b"IIU\0\x18\0\0\0" + bytes(30)),
    ):
        yield Ugly(name, data, Refused(FORMAT, "it is a camera's raw file"))


def _saved(format_: str) -> bytes:
    file = BytesIO()
    four_corners().save(file, format_)
    return file.getvalue()


def _zipped() -> bytes:
    file, photo = BytesIO(), BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "JPEG")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("photo.jpg", photo.getvalue())
    return file.getvalue()
