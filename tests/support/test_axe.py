"""The browser checks find what only a browser sees, and nothing in a whole site."""

import pytest
from playwright.sync_api import Browser

from tests.conftest import Serve
from tests.support import axe
from tests.support.publication import Publication
from tests.support.whole_site import broken

pytestmark = [pytest.mark.browser, pytest.mark.validator]

ARTICLE = "news/coupe/index.html"


@pytest.fixture(autouse=True)
def _with_axe() -> None:
    if not axe.AXE.is_file():
        pytest.skip("there is no axe-core: npm ci --ignore-scripts --prefix tests/support")


def test_a_whole_site_has_no_findings(
    whole_site: Publication, chromium: Browser, serve: Serve
) -> None:
    address = serve(whole_site.folder, whole_site.base_path)
    assert axe.findings(whole_site, chromium, address) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (' alt="A low coupe"', "", "axe image-alt"),
        ("<h1>", "<h1><div style='width: 340px'>.</div>", "overflow"),
        ("<h1>", "<h1><script>throw Error('no')</script>", "script"),
        ("<h1>", "<h1><img alt='x' src='/blog/none.jpg'>", "broken"),
        ("<h1>", "<h1><img alt='x' src='https://tracker.example/x.gif'>", "third-party"),
        (
            "</head>",
            "<style>@media (prefers-color-scheme: dark) { h1 { color: #ccc } }</style></head>",
            "axe color-contrast",
        ),
        (
            "</head>",
            "<style>@media (width < 400px) { h1 { color: #ccc } }</style></head>",
            "axe color-contrast",
        ),
    ],
)
def test_each_kind_of_fault_is_found(
    whole_site: Publication, chromium: Browser, serve: Serve, old: str, new: str, rule: str
) -> None:
    site = broken(whole_site, ARTICLE, old, new)
    address = serve(site.folder, site.base_path)
    with chromium.new_context() as context:
        found = axe.look(context, ARTICLE, f"{address}news/coupe/")
    assert {(finding.path, finding.rule) for finding in found} == {(ARTICLE, rule)}


def test_a_page_that_does_not_say_its_kind_is_found(
    whole_site: Publication, chromium: Browser, serve: Serve
) -> None:
    site = broken(whole_site, ARTICLE, 'data-page="article"', 'data-page="artikel"')
    found = axe.findings(site, chromium, serve(site.folder, site.base_path))
    assert [str(finding) for finding in found] == [
        f"{ARTICLE}: [kind] <body data-page='artikel'> is no kind of page"
    ]


def test_the_plain_and_the_rich_page_of_every_kind_are_looked_at(whole_site: Publication) -> None:
    page = (whole_site.folder / ARTICLE).read_text(encoding="utf-8")
    for name, length in (("a", 1), ("b", 9), ("c", 5)):
        folder = whole_site.folder / name
        folder.mkdir()
        (folder / "index.html").write_text(page + "<!-- -->" * length, encoding="utf-8")
    site = Publication(whole_site.folder, whole_site.base_url)
    assert axe.samples(site) == ["404.html", "a/index.html", "b/index.html", "index.html"]


def test_kinds_of_page_that_a_site_lacks_are_named(whole_site: Publication) -> None:
    assert axe.missing_kinds(whole_site) == axe.KINDS - {"home", "article", "404"}
