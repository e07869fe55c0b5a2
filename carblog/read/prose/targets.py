"""Where a link goes: out of the site, into it, or nowhere it should."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from carblog.read.prose.marks import allowed, decoded

_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\u2060\ufeff]")
"""Browsers drop controls and line ends from a URL (WHATWG URL 4.4), wherever they stand."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_EXTERNAL = frozenset({"http", "https", "mailto", "tel"})
_WITH_HOST = re.compile(r"(?i)https?://[^\s/?#\\]")
_AFTER_HOST = re.compile(r"(?i)(?:https?://[^/?#]*)?")
_UNSAFE = re.compile(r'[\s"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')


class Target(NamedTuple):
    """What a link points at, and what is wrong with it."""

    value: str
    external: bool = False
    code: str = ""
    """Of the problem: `link-empty`, `link-scheme`; empty when there is none."""
    message: str = ""
    hint: str = ""


def target_of(written: str) -> Target:
    """Judge a target as it stands in Markdown or in an attribute, entities and all."""
    plain = decoded(_PLACEHOLDER.sub("", written)).strip()
    if not plain:
        return Target("", code="link-empty", message="this link points at nothing")
    bare = _IGNORED.sub("", decoded(plain)).replace("\\", "/")
    scheme = _SCHEME.match(bare)
    if scheme:
        return _absolute(plain, bare, scheme[1].lower())
    if bare.startswith("//"):
        message = "a link that begins with // goes to another host by whatever scheme is in use"
        return Target(plain, code="link-scheme", message=message, hint="write https:// in full")
    return Target(allowed(unquote(plain)))


def _absolute(plain: str, bare: str, scheme: str) -> Target:
    if scheme not in _EXTERNAL:
        message = f'links may not use "{scheme}:"'
        hint = "use https, http, mailto, tel, or the path of a file"
        return Target(plain, code="link-scheme", message=message, hint=hint)
    if scheme.startswith("http") and not _WITH_HOST.match(bare):
        message = f'"{plain}" names no host'
        return Target(plain, code="link-scheme", message=message, hint=f"write {scheme}://host/…")
    return Target(plain, external=True)


def escaped(url: str) -> str:
    """An external URL with everything percent-escaped that may not stand in one (RFC 3986, 2)."""
    host = _AFTER_HOST.match(url)
    end = host.end() if host else 0
    return url[:end] + _UNSAFE.sub(_percent, url[end:])


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
