"""Two sources never get one address, whatever the file system takes for the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.output import CopyOutput
from carblog.plan.collisions import collisions


def output(path: str, source: str) -> CopyOutput:
    return CopyOutput(path=path, source=source, parts={}, key="", digest="")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("news/a/index.html", "news/a/index.html"),
        ("news/Golf/index.html", "news/golf/index.html"),
        ("tags/Straße/index.html", "tags/STRASSE/index.html"),
        ("tags/caf\u00e9/index.html", "tags/cafe\u0301/index.html"),
        ("tags/\ufb01at/index.html", "tags/fiat/index.html"),
        ("news", "news/a/index.html"),
        ("News/a", "news"),
    ],
)
def test_both_sources_are_named(one: str, other: str) -> None:
    (problem,) = collisions([output(one, "content/a.md"), output(other, "content/b.md")])
    assert problem.place.path == "content/b.md"
    assert "content/a.md" in problem.message
    assert "content/b.md" in problem.message


PATHS = st.lists(st.sampled_from("abA"), min_size=1, max_size=3).map("/".join)


@given(st.lists(PATHS, unique=True, max_size=6))
def test_without_a_problem_all_files_can_stand_side_by_side(paths: list[str]) -> None:
    outputs = [output(path, str(number)) for number, path in enumerate(paths)]
    if not list(collisions(outputs)):
        folded = [path.casefold() for path in paths]
        assert len(set(folded)) == len(folded)
        assert not any(other.startswith(f"{path}/") for path in folded for other in folded)
