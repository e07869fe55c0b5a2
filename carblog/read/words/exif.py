"""The words of an EXIF block (CIPA DC-008-2023), and those that Windows adds to it."""

import re

from carblog.read.words.charset import guessed
from carblog.read.words.said import Said, camera_of, names_of
from carblog.read.words.tiff import Exif, exif_of

_DESCRIPTION, _MAKE, _MODEL, _ARTIST, _COPYRIGHT = 0x010E, 0x010F, 0x0110, 0x013B, 0x8298
_XP_TITLE, _XP_COMMENT, _XP_AUTHOR, _XP_SUBJECT = 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9F
_COMMENT, _TAKEN, _OFFSET, _LENS = 0x9286, 0x9003, 0x9011, 0xA434

_MOMENT = re.compile(r"(\d{4})[:/.-](\d\d)[:/.-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_ZONE = re.compile(r"[+-]\d\d:\d\d|Z")


def exif_words(data: bytes) -> Said:
    """What an EXIF payload says, by `EXIF` and the name of the field."""
    exif = exif_of(data)
    main = exif.main
    said = {
        "EXIF ImageDescription": _text(main.get(_DESCRIPTION)),
        "EXIF UserComment": _comment(exif),
        "EXIF XPTitle": _wide(main.get(_XP_TITLE)),
        "EXIF XPSubject": _wide(main.get(_XP_SUBJECT)),
        "EXIF XPComment": _wide(main.get(_XP_COMMENT)),
        "EXIF Artist": names_of(_text(main.get(_ARTIST)).split(";")),
        "EXIF XPAuthor": names_of(_wide(main.get(_XP_AUTHOR)).split(";")),
        "EXIF Copyright": _copyright(main.get(_COPYRIGHT, b"")),
        "EXIF DateTimeOriginal": _moment(exif),
        "EXIF Make, Model": camera_of(_text(main.get(_MAKE)), _text(main.get(_MODEL))),
        "EXIF LensModel": _text(exif.photo.get(_LENS)),
    }
    return {source: text for source, text in said.items() if text}


def _text(value: bytes | None) -> str:
    """Up to the first NUL: ASCII by the standard, in truth whatever the program had."""
    return guessed((value or b"").partition(b"\0")[0]).strip()


def _wide(value: bytes | None) -> str:
    """The fields of Windows' file properties: UTF-16."""
    return (value or b"").decode("utf-16-le", "replace").partition("\0")[0].strip()


def _comment(exif: Exif) -> str:
    """Eight bytes say the character code (4.6.5, UserComment); JIS is left alone."""
    value = exif.photo.get(_COMMENT, b"")
    code, text = value[:8].rstrip(b"\0 "), value[8:]
    if code == b"UNICODE":
        return text.decode(f"utf-16-{'be' if exif.order == 'big' else 'le'}", "replace").strip(
            "\0 "
        )
    return _text(text) if code in (b"ASCII", b"") else ""


def _copyright(value: bytes) -> str:
    """The photographer's notice, a NUL, the editor's; a single space stands for no photographer."""
    notices = [guessed(part).strip() for part in value.split(b"\0")[:2]]
    return "; ".join(notice for notice in notices if notice)


def _moment(exif: Exif) -> str:
    """In ISO 8601 when it can be told, with the offset when the camera knew it; else as written."""
    text = _text(exif.photo.get(_TAKEN))
    found = _MOMENT.match(text)
    if found is None:
        return text
    year, month, day, hour, minute, second = found.groups()
    zone = _text(exif.photo.get(_OFFSET))
    iso = f"{year}-{month}-{day}T{hour}:{minute}:{second}"
    return iso + zone if _ZONE.fullmatch(zone) else iso
