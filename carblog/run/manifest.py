"""Which files of an output folder are ours: a text file in it that lists them.

It lies with the files it speaks of, so that it is never lost without them. While a build is
published it lists the old files and the new ones; a path may then stand in it with two digests.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

MANIFEST = ".carblog-manifest"
STAGED = ".carblog-staged"
"""Where files wait when the cache lies on another file system; there only while a build runs."""

LONGEST_NAME = 255
"""Bytes of a file's name, on every file system that matters."""

_HEAD = "carblog manifest 1"
_LINE = re.compile(r"([0-9a-f]{32}) (.+)")

_NO_URL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Control characters, and what Python makes of bytes that are not UTF-8."""

_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
"""Most paths, in which nothing can be wrong: no part is empty or begins with a dot."""

Owned = Mapping[str, frozenset[str]]
"""Path → the digests that the file there may have and still be ours."""


def written(pairs: Iterable[tuple[str, str]]) -> bytes:
    """The manifest of these (path, digest), sorted: the same files, the same bytes."""
    lines = [f"{digest} {path}" for path, digest in sorted(set(pairs))]
    return "\n".join([_HEAD, *lines, ""]).encode()


def owned(wanted: Mapping[str, str]) -> Owned:
    """What is ours when exactly `wanted` is, path → digest."""
    return {path: frozenset({digest}) for path, digest in wanted.items()}


def pairs(owned: Owned) -> list[tuple[str, str]]:
    """(path, digest) of everything owned."""
    return [(path, digest) for path, digests in owned.items() for digest in digests]


def is_in(output: Path) -> bool:
    """Whether an output folder has a manifest of ours."""
    try:
        with (output / MANIFEST).open("rb") as file:
            return file.readline(len(_HEAD) + 1) == f"{_HEAD}\n".encode()
    except OSError:
        return False


def read(output: Path) -> Owned | None:
    """What is ours in an output folder; None when it has no manifest of ours.

    Lines that are damaged are passed over: their files are then somebody else's.
    """
    try:
        text = (output / MANIFEST).read_bytes().decode("utf-8", "replace")
    except OSError:
        return None
    head, *lines = text.split("\n")
    if head != _HEAD:
        return None
    owned: dict[str, frozenset[str]] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match and not fault_in_output_path(match[2]):
            owned[match[2]] = owned.get(match[2], frozenset()) | {match[1]}
    return owned


def fault_in_output_path(path: str) -> str:
    """Why nothing may be written to `path` in the output folder; empty when it may.

    The last guard before the disk: whatever a plan, a manifest or a journal says, nothing is
    written or deleted outside the folder.
    """
    if len(path) < LONGEST_NAME and _PLAIN.fullmatch(path):
        return ""
    parts = path.split("/")
    if not all(parts) or "." in parts or ".." in parts:
        return "it does not stay in the output folder"
    if _NO_URL.search(path):
        return "it has characters that no URL can have"
    if any(len(part) > LONGEST_NAME / 4 and len(part.encode()) > LONGEST_NAME for part in parts):
        return f"a name in it is longer than {LONGEST_NAME} bytes"
    if parts[0] in (MANIFEST, STAGED):
        return "carblog itself needs that name"
    return ""
