"""Where a content file's page is: section, slug and URL come from its path.

`content/news/x.md` and `content/news/x/index.md` are `/news/x/`; `content/pages/about.md` is
`/about/`; `content/hello.md` is `/hello/`. A date in front of a file's name is not part of its URL.
"""

import posixpath
import re
import unicodedata

import msgspec

from carblog.model.paths import fault_in_name
from carblog.read.values import Fault

_DATED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[-_ ](.+)")


class Address(msgspec.Struct, frozen=True, kw_only=True):
    folders: tuple[str, ...]
    """The parts of the URL before the slug."""
    section: str
    slug: str
    is_page: bool
    date: str = ""
    """As the file's name has it: `2026-11-20`."""

    def url(self, slug: str) -> str:
        return "/".join(["", *self.folders, slug, ""])


def address_of(path: str) -> Address | Fault:
    """The address of the Markdown file at `path`, which begins with `content/`.

    Names become NFC, the form that links are typed in; some file systems hand out another.
    """
    inside = unicodedata.normalize("NFC", path).removeprefix("content/")
    parts = posixpath.splitext(inside)[0].split("/")
    if parts[-1] == "_index":
        return Fault(
            "is a section's page, which carblog makes itself",
            "say its title and text under `sections` in site.yaml",
            "path-name",
        )
    is_page = parts[0] == "pages" and len(parts) > 1
    if parts[-1] == "index":
        parts.pop()
    if not parts or parts == ["pages"]:
        hint = "carblog makes it itself: give the file another name"
        return Fault("would be the front page", hint, "path-name")
    for part in parts:
        if fault := fault_in_name(part):
            return Fault(f'has "{part}" in its path: {fault}', "rename it", "path-name")
    *folders, name = parts
    dated = _DATED.fullmatch(name)
    return Address(
        folders=tuple(folders[1:] if is_page else folders),
        section=folders[0] if folders and not is_page else "",
        slug=dated[2] if dated else name,
        is_page=is_page,
        date=dated[1] if dated else "",
    )
