"""Promise 4: what is not due is nowhere in the output, and appears when it is asked for."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.promises.edits import picture
from tests.support.sites import NOW, built, differences, site_files, tree, write

# why it is not due → what its front matter says, and the option that shows it all the same
STATES = {
    "draft": ("draft: true\ndate: 2026-05-02 10:00", "drafts"),
    "future": ("date: 2026-06-01 12:01", "future"),
    "expired": ("date: 2026-05-02 10:00\nexpires: 2026-06-01 12:00", "expired"),
}


def canary(state: str) -> str:
    """A word that stands for everything that must not be seen."""
    return f"zyx{state}"


def hidden(state: str) -> dict[str, bytes]:
    """A story that is not due, with all that a story can bring along, named by its canary."""
    word, (said, _) = canary(state), STATES[state]
    story = f"""---
title: The {word} arrives
standfirst: It is {word}.
{said}
kind: spy_shots
authors: [Writer {word}]
tags: [V8, Tag {word}]
cars: [brindle/pip]
gallery: {word}
image: {{src: {word}-lead.jpg, caption: Caption {word}, credit: Credit {word}}}
video: {{url: "https://vimeo.com/12345", duration: "1:35"}}
verdict: {{score: "9.9", summary: Verdict {word}}}
top_story: true
aliases: [/{word}-alias/]
params: {{note: Param {word}}}
---
Text of {word}. ![Beside]({word}-beside.jpg) and [a file]({word}.txt).

