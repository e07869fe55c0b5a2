"""What a picture is called when its original is published."""

from carblog.model.picture import Fractions, Format

ENCODED_AS: dict[str, Format] = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif", "mpo"), "jpeg"),
    **dict.fromkeys(("png", "apng"), "png"),
    "webp": "webp",
    "avif": "avif",
}
"""Ending of a name, small letters → what is written into the file when pixels had to change."""

_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}


def download_ending(format_: str, redact: tuple[Fractions, ...] = ()) -> str:
    """The ending of the download of a photo in a format by Pillow's name.

    A HEIC, which few can open, is offered as JPEG; a redacted GIF as PNG, which keeps its colours.
    """
    if format_ == "GIF" and redact:
        return "png"
    return _ENDINGS.get(format_, "jpg")
