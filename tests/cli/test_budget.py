"""`--avif-budget`: how long it may take, as people write it, and what they are told of the rest."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import NOW
from tests.cli.scenario import picture
from tests.cli.terminal import carblog
from tests.support.sites import tree, write


@pytest.fixture
def pictured(site: Path) -> Path:
    """A gallery on a site that wants every photo as AVIF, too."""
    settings = (site / "site.yaml").read_text()
    return write(
        site,
        {
            "site.yaml": f"{settings}pictures:\n  photo: {{formats: [avif, jpeg]}}\n",
            "galleries/suv/1.jpg": picture("JPEG", "400x300"),
        },
    )


def avifs(site: Path) -> int:
    return sum(path.endswith(".avif") for path in tree(site / "public"))


def test_what_is_left_for_the_next_build_is_told(pictured: Path) -> None:
    ran = carblog(pictured, "build", *NOW, "--avif-budget", "0")
    assert (ran.code, avifs(pictured)) == (0, 0)
    [left] = re.findall(
        r"\n  later    (\d+) AVIF files? (?:is|are) left for the next build\n", ran.out
    )
    ran = carblog(pictured, "build", *NOW)
    assert (ran.code, avifs(pictured)) == (0, int(left))
    assert "later" not in ran.out


def test_programs_are_told_too(pictured: Path) -> None:
    ran = carblog(pictured, "build", *NOW, "--avif-budget", "0", "--format", "json")
    assert json.loads(ran.out)["pending"] > 0


@pytest.mark.parametrize("time", ["60", "60s", "2m", "1.5h", "90 s"])
def test_a_time_is_written_as_people_do(pictured: Path, time: str) -> None:
    assert carblog(pictured, "build", *NOW, "--avif-budget", time).code == 0
    assert avifs(pictured) > 0


@pytest.mark.parametrize("time", ["", "soon", "-1", "1d", "s", "1e9", "nan"])
def test_what_is_no_time_is_refused_with_an_example(pictured: Path, time: str) -> None:
    ran = carblog(pictured, "build", "--avif-budget", time)
    assert (ran.code, ran.out) == (2, "")
    assert "is not a time such as 60s, 2m or 0" in ran.err
