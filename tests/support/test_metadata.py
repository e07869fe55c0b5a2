"""The metadata check finds what is private in a picture, and lets its rights stay."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from tests.support import metadata
from tests.support.finding import UnavailableError
from tests.support.publication import Publication

pytestmark = pytest.mark.validator

ARTIST, COPYRIGHT, ORIENTATION, SERIAL, GPS = 0x13B, 0x8298, 0x112, 0xA431, 0x8825
FORMATS = ("jpg", "webp", "avif", "png")

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TURNED = bytes.fromhex("00000008 0001 0112 0003 00000001 0006 0000 00000000")

RIGHTS_XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Cars"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmpRights:WebStatement="https://cars.example/rights/">
<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def findings(folder: Path) -> list[str]:
    try:
        found = metadata.findings(Publication(folder, "https://cars.example/"))
    except UnavailableError as error:
        pytest.skip(str(error))
    return [str(finding) for finding in found]


def picture() -> Image.Image:
    return Image.new("RGB", (48, 32), "navy")


def test_rights_and_what_an_original_needs_may_stay(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    for ending in FORMATS:
        rights: dict[str, Any] = {} if ending == "png" else {"xmp": RIGHTS_XMP}
        path = tmp_path / f"coupe.{ending}"
        picture().save(path, exif=exif.tobytes(), icc_profile=PROFILE, **rights)
    picture().save(tmp_path / "slow.jpg", progressive=True)
    picture().save(tmp_path / "flat.gif")
    assert findings(tmp_path) == []


@pytest.mark.parametrize("more", [{"icc_profile": PROFILE}, {"exif": b"MM\0*" + TURNED}])
def test_a_size_that_carblog_made_needs_neither(tmp_path: Path, more: dict[str, Any]) -> None:
    picture().save(tmp_path / "coupe-480-0123456789.jpg", **more)
    assert findings(tmp_path)
    assert all("carries" in found for found in findings(tmp_path))


def test_rights_are_in_no_second_place(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ARTIST], exif[COPYRIGHT] = "Ann", "2026 Cars"
    picture().save(tmp_path / "coupe.jpg", exif=exif.tobytes())
    found = " ".join(findings(tmp_path))
    assert "IFD0:Artist" in found
    assert "IFD0:Copyright" in found


@pytest.mark.parametrize("ending", FORMATS)
def test_a_place_is_found_in_every_format(tmp_path: Path, ending: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 0.0)})
    picture().save(tmp_path / f"garage.{ending}", exif=exif.tobytes())
    found = findings(tmp_path)
    assert any("GPS:GPSLatitude =" in finding for finding in found), found


@pytest.mark.parametrize("ending", FORMATS)
def test_the_camera_and_its_serial_number_are_found(tmp_path: Path, ending: str) -> None:
    exif = Image.Exif()
    exif[0x110] = "Mirrorless 9"
    exif.get_ifd(0x8769)[SERIAL] = "0123456789"
    picture().save(tmp_path / f"desk.{ending}", exif=exif.tobytes())
    found = " ".join(findings(tmp_path))
    assert "IFD0:Model" in found
    assert "ExifIFD:SerialNumber" in found


def test_other_xmp_than_rights_is_found(tmp_path: Path) -> None:
    xmp = RIGHTS_XMP.replace(b'photoshop:Credit="Cars"', b'xmp:CreatorTool="Darkroom 4"')
    picture().save(tmp_path / "coupe.webp", xmp=xmp)
    assert findings(tmp_path) == [
        "coupe.webp: [metadata] carries XMP-xmp:CreatorTool = 'Darkroom 4'"
    ]


def test_comments_are_found(tmp_path: Path) -> None:
    picture().save(tmp_path / "a.jpg", comment=b"shot at my garage")
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "shot at my garage")
    picture().save(tmp_path / "b.png", pnginfo=words)
    assert findings(tmp_path) == [
        "a.jpg: [metadata] carries File:Comment = 'shot at my garage'",
        "b.png: [metadata] carries PNG:Comment = 'shot at my garage'",
    ]


def test_a_picture_that_is_something_else_inside_is_found(tmp_path: Path) -> None:
    picture().save(tmp_path / "lie.jpg", format="PNG")
    assert findings(tmp_path) == ["lie.jpg: [type] is png inside"]


def test_a_name_that_looks_like_an_option_is_a_name(tmp_path: Path) -> None:
    picture().save(tmp_path / "-ver.jpg", comment=b"hello")
    assert len(findings(tmp_path)) == 1


def test_a_site_without_pictures_needs_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert findings(tmp_path) == []
