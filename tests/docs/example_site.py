"""The examples of a document as files of a site, and what a build says of them."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from carblog.flow.build import build
from carblog.flow.request import Report, Request
from tests.docs.documents import Block
from tests.support.photos import four_corners, saved

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def write(root: Path, files: Mapping[str, str]) -> None:
    """Text files; what ends like a picture becomes one, no two alike."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".jpg":
            picture = saved(four_corners(64, 48), "JPEG", comment=name.encode())
            path.write_bytes(picture)
        else:
            path.write_text(text, encoding="utf-8")


def built(root: Path, output: Path) -> Report:
    """A strict build at a fixed moment, in this process."""
    return build(Request(root=root, now=NOW, output=output, jobs=1, strict=True))


def with_front_matter(keys: str, number: int) -> str:
    """A story with these keys, and those that it must have where they are not among them."""
    needed = {"title": f"Example {number}", "date": "2026-10-01 08:00"}
    missing = [f"{key}: {value}" for key, value in needed.items() if not _has(key, keys)]
    return "\n".join(["---", *missing, keys.strip(), "---", "Some text.", ""])


def with_text(text: str, number: int) -> str:
    """A story with this text."""
    return with_front_matter("", number).replace("Some text.", text)


def labelled(found: list[Block]) -> dict[str, str]:
    """The blocks that are whole files, by path."""
    return {block.label: block.text for block in found if re.search(r"\.\w+$", block.label)}


def _has(key: str, keys: str) -> bool:
    return re.search(rf"^{key}:", keys, re.MULTILINE) is not None
