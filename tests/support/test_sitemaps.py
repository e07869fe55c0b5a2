"""The sitemap checks find each broken rule, and nothing in a whole map."""

import pytest

from tests.support import sitemaps
from tests.support.publication import Publication
from tests.support.whole_site import BASE, broken

_ENTRY = f"<url><loc>{BASE}</loc></url>"
_IMAGE = f"<image:image><image:loc>{BASE}coupe.jpg</image:loc></image:image>"


def rules(site: Publication) -> set[str]:
    return {finding.rule for finding in sitemaps.findings(site)}


def test_a_whole_sitemap_has_no_findings(whole_site: Publication) -> None:
    assert sitemaps.findings(whole_site) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("sitemap.xml", "</urlset>", "", "xml"),
        ("sitemap.xml", "schemas/sitemap/0.9", "schemas/sitemap/1.0", "root"),
        ("sitemap.xml", f"<loc>{BASE}</loc>", "<loc>/blog/</loc>", "relative"),
        ("sitemap.xml", f"<loc>{BASE}</loc>", "<loc>https://cars.example/</loc>", "outside"),
        ("sitemap.xml", f"<loc>{BASE}news/coupe/", f"<loc>{BASE}news/cope/", "broken"),
        ("sitemap.xml", f"<loc>{BASE}news/coupe/", f"<loc>{BASE}old/", "indirect"),
        ("sitemap.xml", f"<loc>{BASE}news/coupe/", f"<loc>{BASE}", "twice"),
        ("sitemap.xml", f"<loc>{BASE}news/coupe/", f"<loc>{BASE}news/coupe/#x", "address"),
        ("sitemap.xml", "2026-11-20T09:30:00+00:00", "2026-11-20 09:30", "lastmod"),
        ("sitemap.xml", "2026-11-20T09:30:00+00:00", "2026-11-20T09:30", "lastmod"),
        ("sitemap.xml", "2026-11-20T09:30:00+00:00", "2026-13-20", "lastmod"),
        ("sitemap.xml", "</lastmod>", "</lastmod><changefreq>often</changefreq>", "changefreq"),
        ("sitemap.xml", f"<image:loc>{BASE}coupe", f"<image:loc>{BASE}none", "broken"),
        ("sitemap.xml", f"<image:loc>{BASE}", "<image:loc>/blog/", "relative"),
        ("sitemap.xml", _IMAGE, _IMAGE * 1_001, "limit"),
        ("robots.txt", f"Sitemap: {BASE}sitemap.xml", "Sitemap: /blog/sitemap.xml", "robots"),
        ("index.html", "<title>", '<meta name="robots" content="noindex"><title>', "noindex"),
    ],
)
def test_each_broken_rule_is_found(
    whole_site: Publication, name: str, old: str, new: str, rule: str
) -> None:
    assert rules(broken(whole_site, name, old, new)) == {rule}


def test_a_map_beyond_its_limits_is_found(
    whole_site: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "MAX_URLS", 1)
    monkeypatch.setattr(sitemaps, "MAX_BYTES", 100)
    assert [finding.rule for finding in sitemaps.findings(whole_site)] == ["limit", "limit"]


def test_the_maps_that_an_index_lists_are_read_too(whole_site: Publication) -> None:
    whole = (whole_site.folder / "sitemap.xml").read_text(encoding="utf-8")
    (whole_site.folder / "sitemap-1.xml").write_text(whole.replace("coupe/", "cope/"))
    (whole_site.folder / "sitemap.xml").write_text(
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{BASE}sitemap-1.xml</loc></sitemap>"
        f"<sitemap><loc>{BASE}sitemap-2.xml</loc></sitemap></sitemapindex>"
    )
    site = Publication(whole_site.folder, BASE)
    assert [(finding.path, finding.rule) for finding in sitemaps.findings(site)] == [
        ("sitemap-1.xml", "broken"),
        ("sitemap.xml", "broken"),
    ]
    assert sitemaps.listed_pages(site) == ["index.html"]


def test_a_site_without_a_sitemap_is_no_clean_site(whole_site: Publication) -> None:
    (whole_site.folder / "sitemap.xml").unlink()
    assert rules(Publication(whole_site.folder, BASE)) == {"missing"}
