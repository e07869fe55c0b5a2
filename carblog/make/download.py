"""The original of a photo, to be kept by readers: its pixels, its rights, and nothing else."""

from carblog.make.decode import decoded
from carblog.make.encode import encoded
from carblog.make.redact import redacted
from carblog.make.rights.splice import UPRIGHT, spliced, with_rights
from carblog.make.rights.xmp import packet
from carblog.make.stripping import stripped
from carblog.model.download import ENCODED_AS, HEIC_ENDINGS
from carblog.model.output import DownloadOutput
from carblog.model.picture import Format
from carblog.model.pillow import (
    TOO_MANY_PIXELS,
    UNREADABLE,
    format_of,
    opened,
    orientation,
    quiet,
)
from carblog.model.problem import Place, Problem

QUALITIES: dict[Format, int] = {"jpeg": 92, "webp": 92, "avif": 85, "png": 0}
"""Of what is encoded anew at full size, once, for people who want to look closely."""


def make_download(output: DownloadOutput, data: bytes) -> bytes | Problem:
    """The photo `data` as it is offered.

    Without loss: what is beside the pixels is left out, and the pixels are copied as they stand.
    Only what is redacted, and a HEIC that is offered as another format, is encoded anew, upright
    and in sRGB. What is no picture is given back as it is.
    """
    format_ = format_of(data)
    if format_ is None:
        return data
    ending = output.path.rpartition(".")[2].lower()
    if output.redact or (format_ == "HEIC" and ending not in HEIC_ENDINGS):
        return _anew(output, data, ENCODED_AS.get(ending, "png"))
    bare = stripped(data, format_)
    if bare is None:
        return Problem(
            Place(output.source),
            "picture-not-cleaned",
            f"it is {_named(format_)} that cannot be published without what its camera wrote",
            "export it anew, as JPEG, PNG or WebP",
        )
    return spliced(bare, format_, packet(output.rights), _way_up(data, format_))


def _named(format_: str) -> str:
    return f"an {format_}" if format_ == "AVIF" else f"a {format_}"


def _way_up(data: bytes, format_: str) -> int:
    """How a viewer has to turn it; an AVIF or HEIC says so in a property that stays."""
    if format_ in ("AVIF", "HEIC", "GIF"):
        return UPRIGHT
    try:
        with quiet(), opened(data) as image:
            return orientation(image)
    except (*UNREADABLE, *TOO_MANY_PIXELS):
        return UPRIGHT


def _anew(output: DownloadOutput, data: bytes, format_: Format) -> bytes | Problem:
    try:
        with quiet():
            photo, size = decoded(data, 1)
    except (*UNREADABLE, *TOO_MANY_PIXELS) as why:
        return Problem(
            Place(output.source),
            "photo-broken",
            f"its pixels cannot be read: {why}",
            "copy it again from where it came from, or export it anew",
        )
    made = encoded(redacted(photo, output.redact, size), format_, QUALITIES[format_])
    return with_rights(made, format_, output.rights)
