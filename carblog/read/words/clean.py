"""A value out of a picture file, as it can stand on a page: one line of plain text."""

import html
import re
import unicodedata

from carblog.read.words.charset import mended

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
"""Controls, and what turns the text after it round; the marks of one direction may stay."""
_NOT_UNICODE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")


def cleaned(text: str) -> str:
    """Without controls, tags and line ends, its entities and wrong letters put right.

    What cannot be put right is there as U+FFFD.
    """
    text = mended(text) if not text.isascii() else text
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if not text.isprintable():
        text = _NOT_UNICODE.sub("\ufffd", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFC", " ".join(text.split()))
