"""What a file really is, by its first bytes: names lie, and decoders must not be asked."""

from typing import NamedTuple

from carblog.model.pillow import brands_of, format_of, heic_is_decoded

SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "PNG": (".png", ".apng"),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "AVIF": (".avif", ".avifs"),
    "HEIC": (".heic", ".heif", ".hif", ".heics", ".heifs"),
}
"""The formats that are opened, with the endings that their files' names may have."""

_PUBLISHED = tuple(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)

EXPORT = "export it as JPEG, PNG, WebP or AVIF"
VIDEO = "put videos on a video site and point at them there, or export one frame as JPEG"
RAW = "develop it and export it as JPEG"
HEIC = "export it as JPEG (phones can send “most compatible”), or install carblog[heic]"

REFUSED_SUFFIXES = (
    *(".tif", ".tiff", ".psd", ".psb", ".svg", ".svgz", ".pdf", ".eps"),
    *(".bmp", ".ico", ".jxl", ".jp2", ".ai", ".xcf"),
    *(".dng", ".nef", ".nrw", ".arw", ".cr2", ".cr3", ".raf", ".orf", ".rw2", ".pef", ".srw"),
    *(".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".3gp"),
)
"""Endings of what photographers and artists also send: it is refused, never passed over."""

_RAW_SUFFIXES = (".dng", ".nef", ".nrw", ".arw", ".pef", ".srw")

_TEXTS = (
    (b"version https://git-lfs", "a Git LFS pointer, not the picture", "run `git lfs pull`"),
    (b"<!doctype html", "a web page", "download the picture itself"),
    (b"<html", "a web page", "download the picture itself"),
    (b"<svg", "an SVG drawing, which can carry scripts", EXPORT),
    (b"%pdf-", "a PDF", EXPORT),
    (b"%!ps", "a PostScript file", EXPORT),
)

_MAGIC = (
    (0, b"8BPS", "a Photoshop document", EXPORT),
    (0, b"gimp xcf", "a GIMP document", EXPORT),
    (0, b"BM", "a BMP", EXPORT),
    (0, b"\x00\x00\x01\x00", "an icon", EXPORT),
    (0, b"\xff\x0a", "a JPEG XL", EXPORT),
    (4, b"JXL ", "a JPEG XL", EXPORT),
    (4, b"jP  ", "a JPEG 2000", EXPORT),
    (0, b"FUJIFILMCCD-RAW", "a camera's raw file", RAW),
    (0, b"IIRO", "a camera's raw file", RAW),
    (0, b"IIRS", "a camera's raw file", RAW),
    (0, b"MMOR", "a camera's raw file", RAW),
    (0, b"IIU\x00", "a camera's raw file", RAW),
    (8, b"CR\x02", "a camera's raw file", RAW),
    (0, b"\xc5\xd0\xd3\xc6", "a PostScript file", EXPORT),
    (0, b"PK\x03\x04", "a ZIP archive", "unpack it"),
    (0, b"\x1f\x8b", "a compressed file", "unpack it"),
    (8, b"AVI ", "a video", VIDEO),
    (0, b"\x1aE\xdf\xa3", "a video", VIDEO),
    (0, b"\x00\x00\x01\xba", "a video", VIDEO),
)

_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")


class Refused(NamedTuple):
    """Something that is not a picture we publish."""

    what: str
    """With its article: `a TIFF`."""
    hint: str


def is_picture(name: str) -> bool:
    """Whether a file of this name should be one of them."""
    return name.lower().endswith(_PUBLISHED)


def sniff(data: bytes, suffix: str) -> str | Refused:
    """The format, a key of `SUFFIXES`, of a file; or what else it is.

    `suffix`, lower case with its dot, only tells a raw file from the TIFF that it is built on.
    """
    format_ = format_of(data)
    if format_ == "HEIC" and not heic_is_decoded():
        return Refused("a HEIC photo", HEIC)
    return format_ or _refused(data, suffix)


def _refused(data: bytes, suffix: str) -> Refused:
    if not data:
        return Refused("an empty file", "copy it again from where it came from")
    if data[4:8] == b"ftyp":
        raw = b"crx " in brands_of(data)
        return Refused("a camera's raw file", RAW) if raw else Refused("a video", VIDEO)
    if data.startswith(_TIFF) and data[8:10] != b"CR":
        raw = suffix in _RAW_SUFFIXES
        return Refused("a camera's raw file", RAW) if raw else Refused("a TIFF", EXPORT)
    for at, magic, what, hint in _MAGIC:
        if data.startswith(magic, at):
            return Refused(what, hint)
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, what, hint in _TEXTS:
        if start.startswith(magic):
            return Refused(what, hint)
    if start.startswith(b"<?xml") and b"<svg" in start:
        return Refused("an SVG drawing, which can carry scripts", EXPORT)
    return Refused("not a picture", f"if it is one, {EXPORT}")
