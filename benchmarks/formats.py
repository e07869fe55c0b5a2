"""Which format a site should publish: bytes at equal visual quality, against time to encode.

Run `python -m benchmarks.formats PHOTOGRAPHS… [--every N]`, with folders of real photographs (those
in docs/pictures.md are of Debian's package lomiri-wallpapers-16.04); the renderings are the demo
galleries. Every picture is made 1280 pixels wide, encoded at several qualities, and judged by
SSIMULACRA 2 against what went in. What counts is the size at the score that JPEG of quality 80 has
on the same picture.
"""

import argparse
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from benchmarks import corpus, peers
from benchmarks.report import Table, machine, write

WIDTH = 1280
JUDGE = """
import sys
from ssimulacra2 import compute_ssimulacra2
for line in sys.stdin:
    print(compute_ssimulacra2(*line.rstrip("\\n").split("\\t")), flush=True)
"""


class Codec(NamedTuple):
    """One way to encode, at qualities that a site would choose from."""

    name: str
    format: str
    options: dict[str, Any]
    qualities: tuple[int, ...]


CODECS = (
    Codec("JPEG", "JPEG", {"optimize": True, "subsampling": "4:2:0"}, (70, 80, 88)),
    Codec(
        "JPEG, progressive",
        "JPEG",
        {"optimize": True, "progressive": True, "subsampling": "4:2:0"},
        (70, 80, 88),
    ),
    Codec("WebP, method 2", "WEBP", {"method": 2}, (72, 80, 88)),
    Codec("WebP, method 4", "WEBP", {"method": 4}, (72, 80, 88)),
    Codec("WebP, method 6", "WEBP", {"method": 6}, (72, 80, 88)),
    *(
        Codec(f"AVIF, speed {speed}", "AVIF", {"speed": speed, "max_threads": 1}, (50, 62, 74))
        for speed in (10, 9, 8, 7, 6)
    ),
    *(
        Codec(
            f"AVIF, speed {speed}, tuned for SSIM",
            "AVIF",
            {"speed": speed, "max_threads": 1, "advanced": {"tune": "ssim"}},
            (50, 62, 74),
        )
        for speed in (9, 8)
    ),
)
REFERENCE = CODECS[0]
REFERENCE_QUALITY = 80


class Encoded(NamedTuple):
    """One file."""

    quality: int
    size: int
    seconds: float
    score: float


class Judge:
    """SSIMULACRA 2 in a process of its own, with its own NumPy."""

    def __init__(self) -> None:
        peer = peers.from_pypi("ssimulacra2")
        if not peer.command:
            raise SystemExit(f"ssimulacra2 is not there: {peer.reason}")
        self._process = subprocess.Popen(
            [*peer.command, "-c", JUDGE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def score(self, original: Path, other: Path) -> float:
        """100 is the same; 90 looks the same, 70 is good, 50 is fair."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{original}\t{other}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


def small(path: Path) -> Image.Image:
    """A picture as a theme would show it."""
    with Image.open(path) as picture:
        rgb = picture.convert("RGB")
    height = round(rgb.height * WIDTH / rgb.width)
    return rgb.resize((WIDTH, height), Image.Resampling.LANCZOS)


def encoded(
    picture: Image.Image, codec: Codec, quality: int, judge: Judge, folder: Path
) -> Encoded:
    """One file, timed twice, judged once. `folder` has the original as `original.png`."""
    seconds, file = math.inf, BytesIO()
    for _ in range(2):
        file = BytesIO()
        start = time.process_time()
        picture.save(file, codec.format, quality=quality, **codec.options)
        seconds = min(seconds, time.process_time() - start)
    with Image.open(file) as decoded:
        decoded.convert("RGB").save(folder / "other.png", compress_level=1)
    score = judge.score(folder / "original.png", folder / "other.png")
    return Encoded(quality, len(file.getvalue()), seconds, score)


def at_score(files: Sequence[Encoded], score: float) -> tuple[float, float]:
    """Size and quality at which a codec would reach a score: between two files, or beyond them."""
    ordered = sorted(files, key=lambda file: file.score)
    last = len(ordered) - 1
    right = next((at for at in range(last) if ordered[at].score >= score), last)
    low, high = ordered[max(right - 1, 0)], ordered[max(right, 1)]
    part = (score - low.score) / ((high.score - low.score) or 1.0)
    size = math.exp(math.log(low.size) + part * (math.log(high.size) - math.log(low.size)))
    return size, low.quality + part * (high.quality - low.quality)


class Found(NamedTuple):
    """Of one codec on one picture, at the score of the reference."""

    ratio: float
    """Of its bytes to those of the reference."""
    quality: float
    seconds: float
    """For a megapixel."""


def measured(paths: Sequence[Path], judge: Judge) -> Iterator[dict[str, Found]]:
    """Codec → what was found, for each picture."""
    for path in paths:
        picture = small(path)
        megapixels = picture.width * picture.height / 1e6
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            picture.save(folder / "original.png", compress_level=1)
            files = {
                codec.name: [encoded(picture, codec, q, judge, folder) for q in codec.qualities]
                for codec in CODECS
            }
        wanted = next(f for f in files[REFERENCE.name] if f.quality == REFERENCE_QUALITY)
        print(f"{path.name}: {wanted.size / 1e3:.0f} kB, {wanted.score:.1f}", file=sys.stderr)
        found = {}
        for codec_name, made in files.items():
            size, quality = at_score(made, wanted.score)
            seconds = statistics.median(file.seconds for file in made) / megapixels
            found[codec_name] = Found(size / wanted.size, quality, seconds)
        yield found


def table_of(groups: dict[str, list[dict[str, Found]]]) -> Table:
    """One row a codec: its size and quality for each group of pictures, and its time."""
    titles = (title for name in groups for title in (f"bytes, {name}", f"quality, {name}"))
    table = Table("", *titles, "ms a megapixel")
    for codec in CODECS:
        cells: list[str] = []
        for pictures in groups.values():
            of_codec = [picture[codec.name] for picture in pictures]
            ratio = statistics.geometric_mean(found.ratio for found in of_codec)
            quality = statistics.median(found.quality for found in of_codec)
            cells += [f"{ratio:.0%}", f"{quality:.0f}"]
        everything = [picture[codec.name].seconds for each in groups.values() for picture in each]
        table.row(codec.name, *cells, f"{statistics.median(everything) * 1000:.0f}")
    return table


def main(folders: Sequence[Path], every: int) -> None:
    """Measures all, prints the table and writes it into the document."""
    judge = Judge()
    photographs = sorted(path for folder in folders for path in folder.rglob("*.jpg"))
    renderings = sorted(corpus.DEMO.rglob("*.jpg"))
    groups = {
        "photographs": list(measured(photographs[::every], judge)),
        "renderings": list(measured(renderings[::every], judge)),
    }
    counts = " and ".join(f"{len(found)} {name}" for name, found in groups.items())
    about = f"{counts}, {WIDTH} pixels wide, at the score that JPEG of quality 80 has on each."
    text = "\n\n".join([about, str(table_of(groups)), machine()])
    print(text)
    write("formats", text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photographs", type=Path, nargs="+")
    parser.add_argument("--every", type=int, default=1, help="take every Nth picture")
    arguments = parser.parse_args()
    main(arguments.photographs, arguments.every)
