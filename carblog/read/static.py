"""A picture in `static/` is published as it is, with all that a camera wrote into it."""

import posixpath
from collections.abc import Iterator

from PIL import ExifTags, Image

from carblog.model.content import Read
from carblog.model.pillow import TOO_MANY_PIXELS, UNREADABLE, opened, quiet
from carblog.model.problem import Place, Problem
from carblog.read.magic import Refused, sniff

_CAMERA = (ExifTags.Base.Make, ExifTags.Base.Model)
_OWN = (ExifTags.Base.BodySerialNumber, ExifTags.Base.CameraOwnerName, ExifTags.Base.MakerNote)
_WHEN = ExifTags.Base.DateTimeOriginal


def read_static(path: str, data: bytes) -> Read:
    """Nothing is made of it, but a warning when its EXIF tells more than the picture.

    From the header alone; what is no picture, or cannot be read, is no matter here.
    """
    found = tuple(_told(path, data))
    if not found:
        return Read()
    message = f"it is published as it is, and tells {' and '.join(found)}"
    hint = "export it without metadata, or show it from content/ or galleries/, where it loses them"
    return Read(problems=(Problem(Place(path), "static-metadata", message, hint, "warning"),))


def _told(path: str, data: bytes) -> Iterator[str]:
    if isinstance(sniff(data, posixpath.splitext(path)[1].lower()), Refused):
        return
    try:
        with quiet(), opened(data) as image:
            # Not the one of PNG, which decodes the pixels.
            exif = Image.Image.getexif(image)
            place, details = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.Exif)
    except (*UNREADABLE, *TOO_MANY_PIXELS):
        return
    if place:
        yield "where it was taken"
    if any(tag in exif for tag in _CAMERA) or any(tag in details for tag in _OWN):
        yield "with which camera"
    if _WHEN in details:
        yield "when"
