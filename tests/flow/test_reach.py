"""An edit of a text makes its page and the feeds again, one of a title what shows it too; nobody
asks for the keys of others."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import msgspec
import pytest

from carblog.flow.reach import EVERYTHING, Reach, stays
from carblog.flow.reach import reach as reach_of
from carblog.flow.request import Report
from carblog.model.content import Article, Prose, Reference
from carblog.model.problem import Place
from carblog.run import publish
from tests.run.failing import CountedDisk
from tests.support.sites import built, site_files, write

VAN = "content/news/van.md"

ARTICLE = Article(
    path=VAN,
    section="news",
    slug="van",
    url="/news/van/",
    title="Van",
    standfirst="A van.",
    date=datetime(2026, 1, 1, tzinfo=UTC),
    prose=Prose(
        body="1",
        references=(Reference(target="m3.md", place=Place(VAN, 7, 1)),),
        anchors=("what",),
        headings=((2, "what", "What"),),
        teaser="It carries.",
        words=200,
    ),
)


@pytest.fixture(autouse=True)
def _impatient_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "Disk", CountedDisk)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site as a build has left it."""
    root = write(tmp_path / "site", site_files())
    assert built(root).published
    return root


def reaching(root: Path) -> tuple[Report, Reach]:
    """A build, and how far it took the edits before it to reach."""
    found: list[Reach] = [EVERYTHING]

    def spy(*args: object) -> Reach:
        found.append(real(*args))  # type: ignore[arg-type]
        return found[-1]

    real = reach_of
    with mock.patch("carblog.flow.building.reach", side_effect=spy):
        report = built(root)
    assert report.published, report.problems
    return report, found[-1]


