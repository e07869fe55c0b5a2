"""The README: its tour is taken, command by command, and its picture is a small one."""

import os
import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

from tests.docs.documents import README, ROOT, Block, blocks, links

_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE)
_MEND = re.compile(r"<!-- mend: (\S+) → (\S+) -->")
_FIGURE = "[0-9][0-9.,]*"


def is_as_shown(shown: str, told: str) -> bool:
    """Whether `told` is what the document shows; a line `…` stands for any number of them."""
    pattern = "\n".join(_pattern(line) for line in shown.strip().split("\n"))
    return re.fullmatch(pattern, told.strip()) is not None


def _pattern(line: str) -> str:
    """In the summary of a build a figure stands for any: it depends on theme and machine."""
    if line == "…":
        return "(?s:.*)"
    if line.startswith(("public/ is", "  made", "  kept")):
        return re.sub(_FIGURE, lambda _: _FIGURE, re.escape(line).replace(r"\.", "."))
    return re.escape(line)


def run(command: str, folder: Path) -> str:
    """What a command prints, typed in a shell that knows this carblog."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    environment.pop("COLUMNS", None)  # xdist's workers are told the width of its terminal
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


class Tour:
    """Somebody who does what the README says, one block after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commands = 0
        self._saved = folder

    def take(self, block: Block) -> None:
        """Save a file, or type commands and compare what they print."""
        if block.label:
            self._saved = self.folder / block.label
            self._saved.parent.mkdir(parents=True, exist_ok=True)
            self._saved.write_text(block.text, encoding="utf-8")
        for command, shown in _COMMAND.findall(block.text) if block.language == "console" else []:
            self.commands += 1
            if command.startswith("cd "):
                self.folder /= command.removeprefix("cd ")
                continue
            told = run(command, self.folder)
            assert is_as_shown(shown, told), f"$ {command}\n{told}"

    def mend(self, wrong: str, right: str) -> None:
        """Edit the file that was saved last."""
        text = self._saved.read_text(encoding="utf-8")
        assert wrong in text
        self._saved.write_text(text.replace(wrong, right), encoding="utf-8")


def test_the_tour_goes_as_it_is_told(tmp_path: Path) -> None:
    tour, text = Tour(tmp_path), README.read_text(encoding="utf-8")
    mends = {text.count("\n", 0, found.start()): found for found in _MEND.finditer(text)}
    stops: dict[int, Block | re.Match[str]] = {block.line: block for block in blocks(README)}
    for _, stop in sorted((stops | mends).items()):
        if isinstance(stop, Block):
            tour.take(stop)
        else:
            tour.mend(stop[1], stop[2])
    assert tour.commands == 6
    public = tour.folder / "public"
    page = (public / "reviews/my-first-drive/index.html").read_text(encoding="utf-8")
    assert "6 photos" in page
    feeds = re.findall(r"`(/[\w./-]*feed\.\w+)`", text)
    assert len(feeds) == 5
    assert [feed for feed in feeds if not (public / feed[1:]).is_file()] == []


def test_a_message_that_says_something_else_is_noticed() -> None:
    shown = "public/ is ready (1 file, 2.6 s)\n  made     1 file\n"
    assert is_as_shown(shown, "public/ is ready (7 file, 12.6 s)\n  made     1,000 file\n")
    assert not is_as_shown(shown, "public/ is ready (1 file, 2.6 s)\n")
    assert not is_as_shown("a.md:5:1: error[x] no\n", "a.md:6:1: error[x] no\n")


def test_the_picture_is_small_enough_for_a_phone() -> None:
    (name,) = (link for link in links(README) if link.startswith("docs/images/"))
    picture = ROOT / name
    assert picture.stat().st_size < 300_000
    with Image.open(picture) as image:
        assert image.format == "WEBP"
        assert image.size == (1600, 1000)
