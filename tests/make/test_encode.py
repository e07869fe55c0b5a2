"""Files of every format: the settings that the measurements chose, and limits that are kept."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from carblog.make.encode import encoded
from carblog.model.picture import Format
from tests.support.photos import four_corners, opened


def noise(width: int, height: int) -> Image.Image:
    """What no encoder can make small."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 120) for _ in range(3)])


def test_a_card_for_social_networks_keeps_its_limit_whatever_it_shows() -> None:
    worst = noise(1200, 630)
    assert len(encoded(worst, "jpeg", 82)) > 300_000
    file = encoded(worst, "jpeg", 82, 300_000)
    assert 250_000 < len(file) <= 300_000
    assert opened(file).size == (1200, 630)


@settings(max_examples=20, deadline=None)
@given(st.integers(900, 6_000))
def test_the_quality_is_the_highest_that_keeps_the_limit(limit: int) -> None:
    picture = Image.blend(four_corners(64, 64), noise(64, 64), 0.5)
    file = encoded(picture, "jpeg", 90, limit)
    by_quality = {quality: encoded(picture, "jpeg", quality) for quality in range(1, 91)}
    found = max(quality for quality, each in by_quality.items() if each == file)
    assert len(file) <= limit or found == 1
    # A JPEG may get smaller at a higher quality, by a few bytes.
    assert all(len(by_quality[higher]) > limit * 0.97 for higher in range(found + 1, 91))


def test_what_fits_has_the_quality_that_was_asked_for() -> None:
    picture = four_corners(200, 100)
    for format_ in ("jpeg", "webp", "avif"):
        assert encoded(picture, format_, 80, 300_000) == encoded(picture, format_, 80)


@pytest.mark.parametrize("quality", range(86, 101, 2))
def test_no_picture_is_too_noisy_for_any_quality(quality: int) -> None:
    """Of noise between 91 and 95 an optimised JPEG has more bytes than Pillow has room for."""
    harsh = Image.merge(
        "RGB", [noise(480, 320).getchannel(n).convert("1").convert("L") for n in range(3)]
    )
    assert opened(encoded(harsh, "jpeg", quality)).size == harsh.size


def test_a_png_is_as_large_as_it_is() -> None:
    picture = noise(80, 80)
    assert encoded(picture, "png", 100, 1000) == encoded(picture, "png", 100)


@pytest.mark.parametrize("format_", ["avif", "webp", "png"])
def test_transparency_stays_where_the_format_has_it(format_: Format) -> None:
    clear = Image.new("RGBA", (64, 64), (200, 40, 40, 255))
    clear.paste((0, 0, 0, 0), (0, 0, 32, 64))
    seen = opened(encoded(clear, format_, 80)).convert("RGBA")
    assert seen.getchannel("A").getextrema() == (0, 255)
    assert seen.getchannel("A").crop((0, 0, 28, 64)).getextrema() == (0, 0)


@pytest.mark.parametrize("format_", ["avif", "webp", "jpeg", "png"])
def test_the_same_pixels_give_the_same_file(format_: Format) -> None:
    picture = noise(300, 200)
    assert encoded(picture, format_, 70) == encoded(picture.copy(), format_, 70)


AVIF_IN_ANOTHER_PROCESS = """
import sys
from PIL import Image
from carblog.make.encode import encoded
sys.stdout.buffer.write(encoded(Image.open(sys.argv[1]).convert("RGB"), "avif", 60))
"""


@pytest.mark.skipif(shutil.which("taskset") is None, reason="taskset is not installed")
def test_an_avif_is_the_same_on_one_processor_and_on_all(tmp_path: Path) -> None:
    picture = noise(160, 100).resize((1280, 800), Image.Resampling.BICUBIC)
    picture.save(tmp_path / "a.png")
    run = [sys.executable, "-c", AVIF_IN_ANOTHER_PROCESS, str(tmp_path / "a.png")]
    alone = subprocess.run(["taskset", "-c", "0", *run], check=True, capture_output=True).stdout
    assert alone == encoded(opened((tmp_path / "a.png").read_bytes()), "avif", 60)
