"""The order of publication, tried on sites whose pages point at one another at random."""

from hypothesis import given
from hypothesis import strategies as st

from carblog.model.digest import digest_bytes
from carblog.run.steps import (
    Delete,
    MakeFolder,
    Move,
    RemoveFolder,
    deletions,
    folders_of,
    in_order,
    new_folders,
)
from tests.run.tiny import broken, site

PICTURES = ("a.webp", "b/b.webp", "b/c.woff2")
STYLES = ("style.css", "b/style.css")
PAGES = ("index.html", "a.html", "b/index.html", "b/c.html", "404.html")
ANNOUNCERS = ("feed.xml", "b/feed.xml", "sitemap.xml", "sitemap-1.xml", "robots.txt")


@st.composite
def sites(draw: st.DrawFn) -> dict[str, bytes]:
    """Some of the files above: pages point at anything, styles and feeds at what they do."""
    there = draw(st.sets(st.sampled_from([*PICTURES, *STYLES, *PAGES, *ANNOUNCERS])))
    targets = {
        **dict.fromkeys(STYLES, PICTURES),
        **dict.fromkeys(PAGES, (*PICTURES, *STYLES, *PAGES, *ANNOUNCERS)),
        **dict.fromkeys(ANNOUNCERS, (*PICTURES, *PAGES)),
        "robots.txt": ("sitemap.xml",),
        "sitemap.xml": ("sitemap-1.xml", *PAGES),
    }
    pages = {}
    for path in sorted(there & targets.keys()):
        possible = sorted(there & set(targets[path]))
        pages[path] = sorted(draw(st.sets(st.sampled_from(possible)) if possible else st.just({})))
    files = site({path: [f"/{each}" for each in pages[path]] for path in pages}, there - set(pages))
    return {path: data + draw(st.sampled_from([b"", b"again"])) for path, data in files.items()}


@given(before=sites(), after=sites())
def test_after_every_single_step_all_references_are_whole(
    before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    moves = [Move(path, "", "") for path in after if before.get(path) != after[path]]
    gone = {path: "" for path in before if path not in after}
    here = dict(before)
    for step in [*in_order(moves, before), *deletions(gone, after)]:
        if isinstance(step, Move):
            here[step.path] = after[step.path]
        elif isinstance(step, Delete):
            del here[step.path]
        assert broken(here, before, after) == []
    assert here == after


def test_a_site_appears_with_its_home_page_when_all_else_is_there() -> None:
    paths = ["index.html", "a/index.html", "feed.xml", "a.webp", "robots.txt", "style.css"]
    moves = in_order([Move(path, "", "") for path in paths], [])
    assert [move.path for move in moves] == [
        "a.webp",
        "style.css",
        "a/index.html",
        "feed.xml",
        "robots.txt",
        "index.html",
    ]


def test_what_is_replaced_follows_what_is_new_and_the_feeds_come_last() -> None:
    known = ["index.html", "a/index.html", "feed.xml", "style.css", "sitemap.xml", "robots.txt"]
    moves = [Move(path, "", "") for path in [*known, "z.html", "z.xml", "z.webp"]]
    assert [move.path for move in in_order(moves, known)] == [
        *("z.webp", "z.html", "z.xml"),
        *("style.css", "a/index.html", "index.html"),
        *("feed.xml", "sitemap.xml", "robots.txt"),
    ]


def test_what_leaves_goes_before_what_it_shows_and_folders_go_from_inside() -> None:
    paths = ["a/b/x.html", "a/b/x.webp", "a/x.css", "c/feed.xml", "d/x.html"]
    gone = {path: digest_bytes(path.encode()) for path in paths}
    assert deletions(gone, ["d/mine.txt"]) == [
        *(Delete(p, gone[p]) for p in ("c/feed.xml", "a/b/x.html", "d/x.html", "a/x.css")),
        Delete("a/b/x.webp", gone["a/b/x.webp"]),
        *(RemoveFolder("c"), RemoveFolder("a/b"), RemoveFolder("a")),
    ]


def test_folders_are_made_from_outside_and_only_where_there_are_none() -> None:
    assert new_folders(["a/b/c.html", "a/d.html", "e/f.html", "g.html"], ["a"]) == [
        MakeFolder("a/b"),
        MakeFolder("e"),
    ]
    assert folders_of(["a/b/c.html", "a/d.html", "c.html"]) == {"a", "a/b"}
