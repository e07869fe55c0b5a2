"""Which folders a site may be published to."""

from pathlib import Path

import pytest

from carblog.run.claim import claim
from tests.run.tiny import BEFORE, build


def refusal(output: Path, site: Path) -> str:
    """Why `output` is refused as the output folder of `site`."""
    problem = claim(output, site, site / ".carblog")
    assert problem is None or problem.code == "output-not-ours"
    return problem.message if problem else ""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site folder with an article."""
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "content" / "x.md").write_text("")
    return tmp_path / "site"


def test_a_folder_that_is_new_or_empty_may_be_published_to(site: Path) -> None:
    assert refusal(site / "public", site) == ""
    assert refusal(site / "deep" / "er" / "public", site) == ""
    (site / "public").mkdir()
    assert refusal(site / "public", site) == ""
    assert refusal(site.parent / "elsewhere", site) == ""


def test_a_branch_checked_out_to_publish_to_counts_as_empty(site: Path) -> None:
    (site / "public" / ".git").mkdir(parents=True)
    assert refusal(site / "public", site) == ""


def test_a_folder_that_carblog_made_may_be_published_to_again(tmp_path: Path, site: Path) -> None:
    build(tmp_path, BEFORE)
    (tmp_path / "public" / "mine.txt").write_text("")
    assert refusal(tmp_path / "public", site) == ""


@pytest.mark.parametrize("name", ["index.html", ".hidden", "folder/x"])
def test_a_folder_that_holds_something_else_is_refused(site: Path, name: str) -> None:
    path = site / "public" / name
    path.parent.mkdir(parents=True)
    path.write_text("precious")
    assert refusal(site / "public", site) == "this holds files that carblog did not make"


def test_a_manifest_that_is_none_makes_no_difference(site: Path) -> None:
    (site / "public").mkdir()
    (site / "public" / ".carblog-manifest").write_text("my list of manifests\n")
    assert refusal(site / "public", site)


@pytest.mark.parametrize(
    "name",
    [
        *("content", "content/out", "galleries", "static", "static/out", "templates", "themes"),
        *("themes/x/static", ".carblog", ".carblog/x", ".git", "..", ".", "content/.."),
    ],
)
def test_a_folder_in_or_around_the_site_is_refused(site: Path, name: str) -> None:
    assert refusal(site / name, site)


@pytest.mark.parametrize("sign", ["site.yaml", ".carblog/store.db"])
def test_what_another_site_published_is_not_replaced_by_mistake(
    tmp_path: Path, site: Path, sign: str
) -> None:
    other = tmp_path / "other"
    (other / sign).parent.mkdir(parents=True)
    (other / sign).write_text("")
    build(other, BEFORE)
    assert refusal(other / "public", site) == "this lies in another site, other"
    assert refusal(other / "public", other) == ""


def test_a_site_may_lie_in_another(site: Path) -> None:
    (site.parent / "site.yaml").write_text("")
    assert refusal(site / "public", site) == ""
    assert refusal(site.parent / "public", site) == ""


def test_the_root_and_the_home_folder_are_refused(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home" / "me"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    assert "root" in refusal(Path("/"), site)
    assert "home" in refusal(home, site)
    assert "home" in refusal(home.parent, site)
    assert refusal(home / "public", site) == ""


def test_a_file_or_a_link_is_refused(site: Path) -> None:
    (site / "file").write_text("")
    (site / "empty").mkdir()
    (site / "link").symlink_to(site / "empty")
    (site / "dangling").symlink_to(site / "nowhere")
    assert refusal(site / "file", site) == "this is a file"
    assert refusal(site / "link", site) == "this is a symbolic link"
    assert refusal(site / "dangling", site) == "this is a symbolic link"


def test_a_link_to_the_site_is_seen_through(tmp_path: Path, site: Path) -> None:
    (tmp_path / "alias").symlink_to(site)
    assert refusal(tmp_path / "alias", site)
    assert refusal(tmp_path / "alias" / "content" / "out", site)


def test_a_refusal_names_the_folder_and_changes_nothing(site: Path) -> None:
    problem = claim(site / "content", site, site / ".carblog")
    assert problem
    assert str(problem.place) == "content"
    assert [path.name for path in site.iterdir()] == ["content"]
