"""What a typed text means: each function turns a text into a value, or says what is wrong.

A message completes a sentence that begins with the key: `"draft" must be true or false`.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from fractions import Fraction
from typing import TypeVar
from urllib.parse import unquote, urlsplit

import msgspec

from carblog.model.paths import fault_in_name, fault_in_site_path
from carblog.model.problem import nearest
from carblog.read.problems import said

T = TypeVar("T")
Word = TypeVar("Word", bound=str)


class Fault(msgspec.Struct, frozen=True):
    """Why a text is not the value that it should be."""

    message: str
    hint: str = ""
    code: str = "value"


Convert = Callable[[str], T | Fault]

MANY = 6
"""Words: more of them are not listed where one is meant for sure."""

_TRUE = frozenset({"true", "yes"})
_FALSE = frozenset({"false", "no"})
_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,4})?")
_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-5][0-9])")
_ISO_DURATION = re.compile(r"PT(?=[0-9])(?:([0-9]{1,3})H)?(?:([0-9]{1,4})M)?(?:([0-9]{1,5})S)?")
_RATIO = re.compile(r"([1-9][0-9]{0,4})\s*[:/]\s*([1-9][0-9]{0,4})")
_FRACTION = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)(%?)")
_FILE_ENDING = re.compile(r"\.[A-Za-z]{2,5}$")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")


def flag(text: str) -> bool | Fault:
    word = text.casefold()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    return Fault(f"must be true or false, not {said(text)}")


def whole(low: int, high: int) -> Convert[int]:
    """A whole number from `low` to `high`, both included."""

    def convert(text: str) -> int | Fault:
        if re.fullmatch("[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        return Fault(f"must be a whole number from {low} to {high}, not {said(text)}")

    return convert


def decimal(text: str) -> str | Fault:
    """A number such as `8` or `8.5`; it stays the text that was typed."""
    if _DECIMAL.fullmatch(text):
        return text
    point = text.replace(",", ".", 1)
    hint = f"write {point}" if _DECIMAL.fullmatch(point) else ""
    return Fault(f"must be a number such as 8 or 8.5, not {said(text)}", hint)


def one_of(words: Collection[Word], *, loosely: bool = False) -> Convert[Word]:
    """One of a few words; `loosely`: whatever the case, and with `-` or spaces for `_`."""

    def convert(text: str) -> Word | Fault:
        wanted = re.sub(r"[-\s]+", "_", text.casefold()) if loosely else text
        for word in words:
            if word == wanted:
                return word
        choices = ", ".join(words)
        hint = nearest(wanted, words)
        if hint and len(words) > MANY:
            return Fault(f"cannot be {said(text)}", hint)
        return Fault(f"must be one of {choices}, not {said(text)}", hint)

    return convert


def duration(text: str) -> int | Fault:
    """Seconds, from `12:41`, `1:02:03`, ISO 8601's `PT12M41S`, or a number of seconds."""
    if re.fullmatch("[0-9]{1,6}", text):
        return int(text)
    found = _CLOCK.fullmatch(text) or _ISO_DURATION.fullmatch(text.upper())
    if found is None:
        return Fault(f"must be a time such as 12:41 or 1:02:03, not {said(text)}")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if _CLOCK.fullmatch(text) and found[1] and minutes > 59:
        return Fault(f"must have minutes below 60 after its hours, not {said(text)}")
    return hours * 3600 + minutes * 60 + seconds


def ratio(text: str) -> tuple[int, int] | Fault:
    """Width to height, such as `16:9`."""
    found = _RATIO.fullmatch(text)
    if found is None:
        return Fault(f"must be width:height in whole numbers, such as 16:9, not {said(text)}")
    return int(found[1]), int(found[2])


def fraction(text: str) -> float | Fault:
    """A part of the whole: `0.4` or `40%`."""
    found = _FRACTION.fullmatch(text)
    value = Fraction(found[1]) / (100 if found[2] else 1) if found else None
    if value is None or value > 1:
        return Fault(f"must be from 0 to 1, such as 0.4, not {said(text)}")
    return float(value)


def web_address(text: str) -> str | Fault:
    """An absolute address, http or https (RFC 3986, section 4.3)."""
    hint = "write the whole address, beginning with https://"
    if _NOT_IN_ADDRESS.search(text):
        return Fault(f"is not an address: {said(text)}", "a space is %20 in an address")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port  # a port that is no number raises too
    except ValueError:
        return Fault(f"is not an address: {said(text)}", hint)
    if parts.scheme not in {"http", "https"} or not host:
        return Fault(f"must be an address on the web, not {said(text)}", hint)
    return text


def profile_address(text: str) -> str | Fault:
    """Where somebody can be reached: on the web, or `mailto:`."""
    if re.fullmatch(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+", text):
        return text
    found = web_address(text)
    if isinstance(found, Fault) and re.fullmatch(r"[^\s@:/]+@[^\s@:/]+", text):
        return Fault(found.message, f"for an e-mail address write mailto:{text}")
    return found


def path_name(text: str) -> str | Fault:
    """One part of a path and of a URL, in NFC."""
    if fault := fault_in_name(text):
        return Fault(f"cannot be {said(text)}: {fault}", code="path-name")
    return unicodedata.normalize("NFC", text)


def site_path(text: str) -> str | Fault:
    """A path of this site, `/news/old-address/`, with percent escapes undone, in NFC.

    It ends in `/` unless its last part is a file's name with an ending, such as `/old/page.html`.
    """
    if fault := fault_in_site_path(text):
        hint = f"write /{text}" if not fault_in_site_path(f"/{text}") else ""
        return Fault(f"cannot be {said(text)}: {fault}", hint, code="path-name")
    while (plain := unquote(text)) != text:
        text = plain
    path = unicodedata.normalize("NFC", text)
    return path if path.endswith("/") or _FILE_ENDING.search(path) else path + "/"
