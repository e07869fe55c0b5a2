"""Pixels become a file: every encoder's settings, and files that keep to a limit.

Whatever changes the bytes made here changes `RECIPE` in `model/picture.py`.
"""

from io import BytesIO

from PIL import Image

from carblog.model.picture import Format

WHITE = (255, 255, 255)


def encoded(picture: Image.Image, format_: Format, quality: int, limit: int = 0) -> bytes:
    """A file of RGB or RGBA pixels, and of nothing else; `limit` in bytes, 0 for none.

    With a limit it has the highest quality up to `quality` that keeps it, and the lowest when none
    does. A PNG knows no quality, and is as large as it is.
    """
    picture = on_white(picture) if format_ == "jpeg" else picture
    file = _file(picture, format_, quality)
    if not limit or len(file) <= limit or format_ == "png":
        return file
    return _within(picture, format_, quality - 1, limit)


def _within(picture: Image.Image, format_: Format, highest: int, limit: int) -> bytes:
    """The range of qualities is halved again and again: eight files at most."""
    best, lowest = b"", 1
    while lowest <= highest:
        middle = (lowest + highest) // 2
        file = _file(picture, format_, middle)
        if len(file) <= limit:
            best, lowest = file, middle + 1
        else:
            highest = middle - 1
    return best or _file(picture, format_, 1)


def _file(picture: Image.Image, format_: Format, quality: int) -> bytes:
    file = BytesIO()
    if format_ == "avif":
        # Speed 9 takes less time than WebP and makes smaller files, speed 8 three times as much for
        # a tenth fewer bytes still (docs/benchmarks.md). 4:4:4 looks as good with 4 % fewer bytes,
        # but needs more than the main profile of AV1, which is all that some decoders have.
        picture.save(
            file,
            "AVIF",
            quality=quality,
            speed=9,
            subsampling="4:2:0",
            # No tiles by the number of threads: the same bytes on every machine, and 3 % fewer.
            max_threads=1,
            autotiling=False,
        )
    elif format_ == "webp":
        # Method 4 takes two thirds of the time of 6 for four per cent more bytes.
        picture.save(file, "WEBP", quality=quality, method=4)
    elif format_ == "png":
        picture.save(file, "PNG", optimize=True)
    else:
        # Progressive takes twice the time for at most two per cent fewer bytes.
        picture.save(file, "JPEG", quality=quality, optimize=_holds(quality), subsampling="4:2:0")
    return file.getvalue()


def _holds(quality: int) -> bool:
    """Whether what Pillow has for an optimised JPEG holds any: a byte a pixel, from 95 on two.

    Noise of two colours takes 0.93 at 88, 0.98 at 90; an encoder that runs out of room fails.
    """
    return quality <= 88 or quality >= 95


def on_white(picture: Image.Image) -> Image.Image:
    """What a format without transparency shows."""
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, WHITE)
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
