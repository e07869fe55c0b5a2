"""How long photos take: forty JPEGs of 4000 × 2667 to three widths in two formats, cold.

Run `python benchmarks/pictures.py [PROCESSES]`. The photos are made from the demo galleries with a
camera's grain on them, for smooth pictures flatter every encoder.
"""

import multiprocessing
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

from PIL import Image as Pixels
from PIL import ImageChops

from carblog.make.picture import make_pictures
from carblog.model.digest import digest_bytes
from carblog.model.picture import Image, Role, renditions

GALLERIES = Path(__file__).parent.parent / "galleries"
PHOTOS = 40
SIZE = (4000, 2667)
RECIPE = Role(name="bench", widths=(480, 960, 1600), quality={"jpeg": 80, "webp": 75})


def photos() -> list[bytes]:
    """Photos as a camera gives them: 2 to 3 MB each."""
    paths = sorted(GALLERIES.rglob("*.jpg"))
    grain = Pixels.merge("RGB", [Pixels.effect_noise(SIZE, 12)] * 3)
    made = []
    for number in range(PHOTOS):
        with Pixels.open(paths[number % len(paths)]) as picture:
            sharp = picture.convert("RGB").resize(SIZE, Pixels.Resampling.LANCZOS)
        shifted = ImageChops.offset(grain, number * 97)
        file = BytesIO()
        ImageChops.add(sharp, shifted, offset=-128).save(file, "JPEG", quality=92)
        made.append(file.getvalue())
    return made


def publish(data: bytes) -> tuple[int, int]:
    """All files of one photo: their bytes, and the most memory the worker had until then, in kB."""
    photo = Image(
        source="bench.jpg",
        digest=digest_bytes(data),
        width=SIZE[0],
        height=SIZE[1],
        folder="/",
        name="bench",
    )
    made = make_pictures(data, renditions(photo, RECIPE), photo.source)
    assert isinstance(made, list), made
    return sum(map(len, made)), most_memory()


def most_memory() -> int:
    """kB. Linux tells it of this program alone; getrusage counts the parent's before exec, too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def main(processes: int) -> None:
    """Print one line of figures."""
    wanted = photos()
    # Spawned: a forked worker would share, and count, the parent's photos.
    spawn = multiprocessing.get_context("spawn")
    start = time.monotonic()
    with ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        done = list(pool.map(publish, wanted))
    wall = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{PHOTOS} photos of {sum(map(len, wanted)) / PHOTOS / 1e6:.1f} MB, {processes} processes: "
        f"{wall:.1f} s wall, {used.ru_utime + used.ru_stime:.1f} s CPU, "
        f"{max(memory for _, memory in done) / 1024:.0f} MB at most in one process, "
        f"{sum(written for written, _ in done) / 1e6:.1f} MB written"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
