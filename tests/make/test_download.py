"""A download is the original photo: every pixel and its colours, its rights, and nothing else."""

import json
import shutil
import struct
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from carblog.make.download import make_download
from carblog.make.rights.xmp import packet
from carblog.make.stripping import stripped
from carblog.model.containers import blocks, payloads
from carblog.model.download import PICTURE_ENDINGS, download_ending
from carblog.model.output import DownloadOutput
from carblog.model.picture import Fractions, Rights
from carblog.model.pillow import format_of, heic_is_decoded
from carblog.model.problem import Problem
from carblog.read.magic import SUFFIXES
from tests.support.boxes import avif, box, places
from tests.support.photos import SUFFIX, corners, distance, four_corners
from tests.support.private import CANARY, PROFILE, XMP, loaded, private_exif, saved

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
RIGHTS = Rights(creator="Ann", copyright="2026 Ann")
PLATE: Fractions = (0.3, 0.3, 0.2, 0.2)


def output(
    path: str, redact: tuple[Fractions, ...] = (), rights: Rights | None = None
) -> DownloadOutput:
    return DownloadOutput(
        path=path,
        source="galleries/m3/01.jpg",
        parts={},
        key="",
        digest="",
        redact=redact,
        rights=rights,
    )


def downloaded(data: bytes, path: str = "", **wishes: object) -> bytes:
    path = path or f"galleries/m3/downloads/01{SUFFIX[format_of(data) or 'JPEG']}"
    made = make_download(output(path, **wishes), data)  # type: ignore[arg-type]
    assert isinstance(made, bytes), made
    return made


def shown(data: bytes) -> Image.Image:
    """As a browser shows it."""
    with Image.open(BytesIO(data)) as image:
        image.load()
        return ImageOps.exif_transpose(image).convert("RGBA")


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_private_is_left_and_no_pixel_is_lost(format_: str) -> None:
    data = loaded(four_corners(), format_)
    assert CANARY.encode() in data
    made = downloaded(data, rights=RIGHTS)
    assert CANARY.encode() not in made
    assert {block.kind for block in blocks(made, format_)} <= {"pixels", "structure", "icc", "xmp"}
    assert payloads(made, blocks(made, format_), "xmp") == [packet(RIGHTS)]
    with Image.open(BytesIO(made)) as one, Image.open(BytesIO(data)) as other:
        assert one.mode == other.mode
        assert one.tobytes() == other.tobytes()


TILES = struct.pack(">HH5000H", 1, 5_000, *range(1, 5_001))
WORDS = box("free", b"words")


@pytest.mark.parametrize(
    "data",
    [
        avif(
            *(places(5_000, 0, 50_000), box("iref", bytes(4), box("dimg", TILES))),
            *(box("iprp"), WORDS),
            items=5_000,
        ),
        avif(places(1, 0, 16), box("iprp"), WORDS, main=70_000),
    ],
    ids=["250 MB out of 200 kB", "what is shown is not there"],
)
def test_an_avif_that_contradicts_itself_is_a_problem(data: bytes) -> None:
    made = make_download(output("galleries/m3/downloads/01.avif"), data)
    assert isinstance(made, Problem)
    assert made.code == "picture-not-cleaned"


def test_every_name_that_a_picture_may_have_means_that_it_is_cleaned() -> None:
    """A `.heics` in `static/` was published with all that a phone wrote into it."""
    endings = {suffix for suffixes in SUFFIXES.values() for suffix in suffixes}
    assert {f".{ending}" for ending in PICTURE_ENDINGS} == {*endings, ".ico"}


def test_a_gif_without_its_end_gets_one_with_its_rights() -> None:
    data = saved(four_corners(), "GIF")
    made = downloaded(data[:-1], rights=RIGHTS)
    assert payloads(made, blocks(made, "GIF"), "xmp") == [packet(RIGHTS)]
    assert shown(made).tobytes() == shown(data).tobytes()


def test_an_icon_that_is_a_png_is_cleaned_and_another_is_left_alone() -> None:
    made = downloaded(loaded(four_corners(), "PNG"), "favicon.ico")
    assert CANARY.encode() not in made
    icon = b"\0\0\1\0\1\0" + bytes(40)
    assert downloaded(icon, "favicon.ico") == icon


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_colour_profile_stays(format_: str) -> None:
    with Image.open(BytesIO(downloaded(loaded(four_corners(), format_)))) as image:
        assert image.info["icc_profile"] == PROFILE


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_still_turned_the_right_way_up(format_: str, orientation: int) -> None:
    data = loaded(four_corners(), format_, orientation)
    made = downloaded(data)
    assert shown(made).tobytes() == shown(data).tobytes()
    assert bool(payloads(made, blocks(made, format_), "exif")) == (
        orientation != 1 and format_ != "AVIF"
    )


def test_the_coded_pixels_of_a_jpeg_are_the_same_bytes() -> None:
    data = loaded(four_corners(), "JPEG", progressive=True)
    before, after = blocks(data, "JPEG"), blocks(downloaded(data, rights=RIGHTS), "JPEG")
    made = downloaded(data, rights=RIGHTS)
    assert payloads(made, after, "pixels") == payloads(data, before, "pixels")


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_a_jpeg_for_print_keeps_its_inks(mode: str) -> None:
    data = saved(four_corners().convert(mode), "JPEG", comment=CANARY)
    made = downloaded(data)
    with Image.open(BytesIO(made)) as one, Image.open(BytesIO(data)) as other:
        assert (one.mode, one.tobytes()) == (mode, other.tobytes())


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG"])
def test_an_animation_keeps_its_frames(format_: str) -> None:
    other = Image.new("RGB", (64, 32), "teal")
    data = loaded(four_corners(), format_, save_all=True, append_images=[other], duration=80)
    made = downloaded(data, rights=RIGHTS)
    assert CANARY.encode() not in made
    with Image.open(BytesIO(made)) as image:
        assert getattr(image, "n_frames", 1) == 2
        image.seek(1)
        pixel = image.convert("RGB").getpixel((5, 5))
        assert image.info["duration"] == 80
        assert isinstance(pixel, tuple)
        assert distance(pixel, (0, 128, 128)) < 12


