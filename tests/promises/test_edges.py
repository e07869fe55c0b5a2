"""Whole sites at the edges: base paths, overrides, collisions, and folders that are not ours."""

from pathlib import Path

import pytest

from tests.promises.edits import Files, with_key
from tests.support.links import findings
from tests.support.publication import Publication
from tests.support.sites import built, differences, site_files, tree, write

STORY = b"---\ntitle: Another\ndate: 2026-05-01\n---\nText.\n"


def with_settings(**values: str) -> Files:
    files = site_files()
    for name, value in values.items():
        files["site.yaml"] = with_key(files["site.yaml"], name, value)
    return files


def codes(root: Path, files: Files) -> list[str]:
    """What is wrong with a site, without anything being published."""
    report = built(write(root, files))
    assert report.failed
    assert not (root / "public").exists()
    return [each.code for each in report.problems if each.severity == "error"]


@pytest.mark.parametrize("theme", ["plain", "paddock"])
@pytest.mark.parametrize(
    "base", ["https://cars.example/", "https://host.example/blog/", "http://host.example:8080/a/b/"]
)
def test_every_link_leads_somewhere_under_any_base_path(
    tmp_path: Path, base: str, theme: str
) -> None:
    root = write(tmp_path, with_settings(base_url=base, theme=theme))
    assert built(root).published
    assert [str(each) for each in findings(Publication(root / "public", base))] == []


def test_a_base_url_of_the_command_line_goes_before_the_one_in_site_yaml(tmp_path: Path) -> None:
    base = "https://preview.example/42/"
    built(write(tmp_path / "one", site_files()), base_url=base)
    built(write(tmp_path / "two", with_settings(base_url=base)))
    assert not differences(tree(tmp_path / "one" / "public"), tree(tmp_path / "two" / "public"))


def test_a_child_theme_overrides_one_file_and_has_all_others(tmp_path: Path) -> None:
    built(write(tmp_path / "plain", site_files()))
    built(write(tmp_path / "child", with_settings(theme="child")))
    plain, child = tree(tmp_path / "plain" / "public"), tree(tmp_path / "child" / "public")
    assert b"News: the child's list" in child["news/index.html"]
    changed = {path for path, data in child.items() if plain[path] != data}
    lists = {path for path, data in plain.items() if path.endswith("html") and is_list(data)}
    assert changed - {".carblog-manifest"} == lists
    assert plain.keys() == child.keys()


def is_list(page: bytes) -> bool:
    kinds = ("latest", "section", "tag", "kind")
    return any(f'data-page="{kind}"'.encode() in page for kind in kinds)


def test_a_template_of_the_site_goes_before_those_of_its_themes(tmp_path: Path) -> None:
    files = with_settings(theme="child")
    files["templates/list.html"] = b"The site's own list of {{ page.title }}"
    files["templates/embeds/specs.html"] = b"<i>{{ embed.specs.title }}</i>"
    assert built(write(tmp_path, files)).published
    published = tree(tmp_path / "public")
    assert published["news/index.html"] == b"The site's own list of News"
    assert b"<i>Brindle Pip</i>" in published["news/coupe/index.html"]


def test_a_story_can_ask_for_another_template(tmp_path: Path) -> None:
    files = site_files()
    files["templates/wide.html"] = b"Wide: {{ page.title }}"
    van = files["content/news/van.md"]
    files["content/news/van.md"] = with_key(van, "template", "wide.html")
    assert built(write(tmp_path, files)).published
    assert tree(tmp_path / "public")["news/van/index.html"] == b"Wide: The van is late"


def test_a_template_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    files = site_files()
    van = files["content/news/van.md"]
    files["content/news/van.md"] = with_key(van, "template", "articel.html")
    report = built(write(tmp_path, files))
    problem = next(each for each in report.problems if each.severity == "error")
    assert problem.code == "template-missing"
    assert (problem.place.path, problem.place.line) == ("content/news/van.md", 2)
    assert "article.html" in problem.hint


