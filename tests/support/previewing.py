"""A small site under `carblog serve`, as a writer has it: a folder, a program, an address."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.support.blog import ROOT

SITE = {
    "site.yaml": (
        "title: Roadside\nbase_url: https://cars.example/blog/\nlanguage: en\n"
        "timezone: Europe/Berlin\npictures:\n"
        # One format is enough to look at, and the fastest to write.
        + "".join(
            f"  {role}: {{formats: [jpeg]}}\n"
            for role in ("card", "hero", "thumb", "photo", "body")
        )
    ),
    "content/news/rally.md": (
        "---\ntitle: A rally\ndate: 2026-05-01\ngallery: coast\n---\n\nWe drove.\n\n"
        + "".join(f"Kilometre {number}, and on.\n\n" for number in range(1, 41))
    ),
    "content/news/garage.md": (
        "---\ntitle: The garage\ndate: 2026-04-01\n---\n\nWe stayed.\n\n"
        "<details><summary>Tools</summary>\n\nA jack.\n\n</details>\n"
    ),
    "galleries/coast/gallery.yaml": (
        "title: Along the coast\nphotos:\n  1.jpg:\n    caption: Dawn\n"
    ),
    "templates/extra.html": '<link rel="stylesheet" href="{{ url("/extra.css") }}">\n',
    "static/extra.css": "h1 { letter-spacing: 1px; }\n",
    "themes/mine/theme.yaml": "name: mine\nextends: paddock\n",
    "themes/mine/static/mine.css": "h1 { color: rgb(1, 2, 3); }\n",
    "themes/mine/templates/extra.html": (
        '<link rel="stylesheet" href="{{ url("/extra.css") }}">\n'
        '<link rel="stylesheet" href="{{ asset("mine.css") }}">\n'
    ),
}
PHOTOS = {f"galleries/coast/{number}.jpg": number * 60 for number in (1, 2, 3)}


class Desk:
    """A site folder that is being previewed at `url`, which ends in the site's base path."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self._turn = 0

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def save(self, path: str, content: str | bytes) -> None:
        """As careful editors do: another file takes the place of the old one."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.new")
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        draft.replace(target)

    def edit(self, path: str, old: str, new: str) -> None:
        """Put other words in the place of some."""
        text = self.text(path)
        if old not in text:
            raise AssertionError(f"{path} does not say {old!r}")
        self.save(path, text.replace(old, new))

    def reset(self) -> None:
        """The site as it was at the beginning."""
        wanted = {name: text.encode() for name, text in SITE.items()}
        wanted |= {name: photo(hue) for name, hue in PHOTOS.items()}
        for path in self.folder.rglob("*"):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and not name.startswith(".carblog/") and name not in wanted:
                path.unlink()
        for name, data in wanted.items():
            path = self.folder / name
            if not path.is_file() or path.read_bytes() != data:
                self.save(name, data)
        if self.url:
            self._settle()

    def _settle(self) -> None:
        """Wait until the preview knows the latest save, and so all before it."""
        self._turn += 1
        self.save("static/turn.txt", str(self._turn))
        until = time.monotonic() + 10
        while self._served("turn.txt") != str(self._turn):
            if time.monotonic() > until:
                raise AssertionError("the preview does not know what was saved")
            time.sleep(0.01)

    def _served(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.url + path) as answer:  # noqa: S310 - its own address
                return str(answer.read().decode())
        except OSError:
            return ""


def photo(hue: int) -> bytes:
    """A small picture of one hue that grows lighter to the right."""
    size = (900, 600)
    ramp = Image.linear_gradient("L").rotate(90).resize(size)
    picture = Image.merge("HSV", (Image.new("L", size, hue % 256), Image.new("L", size, 140), ramp))
    file = BytesIO()
    picture.convert("RGB").save(file, "JPEG")
    return file.getvalue()


@contextmanager
def previewing(folder: Path, *options: str, reset: bool = True) -> Iterator[Desk]:
    """`carblog serve` of the site in `folder`, until the block ends."""
    desk = Desk(folder, "")
    if reset:
        desk.reset()
    command = [sys.executable, "-m", "carblog", "serve", "-s", str(folder), "-p", "0"]
    command += ["--format", "json", *options]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        told = map(json.loads, server.stdout)
        desk.url = next(line["url"] for line in told if line["event"] == "ready")
        yield desk
    finally:
        server.terminate()
        server.communicate(timeout=10)
