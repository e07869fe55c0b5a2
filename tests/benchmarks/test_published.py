"""Whoever makes less than the others is told so, by what its files hold."""

from pathlib import Path

import pytest

from benchmarks.articles import article, carblog_site
from benchmarks.published import KINDS, Published, lacks, page_of, published, wanted
from tests.support.sites import built

COUNT = 25


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("bench")
    carblog_site(folder, COUNT)
    built(folder)
    return published(folder / "public", COUNT)


def test_carblog_makes_all_that_is_wanted_of_everyone(found: Published) -> None:
    assert lacks(found, wanted(COUNT)) == ""
    assert found.articles == COUNT
    assert found.home_pages == 3
    assert found.in_feed == 20


@pytest.mark.parametrize(
    ("less", "said"),
    [
        ({"related": 0}, "related"),
        ({"previous": 20}, "previous on 4 of 24 articles"),
        ({"previous": 0, "next": 0}, "previous, next"),
        ({"home_pages": 1}, "pages of ten for home"),
        ({"summaries": 0}, "summaries in lists"),
        ({"in_feed": 0}, "a feed"),
    ],
)
def test_what_is_missing_is_named(found: Published, less: dict[str, int], said: str) -> None:
    assert lacks(found._replace(**less), wanted(COUNT)) == said


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("articles/story-00001/index.html", "articles"),
        ("story-00001.html", "articles"),
        ("index.html", "home"),
        ("page/2/index.html", "home"),
        ("page/1/index.html", ""),
        ("index-12.html", "home"),
        ("index12.html", "home"),
        ("tags/van/index.html", "tags"),
        ("tags/van/page/2/index.html", "tags"),
        ("tag/van2.html", "tags"),
        ("categories/van/index-2.html", "tags"),
        ("tags/index.html", ""),
        ("author/ada-brook.html", "authors"),
        ("authors/ada-brook/index.html", "authors"),
        ("authors/index.html", ""),
        ("articles/page/2/index.html", ""),
        ("archives.html", ""),
    ],
)
def test_a_page_is_known_by_the_path_that_each_generator_gives_it(path: str, kind: str) -> None:
    kinds = [name for name, pattern in KINDS.items() if pattern.fullmatch(path)]
    assert kinds == ([kind] if kind else [])


def test_an_article_that_leads_to_fewer_related_ones_has_none(tmp_path: Path) -> None:
    (tmp_path / "story-00001.html").write_text(
        '<aside><h2>Related</h2><a href="/story-00002.html">Two</a></aside>'
    )
    assert published(tmp_path, 1).related == 0


@pytest.mark.parametrize("path", ["story-00003.html", "articles/story-00003/index.html"])
def test_the_page_of_an_article_is_found_wherever_a_generator_puts_it(
    tmp_path: Path, path: str
) -> None:
    page = tmp_path / path
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("the third")
    assert page_of(tmp_path, article(3)) == "the third"
    assert page_of(tmp_path, article(4)) == ""
