"""The document for writers: every example builds, every key, default and message is in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from carblog.cli.main import cli
from carblog.model.content import KINDS, Reading
from carblog.model.settings import Settings
from carblog.read.article import read_article
from carblog.read.author import read_author
from carblog.read.car import read_car
from carblog.read.fields import Fields
from carblog.read.foreign import ARTICLE_NEAR, ARTICLE_SAME, SETTINGS_SAME
from carblog.read.gallery import read_gallery
from carblog.read.settings import read_settings
from tests.docs.codes import codes
from tests.docs.documents import ROOT, WRITERS, blocks, first_words, rows, section
from tests.docs.example_site import NOW, built, labelled, with_front_matter, with_text, write

PICTURES = (
    "content/authors/jane-doe.jpg",
    "content/reviews/dusk.jpg",
    *(
        f"galleries/ostra-lido/{name}.jpg"
        for name in ("01-front", "02-rear", "03-side", "04-wheel")
    ),
    *(f"galleries/ostra-lido-washed/{name}.jpg" for name in ("01-front", "02-rear")),
    *(f"galleries/ostra-lido-turn/{number:02}.jpg" for number in range(12)),
)
OTHERS = {
    "content/news/ostra-lido-driven.md": with_front_matter("title: Driven", 0),
    "content/videos/ostra-lido.md": with_front_matter("title: The film", 0),
    "content/pages/about.md": "---\ntitle: About\n---\n## How we test\n\nOften.\n",
    "content/reviews/prices.pdf": "%PDF-1.7",
}


def site() -> dict[str, str]:
    """The files that the document shows whole, and those that it takes for granted."""
    shown = [block for block in blocks(WRITERS) if not block.label.startswith("mistake")]
    return dict.fromkeys(PICTURES, "") | OTHERS | labelled(shown)


def parts() -> Iterator[tuple[str, str]]:
    """Every part of an article that the document shows, as a story of its own."""
    cells = [cells for cells in rows(section(WRITERS, "Front matter")) if len(cells) == 3]
    for number, (*_, example) in enumerate(cells):
        if found := re.fullmatch("`(.+)`", example):
            yield f"content/reviews/key-{number}.md", with_front_matter(found[1], number)
    for block in blocks(WRITERS, "front-matter"):
        keys = with_front_matter(block.text, block.line)
        yield f"content/reviews/keys-{block.line}.md", keys
    for block in blocks(WRITERS, "text"):
        yield f"content/reviews/text-{block.line}.md", with_text(block.text, block.line)


def test_every_example_is_built_without_a_word_of_warning(tmp_path: Path) -> None:
    stories = dict(parts())
    assert len(stories) > 25
    # one address of the table is an alias in an example below it
    table = {name: text.replace("/2025/lido.html, ", "") for name, text in stories.items()}
    write(tmp_path / "site", site() | table)
    report = built(tmp_path / "site", tmp_path / "public")
    assert report.problems == ()
    assert (tmp_path / "public/reviews/ostra-lido/index.html").is_file()


def test_a_message_looks_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (mistake,) = blocks(WRITERS, "mistake")
    (says,) = blocks(WRITERS, "says")
    write(tmp_path, site() | {mistake.label.removeprefix("mistake "): mistake.text})
    run = CliRunner().invoke(cli, ["build", "--now", NOW.isoformat()])
    assert run.stderr == says.text
    assert run.exit_code == 1


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Name of a group, empty for a whole file → the keys that a reader asked for."""
    found: dict[str, set[str]] = {}
    finish = Fields.finish

    def noted(self: Fields, *arguments: Any) -> None:
        found.setdefault(self._name, set()).update(self._asked)
        finish(self, *arguments)

    monkeypatch.setattr(Fields, "finish", noted)
    return found


