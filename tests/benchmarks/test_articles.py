"""The texts that generators are measured with are the same for everyone, every time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.articles import AUTHORS, TAGS, Article, article, carblog_site, for_carblog
from benchmarks.files import for_eleventy, for_hugo, for_nikola, for_pelican, for_zorto
from tests.support.sites import built


def test_an_article_is_the_same_in_every_corpus() -> None:
    assert article(7) == article(7)
    assert article(7).text != article(8).text


def test_an_article_has_about_390_words() -> None:
    counts = [len(article(number).text.split()) for number in range(1, 50)]
    assert all(370 < count < 430 for count in counts)


def test_every_article_has_two_tags_and_an_author_of_those_that_there_are() -> None:
    for number in range(1, 200):
        each = article(number)
        assert len({*each.tags} & {*TAGS}) == 2
        assert each.author in AUTHORS


def test_no_two_articles_have_one_title_or_moment() -> None:
    them = [article(number) for number in range(1, 500)]
    assert len({each.title for each in them}) == len(them) == len({each.date for each in them})


@pytest.mark.parametrize(
    "written",
    [for_carblog, for_hugo, for_zorto, for_eleventy, for_pelican, for_nikola],
)
def test_everyone_reads_the_same_text(written: Callable[[Article], str]) -> None:
    each = article(3)
    file = written(each)
    assert file.endswith(each.text)
    assert all(told in file for told in (each.title, each.author, *each.tags))


def test_carblog_builds_its_site_without_a_problem(tmp_path: Path) -> None:
    carblog_site(tmp_path, 15)
    report = built(tmp_path)
    assert not report.problems
    page = (tmp_path / "public/articles/story-00007/index.html").read_text()
    shown = (">Related<", 'rel="prev"', 'rel="next"', "/authors/", "/tags/", "<table>", "“")
    assert not [what for what in shown if what not in page]
    assert (tmp_path / "public/page/2/index.html").exists()
    assert (tmp_path / "public/feed.xml").exists()