![All](../../galleries/{word}-second/)
"""
    return {
        f"content/news/{word}.md": story.encode(),
        f"content/section-{word}/{word}.md": f"---\ntitle: {word}\n{said}\n---\n{word}\n".encode(),
        f"content/news/{word}-lead.jpg": picture(0),
        f"content/news/{word}-beside.jpg": picture(1),
        f"content/news/{word}.txt": word.encode(),
        f"galleries/{word}/{word}-1.jpg": picture(0),
        f"galleries/{word}/{word}-2.jpg": picture(2),
        f"galleries/{word}/gallery.yaml": f"title: Gallery {word}\ncaption: {word}\n".encode(),
        f"galleries/{word}-second/{word}-3.jpg": picture(1),
    }


def hidden_gallery(state: str) -> dict[str, bytes]:
    """A gallery that no story shows, and that says itself that it is not due."""
    word = canary(state)
    said = {"draft": "draft: true", "future": "date: 2026-06-01 12:01"}[state]
    return {
        f"galleries/alone-{word}/{word}.jpg": picture(0),
        f"galleries/alone-{word}/gallery.yaml": f"title: {word}\n{said}\n".encode(),
    }


def hidden_in_another(state: str) -> dict[str, bytes]:
    """A gallery that is not due with galleries inside it, and one inside a gallery that is."""
    word = canary(state)
    said = {"draft": "draft: true", "future": "date: 2026-06-01 12:01"}[state].encode()
    return {
        f"galleries/outer-{word}/gallery.yaml": said,
        f"galleries/outer-{word}/inner/{word}.jpg": picture(0),
        f"galleries/outer-{word}/inner/turn/gallery.yaml": b"spin: true",
        f"galleries/outer-{word}/inner/turn/{word}.jpg": picture(1),
        f"galleries/outer-{word}/given/gallery.yaml": b"download: true",
        f"galleries/outer-{word}/given/{word}.jpg": picture(1),
        f"galleries/gt/{word}/{word}.jpg": picture(2),
        f"galleries/gt/{word}/{word}.xmp": b"<x/>",
        f"galleries/gt/{word}/gallery.yaml": said,
    }


EVERYTHING_HIDDEN: dict[str, bytes] = {
    **hidden("draft"),
    **hidden("future"),
    **hidden("expired"),
    **hidden_gallery("draft"),
    **hidden_gallery("future"),
    **hidden_in_another("draft"),
    **hidden_in_another("future"),
}


def published(root: Path, files: Mapping[str, bytes], **options: bool) -> dict[str, bytes]:
    report = built(write(root, files), **options)
    assert report.published, report.problems
    return tree(root / "public")


def showing(published: Mapping[str, bytes], word: str) -> set[str]:
    """Files that have the word in their name or their bytes."""
    low = word.lower()
    return {
        path
        for path, data in published.items()
        if low in path.lower() or low.encode() in data.lower()
    }


@pytest.mark.parametrize("theme", ["plain", "paddock"])
def test_what_is_not_due_changes_not_one_byte(tmp_path: Path, theme: str) -> None:
    """Not a name, a count, a neighbour, a page of a list, an entry of a feed or a sitemap."""
    files = site_files()
    files["site.yaml"] = files["site.yaml"].replace(b"theme: plain", f"theme: {theme}".encode())
    without = published(tmp_path / "without", files)
    with_it = published(tmp_path / "with", files | EVERYTHING_HIDDEN)
    assert not showing(with_it, "zyx")
    assert not differences(with_it, without)


@pytest.mark.parametrize("state", STATES)
def test_it_appears_everywhere_when_it_is_asked_for(tmp_path: Path, state: str) -> None:
    option = STATES[state][1]
    found = published(tmp_path, site_files() | EVERYTHING_HIDDEN, **{option: True})
    word = canary(state)
    for other in STATES.keys() - {state}:
        assert not showing(found, canary(other))
    places = {
        "index.html",
        "feed.xml",
        "feed.json",
        "sitemap.xml",
        "top-stories/feed.xml",
        "archive/index.html",
        f"news/{word}/index.html",
        f"news/{word}.txt",
        f"{word}-alias/index.html",
        f"tags/tag-{word}/index.html",
        f"section-{word}/index.html",
        f"galleries/{word}/index.html",
        f"galleries/{word}/{word}-1/index.html",
        f"galleries/{word}-second/index.html",
        "kinds/spy-shots/index.html",
    }
    assert places <= showing(found, word)


@pytest.mark.parametrize("state", ["draft", "future"])
def test_a_gallery_that_says_so_itself_waits_too(tmp_path: Path, state: str) -> None:
    files = site_files() | hidden_gallery(state)
    assert not showing(published(tmp_path / "one", files), "zyx")
    found = published(tmp_path / "two", files, **{STATES[state][1]: True})
    assert f"galleries/alone-{canary(state)}/index.html" in showing(found, canary(state))


def test_a_story_comes_and_goes_on_its_minute(tmp_path: Path) -> None:
    root = write(tmp_path, site_files() | hidden("future") | hidden("expired"))
    seen = []
    for now in (NOW.replace(hour=11, minute=59), NOW, NOW.replace(minute=1)):
        assert built(root, now=now).published
        seen.append([name for name in STATES if showing(tree(root / "public"), canary(name))])
    assert seen == [["expired"], [], ["future"]]


def test_a_story_that_went_takes_its_pictures_along(tmp_path: Path) -> None:
    """They are gone from the output folder, not only from its pages."""
    root = write(tmp_path, site_files() | hidden("draft"))
    assert built(root, drafts=True).published
    assert built(root).published
    assert not showing(tree(root / "public"), "zyx")


def test_a_link_to_what_is_not_due_is_an_error_and_not_a_leak(tmp_path: Path) -> None:
    files = site_files() | hidden("draft")
    files["content/news/van.md"] += b"\nSee [it](zyxdraft.md).\n"
    report = built(write(tmp_path, files))
    assert "link-not-due" in {each.code for each in report.problems}
    assert not (tmp_path / "public").exists()


def test_a_menu_cannot_name_what_is_not_due(tmp_path: Path) -> None:
    files = site_files() | hidden("draft")
    menu = b"menus: {main: [news/zyxdraft.md, news]}\n"
    files["site.yaml"] = b"".join(
        menu if line.startswith(b"menus") else line
        for line in files["site.yaml"].splitlines(keepends=True)
    )
    report = built(write(tmp_path, files))
    assert "menu" in {each.code for each in report.problems}
    assert not showing(tree(tmp_path / "public"), "zyx")


def test_a_story_with_a_gallery_of_its_own_can_wait_for_its_day(tmp_path: Path) -> None:
    """The gallery waits with the story, which is no mistake in it."""
    report = built(write(tmp_path, site_files() | hidden("future")))
    assert report.published
    assert [each for each in report.problems if each.severity == "error"] == []
    assert {each.path for each in report.waiting} >= {"content/news/zyxfuture.md"}


def test_a_mistake_in_a_story_to_come_is_told_today(tmp_path: Path) -> None:
    files = site_files() | hidden("future")
    files["content/news/zyxfuture.md"] += b"\n![Missing](nowhere.jpg)\n"
    report = built(write(tmp_path, files))
    assert report.failed
    assert {each.place.path for each in report.problems} == {"content/news/zyxfuture.md"}
