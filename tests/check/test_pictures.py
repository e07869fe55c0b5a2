"""Published pictures are read again, and whatever the list does not name is found."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from carblog.check.exif import only_way_up
from carblog.check.pictures import outside, pictures
from carblog.check.xmp import strangers
from carblog.make.rights.splice import oriented, spliced
from carblog.make.rights.xmp import packet
from carblog.model.containers import blocks
from carblog.model.picture import Rights
from carblog.model.problem import Place, Problem
from carblog.run.outputs import Outputs
from tests.support.photos import SUFFIX, exif, four_corners
from tests.support.private import PROFILE, chunk, loaded, saved, segment
from tests.support.sites import write

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
RIGHTS = Rights(
    creator="Ann",
    credit="Cars",
    copyright="2026 Ann",
    licence="https://creativecommons.org/licenses/by/4.0/",
    licensor="https://cars.example/licence/",
    source_type="digitalCapture",
)
SIGNED = packet(RIGHTS)


def checked(folder: Path, **files: bytes) -> tuple[Problem, ...]:
    write(folder, {name.replace("__", "."): data for name, data in files.items()})
    return pictures(Outputs(folder, "public")).problems


def found(data: bytes, format_: str, *, is_rendition: bool = False) -> list[str]:
    problems = outside(Place("x"), data, format_, is_rendition=is_rendition)
    return [problem.message for problem in problems]


@pytest.mark.parametrize("format_", FORMATS)
def test_pixels_and_rights_are_all_that_a_picture_may_have(format_: str, tmp_path: Path) -> None:
    data = spliced(saved(four_corners(), format_), format_, SIGNED)
    path = f"galleries/m3/01-480-0123456789{SUFFIX[format_]}"
    write(tmp_path, {path: data})
    report = pictures(Outputs(tmp_path, "public"))
    assert (report.what, report.number, report.problems) == ("picture", 1, ())


@pytest.mark.parametrize("format_", FORMATS)
def test_everything_private_is_found_and_named_with_its_file(format_: str, tmp_path: Path) -> None:
    path = f"press{SUFFIX[format_]}"
    write(tmp_path, {path: loaded(four_corners(), format_)})
    problems = pictures(Outputs(tmp_path, "public")).problems
    assert {str(problem.place) for problem in problems} == {f"public/{path}"}
    assert {problem.code for problem in problems} == {"picture-metadata"}
    assert {problem.severity for problem in problems} == {"error"}
    kinds = {b.kind for b in blocks(loaded(four_corners(), format_), format_)}
    assert len(problems) >= len(kinds - {"pixels", "structure", "icc"})


def test_each_thing_is_called_by_its_name() -> None:
    data = loaded(four_corners(), "JPEG")
    after = len(data) - blocks(data, "JPEG")[-1].start
    told = ["serial numbers", "the camera's owner", "the program or computer"]
    told.append("where it was taken (GPS)")
    assert found(data, "JPEG") == [
        "it carries APP13 IPTC: the exact spot",
        "it carries APP13 thumbnail",
        "it carries APP0 JFXX",
        "it carries APP9 zyxprivate",
        "it carries APP2 FPXR",
        f"it carries APP1 Exif: {', '.join(told)}",
        "it carries photoshop:History in APP1 XMP",
        "it carries photoshop:Instructions in APP1 XMP",
        "it carries COM",
        f"it carries {after:,} bytes of second picture after the end",
    ]


def test_a_profile_is_for_originals_only() -> None:
    data = saved(four_corners(), "JPEG", icc_profile=PROFILE)
    assert found(data, "JPEG") == []
    [message] = found(data, "JPEG", is_rendition=True)
    assert message.startswith("it carries APP2 ICC profile")


@pytest.mark.parametrize("name", ["01-480-0123456789.jpg", "01-480-0123456789.avif"])
def test_the_sizes_that_carblog_makes_are_known_by_their_names(name: str, tmp_path: Path) -> None:
    format_ = "JPEG" if name.endswith("jpg") else "AVIF"
    write(tmp_path, {name: saved(four_corners(), format_, icc_profile=PROFILE)})
    assert len(pictures(Outputs(tmp_path, "public")).problems) == 1


def test_a_download_may_be_called_as_its_camera_called_it(tmp_path: Path) -> None:
    """Its number stands where that of a size has its width."""
    original = saved(four_corners(), "JPEG", icc_profile=PROFILE)
    write(tmp_path, {"galleries/m3/downloads/img-1234-0123456789.jpg": original})
    assert pictures(Outputs(tmp_path, "public")).problems == ()


def test_a_sequence_says_when_it_was_made() -> None:
    moving = saved(four_corners(), "AVIF", save_all=True, append_images=[four_corners()])
    assert found(moving, "AVIF") == [
        f"it carries {clock}, when it was made" for clock in ("mvhd", "tkhd", "mdhd")
    ]
    for clock in (b"mvhd", b"tkhd", b"mdhd"):
        at = moving.index(clock) + 8  # version 1: two moments of eight bytes
        moving = moving[:at] + bytes(16) + moving[at + 16 :]
    assert found(moving, "AVIF") == []


@pytest.mark.parametrize("way_up", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_which_way_is_up_may_be_said(format_: str, way_up: int) -> None:
    assert found(spliced(saved(four_corners(), format_), format_, SIGNED, way_up), format_) == []


def test_exif_that_says_more_than_which_way_is_up_is_too_much() -> None:
    plain = oriented(6)
    assert only_way_up(plain)
    assert only_way_up(b"II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0")
    for odd in (
        plain + b"x",
        plain[:-1] + b"\x1a",
        plain[:19] + b"\x09" + plain[20:],
        plain[:20] + b"hi" + plain[22:],
        exif(Model="M")[6:],
        b"",
    ):
        assert not only_way_up(odd)


def test_rights_and_nothing_else_may_stand_in_a_packet() -> None:
    assert strangers(SIGNED) == []
    for old, new, name in [
        (b"<dc:creator>", b"<dc:title>T</dc:title><dc:creator>", "dc:title"),
        (b"photoshop:Credit=", b'photoshop:City="Ulm" photoshop:Credit=', "photoshop:City"),
        (b"<x:xmpmeta ", b'<x:xmpmeta x:xmptk="Darkroom 4" ', "x:xmptk"),
        (b"<dc:creator>", b"at my garage<dc:creator>", "words in rdf:Description"),
        (b"</dc:creator>", b"</dc:creator>at my garage", "words in dc:creator"),
        (b"<rdf:RDF", b"<!-- at my garage --><rdf:RDF", "comments or instructions"),
        (b"<rdf:RDF", b"<?note at my garage?><rdf:RDF", "comments or instructions"),
        (b"<rdf:RDF", b'<rdf:RDF xmlns:a="urn:a" a:b="c"', "urn:a b"),
        (b"</x:xmpmeta>", b"", "words that are no XML"),
    ]:
        assert old in SIGNED
        assert strangers(SIGNED.replace(old, new, 1)) == [name]


def test_a_packet_that_would_expand_without_end_is_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + SIGNED
    assert strangers(bomb) == ["comments or instructions"]


def test_a_packet_in_other_letters_hides_nothing() -> None:
    aside = SIGNED.decode().replace("<rdf:RDF", "<!-- at 52.1, 10.4 --><rdf:RDF")
    assert strangers(aside.encode()) == ["comments or instructions"]
    assert strangers(aside.encode("utf-16")) == ["words that are no UTF-8"]


def test_a_compressed_packet_is_not_ours() -> None:
    text = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(SIGNED)
    png = saved(four_corners(), "PNG")
    assert found(png[:33] + chunk(b"iTXt", text) + png[33:], "PNG") == [
        "it carries iTXt XMP, compressed"
    ]


def test_an_extended_packet_is_not_ours() -> None:
    extension = b"http://ns.adobe.com/xmp/extension/\0" + b"G" * 32 + struct.pack(">II", 3, 0)
    jpeg = saved(four_corners(), "JPEG")
    data = jpeg[:20] + segment(0xE1, extension + b"abc") + jpeg[20:]
    assert found(data, "JPEG") == ["it carries APP1 extended XMP"]


def test_a_name_that_says_another_format_is_found(tmp_path: Path) -> None:
    jpeg, png = saved(four_corners(), "JPEG"), saved(four_corners(), "PNG")
    problems = checked(
        tmp_path,
        a__png=jpeg,
        b__txt=jpeg,
        c=png,
        d__jpg=b"<!doctype html>",
        e__JPG=jpeg,
        favicon__ico=png,
    )
    assert [(str(p.place), p.message) for p in problems] == [
        ("public/a.png", "it is of the format JPEG, but its name ends in .png"),
        ("public/b.txt", "it is of the format JPEG, but its name ends in .txt"),
        ("public/c", "it is of the format PNG, but its name has no ending"),
        ("public/d.jpg", "it is a web page, but its name ends in .jpg"),
    ]
    assert {problem.code for problem in problems} == {"picture-misnamed"}


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("lost", [20, 12, 2])
def test_a_picture_that_ends_too_early_is_found(format_: str, lost: int, tmp_path: Path) -> None:
    write(tmp_path, {f"a{SUFFIX[format_]}": saved(four_corners(), format_)[:-lost]})
    [problem] = pictures(Outputs(tmp_path, "public")).problems
    assert (problem.code, problem.severity) == ("picture-broken", "error")
    assert problem.message == "it ends too early"


def test_a_picture_of_nonsense_is_found(tmp_path: Path) -> None:
    webp = saved(four_corners(), "WEBP")
    [problem] = checked(tmp_path, a__webp=webp[:16] + b"\xff\xff" + webp[18:])
    assert (problem.code, problem.message) == (
        "picture-broken",
        "it makes no sense from byte 12 on",
    )


def test_what_cannot_be_looked_into_is_a_warning(tmp_path: Path) -> None:
    [problem] = checked(tmp_path, a__tif=saved(four_corners(), "TIFF"), b__pdf=b"%PDF-1.7")
    assert (problem.code, problem.severity) == ("picture-unchecked", "warning")


def test_what_is_not_published_is_not_looked_at(tmp_path: Path) -> None:
    data = loaded(four_corners(), "JPEG")
    write(tmp_path, {".git/a.jpg": data, ".carblog-staged/b.jpg": data, "words.txt": b"w"})
    (tmp_path / "link.jpg").symlink_to(tmp_path / ".git/a.jpg")
    assert pictures(Outputs(tmp_path, "public")).number == 0


@given(st.binary(max_size=300))
def test_any_packet_whatever_is_judged(packet: bytes) -> None:
    strangers(packet)


@given(st.sampled_from(FORMATS), st.integers(0, 5000), st.binary(min_size=1, max_size=6))
def test_damage_never_stops_the_others_from_being_reported(
    format_: str, at: int, damage: bytes
) -> None:
    data = bytearray(loaded(Image.new("RGB", (16, 8), "teal"), format_))
    data[at % len(data) : at % len(data) + len(damage)] = damage
    assert all(found(bytes(data), format_))
