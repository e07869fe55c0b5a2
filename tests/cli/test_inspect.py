"""`carblog inspect`: what a photo tells, what readers get of it, what is removed."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import carblog
from tests.support import icc
from tests.support.packets import alt, exif_block, iim, jpeg_with, packet, png_with
from tests.support.photos import four_corners, saved
from tests.support.sites import write

EXIF = exif_block(
    {0x010E: b"OLYMPUS DIGITAL CAMERA\0", 0x010F: b"Canon\0", 0x0110: b"Canon EOS R5\0"},
    {0x9003: b"2026:11:20 09:30:15\0", 0xA431: b"4711-serial\0"},
    {1: b"N\0", 2: b"52.4\0"},
)
XMP = packet(alt("dc:description", x_default="The flank"), 'photoshop:Credit="Kerbweight/Doe"')
PHOTO = jpeg_with(exif=EXIF, iptc=iim((120, b"The rear"), (80, b"Jane Doe")), xmp=XMP, comment=b"x")

ALONE = """\
01-front.jpg
JPEG, 64 × 32, SIZE, sRGB

Found
  caption  The flank               XMP dc:description
           The rear                IPTC Caption           not used: the first counts
           OLYMPUS DIGITAL CAMERA  EXIF ImageDescription  not used: a camera or phone writes it \
into every picture
  creator  Jane Doe                IPTC By-line
  credit   Kerbweight/Doe          XMP photoshop:Credit
  date     2026-11-20T09:30:15     EXIF DateTimeOriginal
  camera   Canon EOS R5            EXIF Make, Model

Shown to readers
  caption           The flank
  alternative text  The flank
  credit            Kerbweight/Doe
  kind              photo
  date              2026-11-20 09:30
  camera            Canon EOS R5

In every published file
  creator  Jane Doe
  credit   Kerbweight/Doe

