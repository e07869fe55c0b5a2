"""Which of Pillow a process loads."""

import subprocess
import sys

FRESH = """
from io import BytesIO
from PIL import Image
from carblog.model.pillow import opened
for format_ in ("JPEG", "PNG", "GIF", "WEBP", "AVIF"):
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, format_)
    opened(file.getvalue())
print(*Image.OPEN)
"""


def test_decoders_of_formats_that_are_not_published_are_not_even_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", FRESH], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    # Pillow's own least, which it loads whenever it opens anything.
    least = {"BMP", "DIB", "PPM", "TIFF"}
    assert loaded == {"JPEG", "PNG", "GIF", "WEBP", "AVIF"} | least