@pytest.mark.parametrize(
    "slug",
    ["van", "VAN"],
    ids=["the same", "in capitals"],
)
def test_two_stories_cannot_share_an_address_on_any_system(tmp_path: Path, slug: str) -> None:
    files = site_files()
    files["content/news/other.md"] = with_key(STORY, "slug", slug)
    report = built(write(tmp_path, files))
    said = [each for each in report.problems if each.code == "collision"]
    assert said
    for path in ("content/news/van.md", "content/news/other.md"):
        assert any(path in f"{each.place.path} {each.message}" for each in said)
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize(
    "names",
    [("cafe\u0301.txt", "caf\u00e9.txt"), ("Readme.txt", "README.txt")],
    ids=["composed and not", "capitals"],
)
def test_two_files_of_static_cannot_be_one_elsewhere(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    files = site_files() | {f"static/{name}": b"x" for name in names}
    assert "collision" in codes(tmp_path, files)


def test_an_alias_cannot_take_the_place_of_a_page(tmp_path: Path) -> None:
    files = site_files()
    van = files["content/news/van.md"]
    files["content/news/van.md"] = with_key(van, "aliases", "[/news/coupe/]")
    assert "collision" in codes(tmp_path, files)


@pytest.mark.parametrize("path", ["../out/", "/../out/", "/a/../../out/"])
@pytest.mark.parametrize("key", ["slug", "url", "aliases"])
def test_no_address_leads_out_of_the_output_folder(tmp_path: Path, key: str, path: str) -> None:
    files = site_files()
    value = f"[{path}]" if key == "aliases" else path
    files["content/news/van.md"] = with_key(files["content/news/van.md"], key, value)
    codes(tmp_path / "site", files)
    assert {each.name for each in tmp_path.iterdir()} == {"site"}


@pytest.mark.parametrize("place", ["content/news/link.md", "galleries/m3/link.jpg", "static/link"])
def test_a_symbolic_link_is_refused_and_what_it_leads_to_stays_private(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "secret").write_bytes(b"zyxprivate")
    root = write(tmp_path / "site", site_files())
    (root / place).symlink_to(tmp_path / "secret")
    report = built(root)
    assert [(each.code, each.place.path) for each in report.problems] == [("symlink", place)]
    assert not (root / "public").exists()


def test_a_linked_folder_is_refused_too(tmp_path: Path) -> None:
    root = write(tmp_path / "site", site_files())
    write(tmp_path / "elsewhere", {"1.jpg": site_files()["galleries/m3/1.jpg"]})
    (root / "galleries/linked").symlink_to(tmp_path / "elsewhere")
    assert [each.code for each in built(root).problems] == ["symlink"]


def test_an_output_folder_with_somebody_elses_files_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path / "site", site_files())
    write(tmp_path / "photos", {"holiday.jpg": b"mine", "index.html": b"mine too"})
    report = built(root, output=tmp_path / "photos")
    assert [each.code for each in report.problems] == ["output-not-ours"]
    assert tree(tmp_path / "photos") == {"holiday.jpg": b"mine", "index.html": b"mine too"}


@pytest.mark.parametrize("output", [".", "content", "content/news", "galleries/new", ".."])
def test_the_site_cannot_be_published_into_itself(tmp_path: Path, output: str) -> None:
    root = write(tmp_path / "site", site_files())
    report = built(root, output=root / output)
    assert [each.code for each in report.problems] == ["output-not-ours"]
    assert {path: data for path, data in tree(root).items() if path in site_files()} == site_files()


def test_a_foreign_file_in_the_output_folder_is_left_and_named(tmp_path: Path) -> None:
    root = write(tmp_path, site_files())
    assert built(root).published
    write(root / "public", {"news/mine.txt": b"mine"})
    report = built(root)
    assert report.published
    assert [(each.code, each.place.path) for each in report.problems] == [
        ("foreign", "public/news/mine.txt")
    ]
    assert (root / "public/news/mine.txt").read_bytes() == b"mine"


def test_a_foreign_file_where_a_page_belongs_stops_the_build(tmp_path: Path) -> None:
    root = write(tmp_path, site_files())
    assert built(root).published
    write(root / "public", {"news/another/index.html": b"mine"})
    write(root, {"content/news/another.md": STORY})
    before = tree(root / "public")
    report = built(root)
    assert (report.failed, report.published) == (True, False)
    assert [(each.code, str(each.place)) for each in report.problems] == [
        ("output-in-the-way", "public/news/another/index.html")
    ]
    assert tree(root / "public") == before


@pytest.mark.parametrize("path", ["news/van/index.html", "feed.xml", "galleries/m3/1/index.html"])
@pytest.mark.parametrize("is_deleted", [True, False], ids=["deleted", "edited"])
def test_a_published_file_that_somebody_changed_is_made_again(
    tmp_path: Path, path: str, is_deleted: bool
) -> None:
    root = write(tmp_path, site_files())
    assert built(root).published
    before = tree(root / "public")
    if is_deleted:
        (root / "public" / path).unlink()
    else:
        (root / "public" / path).write_bytes(b"edited")
    report = built(root)
    assert report.urls == (path,)
    assert not differences(tree(root / "public"), before)
