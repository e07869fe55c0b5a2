"""The document about metadata says what the code does."""

import re
from pathlib import Path

import pytest

from carblog.read.words.boilerplate import boilerplate
from carblog.read.words.order import LONGEST, SOURCES, Found, found_in
from tests.cli.terminal import carblog
from tests.docs.documents import ROOT, blocks, rows, section
from tests.support.packets import alt, exif_block, jpeg_with, packet
from tests.support.sites import write

METADATA = ROOT / "docs/metadata.md"


def test_every_field_has_its_sources_in_their_order() -> None:
    told = {cells[0]: cells[1] for cells in rows(section(METADATA, "What counts"))}
    for field, sources in SOURCES.items():
        assert told.pop(f"`{field}`") == ", ".join(f"`{source}`" for source in sources)
    assert [name for name in told if name.startswith("`")] == []


def test_every_example_of_boilerplate_is_ignored() -> None:
    text = section(METADATA, "What is ignored").partition("Only a whole value")[0]
    examples = re.findall(r"`([^`]+)`", text)
    assert len(examples) > 12
    for example in examples:
        if example.startswith("http"):
            continue
        fields = ("caption", "creator", "copyright")
        assert any(boilerplate(field, example, "01-front") for field in fields), example


@pytest.mark.parametrize("field", ["caption", "alt"])
def test_the_longest_values_are_as_long_as_said(field: str) -> None:
    longest = {str(name): length for name, length in LONGEST.items()}[field]
    assert f"{longest:,}" in section(METADATA, "What is ignored")
    source = {str(name): sources for name, sources in SOURCES.items()}[field][0]
    [found] = found_in({source: "a b " * (longest // 4)}, "a.jpg")
    assert isinstance(found, Found)
    assert found.ignored == ""


def test_inspecting_looks_as_shown(tmp_path: Path) -> None:
    history = "<xmpMM:History><rdf:Seq><rdf:li stEvt:action='saved'/></rdf:Seq></xmpMM:History>"
    creator = "<dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li></rdf:Seq></dc:creator>"
    photo = jpeg_with(
        exif=exif_block(
            {0x010E: b"OLYMPUS DIGITAL CAMERA\0", 0x010F: b"Canon\0", 0x0110: b"Canon EOS R5\0"},
            {0x9003: b"2026:11:20 09:30:15\0", 0xA431: b"4711\0"},
            {1: b"N\0"},
        ),
        xmp=packet(alt("dc:description", x_default="The Lido at the lake") + creator + history),
    )
    folder = "galleries/ostra-lido"
    notes = "title: Lido\ncopyright: © 2026 Kerbweight\n"
    write(tmp_path, {f"{folder}/01-front.jpg": photo, f"{folder}/gallery.yaml": notes})
    ran = carblog(tmp_path, "inspect", f"{folder}/01-front.jpg")
    [shown] = [block.text for block in blocks(METADATA) if block.label == "inspect"]
    assert told(ran.out) == told(shown)


def told(text: str) -> list[list[str]]:
    """Word by word, whatever the sizes, which are those of an encoder."""
    return [re.sub(r"[\d.]+ (?:kB|bytes)", "SIZE", line).split() for line in text.splitlines()]