Removed
"""
GALLERY = """\
title: The Lido
credit: Kerbweight
copyright: © 2026 Kerbweight
photos:
  01-front.jpg:
    alt: The red Lido from the left
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A photo in no site."""
    return write(tmp_path / "desk", {"01-front.jpg": PHOTO})


@pytest.fixture
def lido(tmp_path: Path) -> Path:
    """A site with the photo in a gallery that says something of it."""
    return write(
        tmp_path / "site",
        {
            "site.yaml": "title: K\ntimezone: Europe/Berlin\nlanguage: de\n",
            "galleries/lido/gallery.yaml": GALLERY,
            "galleries/lido/01-front.jpg": PHOTO,
        },
    )


def test_a_photo_alone_is_told_of_in_full(folder: Path) -> None:
    ran = carblog(folder, "inspect", "01-front.jpg")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(ALONE.replace("SIZE", f"{len(PHOTO) / 1e3:.1f} kB"))


def test_what_is_removed_is_named_by_block_and_by_what_it_gives_away(folder: Path) -> None:
    removed = carblog(folder, "inspect", "01-front.jpg").out.partition("Removed\n")[2]
    lines = [line.split(maxsplit=2) for line in removed.splitlines()]
    assert [line[:2] for line in lines] == [
        ["APP1", "Exif"],
        ["APP1", "XMP"],
        ["APP13", "IPTC"],
        ["COM", "5"],
    ]
    assert "serial numbers, where it was taken (GPS)" in removed


def test_neither_coordinates_nor_serial_numbers_are_printed(folder: Path) -> None:
    for how in ("text", "json"):
        out = carblog(folder, "inspect", "01-front.jpg", "--format", how).out
        assert "52.4" not in out
        assert "4711" not in out


def test_in_a_site_the_galleries_around_are_heard_too(lido: Path) -> None:
    write(
        lido,
        {
            "galleries/lido/inner/01.jpg": saved(four_corners(), "JPEG"),
            "galleries/lido/gallery.yaml": "title: The Lido\ncopyright: © Kerbweight\n",
        },
    )
    ran = carblog(lido, "inspect", "galleries/lido/inner/01.jpg", "--format", "json")
    [photo] = json.loads(ran.out)["photos"]
    assert photo["carried"] == {"copyright": "© Kerbweight"}
    text = carblog(lido, "inspect", "galleries/lido/inner/01.jpg").out
    assert "copyright  © Kerbweight  galleries/lido/gallery.yaml" in text


def test_in_a_site_what_the_gallery_says_counts_as_in_a_build(lido: Path) -> None:
    write(lido, {"galleries/lido/01-front.xmp": packet("", 'photoshop:City="Berlin"')})
    ran = carblog(lido, "inspect", "galleries/lido/01-front.jpg", "--format", "json")
    [photo] = json.loads(ran.out)["photos"]
    assert photo["shown"]["alt"] == "The red Lido from the left"
    assert photo["shown"]["place"] == "Berlin"
    assert photo["carried"] == {
        "creator": "Jane Doe",
        "credit": "Kerbweight/Doe",
        "copyright": "© 2026 Kerbweight",
    }
    sources = {row["source"]: row["unused"] for row in photo["found"]}
    assert sources["galleries/lido/gallery.yaml, photos"] == ""
    assert sources["01-front.xmp, XMP photoshop:City, State, Country"] == ""
    assert sources["galleries/lido/gallery.yaml"] == ""


def test_inspecting_and_building_say_the_same_words(lido: Path) -> None:
    assert carblog(lido, "build", "--now", "2026-06-01").code == 0
    ran = carblog(lido, "inspect", "galleries/lido/01-front.jpg", "--format", "json")
    page = (lido / "public/galleries/lido/01-front/index.html").read_text(encoding="utf-8")
    [photo] = json.loads(ran.out)["photos"]
    for field in ("caption", "alt", "credit", "copyright"):
        assert photo["shown"][field] in page


def test_a_photo_beside_an_article_has_what_the_article_says(lido: Path) -> None:
    story = (
        "---\ntitle: T\ndate: 2026-01-01\nphotos:\n  dusk.jpg:\n    caption: At dusk\n---\nText.\n"
    )
    write(lido, {"content/news/lido/index.md": story, "content/news/lido/dusk.jpg": PHOTO})
    ran = carblog(lido, "inspect", "content/news/lido/dusk.jpg")
    assert "  caption           At dusk\n" in ran.out
    assert "content/news/lido/index.md, photos" in ran.out


def test_the_article_may_lie_in_another_folder(lido: Path) -> None:
    story = (
        "---\ntitle: T\ndate: 2026-01-01\nphotos:\n  pics/dusk.jpg:\n    caption: At dusk\n---\n"
    )
    write(lido, {"content/news/lido.md": story, "content/news/pics/dusk.jpg": PHOTO})
    ran = carblog(lido, "inspect", "content/news/pics/dusk.jpg")
    assert "  caption           At dusk\n" in ran.out
    assert "content/news/lido.md, photos" in ran.out


def test_a_photo_is_found_in_its_site_from_any_folder(lido: Path) -> None:
    near = carblog(lido / "galleries/lido", "inspect", "01-front.jpg", "--format", "json")
    far = carblog(
        lido / "galleries", "inspect", "../galleries/lido/01-front.jpg", "--format", "json"
    )
    one, other = (json.loads(ran.out)["photos"][0] for ran in (near, far))
    assert one["path"] == "01-front.jpg"
    assert {**one, "path": ""} == {**other, "path": ""}


def test_the_time_of_a_camera_is_that_of_the_site(lido: Path) -> None:
    ran = carblog(lido, "inspect", "galleries/lido/01-front.jpg")
    assert "  date              2026-11-20 09:30\n" in ran.out


def test_a_photo_without_words_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"a.png": saved(four_corners(), "PNG")})
    ran = carblog(tmp_path, "inspect", "a.png")
    assert "Found\n  no words\n" in ran.out
    assert "alternative text  none of its own\n" in ran.out
    assert "In every published file\n  nothing: nobody is named\n" in ran.out
    assert "Removed\n  nothing: it has nothing else\n" in ran.out


def test_the_colour_profile_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"a.jpg": saved(four_corners(), "JPEG", icc_profile=icc.display_p3())})
    ran = carblog(tmp_path, "inspect", "a.jpg")
    assert ran.out.splitlines()[1].startswith("JPEG, 64 × 32, ")
    assert not ran.out.splitlines()[1].endswith("sRGB")
    assert "its colours, which become sRGB" in ran.out


def test_a_terminal_is_shown_no_more_than_a_line_of_a_value(tmp_path: Path) -> None:
    write(tmp_path, {"a.png": png_with((b"tEXt", b"Title\0" + b"x" * 200 + b"\x1b[31m"))})
    ran = carblog(tmp_path, "inspect", "a.png")
    assert "x" * 59 + "…" in ran.out
    assert "\x1b[31m" not in ran.out
    data = json.loads(carblog(tmp_path, "inspect", "a.png", "--format", "json").out)
    assert data["photos"][0]["found"][0]["value"] == "x" * 200 + "[31m"


def test_every_photo_that_is_named_is_told_of_and_every_mistake(folder: Path) -> None:
    write(folder, {"notes.txt": "Nothing to see.\n"})
    ran = carblog(folder, "inspect", "01-front.jpg", "01-fron.jpg", "notes.txt", ".")
    assert ran.code == 1
    assert ran.out.startswith("01-front.jpg\nJPEG")
    assert (
        '01-fron.jpg: error[photo-missing] there is no such file\n      = did you mean "01-front'
        in (ran.err)
    )
    assert "notes.txt: error[photo-format] it is not a picture" in ran.err
    assert ".: error[photo-format] it is a folder" in ran.err
    assert "3 errors." in ran.err


def test_mistakes_in_what_a_site_says_of_a_photo_are_told_with_their_place(lido: Path) -> None:
    write(
        lido,
        {
            "galleries/lido/gallery.yaml": "titel: The Lido\n",
            "galleries/lido/01-front.xmp": "<broken",
        },
    )
    ran = carblog(lido / "galleries", "inspect", "lido/01-front.jpg")
    assert ran.code == 0
    assert "lido/gallery.yaml:1:1: warning[" in ran.err
    assert "lido/01-front.xmp:1:" in ran.err
    assert "warning[sidecar-broken]" in ran.err


def test_a_photo_that_may_not_be_read_is_told_of_like_the_machines_other_troubles(
    folder: Path,
) -> None:
    (folder / "loop.jpg").symlink_to("loop.jpg")
    ran = carblog(folder, "inspect", "loop.jpg", "long" * 100, "01-front.jpg")
    assert "loop.jpg: error[" in ran.err
    assert "long: error[path-too-long]" in ran.err
    assert ran.out.startswith("01-front.jpg")


def test_nothing_is_changed_by_looking(lido: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in lido.rglob("*")}
    carblog(lido, "inspect", "galleries/lido/01-front.jpg")
    assert {path: path.stat().st_mtime_ns for path in lido.rglob("*")} == before


def test_inspect_without_a_photo_is_a_mistake_of_use(folder: Path) -> None:
    ran = carblog(folder, "inspect")
    assert ran.code == 2
    assert "PHOTO" in ran.err


def test_a_mistyped_folder_does_not_hide_which_photo_is_meant(lido: Path) -> None:
    for typed in (
        "galleries/lido/01-frnt.jpg",
        "galleries/lidoo/01-front.jpg",
        "galery/lido/01-fron",
    ):
        ran = carblog(lido, "inspect", typed)
        assert 'did you mean "galleries/lido/01-front.jpg"?' in ran.err, typed
    assert "did you mean" not in carblog(lido, "inspect", "elsewhere/01-front.jpg").err


def test_inks_that_no_profile_explains_are_not_called_srgb(folder: Path) -> None:
    write(folder, {"inks.jpg": saved(four_corners().convert("CMYK"), "JPEG")})
    ran = carblog(folder, "inspect", "inks.jpg")
    assert ran.out.splitlines()[1].endswith(", CMYK without a profile")


def test_blocks_that_tell_the_same_are_one_line(folder: Path) -> None:
    twelve = PHOTO[:2] + b"\xff\xfe\x00\x04hi" * 12 + PHOTO[2:]
    write(folder, {"12.jpg": twelve})
    removed = carblog(folder, "inspect", "12.jpg").out.partition("Removed\n")[2]
    assert [line.split()[:4] for line in removed.splitlines() if "COM" in line] == [
        ["COM", "×", "13", "77"]
    ]
    data = json.loads(carblog(folder, "inspect", "12.jpg", "--format", "json").out)
    [com] = [each for each in data["photos"][0]["removed"] if each["name"] == "COM"]
    assert (com["count"], com["bytes"]) == (13, 77)
