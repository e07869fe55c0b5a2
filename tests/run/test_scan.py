"""What a scan finds in a site folder, and what it leaves alone."""

import os
import socket
from contextlib import closing
from pathlib import Path

import pytest

from carblog.model.digest import digest_bytes
from carblog.run.scan import RACY_NS, Scan, scan
from carblog.run.store import Store
from tests.run.folder import put, scanned, site_folder
from tests.run.nobody import nobodys_folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site folder with one article and one photo."""
    return site_folder(tmp_path)


def codes(found: Scan) -> dict[str, str]:
    """Path → code of every problem."""
    return {str(problem.place): problem.code for problem in found.problems}


def skipped(found: Scan) -> dict[str, str]:
    """Path → reason of everything skipped."""
    return {each.path: each.reason for each in found.skipped}


def test_every_file_of_the_site_is_found_with_its_digest_in_the_order_of_paths(root: Path) -> None:
    for path in ("site.yaml", "static/b.txt", "templates/a.html", "themes/mine/theme.yaml"):
        put(root / path, path)
    files = scanned(root).files
    assert list(files) == [
        "content/news/x.md",
        "galleries/m3/1.jpg",
        "site.yaml",
        "static/b.txt",
        "templates/a.html",
        "themes/mine/theme.yaml",
    ]
    assert all(file.digest == digest_bytes(path.encode()) for path, file in files.items())
    assert files["site.yaml"].size == 9


def test_what_is_not_the_sites_is_never_looked_at(root: Path) -> None:
    put(root / "README.md")
    put(root / "node_modules" / "a.js")
    put(root / ".env")
    (root / "link").symlink_to("/etc")
    found = scanned(root)
    assert len(found.files) == 2
    assert (found.skipped, found.problems) == ((), ())


def test_the_output_folder_is_no_input_wherever_it_lies(root: Path) -> None:
    put(root / "static" / "out" / "index.html")
    with closing(Store(root / ".carblog", "")) as empty:
        found = scan(root, empty, root / "static" / "out")
    assert "static/out/index.html" not in found.files


def test_names_keep_the_form_they_have_on_disk(root: Path) -> None:
    decomposed = "content/cafe\u0301.md"
    put(root / decomposed)
    assert decomposed in scanned(root).files


@pytest.mark.parametrize(
    "path",
    [
        "content/x.md~",
        "content/.x.md.swp",
        "content/#x.md#",
        "content/.#x.md",
        "galleries/m3/Thumbs.db",
        "galleries/m3/thumbs.DB",
        "galleries/m3/.DS_Store",
        "static/.hidden",
        "static/sub/.nojekyll",
    ],
)
def test_what_editors_and_desktops_leave_behind_is_skipped_with_a_reason(
    root: Path, path: str
) -> None:
    put(root / path)
    found = scanned(root)
    assert path not in found.files
    assert skipped(found)[path]
    assert found.problems == ()


@pytest.mark.parametrize("folder", ["static/.git", "content/.obsidian", "galleries/__MACOSX"])
def test_a_folder_that_is_skipped_is_said_once_and_not_entered(root: Path, folder: str) -> None:
    put(root / folder / "inner" / "x.md")
    (root / folder / "away").symlink_to("/etc")
    found = scanned(root)
    assert list(skipped(found)) == [f"{folder}/"]
    assert found.problems == ()


def test_what_other_machines_ask_for_by_a_hidden_name_is_published(root: Path) -> None:
    paths = ["static/.nojekyll", "static/.well-known/security.txt"]
    for path in paths:
        put(root / path)
    assert set(paths) <= set(scanned(root).files)


@pytest.mark.parametrize("name", [".env", ".env.local", "tls.pem", "Server.KEY", "id_rsa.pub"])
def test_what_looks_like_a_secret_is_not_published_and_warned_about(root: Path, name: str) -> None:
    put(root / "static" / name)
    found = scanned(root)
    assert f"static/{name}" not in found.files
    assert codes(found) == {f"static/{name}": "secret"}
    assert found.problems[0].severity == "warning"
    assert f"static/{name}" in skipped(found)


@pytest.mark.parametrize("target", ["/etc/passwd", "/etc", "nowhere", "loop", "../content"])
def test_a_symbolic_link_is_an_error_that_names_its_target(root: Path, target: str) -> None:
    put(root / "static" / "a.txt")
    (root / "static" / "loop").symlink_to(target)
    found = scanned(root)
    assert codes(found) == {"static/loop": "symlink"}
    assert target in found.problems[0].message
    assert not any(path.startswith("static/loop") for path in found.files)


def test_even_a_folder_of_the_site_may_not_be_a_link(root: Path) -> None:
    (root / "static").symlink_to("/etc")
    assert codes(scanned(root)) == {"static": "symlink"}


def test_pipes_and_sockets_are_errors_and_nothing_waits_for_them(root: Path) -> None:
    (root / "static").mkdir()
    os.mkfifo(root / "static" / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.open(root / "static", os.O_RDONLY)
        listening.bind(f"/proc/self/fd/{here}/socket")
        os.close(here)
        found = scanned(root)
    assert codes(found) == {"static/pipe": "not-a-file", "static/socket": "not-a-file"}


def test_a_file_where_a_folder_belongs_is_an_error_and_the_other_way_round(root: Path) -> None:
    put(root / "static")
    put(root / "site.yaml" / "x")
    assert codes(scanned(root)) == {"site.yaml": "not-a-file", "static": "not-a-file"}


def test_a_name_that_is_not_utf8_is_an_error_that_can_be_printed(root: Path) -> None:
    (root / "content" / os.fsdecode(b"caf\xe9.md")).write_text("")
    found = scanned(root)
    assert codes(found) == {"content/caf�.md": "name-encoding"}
    assert len(found.files) == 2


def test_what_cannot_be_read_is_an_error() -> None:
    with nobodys_folder() as root:
        put(root / "content" / "shut.md").chmod(0)
        put(root / "static" / "shut" / "x").parent.chmod(0)
        found = scanned(root)
        (root / "static" / "shut").chmod(0o700)
    assert codes(found) == {"content/shut.md": "unreadable", "static/shut": "unreadable"}
    assert found.problems[0].message == "this cannot be read: permission denied"


def test_a_file_that_is_as_it_was_is_not_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store(root / "store.db", "")) as store:
        before = scanned(root, store)
        monkeypatch.setattr("carblog.run.scan.digest_of", lambda _: "read again")
        assert scanned(root, store).files == before.files


def test_a_file_that_was_just_saved_is_read_again(root: Path) -> None:
    with closing(Store(root / "store.db", "")) as store:
        path = root / "content" / "news" / "x.md"
        saved = path.stat().st_ctime_ns
        scanned(root, store, saved + RACY_NS)
        assert store.files() == {}
        scanned(root, store, saved + RACY_NS + 1)
        assert "content/news/x.md" in store.files()


def test_an_edit_that_keeps_size_and_time_is_seen(root: Path) -> None:
    with closing(Store(root / "store.db", "")) as store:
        scanned(root, store)
        path = root / "content" / "news" / "x.md"
        stat = path.stat()
        path.write_text("CONTENT/news/x.md")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        assert path.stat().st_size == stat.st_size
        found = scanned(root, store).files["content/news/x.md"]
        assert found.digest == digest_bytes(b"CONTENT/news/x.md")


def test_two_files_that_change_places_are_seen(root: Path) -> None:
    a, b = put(root / "static" / "a", "1"), put(root / "static" / "b", "2")
    for path in (a, b):
        os.utime(path, (1, 1))
    with closing(Store(root / "store.db", "")) as store:
        scanned(root, store)
        a.rename(root / "c")
        b.rename(a)
        (root / "c").rename(b)
        assert scanned(root, store).files["static/a"].digest == digest_bytes(b"2")


def test_a_file_that_is_gone_is_forgotten(root: Path) -> None:
    with closing(Store(root / "store.db", "")) as store:
        scanned(root, store)
        (root / "content" / "news" / "x.md").unlink()
        assert set(scanned(root, store).files) == set(store.files()) == {"galleries/m3/1.jpg"}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("site.yml", "site.yaml"),
        ("Site.YAML", "site.yaml"),
        ("Content/x.md", "content"),
        ("GALLERIES/x.jpg", "galleries"),
    ],
)
def test_a_part_of_the_site_under_nearly_its_name_is_never_passed_over(
    tmp_path: Path, name: str, meant: str
) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("")
    top = name.partition("/")[0]
    with closing(Store(tmp_path / "store.db", "")) as store:
        [problem] = scan(tmp_path, store).problems
        assert (str(problem.place), problem.severity) == (top, "error")
        assert problem.hint == f'rename it to "{meant}"'
        assert scan(tmp_path, store, output=tmp_path / top).problems == ()


def test_a_part_of_the_site_that_is_there_under_two_names_is_warned_about(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("title: Kerbweight\n")
    (tmp_path / "site.yml").write_text("title: Kurbweight\n")
    with closing(Store(tmp_path / "store.db", "")) as empty:
        [problem] = scan(tmp_path, empty).problems
    assert (str(problem.place), problem.severity) == ("site.yml", "warning")
    assert 'there is "site.yaml" too' in problem.hint
