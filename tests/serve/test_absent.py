"""Who looks for a story that is left out finds nothing, and is told why, and how to see it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from lxml import html

from carblog.flow.request import Request
from carblog.model.site import Waiting
from carblog.serve import darkroom
from carblog.serve.absent import why_absent
from carblog.serve.preview import Preview, opened_preview
from tests.serve.fake import Fake, Got, Shown
from tests.support.sites import write
from tests.support.written import jpeg

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def story(**keys: str) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: A\n{more}---\n\nText.\n"


SITE: dict[str, str | bytes] = {
    "site.yaml": "title: Site\nbase_url: https://cars.example/blog/\ntimezone: Europe/Berlin\n",
    "content/news/old.md": story(date="2026-01-01", expires="2026-03-03T09:00:00Z"),
    "content/news/new.md": story(date="2026-07-01T10:00:00Z"),
    "content/news/draft.md": story(date="2026-01-01", draft="true", gallery="suv"),
    "galleries/suv/1.jpg": jpeg(),
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    root = write(tmp_path_factory.mktemp("absent"), SITE)
    request = Request(root=root, now=NOW, output=root / "public", jobs=1)

    def opening(notify: darkroom.Notify) -> AbstractContextManager[Preview]:
        return opened_preview(request, notify=notify)

    with Shown(Fake({}), opening).opened() as opened:
        yield opened


def dock(got: Got) -> tuple[str, str]:
    """What the ribbon says, and which file the bar names."""
    assert got.status == 404
    [dock] = html.fromstring(got.text).iter("carblog-dock")
    parts = (dock.xpath(f"string(.//*[@class='{name}'])") for name in ("ribbon", "source"))
    ribbon, source = parts
    return ribbon, source


@pytest.mark.parametrize(
    ("url", "source", "words"),
    [
        (
            "/blog/news/old/",
            "content/news/old.md",
            "expired on 3 March 2026, 10:00. Start the preview with -E to see it.",
        ),
        (
            "/blog/news/new",
            "content/news/new.md",
            "is due on 1 July 2026, 12:00. Start the preview without --no-future to see it.",
        ),
        (
            "/blog/news/draft/",
            "content/news/draft.md",
            "is a draft. Start the preview without --no-drafts to see it.",
        ),
        (
            "/blog/galleries/suv/1/",
            "galleries/suv",
            "is a draft, or only drafts show it. Start the preview without --no-drafts to see it.",
        ),
    ],
)
def test_what_is_left_out_is_named_with_the_way_to_see_it(
    shown: Shown, url: str, source: str, words: str
) -> None:
    assert dock(shown.get(url)) == (f"{source} {words}", source)


@pytest.mark.parametrize("url", ["/blog/nowhere/", "/blog/news/older/", "/elsewhere/"])
def test_where_nothing_would_be_no_file_is_named(shown: Shown, url: str) -> None:
    assert dock(shown.get(url)) == ("", "")


def test_a_page_that_comes_to_be_left_out_for_another_reason_has_another_key() -> None:
    site = Fake({"404.html": b"<p>Nothing here"})
    with Shown(site).opened() as shown:
        keys = {shown.key("/news/a/")}
        for reason in ("draft", "expired"):
            site.absent["/news/a/"] = Waiting(path="content/a.md", title="A", reason=reason)
            keys.add(shown.key("/news/a/"))
    assert len(keys) == 3


def test_its_file_may_be_called_anything() -> None:
    evil = "content/<script>alert(1)</script>.md"
    site = Fake({"404.html": b"<p>Nothing here"})
    site.absent["/a/"] = Waiting(path=evil, title="A", reason="draft")
    assert why_absent(site.absent["/a/"], "UTC").startswith(f"{evil} is a draft.")
    with Shown(site).opened() as shown:
        assert [each.get("src") for each in html.fromstring(shown.get("/a/").text).iter("script")]
        assert "<script>alert" not in shown.get("/a/").text
