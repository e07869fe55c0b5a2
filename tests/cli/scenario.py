"""A whole small site as one text file: what lies in it, what is typed, and what is said.

    One sentence about the mistake.

    $ carblog build
    exit 1
    -- content/news/a.md --
    The bytes of this file, up to the next such line.
    -- galleries/dusk/1.jpg (JPEG 40x30 cut 200) --
    -- says --
    The standard error stream, exactly.
    -- prints --
    The standard output, exactly; left out, it may be anything.

After a name, in parentheses: an encoding (`latin-1`), line ends (`crlf`, `cr`), `escapes` (the text
has `\\x1b` and the like, which names may always have), `hex`, a picture, `link TARGET`, `pipe`,
`folder`.
"""

import io
import os
import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from PIL import Image

_FILE = re.compile(r"^-- (?P<name>.+?)(?: \((?P<how>[^)]*)\))? --$", re.MULTILINE)
_SAYS, _PRINTS = "says", "prints"


class Item(NamedTuple):
    """One thing in the site folder."""

    name: str
    how: str
    text: str

    def put(self, root: Path) -> None:
        """Makes it."""
        path = root / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        kind, _, rest = self.how.partition(" ")
        if kind == "folder":
            path.mkdir()
        elif kind == "link":
            path.symlink_to(rest)
        elif kind == "pipe":
            os.mkfifo(path)
        elif kind in FORMATS:
            path.write_bytes(picture(kind, rest))
        else:
            encode = ENCODINGS.get(kind)
            path.write_bytes(encode(self.text) if encode else self.text.encode(kind))


class Scenario(NamedTuple):
    """What is there, what is typed, what is expected."""

    sentence: str
    arguments: tuple[str, ...]
    code: int
    items: tuple[Item, ...]
    says: str
    prints: str | None

    def put(self, root: Path) -> None:
        """Makes the site in the folder `root`."""
        root.mkdir()
        for item in self.items:
            item.put(root)


FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
ENCODINGS: Mapping[str, Callable[[str], bytes]] = {
    "": str.encode,
    "crlf": lambda text: unescaped(text).replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "escapes": lambda text: unescaped(text).encode(),
    "hex": bytes.fromhex,
}


def read(text: str) -> Scenario:
    """The scenario that is written in `text`."""
    marks = list(_FILE.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    items = [
        Item(unescaped(mark["name"]), mark["how"] or "", text[mark.end() + 1 : end])
        for mark, end in zip(marks, ends, strict=True)
    ]
    head = text[: marks[0].start()]
    typed = re.search(r"^\$ carblog ?(.*)$", head, re.MULTILINE)
    code = re.search(r"^exit (\d+)$", head, re.MULTILINE)
    assert typed, "no line `$ carblog …`"
    assert code, "no line `exit N`"
    said = {item.name: item.text for item in items if item.name in (_SAYS, _PRINTS)}
    return Scenario(
        sentence=head.strip().partition("\n\n")[0],
        arguments=tuple(shlex.split(typed[1])),
        code=int(code[1]),
        items=tuple(item for item in items if item.name not in said),
        says=said.get(_SAYS, ""),
        prints=said.get(_PRINTS),
    )


def rewritten(text: str, code: int, says: str, prints: str) -> str:
    """The same scenario with what was said this time."""
    scenario = read(text)
    start = next((mark.start() for mark in _FILE.finditer(text) if mark["name"] == _SAYS), None)
    text = re.sub(r"^exit \d+$", f"exit {code}", text[:start], count=1, flags=re.MULTILINE)
    text = f"{text.rstrip(chr(10))}\n-- {_SAYS} --\n{says}"
    return text if scenario.prints is None else f"{text}-- {_PRINTS} --\n{prints}"


def unescaped(text: str) -> str:
    """`\\u0301`, `\\x07` and their like as what they stand for; all else as it is."""
    pattern = r"\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|\\x[0-9a-f]{2}"
    return re.sub(pattern, lambda found: found[0].encode().decode("unicode_escape"), text)


def picture(format_: str, options: str) -> bytes:
    """`40x30`, then `cut 200` for only so many bytes of it, or `animated`."""
    size, *more = options.split()
    width, height = map(int, size.split("x"))
    file = io.BytesIO()
    frames = [Image.linear_gradient("L").resize((width, height)).convert("RGB")]
    if "animated" in more:
        frames.append(Image.new("RGB", (width, height), "red"))
    extra = {"save_all": True, "append_images": frames[1:]} if frames[1:] else {}
    frames[0].save(file, format_, **extra)
    data = file.getvalue()
    return data[: int(more[more.index("cut") + 1])] if "cut" in more else data
