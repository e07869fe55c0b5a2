"""Starting a site, and writing the first lines of an article."""

import stat
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from carblog.cli.new import STARTER, Draft, article
from carblog.model.content import Article, Reading
from carblog.model.paths import slugify
from carblog.model.settings import Settings
from carblog.read.article import read_article
from tests.cli.conftest import NOW
from tests.cli.terminal import Ran, carblog
from tests.support.sites import NOW as NOON
from tests.support.sites import tree, write


def new(site: Path, *arguments: str) -> Ran:
    return carblog(site, "new", "article", *NOW, *arguments)


def test_a_new_site_builds_at_once_into_a_story_and_a_gallery(tmp_path: Path) -> None:
    ran = carblog(tmp_path, "new", "site", "blog")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "blog/ is a site with an article and a gallery.\n"
        "  Build it    cd blog && carblog build\n"
        "  Look at it  carblog serve -O\n"
        '  Write       carblog new article "My first drive"\n'
    )
    built = carblog(tmp_path / "blog", "build", "--strict")
    assert (built.code, built.err) == (0, "")
    assert "not due" not in built.out
    home = (tmp_path / "blog/public/index.html").read_text()
    assert "A coupé that would rather not be seen" in home
    gallery = tmp_path / "blog/public/galleries/first-gallery"
    assert len(list(gallery.glob("*/index.html"))) == 6


@pytest.mark.parametrize("words", [["init", "blog"], ["new", "project", "blog"]])
def test_other_tools_names_for_it_are_understood(tmp_path: Path, words: list[str]) -> None:
    assert carblog(tmp_path, *words).code == 0
    assert tree(tmp_path / "blog") == tree(STARTER)


def test_a_new_site_can_be_in_a_repository_that_was_just_made(tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "ref: refs/heads/main", "README.md": "Mine", "LICENSE": "MIT"})
    ran = carblog(tmp_path, "new", "site", ".")
    assert ran.code == 0
    assert "  Build it    carblog build\n" in ran.out
    assert (tmp_path / "README.md").read_text() == "Mine"


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, {"taxes/2025.ods": "x"})
    ran = carblog(tmp_path, "new", "site", ".")
    assert ran.code == 2
    assert '. is not empty: it has "taxes"; name a new folder, or add --force' in ran.err
    assert tree(tmp_path) == {"taxes/2025.ods": b"x"}


def test_force_puts_the_site_beside_what_is_there_and_overwrites_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"galleries/first-gallery/gallery.yaml": "title: Mine\n", "taxes.ods": "x"})
    assert carblog(tmp_path, "new", "site", ".", "--force").code == 0
    assert (tmp_path / "galleries/first-gallery/gallery.yaml").read_text() == "title: Mine\n"
    assert tree(tmp_path).keys() == tree(STARTER).keys() | {"taxes.ods"}


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_site_is_never_started_over_a_site(site: Path, force: list[str]) -> None:
    before = tree(site)
    ran = carblog(site, "new", "site", ".", *force)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "Error: . is a site already")
    assert tree(site) == before


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "blog").write_text("x")
    ran = carblog(tmp_path, "new", "site", "blog")
    assert ran.code == 2
    assert "'blog' is a file" in ran.err


def test_files_of_a_new_site_can_be_edited_whatever_those_of_the_package_are(
    tmp_path: Path,
) -> None:
    carblog(tmp_path, "new", "site", "blog")
    for path in (tmp_path / "blog").rglob("*"):
        assert path.stat().st_mode & stat.S_IWUSR


def test_a_new_article_is_a_draft_in_the_first_section_dated_now(site: Path) -> None:
    ran = new(site, "The long way to Lauterbach")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "content/news/the-long-way-to-lauterbach.md\n"
        "It is a draft until you delete its line `draft: true`.\n"
    )
    text = (site / "content/news/the-long-way-to-lauterbach.md").read_text()
    assert text == (
        "---\n"
        "title: The long way to Lauterbach\n"
        "standfirst: One sentence that makes readers want the next.\n"
        "date: 2026-06-01 00:00\n"
        "draft: true\n"
        "tags: []\n"
        "---\n\n"
        "The story begins here.\n"
    )


def test_a_new_article_builds_without_a_warning_and_is_not_online(site: Path) -> None:
    new(site, "Arc: first drive", "--kind", "first-drive", "-t", "electric, Škoda #1")
    ran = carblog(site, "build", *NOW)
    assert (ran.code, ran.err) == (0, "")
    assert not (site / "public/news/arc-first-drive").exists()


