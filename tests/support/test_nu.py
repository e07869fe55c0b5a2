"""The Nu checker runs over a folder, and its words become findings."""

import shutil
from pathlib import Path

import pytest

from tests.support import nu
from tests.support.finding import Finding, UnavailableError
from tests.support.publication import Publication


def checked(folder: Path) -> list[Finding]:
    try:
        return nu.findings(folder)
    except UnavailableError as error:
        pytest.skip(str(error))


@pytest.mark.validator
def test_a_whole_site_is_valid(whole_site: Publication) -> None:
    assert checked(whole_site.folder) == []


@pytest.mark.validator
def test_errors_in_html_css_and_svg_are_found_with_their_lines(whole_site: Publication) -> None:
    page = whole_site.folder / "news/coupe/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(' alt="A low coupe"', ""))
    (whole_site.folder / "site.css").write_text("body {\n  colr: red;\n}\n")
    (whole_site.folder / "mark.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><wheel/></svg>'
    )
    found = checked(whole_site.folder)
    assert {finding.path for finding in found} == {"mark.svg", "news/coupe/index.html", "site.css"}
    assert [(finding.line, finding.rule) for finding in found if finding.path == "site.css"] == [
        (2, "nu")
    ]


def test_css_that_is_newer_than_the_checker_is_no_error(tmp_path: Path) -> None:
    url = (tmp_path / "site.css").as_uri()
    messages = [
        {"url": url, "lastLine": 3, "message": "CSS: Unrecognized at-rule “@container”"},
        {
            "url": url,
            "lastLine": 4,
            "message": "CSS: “x”: Property “container-type” doesn't exist.",
        },
        {"url": url, "lastLine": 5, "message": "CSS: “x”: Property “colr” doesn't exist."},
    ]
    assert [finding.line for finding in nu.findings_in(messages, tmp_path)] == [5]


def test_a_missing_checker_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VNU_JAR", str(tmp_path / "none.jar"))
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/java")
    with pytest.raises(UnavailableError, match="npm ci"):
        nu.findings(tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UnavailableError, match="apt install"):
        nu.findings(tmp_path)
