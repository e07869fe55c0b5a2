"""Plain front matter is read without YAML, and says what YAML says."""

from time import process_time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from carblog.read.nodes import Mapping
from carblog.read.plainly import LONGEST, read_plainly
from carblog.read.problems import Problems
from carblog.read.yaml import parse_yaml

LOADERS = {yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)}
SIGNS = st.text(st.sampled_from("ab1 :#,-'\"[]{}&*!|>@%?~.\\é\xa0\u2028\t"), max_size=12)
WORDS = st.from_regex(r"[a-z0-9][a-z0-9 :.,'&*!|>?-]{0,12}", fullmatch=True)
VALUES = (
    WORDS
    | SIGNS
    | WORDS.map(lambda words: f'"{words}"')
    | SIGNS.map(lambda signs: f"'{signs}' ")
    | st.lists(WORDS | SIGNS, max_size=4).map(lambda words: f"[{', '.join(words)}]")
)
LINES = st.tuples(st.sampled_from(["a", "b-c", "_d", "title", "E1", " f", "é"]), VALUES).map(
    ": ".join
)


@given(st.lists(LINES, min_size=1, max_size=5).map("\n".join), st.sampled_from(["", "\n", "\n\n"]))
@example('title: "It\'s #1: a test"  \ntags: [ one , two words ]\ndate: 2026-11-20 09:30 ', "\n")
@example("a: b\n  c", "")
@example("a: [b, b]\nb: 'c'\n_d: e:f\nE1: x - y", "")
@example("a: b -\nb-c: ?", "")
@example("a: [b?]", "")
def test_it_is_what_yaml_makes_of_it(text: str, end: str) -> None:
    plain = read_plainly(text + end, 2)
    for loader in LOADERS if plain else ():
        problems = Problems("x.md")
        assert (plain, []) == (parse_yaml(text + end, problems, 2, loader), problems.found)


@pytest.mark.parametrize(
    "line",
    [
        "title: The quiet one, at last",
        'title: "Driven: it\'s #1"',
        "title: 'So \"quiet\"'",
        "date: 2026-11-20T09:30:00+01:00",
        "tags: [electric, coupés, 911 GT3]",
        "sources: [a]  ",
    ],
)
def test_what_writers_write_is_plain(line: str) -> None:
    plain = read_plainly(f"{line}\n", 2)
    assert isinstance(plain, Mapping)
    assert plain == parse_yaml(line, Problems("x.md"), 2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a:",
        "a: ~",
        "a: b # c",
        "a: b\na: c",
        "a: [b",
        "a: {b: c}",
        "- a",
        "a: >\n  b",
        "a: b: c",
        f"a: {'b' * LONGEST}",
    ],
)
def test_the_rest_is_left_to_yaml(text: str) -> None:
    assert read_plainly(text, 2) is None


def test_a_line_full_of_spaces_takes_no_longer_than_one_full_of_words() -> None:
    begun = process_time()
    assert read_plainly(f"a: b{' ' * (LONGEST - 5)}#", 2) is None
    assert process_time() - begun < 0.2  # seconds of CPU: 0.002, and 0.8 when each is tried twice
