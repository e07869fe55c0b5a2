"""The words that a photographer wrote into a photo reach the page and the published file."""

from pathlib import Path

import pytest

from carblog.model.site import Skipped
from carblog.read.words import found_words, words_of
from tests.support.packets import alt, exif_block, jpeg_with, packet
from tests.support.sites import built, tree, write

PHOTO = jpeg_with(
    exif=exif_block({0x010E: b"OLYMPUS DIGITAL CAMERA\0"}, place={1: b"N\0"}),
    xmp=packet(
        alt("dc:description", x_default="The flank at dusk", de="Die Flanke")
        + alt("dc:rights", x_default="© 2026 Jane Doe")
        + "<dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li></rdf:Seq></dc:creator>",
        'photoshop:City="Wolfsburg" photoshop:Country="Germany"',
    ),
)
SITE: dict[str, bytes | str] = {
    "site.yaml": "title: K\nsections: [news]\n",
    "galleries/lido/01-front.jpg": PHOTO,
    "galleries/lido/02-rear.jpg": jpeg_with(exif=exif_block({0x010E: b"SONY DSC\0"})),
}
PAGE = "galleries/lido/01-front/index.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path, SITE)


def page(site: Path) -> str:
    return (site / "public" / PAGE).read_text(encoding="utf-8")


def test_a_caption_and_a_name_in_the_file_are_on_its_page(site: Path) -> None:
    assert built(site).problems == ()
    for words in ("The flank at dusk", "Jane Doe", "Wolfsburg, Germany"):
        assert words in page(site)


def test_what_cameras_write_is_on_no_page(site: Path) -> None:
    built(site)
    for data in tree(site / "public").values():
        assert b"OLYMPUS DIGITAL CAMERA" not in data
        assert b"SONY DSC" not in data


def test_a_page_in_german_has_the_german_caption(site: Path) -> None:
    write(site, {"site.yaml": "title: K\nlanguage: de\n"})
    built(site)
    assert "Die Flanke" in page(site)
    assert "The flank" not in page(site)


def test_every_published_size_carries_the_rights_and_nothing_else(site: Path) -> None:
    built(site)
    published = {
        path: data
        for path, data in tree(site / "public").items()
        if "/01-front-" in path and path.endswith((".jpg", ".avif"))
    }
    assert {path.rpartition(".")[2] for path in published} == {"jpg", "avif"}
    for path, data in published.items():
        format_ = "JPEG" if path.endswith(".jpg") else "AVIF"
        words = words_of(found_words(data, format_))
        assert (words.creator, words.copyright) == ("Jane Doe", "© 2026 Jane Doe")
        assert (words.caption, words.place) == ("", "")


@pytest.mark.parametrize("name", ["01-front.xmp", "01-front.jpg.xmp", "01-front.jpg.XMP"])
def test_a_sidecar_counts_before_the_file(site: Path, name: str) -> None:
    said = packet(alt("dc:description", x_default="From the sidecar"))
    write(site, {f"galleries/lido/{name}": said})
    report = built(site)
    assert report.problems == ()
    assert report.skipped == ()
    assert "From the sidecar" in page(site)
    assert "The flank" not in page(site)
    assert "Jane Doe" in page(site)  # of whom the sidecar says nothing


def test_an_edited_sidecar_makes_its_page_again_and_no_picture(site: Path) -> None:
    sidecar = "galleries/lido/02-rear.xmp"
    write(site, {sidecar: packet(alt("dc:description", x_default="The rear"))})
    built(site)
    write(site, {sidecar: packet(alt("dc:description", x_default="The tail"))})
    report = built(site)
    assert "pictures" not in {kind for kind, count in report.made.items() if count}
    assert "The tail" in (site / "public/galleries/lido/02-rear/index.html").read_text()


def test_a_sidecar_without_its_picture_is_named_as_skipped(site: Path) -> None:
    write(site, {"galleries/lido/03-side.xmp": packet()})
    assert built(site).skipped == (
        Skipped("galleries/lido/03-side.xmp", "there is no picture of this name beside it"),
    )


def test_a_sidecar_is_never_published(site: Path) -> None:
    write(site, {"galleries/lido/01-front.xmp": packet(), "content/news/a.xmp": packet()})
    built(site)
    assert not [path for path in tree(site / "public") if path.lower().endswith(".xmp")]
