"""Promise 5: every input file is rendered, copied, or named as skipped with its reason."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from carblog.flow.request import Request
from carblog.flow.session import session
from carblog.flow.survey import Survey, survey
from carblog.model.output import CopyOutput
from tests.promises.edits import picture
from tests.support.sites import NOW, built, site_files, tree, write

FOLDERS = [
    "content",
    "content/news",
    "content/news/inner",
    "content/pages",
    "content/authors",
    "content/cars",
    "content/cars/brindle",
    "galleries",
    "galleries/m3",
    "galleries/m3/inner",
    "static",
    "static/.well-known",
    "templates",
    "templates/embeds",
    "themes",
    "themes/plain",
    "themes/plain/static",
    "themes/plain/templates",
    "themes/other",
]
NAMES = [
    "x.md",
    "y.markdown",
    "index.md",
    "x.yaml",
    "gallery.yaml",
    "theme.yaml",
    "x.yml",
    "x.jpg",
    "X.PNG",
    "x.heic",
    "x.txt",
    "x.html",
    "x.mp4",
    "README",
    "no ending.",
    "crème #1.txt",
    ".hidden",
    ".env",
    "x.md~",
    "Thumbs.db",
]
CONTENTS = [
    b"",
    b"---\ntitle: T\ndate: 2026-05-01\n---\nText.\n",
    b"---\ntitle: T\ndate: 2030-05-01\n---\nText.\n",
    b"name: T\nmake: T\n",
    b"\xff\x00",
    picture(0),
]


def surveyed(root: Path) -> Survey:
    request = Request(root=root, now=NOW, output=root / "public", jobs=1)
    with session(request) as held:
        return survey(request, held.store, held.workers)


def unaccounted(files: Iterable[str], found: Survey) -> list[str]:
    """Files of the site that neither an output, a reason nor a problem speaks of."""
    assert found.site is not None
    told = {output.source for output in found.outputs}
    told |= {problem.place.path for problem in found.problems}
    told |= {waiting.path for waiting in found.site.waiting}
    told |= {skipped.path for skipped in found.skipped}
    folders = tuple(path for path in told if path.endswith("/"))
    return [path for path in sorted(files) if path not in told and not path.startswith(folders)]


def has_a_part(path: str) -> bool:
    """Templates, words and manifests are in every page, and site.yaml is in everything."""
    in_theme = path.startswith(("templates/", "themes/plain/templates/", "themes/plain/strings/"))
    return in_theme or path in ("site.yaml", "themes/plain/theme.yaml")


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(FOLDERS), st.sampled_from(NAMES)),
        st.sampled_from(CONTENTS),
        max_size=12,
    )
)
def test_no_file_goes_without_a_word(
    tmp_path_factory: pytest.TempPathFactory, odd: dict[tuple[str, str], bytes]
) -> None:
    files = site_files() | {f"{folder}/{name}": data for (folder, name), data in odd.items()}
    found = surveyed(write(tmp_path_factory.mktemp("odd"), files))
    assume(found.theme)  # without one nothing can be made, and that is what is told
    assert [path for path in unaccounted(files, found) if not has_a_part(path)] == []


def test_every_skipped_file_comes_with_a_reason_and_no_file_with_two(tmp_path: Path) -> None:
    odd = {f"{folder}/{name}": b"x" for folder in FOLDERS for name in NAMES if "md" not in name}
    found = surveyed(write(tmp_path, site_files() | odd))
    assert all(skipped.reason for skipped in found.skipped)
    paths = [skipped.path for skipped in found.skipped]
    assert len(paths) == len(set(paths))


def test_a_picture_that_the_theme_has_no_size_for_is_named(tmp_path: Path) -> None:
    files = site_files()
    manifest = files["themes/plain/theme.yaml"]
    files["themes/plain/theme.yaml"] = manifest.replace(b", portrait]", b"]")
    found = surveyed(write(tmp_path, files))
    reasons = {skipped.path: skipped.reason for skipped in found.skipped}
    assert reasons["content/authors/ida.jpg"] == "the theme makes nothing of it"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("content/news/.draft.md", "hidden"),
        ("content/news/van.md~", "an editor's backup"),
        ("content/news/unshown.jpg", "nothing that is online points at it"),
        ("content/news/unlinked.pdf", "nothing that is online points at it"),
        ("galleries/m3/notes.doc", "neither a picture nor a gallery.yaml"),
        ("galleries/loose.jpg", "nothing that is online points at it"),
        ("themes/other/theme.yaml", "the site does not use this theme"),
        ("themes/plain/NOTES", "no part of a theme"),
    ],
)
def test_the_report_says_why_a_file_is_left_out(tmp_path: Path, path: str, reason: str) -> None:
    data = picture(0) if path.endswith("jpg") else b"x"
    report = built(write(tmp_path, site_files() | {path: data}))
    assert report.published
    assert (path, reason) in [(each.path, each.reason) for each in report.skipped]


def test_static_files_and_linked_files_are_published_as_they_are(tmp_path: Path) -> None:
    files = site_files()
    files["static/.well-known/security.txt"] = b"Contact: \xe9 desk\r\n"
    found = surveyed(write(tmp_path, files))
    copied = {
        output.source: output.path for output in found.outputs if isinstance(output, CopyOutput)
    }
    assert copied == {
        "content/news/prices.txt": "news/prices.txt",
        "static/humans.txt": "humans.txt",
        "static/.well-known/security.txt": ".well-known/security.txt",
    }
    built(tmp_path)
    published = tree(tmp_path / "public")
    assert all(published[path] == files[source] for source, path in copied.items())
