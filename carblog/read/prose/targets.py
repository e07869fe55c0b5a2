"""Where a link goes: out of the site, into it, or nowhere it should."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from carblog.read.prose.marks import allowed, decoded
from carblog.read.prose.plaintext import PLACEHOLDER

_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\u2060\ufeff]")
"""Browsers drop tabs, line ends and controls from a URL (WHATWG URL 4.4); so do we, and more."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PICTURES = frozenset({"http", "https"})
_LINKS = _PICTURES | {"mailto", "tel"}
_WITH_HOST = re.compile(r"(?i)https?://[^\s/?#]")
_HOST = re.compile(r"(?i)(?:https?://[^/?#]*)?")
_UNSAFE = re.compile(r'[\s"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')


class Target(NamedTuple):
    """What a link points at, and what is wrong with it."""

    value: str
    external: bool = False
    code: str = ""
    """Of the problem, `link-empty` or `link-scheme`; empty when there is none."""
    message: str = ""
    hint: str = ""


def target_of(written: str, *, of_picture: bool = False) -> Target:
    """Judge a target as it stands in Markdown or in an attribute, entities and all."""
    plain = decoded(PLACEHOLDER.sub("", written)).strip()
    if not plain:
        message = "this picture is none" if of_picture else "this link leads nowhere"
        return Target("", code="link-empty", message=message, hint="write a path or an address")
    bare = _IGNORED.sub("", decoded(plain)).replace("\\", "/")
    if scheme := _SCHEME.match(bare):
        return _absolute(plain, bare, scheme[1].lower(), _PICTURES if of_picture else _LINKS)
    if bare.startswith("//"):
        message = "an address that begins with // goes to another host, by whatever scheme"
        return Target(plain, code="link-scheme", message=message, hint="write https:// in full")
    return Target(allowed(unquote(plain)))


def _absolute(plain: str, bare: str, scheme: str, good: frozenset[str]) -> Target:
    if scheme not in good:
        message = f'"{scheme}:" is not allowed here'
        hint = f"use {', '.join(sorted(good))}, or the path of a file"
        return Target(plain, code="link-scheme", message=message, hint=hint)
    if scheme in _PICTURES and not _WITH_HOST.match(bare):
        message = "this address names no host"
        return Target(plain, code="link-scheme", message=message, hint=f"write {scheme}://host/…")
    return Target(plain, external=True)


def escaped(url: str) -> str:
    """An external URL with everything percent-escaped that may not stand in one (RFC 3986, 2)."""
    host = _HOST.match(url)
    end = host.end() if host else 0
    return url[:end] + _UNSAFE.sub(_percent, url[end:])


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
