"""What a picture is called when its original is published."""

from carblog.model.digest import digest
from carblog.model.picture import Format, Fractions, Image

DOWNLOAD = 1
"""Changes when `make/download.py` would make other bytes from the same photo."""

ENCODED_AS: dict[str, Format] = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif", "mpo"), "jpeg"),
    **dict.fromkeys(("png", "apng"), "png"),
    "webp": "webp",
    "avif": "avif",
}
"""Ending of a name, small letters → what is written into the file when pixels had to change."""

HEIC_ENDINGS = frozenset({"heic", "heif", "hif", "heics", "heifs"})

PICTURE_ENDINGS = frozenset({*ENCODED_AS, "gif", "avifs", *HEIC_ENDINGS, "ico"})
"""Of files that are published without what is beside their pixels, wherever they lie. An icon may
be a PNG."""

_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}


def download_ending(format_: str, redact: tuple[Fractions, ...] = ()) -> str:
    """The ending of the download of a photo in a format by Pillow's name.

    A HEIC, which few can open, is offered as JPEG; a redacted GIF as PNG, which keeps its colours.
    """
    if format_ == "GIF" and redact:
        return "png"
    return _ENDINGS.get(format_, "jpg")


def download_key(image: Image) -> str:
    """The digest of all that decides the bytes of a download."""
    return digest(DOWNLOAD, image.digest, image.redact, image.rights)


def download_path(image: Image, format_: str) -> str:
    """The site path of a download: `/galleries/suv/downloads/01-front-2f8a90c1d4.jpg`.

    It carries the digest of all that decides its bytes, so hosts may have it kept for ever.
    """
    ending = download_ending(format_, image.redact)
    return f"{image.folder}downloads/{image.name}-{download_key(image)[:10]}.{ending}"
