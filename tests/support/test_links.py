"""The crawler finds each kind of broken reference, and nothing in a whole site."""

import pytest

from tests.support import links
from tests.support.htmlpage import candidates
from tests.support.publication import Publication
from tests.support.whole_site import BASE, broken


def rules(site: Publication) -> set[str]:
    return {finding.rule for finding in links.findings(site)}


def test_a_whole_site_has_no_findings(whole_site: Publication) -> None:
    assert links.findings(whole_site) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("index.html", 'href="news/coupe/#the-ride"', 'href="news/cope/"', "broken"),
        ("index.html", 'href="news/coupe/#the-ride"', 'href="news/coupe"', "broken"),
        ("index.html", 'href="news/coupe/#the-ride"', 'href="News/coupe/"', "broken"),
        ("index.html", "#the-ride", "#the-rid", "anchor"),
        ("index.html", 'href="#cars"', 'href="#kars"', "anchor"),
        ("index.html", 'href="news/coupe/#the-ride"', 'href="old/"', "indirect"),
        ("index.html", 'href="#cars"', 'href=""', "empty"),
        ("index.html", 'href="#cars"', 'href="javascript:void(0)"', "javascript"),
        ("index.html", 'href="#cars"', 'href="/news/coupe/"', "outside"),
        ("index.html", f'content="{BASE}coupe.jpg"', 'content="/blog/coupe.jpg"', "relative"),
        ("index.html", f'content="{BASE}coupe.jpg"', f'content="{BASE}none.jpg"', "broken"),
        (
            "index.html",
            f'rel="canonical" href="{BASE}"',
            'rel="canonical" href="/blog/"',
            "canonical",
        ),
        ("index.html", f'<link rel="canonical" href="{BASE}">', "", "canonical"),
        ("index.html", f'"url": "{BASE}"', f'"url": "{BASE}none/"', "json-ld"),
        ("index.html", f'"url": "{BASE}"', '"score": NaN', "json-ld"),
        ("index.html", f'"url": "{BASE}"', '"url": ', "json-ld"),
        ("news/coupe/index.html", "../../coupe.jpg 80w", "../coupe.jpg 80w", "broken"),
        ("news/coupe/index.html", 'src="/blog/coupe.jpg"', 'src="coupe.jpg"', "broken"),
        ("news/coupe/index.html", "<h1>", '<h1 id="the-ride">', "id"),
        ("404.html", 'href="/blog/">', 'href="./">', "relative"),
        ("site.css", "coupe.jpg", "none.jpg", "broken"),
    ],
)
def test_each_kind_of_broken_reference_is_found(
    whole_site: Publication, name: str, old: str, new: str, rule: str
) -> None:
    site = broken(whole_site, name, old, new)
    assert rules(site) == {rule}
    assert {finding.path for finding in links.findings(site)} == {name}


def test_a_finding_says_where_and_what(whole_site: Publication) -> None:
    site = broken(whole_site, "index.html", "#the-ride", "#the-rid")
    assert [str(finding) for finding in links.findings(site)] == [
        "index.html:17: [anchor] a href='news/coupe/#the-rid' names no id of news/coupe/index.html"
    ]


def test_a_page_that_nothing_leads_to_is_found(whole_site: Publication) -> None:
    site = broken(whole_site, "index.html", 'href="news/coupe/#the-ride"', 'href="#cars"')
    assert rules(site) == set(), "the sitemap still leads there"
    site = broken(site, "sitemap.xml", f"<loc>{BASE}news/coupe/", f"<loc>{BASE}")
    assert rules(site) == {"unreachable"}


def test_an_empty_folder_is_no_clean_site(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert rules(Publication(tmp_path_factory.mktemp("empty"), BASE)) == {"missing"}


def test_a_base_url_without_its_last_slash_is_refused(whole_site: Publication) -> None:
    with pytest.raises(ValueError, match="ends in /"):
        Publication(whole_site.folder, BASE.rstrip("/"))


def test_a_srcset_is_split_as_browsers_split_it() -> None:
    assert candidates("a.jpg 320w, b,c.jpg 2x,d.jpg , /e%20f.jpg") == [
        "a.jpg",
        "b,c.jpg",
        "d.jpg",
        "/e%20f.jpg",
    ]