@pytest.mark.parametrize("format_", FORMATS)
def test_a_picture_with_nothing_to_lose_is_published_byte_for_byte(format_: str) -> None:
    data = saved(four_corners(), format_)
    assert downloaded(data) == data


@given(st.sampled_from(FORMATS), st.integers(1, 8))
def test_stripping_twice_is_stripping_once(format_: str, orientation: int) -> None:
    once = stripped(loaded(four_corners(), format_, orientation), format_)
    assert once is not None
    assert stripped(once, format_) == once


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_redacted_is_in_no_byte_of_it(format_: str) -> None:
    path = f"01.{download_ending(format_, (PLATE,))}"
    made = []
    for colour in ("red", "lime"):
        photo = four_corners(320, 160)
        photo.paste(colour, (96, 48, 160, 80))
        lossless = {"lossless": True} if format_ == "WEBP" else {}
        data = loaded(
            photo, format_, 1, **({"quality": 100} | lossless if format_ != "GIF" else {})
        )
        made.append(downloaded(data, path, redact=(PLATE,), rights=RIGHTS))
    for data in made:
        assert CANARY.encode() not in data
        pixel = shown(data).getpixel((128, 64))
        assert isinstance(pixel, tuple)
        assert min(distance(pixel[:3], (255, 0, 0)), distance(pixel[:3], (0, 255, 0))) > 60
        assert corners(shown(data)).keys() == corners(four_corners()).keys()
    assert format_of(made[0]) == ("PNG" if format_ == "GIF" else format_)


def test_a_sequence_of_pictures_is_refused_with_what_to_do() -> None:
    other = Image.new("RGB", (64, 32), "teal")
    data = saved(four_corners(), "AVIF", save_all=True, append_images=[other])
    made = make_download(output("01.avif"), data)
    assert isinstance(made, Problem)
    assert str(made.place) == "galleries/m3/01.jpg"
    assert made.code == "picture-not-cleaned"
    assert made.message.startswith("it is an AVIF that cannot be published")


def test_a_torn_file_is_refused() -> None:
    data = loaded(four_corners(), "PNG")
    made = make_download(output("01.png"), data[: len(data) // 2])
    assert isinstance(made, Problem)


def heic() -> bytes:
    """As a phone writes it, with a thumbnail of what was there before it was cropped."""
    if not heic_is_decoded():
        pytest.skip("the extra heic is not installed")
    file = BytesIO()
    image = Image.effect_noise((640, 320), 60).convert("RGB")
    image.save(file, "HEIF", exif=private_exif(), xmp=XMP, save_as_brand="heic")
    return file.getvalue()


def test_a_heic_is_offered_in_a_format_that_everyone_can_open() -> None:
    data = heic()
    made = downloaded(data, f"01.{download_ending('HEIC')}", rights=RIGHTS)
    assert format_of(made) == "JPEG"
    assert CANARY.encode() not in made
    assert payloads(made, blocks(made, "JPEG"), "xmp") == [packet(RIGHTS)]


def test_a_heic_under_its_own_name_keeps_its_pixels() -> None:
    data = heic()
    assert {"exif", "xmp"} <= {block.kind for block in blocks(data, "HEIC")}
    made = downloaded(data, "01.heic", rights=RIGHTS)
    assert {block.kind for block in blocks(made, "HEIC")} <= {"pixels", "structure", "icc", "xmp"}
    with Image.open(BytesIO(made)) as one, Image.open(BytesIO(data)) as other:
        assert one.tobytes() == other.tobytes()


def test_what_is_no_picture_is_given_back() -> None:
    assert downloaded(b"# words", "01.jpg") == b"# words"


@given(st.binary(max_size=64), st.sampled_from(FORMATS), st.integers(0, 3000))
def test_damage_is_a_problem_or_a_file_without_secrets(
    damage: bytes, format_: str, at: int
) -> None:
    data = bytearray(loaded(four_corners(), format_))
    at %= len(data)
    data[at : at + len(damage)] = damage
    made = make_download(output(f"01{SUFFIX[format_]}"), bytes(data))
    if isinstance(made, bytes) and format_of(bytes(data)):
        kinds = {block.kind for block in blocks(made, format_)}
        assert kinds <= {"pixels", "structure", "icc", "exif"}


@pytest.mark.validator
@pytest.mark.parametrize("format_", FORMATS)
def test_exiftool_has_nothing_to_complain_of(format_: str, tmp_path: Path) -> None:
    program = shutil.which("exiftool")
    if program is None:
        pytest.skip("there is no exiftool")
    path = tmp_path / f"01{SUFFIX[format_]}"
    path.write_bytes(downloaded(loaded(four_corners(), format_, 6), rights=RIGHTS))
    command = [program, "-json", "-n", "-G1", "-a", "-u", "-ee", str(path)]
    run = subprocess.run(command, capture_output=True, check=False, timeout=60)
    [report] = json.loads(run.stdout)
    words = {tag: value for tag, value in report.items() if tag.startswith(("XMP", "IFD", "GPS"))}
    turned = {"IFD0:Orientation": 6} if format_ in ("JPEG", "PNG", "WEBP") else {}
    said = {"XMP-dc:Creator": "Ann", "XMP-dc:Rights": "2026 Ann", "XMP-xmpRights:Marked": True}
    assert words == said | turned
    assert "ExifTool:Warning" not in report
