"""Promise 7: an edit re-makes exactly what shows it: a table, edit → the paths made."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.promises.edits import Files, picture, with_key
from tests.support.sites import built, site_files, stamps, tree, write

SITE = site_files()

EVERY_FEED = """authors/ida/feed.xml cars/brindle/feed.xml cars/brindle/pip/feed.xml
    feed.json feed.xml
    kinds/news/feed.xml kinds/video-review/feed.xml news/feed.xml reviews/feed.xml
    tags/coupe/feed.xml tags/estate/feed.xml tags/v8/feed.xml top-stories/feed.xml"""
FEEDS_OF_COUPE = """authors/ida/feed.xml cars/brindle/feed.xml cars/brindle/pip/feed.xml feed.json
    feed.xml kinds/news/feed.xml news/feed.xml tags/coupe/feed.xml tags/v8/feed.xml
    top-stories/feed.xml"""
FEEDS_OF_VAN = "feed.json feed.xml kinds/news/feed.xml news/feed.xml tags/v8/feed.xml"
FEEDS_OF_ESTATE = "feed.json feed.xml kinds/news/feed.xml news/feed.xml tags/estate/feed.xml"
PAGES_OF_LISTS = """kinds/news/index.html kinds/news/page/2/index.html
    kinds/video-review/index.html news/index.html news/page/2/index.html page/2/index.html
    reviews/index.html tags/coupe/index.html tags/estate/index.html tags/v8/index.html"""
EVERY_PAGE = f"""404.html about/index.html archive/index.html authors/ida/index.html
    cars/brindle/pip/index.html galleries/gt/1/index.html galleries/gt/2/index.html
    galleries/gt/index.html galleries/index.html galleries/m3/1/index.html
    galleries/m3/2/index.html galleries/m3/3/index.html galleries/m3/index.html index.html
    news/coupe/index.html news/estate/index.html news/van/index.html old/estate/index.html
    reviews/coupe/index.html tags/index.html {PAGES_OF_LISTS}"""
CARDS_OF_VAN = """archive/index.html index.html kinds/news/page/2/index.html
    news/page/2/index.html page/2/index.html tags/v8/index.html
    news/coupe/index.html news/estate/index.html reviews/coupe/index.html"""
"""Lists that it is in, its neighbours, and stories that it is related to."""


class Row(NamedTuple):
    """An edit, and the paths of what shows it."""

    files: Mapping[str, bytes]
    made: str
    gone: str = ""


def key(path: str, name: str, value: str) -> Files:
    return {path: with_key(SITE[path], name, value)}


def text(path: str, old: bytes, new: bytes) -> Files:
    assert old in SITE[path]
    return {path: SITE[path].replace(old, new)}


def plain(paths: Iterable[str]) -> list[str]:
    """Paths without the digests in names: other encoders give others."""
    return sorted(re.sub(r"-[0-9a-f]{10}(?=\.)", "-*", path) for path in paths)


VAN, COUPE = "content/news/van.md", "content/news/coupe.md"
PLAIN = "themes/plain/templates/"

TABLE = {
    "the text of a story": Row(
        text(COUPE, b"in a test", b"in a field"), f"news/coupe/index.html {FEEDS_OF_COUPE}"
    ),
    "the text of a page": Row(
        text("content/pages/about.md", b"We weigh", b"We drive"), "about/index.html"
    ),
    "the first words of a story without a standfirst, which its card shows": Row(
        text(VAN, b"It is a van", b"It is a bus"),
        f"news/van/index.html {CARDS_OF_VAN} {FEEDS_OF_VAN}",
    ),
    "a title": Row(
        key(VAN, "title", "The van is here"), f"news/van/index.html {CARDS_OF_VAN} {FEEDS_OF_VAN}"
    ),
    "a date": Row(
        key(VAN, "date", "2026-05-02 10:00"),
        f"news/van/index.html {CARDS_OF_VAN} {FEEDS_OF_VAN} sitemap.xml",
    ),
    "a new tag": Row(
        key(VAN, "tags", "[V8, Van]"),
        # The counts of tags stand on the front page, on /tags/ and in this theme on cars.
        f"news/van/index.html {FEEDS_OF_VAN} index.html tags/index.html cars/brindle/pip/index.html"
        " tags/van/index.html tags/van/feed.xml sitemap.xml",
    ),
    "a tag less": Row(
        key("content/news/estate.md", "tags", "[]"),
        "news/estate/index.html feed.json feed.xml kinds/news/feed.xml news/feed.xml"
        " index.html tags/index.html cars/brindle/pip/index.html sitemap.xml",
        gone="tags/estate/feed.xml tags/estate/index.html",
    ),
    "the caption of one photo": Row(
        {
            "galleries/m3/gallery.yaml": SITE["galleries/m3/gallery.yaml"]
            + b"photos: {3.jpg: The rear}\n"
        },
        # Its gallery, its page, that of the photo beside it, and the story with all that tells it.
        "galleries/m3/index.html galleries/m3/3/index.html galleries/m3/1/index.html"
        f" news/coupe/index.html {FEEDS_OF_COUPE}",
    ),
    "the pixels of one photo": Row(
        {"galleries/gt/2.jpg": picture(2)},
        "galleries/gt/2-16-*.jpg galleries/gt/2-24-*.jpg"
        " galleries/gt/2-30-*.webp galleries/gt/2-30-*.jpg"
        " galleries/gt/2/index.html galleries/gt/1/index.html galleries/gt/index.html"
        f" news/coupe/index.html news/estate/index.html sitemap.xml {FEEDS_OF_COUPE}"
        f" {FEEDS_OF_ESTATE}",
        gone="galleries/gt/2-16-*.jpg galleries/gt/2-24-*.jpg galleries/gt/2-24-*.webp",
    ),
    "a template": Row(text(f"{PLAIN}list.html", b"<p>", b"<p class=n>"), PAGES_OF_LISTS),
    "what every template includes": Row(
        text(f"{PLAIN}footer.html", b"<footer>", b"<footer id=f>"),
        EVERY_PAGE.replace("old/estate/index.html", ""),
    ),
    "how photos in texts look": Row(
        text(f"{PLAIN}embeds/figure.html", b"<figure>", b"<figure class=w>"),
        # Every page that shows a text.
        "about/index.html authors/ida/index.html galleries/gt/index.html galleries/m3/index.html"
        " news/coupe/index.html news/estate/index.html news/van/index.html"
        " reviews/coupe/index.html",
    ),
    "the style sheet": Row(
        {"themes/plain/static/plain.css": b"a {}"},
        f"{EVERY_PAGE} assets/plain-*.css",
        gone="assets/plain-*.css",
    ),
    "a word of the theme": Row(
        text("themes/plain/strings/en.yaml", b"Newer", b"Up"), f"{EVERY_PAGE} {EVERY_FEED}"
    ),
    "a word in another language": Row({"themes/plain/strings/de.yaml": b"by: Von\n"}, ""),
    "an author's profile": Row(
        key("content/authors/ida.md", "role", "Founder"),
        "authors/ida/index.html news/coupe/index.html reviews/coupe/index.html",
    ),
    "a car's summary": Row(
        key("content/cars/brindle/pip.yaml", "summary", "A small car"),
        "cars/brindle/pip/index.html cars/brindle/pip/feed.xml",
    ),
    "a file that a story links to": Row({"content/news/prices.txt": b"9"}, "news/prices.txt"),
    "the site's copyright": Row(key("site.yaml", "copyright", "Nobody"), EVERY_PAGE),
    "an alias": Row(key(VAN, "aliases", "[/old/van/]"), "old/van/index.html"),
    "a draft": Row(
        {"content/news/later.md": b"---\ntitle: L\ndate: 2026-05-05\ndraft: true\n---\nL\n"}, ""
    ),
}


@pytest.mark.parametrize("edit", TABLE)
def test_an_edit_makes_again_what_shows_it_and_nothing_else(tmp_path: Path, edit: str) -> None:
    row = TABLE[edit]
    root = write(tmp_path, SITE)
    assert built(root).published
    before, times = tree(root / "public"), stamps(root / "public")
    report = built(write(root, row.files))
    assert report.published
    assert plain(report.urls) == sorted(set(row.made.split()))
    assert plain(report.gone) == sorted(row.gone.split())
    # Of the rest not even a time has changed.
    after = stamps(root / "public")
    rest = before.keys() - {*report.urls, *report.gone, ".carblog-manifest"}
    assert {path: after[path] for path in rest} == {path: times[path] for path in rest}


def test_a_build_without_an_edit_makes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    assert built(root).published
    times = stamps(root / "public")
    report = built(root)
    assert report.made == {}
    assert report.kept == len(times) - 1  # all but the manifest
    assert stamps(root / "public") == times


def test_a_renamed_gallery_is_not_encoded_again(tmp_path: Path) -> None:
    root = write(tmp_path, SITE)
    assert built(root).published
    pictures = stamps(root / ".carblog" / "pictures")
    (root / "galleries/m3").rename(root / "galleries/m4")
    write(root, text(COUPE, b"gallery: m3", b"gallery: m4"))
    write(root, key("content/cars/brindle/pip.yaml", "image", "../../../galleries/m4/1.jpg"))
    assert built(root).published
    assert stamps(root / ".carblog" / "pictures") == pictures
