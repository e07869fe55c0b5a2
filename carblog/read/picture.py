"""A picture file becomes a value, by its header, and only if it is one we publish."""

import posixpath
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from carblog.model.colours import colours
from carblog.model.content import PhotoWords, Picture, Read
from carblog.model.digest import digest_bytes
from carblog.model.pillow import SIDEWAYS, TOO_MANY_PIXELS, UNREADABLE, opened, orientation, quiet
from carblog.model.problem import Place, Problem
from carblog.read.bounds import MOST_BYTES, Unfit, unfit
from carblog.read.magic import SUFFIXES, Refused, sniff
from carblog.read.whole import is_whole
from carblog.read.words import found_words, words_of

AGAIN = "copy it again from where it came from, or export it anew"
SMALLER = "export it smaller"
HDR = Unfit(
    "photo-format",
    "it is an HDR picture (PQ or HLG)",
    "export it as a JPEG in standard dynamic range (SDR)",
)


def read_picture(path: str, data: bytes, language: str = "en", digest: str = "") -> Read:
    """The value of a picture file is a `Picture`, with its words in `language` if it has several.

    `digest` is that of `data`, when it is known already: taking it is the longest part of this.

    One that cannot be published, which a problem says, has no pixels and still is there, so that
    what points at it is not blamed too.

    The bytes are looked at before Pillow is: one decoder is asked, for the header, and only when
    the file is in a format that is published, is whole, and asks for no more than is reasonable.
    Of an animation only the first frame is ever read.
    """
    suffix = posixpath.splitext(path)[1].lower()
    format_ = _admitted(data, suffix)
    if isinstance(format_, Unfit):
        return _error(path, format_)
    try:
        with quiet(), opened(data) as image:
            meant = colours(data, image)
            words = words_of(found_words(data, format_, path, language))
            picture = _picture(path, digest or digest_bytes(data), image, format_, words)
            problems = tuple(_warnings(path, image, format_, suffix, meant.flaw))
    except TOO_MANY_PIXELS:
        message = "it has more pixels than its header says"
        return _error(path, Unfit("photo-too-large", message, SMALLER))
    except UnidentifiedImageError:
        return _error(path, _broken(format_, "cannot be read"))
    except UNREADABLE as why:
        return _error(path, _broken(format_, f"cannot be read: {why}".removesuffix(": ")))
    return _error(path, HDR) if meant.hdr else Read(value=picture, problems=problems)


def _admitted(data: bytes, suffix: str) -> str | Unfit:
    """The format of a file that a decoder may be asked about."""
    if len(data) > MOST_BYTES:
        message = f"{len(data) / 1e6:.0f} MB is more than {MOST_BYTES // 1_000_000} MB"
        return Unfit("photo-too-large", message, SMALLER)
    format_ = sniff(data, suffix)
    if isinstance(format_, Refused):
        return Unfit("photo-format", f"it is {format_.what}", format_.hint)
    if not is_whole(data, format_):
        return _broken(format_, "ends too early")
    return unfit(data, format_) or format_


def _picture(
    path: str, digest: str, image: Image.Image, format_: str, words: PhotoWords
) -> Picture:
    width, height = image.size
    if orientation(image) in SIDEWAYS:
        width, height = height, width
    return Picture(
        path=path,
        digest=digest,
        width=width,
        height=height,
        format=format_,
        alpha=_shows_through(image),
        words=words,
    )


def _shows_through(image: Image.Image) -> bool:
    """Whether a picture has pixels that are not opaque.

    Programs write an alpha channel into every PNG, and one that is not used would cost its readers
    a PNG where a JPEG does: 1.2 MB instead of 0.13 at 1600 pixels, and 8 s to encode instead of
    0.04. So this is the one thing that pixels are decoded for here, which takes 0.07 s a megapixel.
    WebP and AVIF leave such a channel out by themselves.
    """
    if image.format != "PNG" or image.mode not in ("RGBA", "LA"):
        return image.has_transparency_data
    try:
        least, _ = image.getchannel("A").getextrema()
    except UNREADABLE:  # which making will tell, once it is asked for
        return True
    return isinstance(least, tuple) or least < 255


def _warnings(
    path: str, image: Image.Image, format_: str, suffix: str, flaw: str
) -> Iterator[Problem]:
    place = Place(path)
    if suffix not in SUFFIXES[format_]:
        named = f"its name ends in {suffix}" if suffix else "its name has no ending"
        right = posixpath.splitext(posixpath.basename(path))[0] + SUFFIXES[format_][0]
        message = f"it is {_article(format_)} {format_}, but {named}"
        yield Problem(place, "photo-extension", message, f'rename it to "{right}"', "warning")
    # The second picture of a JPEG (MPO) is another view or a preview, not a frame.
    if format_ != "JPEG" and getattr(image, "is_animated", False):
        yield _animated(place, format_)
    if flaw:
        message = f"its {flaw}; its colours are taken for sRGB"
        hint = "export it with an sRGB or Display P3 profile, or convert it to sRGB"
        yield Problem(place, "photo-profile", message, hint, "warning")


def _animated(place: Place, format_: str) -> Problem:
    if format_ == "HEIC":
        message = "it holds several pictures; only its main one is published"
        hint = "export the others as files of their own"
    else:
        message = "it is animated; only its first frame is published"
        hint = "for a moving picture, put a video on a video site and point at it"
    return Problem(place, "photo-animated", message, hint, "warning")


def _broken(format_: str, how: str) -> Unfit:
    return Unfit("photo-broken", f"it is {_article(format_)} {format_} that {how}", AGAIN)


def _article(format_: str) -> str:
    return "an" if format_ == "AVIF" else "a"


def _error(path: str, why: Unfit) -> Read:
    unseen = Picture(path=path, digest="", width=1, height=1, format="")
    return Read(value=unseen, problems=(Problem(Place(path), why.code, why.message, why.hint),))