def test_section_kind_gallery_and_tags_are_written_as_asked(site: Path) -> None:
    write(site, {"galleries/arc/notes.txt": ""})
    ran = new(
        site,
        *("Arc", "--section", "reviews", "-k", "Road test"),
        *("--gallery", "galleries/arc/", "--tags", "electric, BMW #1,,"),
    )
    assert ran.out.startswith("content/reviews/arc.md\n")
    header = (site / "content/reviews/arc.md").read_text().split("---\n")[1]
    given = yaml.safe_load(header)
    assert (given["kind"], given["gallery"]) == ("road_test", "arc")
    assert given["tags"] == ["electric", "BMW #1"]


@pytest.mark.parametrize("name", ["post", "content"])
def test_other_tools_names_for_an_article_are_understood(site: Path, name: str) -> None:
    assert carblog(site, "new", name, "Arc").out.startswith("content/news/arc.md\n")


def test_an_article_can_be_started_from_elsewhere(site: Path) -> None:
    ran = carblog(site.parent, "new", "article", "Arc", "-s", "site")
    assert ran.out.startswith("site/content/news/arc.md\n")


def test_an_article_never_replaces_another(site: Path) -> None:
    write(site, {"content/news/three/index.md": "---\ntitle: Three\ndate: 2026-01-05\n---\n"})
    before = tree(site)
    for title in ("One", "Three"):
        ran = new(site, title)
        assert ran.code == 2
        assert f"there is content/news/{title.lower()}.md already" in ran.err
    assert tree(site) == before


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["!?"], 'the title "!?" has no letter or digit for an address'),
        (["Con"], 'the title "Con" cannot be an address: it is a name that some systems keep'),
        (["a\x1b[2Jb"], "the title has characters that cannot be printed"),
        (["x", "--section", "revews"], 'there is no section "revews"; did you mean "reviews"?'),
        (["x", "--section", "zzz"], 'there is no section "zzz"; the sections are news, reviews'),
        (["x", "--section", "cars"], "content/cars/ holds no articles"),
        (["x", "--section", "../up"], 'the section "../up" cannot be in an address'),
        (["x", "--kind", "newz"], 'there is no kind "newz"; did you mean "news"?'),
        (["x", "--kind", "zzz"], 'there is no kind "zzz"; the kinds are news, first_drive'),
        (["x", "--gallery", "ark"], 'there is no gallery "ark"; did you mean "arc"?'),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_written(
    site: Path, words: list[str], answer: str
) -> None:
    write(site, {"galleries/arc/notes.txt": ""})
    before = tree(site)
    ran = new(site, *words)
    assert (ran.code, ran.out) == (2, "")
    assert answer in ran.err
    assert tree(site) == before


def test_without_sections_the_first_article_is_news(tmp_path: Path) -> None:
    write(tmp_path, {"site.yaml": "title: Empty\n"})
    assert new(tmp_path, "Arc").out.startswith("content/news/arc.md\n")


def test_a_new_section_can_begin_with_an_article_where_there_is_none(tmp_path: Path) -> None:
    write(tmp_path, {"site.yaml": "title: Empty\n"})
    assert new(tmp_path, "Arc", "--section", "drives").out.startswith("content/drives/arc.md\n")


def test_a_page_can_be_started_too(site: Path) -> None:
    assert new(site, "About", "--section", "pages").out.startswith("content/pages/about.md\n")


def test_a_site_yaml_that_cannot_be_read_is_told(site: Path) -> None:
    write(site, {"site.yaml": 'title: "Kerbweight\n'})
    ran = new(site, "Arc")
    assert ran.code == 2
    assert "site.yaml cannot be read; `carblog build` says why" in ran.err


def test_the_new_article_opens_in_the_editor_on_request(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = site.parent / "editor"
    editor.write_text('#!/bin/sh\necho "edited" >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    assert new(site, "Arc", "--edit").code == 0
    assert (site / "content/news/arc.md").read_text().endswith("begins here.\nedited\n")


PRINTABLE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"))
)


@given(title=PRINTABLE.filter(str.strip), tags=st.lists(PRINTABLE.filter(str.strip), max_size=3))
@settings(max_examples=300)
def test_any_title_and_any_tag_is_read_as_it_was_typed(title: str, tags: list[str]) -> None:
    text = article(Draft(title=title, tags=tuple(tags)), NOON, Settings())
    read = read_article("content/news/x.md", text.encode(), Reading()).value
    assert isinstance(read, Article)
    assert read.title == " ".join(title.split())
    by_slug = {slugify(tag): tag.strip() for tag in reversed(tags) if slugify(tag)}
    assert set(read.tags) == set(by_slug.values())
