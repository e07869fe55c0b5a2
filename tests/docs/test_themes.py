"""The document for theme makers says what the code says."""

import re
from pathlib import Path

import pytest

from carblog.model.theme import FUNCTIONS
from carblog.model.view import Names
from docs.generate import document
from tests.docs.documents import ROOT, THEMES, blocks, first_words, section
from tests.docs.example_site import built, labelled, write


def test_the_generated_parts_are_those_that_make_docs_writes() -> None:
    text = THEMES.read_text(encoding="utf-8")
    assert text == document(text)


def test_a_part_that_was_lost_is_missed() -> None:
    text = THEMES.read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="no part words"):
        document(text.replace("<!-- generated: words -->", ""))


def test_every_name_and_function_of_templates_is_there() -> None:
    assert first_words(section(THEMES, "The names that a template sees")) == set(
        Names.__struct_fields__
    )
    assert set(re.findall(r"#### `(\w+)\(", section(THEMES, "Functions"))) == FUNCTIONS


def test_every_template_that_a_page_needs_is_there() -> None:
    files = (ROOT / "carblog" / "plan").glob("*.py")
    used = {name for file in files for name in re.findall(r'"(\w+\.html)"', file.read_text())}
    assert first_words(section(THEMES, "Templates")) >= used - {"index.html"}


def test_the_examples_of_a_child_theme_and_of_an_override_work(tmp_path: Path) -> None:
    site = {
        "site.yaml": "title: A site\ntheme: mine\n",
        "content/news/one.md": "---\ntitle: One\ndate: 2026-01-01\n---\nText.\n",
        "content/news/two.md": (
            "---\ntitle: Two\ndate: 2026-01-02\ntemplate: long-read.html\nkind: road_test\n"
            "cars: [ostra/lido]\nverdict: {score: 8}\n"
            "video: https://www.youtube.com/watch?v=KerbwLido01\n---\nText.\n"
        ),
        "content/cars/ostra/lido.yaml": "make: Ostra\nname: Lido\n",
    }
    write(tmp_path / "site", site | labelled(blocks(THEMES)))
    assert built(tmp_path / "site", tmp_path / "public").problems == ()
    home, missing, one, two = (
        (tmp_path / "public" / name).read_text(encoding="utf-8")
        for name in ("index.html", "404.html", "news/one/index.html", "news/two/index.html")
    )
    assert "You have run out of road" in missing
    assert re.search(r'href="/assets/mine-[0-9a-f]{10}\.css"', home)
    assert "What we thought" in home
    assert "Car video reviews" in one
    assert "Car video reviews" not in two
