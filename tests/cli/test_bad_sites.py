"""Whatever a person does to a site: plain words with a place, nothing published, no traceback.

Each file of `tests/sites/bad/` is a site with a mistake and what carblog says of it. To accept what
it says now: `CARBLOG_ACCEPT=1 pytest tests/cli/test_bad_sites.py`, then read every change.
"""

import json
import os
from pathlib import Path

import pytest

from tests.cli import scenario
from tests.cli.terminal import Ran, carblog

FOLDER = Path(__file__).parents[1] / "sites" / "bad"
SITES = sorted(FOLDER.glob("*.txt"))
ACCEPT = bool(os.environ.get("CARBLOG_ACCEPT"))


@pytest.mark.parametrize("file", SITES, ids=lambda file: file.stem)
def test_a_mistake_is_told_with_its_place_and_changes_nothing(file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    case = scenario.read(text)
    site = tmp_path / "site"
    case.put(site)
    before = contents(tmp_path)

    ran = carblog(site, *case.arguments)

    assert "Traceback" not in ran.err + ran.out
    says = ran.err.replace(str(tmp_path), "…")
    if ACCEPT:
        text = scenario.rewritten(text, ran.code, says, ran.out)
        file.write_text(text, encoding="utf-8")
        case = scenario.read(text)
    assert says == case.says
    assert ran.code == case.code
    assert case.prints is None or ran.out == case.prints
    if case.code:
        assert contents(tmp_path) == before
    assert_programs_are_told_the_same(carblog(site, *case.arguments, "--format", "json"), ran)


def assert_programs_are_told_the_same(told: Ran, ran: Ran) -> None:
    """As many problems, one JSON document, the same exit code; but usage is for people alone."""
    if ran.err.startswith("Usage:"):
        assert (told.code, told.out) == (ran.code, "")
        return
    assert (told.code, told.err) == (ran.code, "")
    problems = json.loads(told.out)["problems"]
    lines = ran.err.splitlines()
    for severity in ("error", "warning"):
        said = sum(f": {severity}[" in line for line in lines)
        assert sum(problem["severity"] == severity for problem in problems) == said


def contents(folder: Path) -> dict[str, str]:
    """Every path, the cache excepted, and what is there."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if "/.carblog" not in f"/{name}":
            is_plain = path.is_file() and not path.is_symlink()
            found[name] = path.read_bytes().hex() if is_plain else oct(path.lstat().st_mode)
    return found


def test_there_are_enough_mistakes_to_speak_of_and_each_is_told_in_a_sentence() -> None:
    sentences = [scenario.read(file.read_text(encoding="utf-8")).sentence for file in SITES]
    assert len(sentences) >= 50
    assert len(set(sentences)) == len(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)
