"""Promise 6: no metadata leaves with a picture that the allow-list does not name."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from carblog.check.pictures import pictures
from carblog.run.outputs import Outputs
from tests.support import metadata
from tests.support.finding import UnavailableError
from tests.support.private import CANARY, GPS, loaded
from tests.support.publication import Publication
from tests.support.sites import built, site_files, tree, write


def drawn(width: int = 40, height: int = 30) -> Image.Image:
    image = Image.new("RGB", (width, height), "teal")
    image.paste("olive", (0, 0, width // 2, height))
    return image


def signed() -> bytes:
    file = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Ann of the press"
    drawn().save(file, "JPEG", exif=exif.tobytes())
    return file.getvalue()


LOADED = {
    "jpg": loaded(drawn(), "JPEG"),
    "png": loaded(drawn(), "PNG"),
    "webp": loaded(drawn(), "WEBP"),
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every picture of a site in each format, loaded with what must not leave."""
    files = {p: d for p, d in site_files().items() if not p.startswith("galleries/gt/")}
    for path in [path for path in files if path.endswith(".jpg")]:
        files[path] = LOADED["jpg"]
    files |= {f"static/press/loaded.{end}": data for end, data in LOADED.items()}
    files["static/press/signed.jpg"] = signed()
    files |= {f"galleries/gt/{n}.{end}": LOADED[end] for n, end in enumerate(LOADED, 1)}
    files |= {f"galleries/m3/{n}.{end}": LOADED[end] for n, end in enumerate(LOADED, 4)}
    files["content/news/coupe.md"] = files["content/news/coupe.md"].replace(b"2.jpg", b"2.png")
    files["galleries/m3/gallery.yaml"] = b"title: M3\ndownload: true\n"
    root = write(tmp_path_factory.mktemp("loaded"), files)
    report = built(root)
    assert report.published, report.problems
    return root / "public"


def test_pictures_of_static_are_cleaned_too(public: Path) -> None:
    for end, loaded_ in LOADED.items():
        assert_only_pixels_are_left((public / f"press/loaded.{end}").read_bytes(), loaded_)


def test_originals_that_readers_may_have_are_cleaned_too(public: Path) -> None:
    given = sorted((public / "galleries/m3/downloads").iterdir())
    offered = {path.suffix.lstrip("."): path.read_bytes() for path in given}
    assert offered.keys() == LOADED.keys()
    for end, data in offered.items():
        assert_only_pixels_are_left(data, LOADED[end])


def assert_only_pixels_are_left(data: bytes, original: bytes) -> None:
    assert CANARY.encode() not in data
    with Image.open(BytesIO(data)) as one, Image.open(BytesIO(original)) as other:
        assert one.tobytes() == other.tobytes()


def test_what_a_picture_in_static_says_of_its_rights_stays(public: Path) -> None:
    assert b"Ann of the press" in (public / "press/signed.jpg").read_bytes()


@pytest.mark.parametrize("format_", LOADED)
def test_the_canaries_are_in_what_goes_in(format_: str) -> None:
    data = LOADED[format_]
    assert CANARY.encode() in data
    with Image.open(BytesIO(data)) as image:
        assert image.getexif().get_ifd(0x8825)[2] == GPS[2]


def test_no_private_word_and_no_place_is_in_any_published_byte(public: Path) -> None:
    published = tree(public)
    assert sum(path.endswith((".jpg", ".png", ".webp")) for path in published) > 20
    for path, data in published.items():
        for form in (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be")):
            assert form not in data, path


def test_no_published_picture_says_where_it_was_taken(public: Path) -> None:
    for path in public.rglob("*"):
        if path.suffix in {".jpg", ".png", ".webp"}:
            with Image.open(path) as image:
                assert not image.getexif().get_ifd(0x8825), path
                assert not {"comment", "photoshop", "Author"} & image.info.keys(), path


def test_the_originals_are_not_published(public: Path) -> None:
    published = set(tree(public).values())
    assert not published & set(LOADED.values())


def test_carblog_check_finds_nothing_either(public: Path) -> None:
    report = pictures(Outputs(public, "public"))
    assert report.number > 20
    assert report.problems == ()


@pytest.mark.validator
def test_exiftool_finds_nothing_that_the_list_does_not_name(public: Path) -> None:
    site = Publication(public, "https://cars.example/")
    try:
        assert metadata.findings(site) == []
    except UnavailableError as error:
        pytest.skip(str(error))
