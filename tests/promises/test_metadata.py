"""Promise 6: no metadata leaves with a picture that the allow-list does not name."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from tests.support import metadata
from tests.support.finding import UnavailableError
from tests.support.publication import Publication
from tests.support.sites import built, site_files, tree, write

CANARY = "zyxprivate"
GPS = {1: "N", 2: (52.0, 31.0, 12.3), 3: "E", 4: (13.0, 24.0, 18.5), 29: f"2026:{CANARY}"}


def private_exif() -> bytes:
    """Where and when, with what and by whom, and a thumbnail of the picture before it was cut."""
    exif = Image.Exif()
    exif[0x010F] = f"Maker {CANARY}"
    exif[0x0110] = f"Model {CANARY}"
    exif[0x0131] = f"Software {CANARY}"
    exif[0x010E] = f"Description {CANARY}"
    exif.get_ifd(0x8825).update(GPS)
    exif.get_ifd(0x8769).update({0x9286: f"Comment {CANARY}", 0xA431: f"Serial {CANARY}"})
    return exif.tobytes()


def xmp() -> bytes:
    return f"""<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'
 photoshop:City='City {CANARY}' photoshop:History='{CANARY}'/></rdf:RDF></x:xmpmeta>
<?xpacket end='w'?>""".encode()


def iptc() -> bytes:
    """City (2:90) and special instructions (2:40), as Photoshop wraps them in APP13."""
    records = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(CANARY)) + CANARY.encode() for number in (90, 40)
    )
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(records)) + records
    return b"Photoshop 3.0\x00" + block + b"\x00" * (len(records) % 2)


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def drawn(width: int = 40, height: int = 30) -> Image.Image:
    image = Image.new("RGB", (width, height), "teal")
    image.paste("olive", (0, 0, width // 2, height))
    return image


def saved(format_: str, **options: Any) -> bytes:
    file = BytesIO()
    drawn().save(file, format_, exif=private_exif(), **options)
    return file.getvalue()


def jpeg() -> bytes:
    data = saved("JPEG", comment=f"Comment {CANARY}", xmp=xmp())
    thumbnail = b"JFXX\x00\x10" + CANARY.encode()
    extra = segment(0xED, iptc()) + segment(0xE0, thumbnail) + segment(0xE9, CANARY.encode())
    return data[:2] + extra + data[2:] + CANARY.encode()


def png() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", f"Author {CANARY}")
    text.add_itxt("XML:com.adobe.xmp", xmp().decode())
    data = saved("PNG", pnginfo=text)
    end = data.index(b"IEND") - 4
    extra = chunk(b"prVt", CANARY.encode()) + chunk(b"tIME", b"\x07\xea\x05\x01\x09\x00\x00")
    return data[:end] + extra + data[end:]


def webp() -> bytes:
    return saved("WEBP", xmp=xmp())


def signed() -> bytes:
    file = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Ann of the press"
    drawn().save(file, "JPEG", exif=exif.tobytes())
    return file.getvalue()


LOADED = {"jpg": jpeg(), "png": png(), "webp": webp()}


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
    files["galleries/m3/gallery.yaml"] = b"title: M3\n"
    root = write(tmp_path_factory.mktemp("loaded"), files)
    report = built(root)
    assert report.published, report.problems
    return root / "public"


def test_pictures_of_static_and_files_that_stories_link_to_are_cleaned_too(public: Path) -> None:
    for end in LOADED:
        data = (public / f"press/loaded.{end}").read_bytes()
        assert CANARY.encode() not in data
        with Image.open(BytesIO(data)) as one, Image.open(BytesIO(LOADED[end])) as other:
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


@pytest.mark.validator
def test_exiftool_finds_nothing_that_the_list_does_not_name(public: Path) -> None:
    site = Publication(public, "https://cars.example/")
    try:
        assert metadata.findings(site) == []
    except UnavailableError as error:
        pytest.skip(str(error))