def tree(folder: Path) -> dict[str, bytes]:
    """Path → bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def appended(path: str, text: bytes) -> Callable[[Path], object]:
    """Words at the end of a file."""

    def edit(root: Path) -> None:
        with (root / path).open("ab") as file:
            file.write(text)

    return edit


def replaced(path: str, old: bytes, new: bytes) -> Callable[[Path], object]:
    """Something else in a file."""

    def edit(root: Path) -> None:
        data = (root / path).read_bytes()
        assert old in data
        (root / path).write_bytes(data.replace(old, new))

    return edit


def test_an_edited_text_reaches_its_page_and_the_feeds(root: Path) -> None:
    appended(VAN, b"\n\nOne paragraph more.\n")(root)
    report, reach = reaching(root)
    assert reach.edited == {VAN}
    assert report.made["pages"] == 1
    assert report.made["feeds"] > 0
    assert report.kept == report.files - sum(report.made.values())


def test_what_it_does_not_reach_is_what_a_build_from_nothing_makes(
    root: Path, tmp_path: Path
) -> None:
    for text in (b"\n\nOne.\n", b"\n\nTwo [links](https://example.com/).\n", b"\n\nThree.\n"):
        appended(VAN, text)(root)
        reaching(root)
    fresh = write(tmp_path / "fresh", {**site_files(), VAN: (root / VAN).read_bytes()})
    assert built(fresh).published
    assert tree(root / "public") == tree(fresh / "public")


def test_a_section_may_be_called_like_a_sitemap(root: Path, tmp_path: Path) -> None:
    story = {"content/sitemap-tests/a.md": b"---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n"}
    settings = site_files()["site.yaml"].replace(
        b"sections: {", b"sections: {sitemap-tests: {title: Tests}, "
    )
    files = {**site_files(), "site.yaml": settings, **story}
    assert built(write(root, files)).published
    appended("content/sitemap-tests/a.md", b"\n\nMore.\n")(root)
    assert reaching(root)[1].edited
    fresh = write(tmp_path / "fresh", files)
    appended("content/sitemap-tests/a.md", b"\n\nMore.\n")(fresh)
    assert built(fresh).published
    assert tree(root / "public") == tree(fresh / "public")


FURTHER: dict[str, Callable[[Path], object]] = {
    "a date": replaced(VAN, b"date: 2026", b"date: 2025"),
    "a heading": appended(VAN, b"\n\n## More\n\nAnd more.\n"),
    "a link": appended(VAN, b"\n\n[More](/feed.xml).\n"),
    "a new story": lambda root: write(
        root, {"content/news/n.md": b"---\ntitle: N\ndate: 2026-01-01\n---\n"}
    ),
    "a story less": lambda root: (root / VAN).unlink(),
    "the settings": appended("site.yaml", b"\n# Other\n"),
    "a template": appended("themes/plain/templates/footer.html", b"Other"),
    "a published page": appended("public/index.html", b"Other"),
    "a foreign file": lambda root: write(root, {"public/mine.txt": b"mine"}),
    "a folder that is gone": lambda root: (root / "public/news").rename(root / "news"),
}


@pytest.mark.parametrize("edit", [pytest.param(edit, id=name) for name, edit in FURTHER.items()])
def test_beside_any_other_change_everything_is_looked_at(
    root: Path, edit: Callable[[Path], object]
) -> None:
    appended(VAN, b"\n\nOne paragraph more.\n")(root)
    edit(root)
    assert reaching(root)[1].edited is None


SAID: dict[str, Callable[[Path], object]] = {
    "a title": replaced(VAN, b"title: ", b"title: Not "),
    "a standfirst": replaced(VAN, b"---\ntitle: ", b"---\nsummary: Other\ntitle: "),
    "a title and a text": lambda root: (
        replaced(VAN, b"title: ", b"title: Not ")(root),
        appended(VAN, b"\n\nMore.\n")(root),
    ),
}


@pytest.mark.parametrize("edit", [pytest.param(edit, id=name) for name, edit in SAID.items()])
def test_what_a_card_says_reaches_what_shows_the_card(
    root: Path, tmp_path: Path, edit: Callable[[Path], object]
) -> None:
    write(root, {f"content/pages/p{number}.md": b"---\ntitle: P\n---\n" for number in range(9)})
    assert built(root).published
    edit(root)
    report, reach = reaching(root)
    assert reach.edited == {VAN}
    assert reach.has("index.html", "site.yaml")
    assert not reach.has("p1/index.html", "content/pages/p1.md")
    assert report.made["pages"] > 1
    fresh = write(tmp_path / "fresh", site_bytes(root))
    assert built(fresh).published
    assert tree(root / "public") == tree(fresh / "public")


def test_a_title_that_a_menu_shows_reaches_every_page(root: Path) -> None:
    replaced("content/pages/about.md", b"title: ", b"title: Not ")(root)
    assert reaching(root)[1].has("news/van/index.html", VAN)


def site_bytes(root: Path) -> dict[str, bytes]:
    """Path → bytes, of what people wrote."""
    return {
        path: data
        for path, data in tree(root).items()
        if not path.startswith(("public/", ".carblog/"))
    }


def test_a_foreign_file_is_told_after_an_edit_too(root: Path) -> None:
    write(root, {"public/mine.txt": b"mine"})
    assert [problem.code for problem in built(root).problems] == ["foreign"]
    appended(VAN, b"\n\nOne paragraph more.\n")(root)
    assert [problem.code for problem in built(root).problems] == ["foreign"]


def _of_text(**changes: object) -> Article:
    return msgspec.structs.replace(ARTICLE, prose=msgspec.structs.replace(ARTICLE.prose, **changes))


def test_words_and_lines_are_nothing_to_others() -> None:
    moved = (Reference(target="m3.md", place=Place(VAN, 9, 4)),)
    edited = _of_text(body="2", words=300, references=moved, teaser="It carries more.")
    assert stays(ARTICLE, edited)


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(ARTICLE, tags=("other",)),
        _of_text(anchors=("what", "why")),
        _of_text(headings=((2, "what", "Why"),)),
        _of_text(references=()),
        _of_text(references=(Reference(target="m3.md", embed=True, place=Place(VAN, 7, 1)),)),
    ],
)
def test_what_is_more_than_words_is_not_taken_for_words(other: Article) -> None:
    assert not stays(ARTICLE, other)
