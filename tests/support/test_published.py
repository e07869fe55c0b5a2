"""One command asks every question, prints every answer, and its exit code is honest."""

import pytest

from tests.support import published
from tests.support.finding import Finding, UnavailableError
from tests.support.publication import Publication
from tests.support.whole_site import BASE, broken


@pytest.fixture(autouse=True)
def _without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the slow checker: what it finds has its own tests."""
    monkeypatch.delitem(published.CHECKS, "nu")
    monkeypatch.delitem(published.CHECKS, "metadata")


def run(site: Publication, *more: str) -> int:
    return published.main([str(site.folder), "--base-url", BASE, *more])


def test_a_whole_site_exits_with_0_and_says_what_was_looked_at(
    whole_site: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(whole_site) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"{whole_site.folder}: 0 findings in 4 pages and 1 pictures"


def test_every_finding_is_printed_and_the_exit_code_is_1(
    whole_site: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    site = broken(whole_site, "index.html", "#the-ride", "#the-rid")
    site = broken(site, "feed.xml", "<ttl>60", "<ttl>an hour")
    assert run(site) == 1
    printed = capsys.readouterr().out
    assert "index.html:17: [anchor]" in printed
    assert "[ttl] 'an hour'" in printed
    assert "2 findings" in printed


def test_a_missing_kind_of_page_is_a_finding_where_every_kind_is_wanted(
    whole_site: Publication, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(whole_site, "--every-kind") == 1
    assert "has no page of ['archive', 'author'," in capsys.readouterr().out


def test_a_check_that_cannot_be_made_is_not_a_success(
    whole_site: Publication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(site: Publication) -> list[Finding]:
        raise UnavailableError(f"no Java to check {site.base_url}")

    monkeypatch.setitem(published.CHECKS, "nu", absent)
    assert run(whole_site) == 2
    assert capsys.readouterr().out.endswith(f"not checked: no Java to check {BASE}\n")
