"""Answers as HTTP has them: media types, what is known already, parts of films, no secrets."""

import re
from hashlib import blake2b
from pathlib import PurePosixPath

from starlette.responses import Response, StreamingResponse

from carblog.serve.film import Film
from carblog.serve.guard import Refused

# https://www.iana.org/assignments/media-types; what systems say of names differs from one another
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4v": "video/mp4",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".xsl": "text/xsl; charset=utf-8",
}
UNKNOWN = "application/octet-stream"

HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Of every answer. A browser asks each time whether what it has is the same."""

_DRAWING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""An SVG that is opened by itself is a page, and may hold scripts of who drew it."""
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def media_type(path: str) -> str:
    """By the ending of the file's name."""
    return TYPES.get(PurePosixPath(path).suffix.lower(), UNKNOWN)


def etag(key: str, *parts: str) -> str:
    """A strong validator (RFC 9110, 8.8.3) for what has this key, and was changed by `parts`."""
    return f'"{blake2b(chr(10).join((key, *parts)).encode(), digest_size=16).hexdigest()}"'


def is_known(tag: str, if_none_match: str) -> bool:
    """Whether the browser says that it has it (RFC 9110, 13.1.2)."""
    return tag in {each.strip().removeprefix("W/") for each in if_none_match.split(",")}


def same(tag: str) -> Response:
    """It is as the browser has it."""
    return Response(status_code=304, headers={**HEADERS, "ETag": tag})


def plain(status: int, text: str) -> Response:
    """A sentence."""
    return Response(f"{text}\n", status, HEADERS, "text/plain; charset=utf-8")


def head(response: Response) -> Response:
    """The same without what it would send: no film is read for that, no stream begun."""
    if not isinstance(response, StreamingResponse):
        return response
    return Response(None, response.status_code, response.headers)


def refused(refusal: Refused) -> Response:
    """A sentence that tells nothing about the site."""
    response = plain(refusal.status, refusal.reason)
    if refusal.status == 405:
        response.headers["Allow"] = "GET, HEAD"
    return response


def moved(url: str) -> Response:
    """It is at `url`, as things are now."""
    return Response(status_code=302, headers={**HEADERS, "Location": url})


def page(data: bytes, status: int, tag: str = "") -> Response:
    """HTML."""
    headers = {**HEADERS, "ETag": tag} if tag else HEADERS
    return Response(data, status, headers, TYPES[".html"])


def file(path: str, data: bytes | Film, tag: str, range_: str = "", if_range: str = "") -> Response:
    """Any file, or the part of it that a player asks for."""
    headers = {**HEADERS, "ETag": tag, "Accept-Ranges": "bytes"}
    kind = media_type(path)
    if kind == TYPES[".svg"]:
        headers["Content-Security-Policy"] = _DRAWING
    wanted = _RANGE.fullmatch(range_.strip())
    if wanted is None or wanted[0] == "bytes=-" or if_range not in {"", tag}:
        # As RFC 9110, 14.2 wants it of what is no range.
        return _part(data, 0, len(data), 200, headers, kind)
    start, end = _bounds(wanted[1], wanted[2], len(data))
    if start >= end:
        headers["Content-Range"] = f"bytes */{len(data)}"
        return Response(status_code=416, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
    return _part(data, start, end, 206, headers, kind)


def _part(
    data: bytes | Film, start: int, end: int, status: int, headers: dict[str, str], kind: str
) -> Response:
    if isinstance(data, bytes):
        return Response(data[start:end], status, headers, kind)
    length = {"Content-Length": str(end - start)}
    return StreamingResponse(data.part(start, end), status, headers | length, kind)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Where a range begins, and where what follows it does: `0-99`, `100-`, `-100`."""
    if not first:
        return max(size - int(last), 0), size
    return int(first), min(int(last) + 1, size) if last else size
