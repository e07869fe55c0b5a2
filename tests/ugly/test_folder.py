"""Ugly inputs, all in one site: none stops the others, and all that is wrong is told at once."""

from pathlib import Path

from tests.support.sites import built, write
from tests.support.ugly.case import Published, Ugly
from tests.support.ugly.every import PUBLISHED, REFUSED_WHEN_MADE, REFUSED_WHEN_READ

SITE = "title: Ugly\nbase_url: https://ugly.example/\nlanguage: en\ntimezone: UTC\n"


def folder(files: list[Ugly]) -> dict[str, bytes | str]:
    """A site with a gallery for each ending, for two files may differ in nothing else."""
    named = {f"galleries/{ending(ugly)}/{ugly.name}": ugly.data for ugly in files}
    return {"site.yaml": SITE, **named}


def ending(ugly: Ugly) -> str:
    return Path(ugly.name).suffix.lower().removeprefix(".")


def test_one_run_tells_all_that_is_wrong_in_a_folder(tmp_path: Path) -> None:
    report = built(write(tmp_path, folder([*PUBLISHED, *REFUSED_WHEN_READ])))
    errors = {problem.place.path for problem in report.problems if problem.severity == "error"}
    warnings = {problem.place.path for problem in report.problems if problem.severity == "warning"}
    assert errors == {f"galleries/{ending(ugly)}/{ugly.name}" for ugly in REFUSED_WHEN_READ}
    assert warnings == {
        f"galleries/{ending(ugly)}/{ugly.name}"
        for ugly in PUBLISHED
        if isinstance(ugly.outcome, Published) and ugly.outcome.warned
    }


def test_one_run_tells_of_all_pixels_that_cannot_be_read(tmp_path: Path) -> None:
    report = built(write(tmp_path, folder([*PUBLISHED, *REFUSED_WHEN_MADE])))
    errors = {problem.place.path for problem in report.problems if problem.severity == "error"}
    assert errors == {f"galleries/{ending(ugly)}/{ugly.name}" for ugly in REFUSED_WHEN_MADE}
    assert not (tmp_path / "public").exists()


def test_all_others_are_published(tmp_path: Path) -> None:
    report = built(write(tmp_path, folder(PUBLISHED)))
    assert not [problem for problem in report.problems if problem.severity == "error"]
    for ugly in PUBLISHED:
        stem = Path(ugly.name).stem.lower()
        assert (tmp_path / f"public/galleries/{ending(ugly)}/{stem}/index.html").is_file()
