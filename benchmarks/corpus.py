"""What is measured on: photos as a camera gives them, the same ones every time."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

DEMO = Path(__file__).parent.parent / "galleries"
SIZE = (4000, 2667)
GRAIN = 4
"""The standard deviation of the noise on them: smooth pictures flatter every encoder."""


def photos(folder: Path, count: int, size: tuple[int, int] = SIZE) -> list[Path]:
    """`count` JPEGs of the demo galleries, enlarged and with grain: 2 to 3 MB each at 4000 wide.

    What is in `folder` already stays; the noise is Pillow's, so other runs have other bytes of the
    same nature.
    """
    paths = [folder / f"{number:03}.jpg" for number in range(1, count + 1)]
    missing = [path for path in paths if not path.exists()]
    if not missing:
        return paths
    folder.mkdir(parents=True, exist_ok=True)
    sources = sorted(DEMO.rglob("*.jpg"))
    grain = Image.merge("RGB", [Image.effect_noise(size, GRAIN)] * 3)
    for path in missing:
        number = paths.index(path)
        with Image.open(sources[number % len(sources)]) as picture:
            sharp = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        shifted = ImageChops.offset(grain, number * 97)
        file = BytesIO()
        ImageChops.add(sharp, shifted, offset=-128).save(file, "JPEG", quality=92)
        path.write_bytes(file.getvalue())
    return paths


def specks(folder: Path, galleries: int, in_each: int) -> None:
    """Galleries of photos of 64 pixels, no two of them alike: what costs is that there are many."""
    for gallery in range(galleries):
        inside = folder / f"{gallery:03}"
        inside.mkdir(parents=True, exist_ok=True)
        for number in range(in_each):
            path = inside / f"{number:03}.jpg"
            if not path.exists():
                picture = Image.new("RGB", (64, 48), (gallery * 2 % 256, number * 2 % 256, 128))
                file = BytesIO()
                picture.save(file, "JPEG", comment=f"{gallery}, {number}")
                path.write_bytes(file.getvalue())
