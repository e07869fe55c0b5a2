"""The README: its tour is taken, command by command, and its picture is a small one."""

import os
import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

from tests.docs.documents import README, ROOT, blocks, links

_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE)


def is_as_shown(shown: str, told: str) -> bool:
    """Whether `told` is what the document shows; `…` stands for anything."""
    parts = (".*" if part == "…" else re.escape(part) for part in re.split("(…)", shown.strip()))
    return re.fullmatch("".join(parts), told.strip(), re.DOTALL) is not None


def run(command: str, folder: Path) -> str:
    """What a command prints, typed in a shell that knows this carblog."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
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


def test_the_tour_goes_as_it_is_told(tmp_path: Path) -> None:
    folder, taken = tmp_path, 0
    for block in blocks(README):
        if block.label:
            (folder / block.label).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.label).write_text(block.text, encoding="utf-8")
        for command, shown in _COMMAND.findall(block.text) if block.language == "console" else []:
            taken += 1
            if command.startswith("cd "):
                folder /= command.removeprefix("cd ")
                continue
            told = run(command, folder)
            assert is_as_shown(shown, told), f"$ {command}\n{told}"
    assert taken == 7
    page = (folder / "public/reviews/my-first-drive/index.html").read_text(encoding="utf-8")
    assert "6 photos" in page
    feeds = re.findall(r"`(/[\w./-]*feed\.\w+)`", README.read_text(encoding="utf-8"))
    assert len(feeds) == 5
    for feed in feeds:
        assert (folder / "public" / feed[1:]).is_file(), feed


def test_the_picture_is_small_enough_for_a_phone() -> None:
    (name,) = (link for link in links(README) if link.startswith("docs/images/"))
    picture = ROOT / name
    assert picture.stat().st_size < 300_000
    with Image.open(picture) as image:
        assert image.format == "WEBP"
        assert image.size == (1600, 1000)