def test_every_key_of_front_matter_is_told_of(asked: dict[str, set[str]]) -> None:
    keys = (
        "image: {src: a.jpg}\nvideo: {url: https://youtu.be/KerbwLido01, "
        'chapters: [{at: "0:00", title: A}]}\nverdict: {score: 8}\nsources: [{title: A}]\n'
    )
    text = with_front_matter(keys, 1)
    assert read_article("content/news/a.md", text.encode(), Reading()).problems == ()
    # what other tools say of drafts is understood, and told of with their other names
    assert asked.pop("") - {"published", "status"} == first_words(section(WRITERS, "Front matter"))
    examples = "\n".join(block.text for block in blocks(WRITERS, "front-matter"))
    for group in ("image", "video", "chapters", "verdict", "sources"):
        for key in asked[group]:
            assert re.search(rf"\b{key}:", examples), f"{group}: {key}"


@pytest.mark.parametrize(
    ("heading", "path", "text"),
    [
        ("Galleries", "galleries/a/gallery.yaml", "title: A"),
        ("Authors", "content/authors/a.md", "---\nname: A\nlinks: []\n---\n"),
        ("Cars", "content/cars/a/b.yaml", "make: A\nname: B\n"),
    ],
)
def test_every_key_of_the_other_files_is_told_of(
    asked: dict[str, set[str]], heading: str, path: str, text: str
) -> None:
    reader = {"Galleries": read_gallery, "Authors": read_author, "Cars": read_car}[heading]
    assert reader(path, text.encode(), Reading()).problems == ()
    assert asked[""] == first_words(section(WRITERS, heading))


def test_every_key_of_a_photo_and_a_pair_is_told_of(asked: dict[str, set[str]]) -> None:
    text = "photos: {a.jpg: {redact: {box: [0, 0, 1, 1]}}}\npairs: {before: a, after: b}\n"
    assert read_gallery("galleries/a/gallery.yaml", text.encode(), Reading()).problems == ()
    assert asked["a.jpg"] == first_words(section(WRITERS, "Photos"))
    examples = "\n".join(block.text for block in blocks(WRITERS))
    for key in asked["pairs"] | asked["redact"]:
        assert f"{key}: " in examples, key


def test_every_key_of_site_yaml_is_told_of_with_its_default(asked: dict[str, set[str]]) -> None:
    text = "sections: {a: {title: A}}\nmenus: {main: [{to: a}]}\npictures: {hero: {quality: {}}}\n"
    read_settings("site.yaml", text.encode())
    told = {cells[0].strip("`"): cells[2] for cells in rows(section(WRITERS, "site.yaml"))}
    assert asked[""] == told.keys() - {"key", "---"}
    for key, default in told.items():
        if found := re.fullmatch("`(.+)`", default):
            assert str(getattr(Settings(), key)) == found[1], key
    for group, keys in asked.items():
        for key in keys:
            assert f"`{key}`" in section(WRITERS, "site.yaml").replace(
                "{title, to}", "`title` `to`"
            ), group


def test_every_kind_of_story_is_told_of() -> None:
    assert set(re.findall(r"`(\w+)`[,.]", section(WRITERS, "Kinds"))) >= set(KINDS)


def test_names_from_other_tools_are_those_that_are_understood() -> None:
    text = section(WRITERS, "Names from other tools")
    first, _, second = text.partition("In `site.yaml`")
    told = set(re.findall(r"`([^`]+)`", first)) - {"published: false", "status: draft"}
    ours = {"draft: true", "published"} | set(ARTICLE_SAME.values())
    assert told - ours <= set(ARTICLE_SAME)
    assert set(re.findall(r"`(\w+)`", second.partition("For others")[0])) - {"site"} <= set(
        SETTINGS_SAME.values()
    )
    assert set(re.findall(r"`(\w+)`", second.partition("For others")[2])) <= set(ARTICLE_NEAR)


def test_every_message_is_told_of_and_no_other() -> None:
    meanings = (ROOT / "carblog/run/failure.py").read_text(encoding="utf-8")
    of_the_system = set(re.findall(r'\(\s*"([a-z-]+)",', meanings))
    assert {"disk-full", "permission"} <= of_the_system
    assert first_words(section(WRITERS, "Messages")) == codes(ROOT / "carblog") | of_the_system
