"""YAML as writers type it: every value stays its text, every mistake has its place."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from carblog.model.paths import nfc
from carblog.read.nodes import Mapping, Node, Scalar, Sequence
from carblog.read.problems import Problems
from carblog.read.yaml import LONGEST, parse_mapping, parse_yaml
from tests.read.samples import hints, told

LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]

# What YAML lets through, apart from the line ends that reading a file has made the same.
PRINTABLE = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
TEXTS = st.text(PRINTABLE | st.sampled_from("\n\t #:-'\"[]{},&*!|>@`%\u2028"))


def plain(node: Node | None) -> object:
    """A tree without its places."""
    if isinstance(node, Mapping):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def parsed(text: str) -> object:
    problems = Problems("x.yaml")
    node = parse_yaml(text, problems)
    assert problems.found == []
    return plain(node)


def quoted(text: str) -> str:
    """Every JSON string is one of YAML, as long as it spells no letter as two surrogates."""
    return json.dumps(text, ensure_ascii=False)


def wrong(text: str) -> Problems:
    problems = Problems("x.yaml")
    parse_yaml(text, problems)
    return problems


@pytest.mark.parametrize(
    "value", ["7:35", "6:43.616", "NO", "off", "0123", "1.10", "1e3", "2026-11-20", "0x_", ".nan"]
)
def test_a_value_stays_what_was_typed(value: str) -> None:
    assert parsed(f"a: {value}") == {"a": value}


def test_lists_and_groups_keep_their_order() -> None:
    assert parsed("b: [2, 1]\na: {z: 1, y: 2}\nc:\n  - x\n  - {k: v}\n") == {
        "b": ["2", "1"],
        "a": {"z": "1", "y": "2"},
        "c": ["x", {"k": "v"}],
    }


def test_every_value_knows_its_line_and_column() -> None:
    node = parse_yaml("title: 🚗 x\nverdict:\n  score: 8\n", Problems("x.yaml"), first_line=2)
    assert isinstance(node, Mapping)
    verdict = node.entries["verdict"].value
    assert isinstance(verdict, Mapping)
    score = verdict.entries["score"]
    assert (score.key.line, score.key.column) == (4, 3)
    assert (score.value.line, score.value.column) == (4, 10)


def test_nothing_after_a_colon_is_no_value_but_empty_quotes_are() -> None:
    node = parse_yaml('a:\nb: ~\nc: null\nd: ""\ne: "null"\n', Problems("x.yaml"))
    assert isinstance(node, Mapping)
    values = {key: entry.value for key, entry in node.entries.items()}
    nulls = [key for key, value in values.items() if isinstance(value, Scalar) and value.is_null]
    assert nulls == ["a", "b", "c"]


def test_a_hash_sign_inside_a_plain_value_belongs_to_it() -> None:
    assert parsed("a: BMW #1 pick\nb: #2\nc: [#x, BMW #3]\nd: {e: f #4}\n") == {
        "a": "BMW #1 pick",
        "b": "#2",
        "c": ["#x", "BMW #3"],
        "d": {"e": "f #4"},
    }


def test_a_hash_sign_with_a_space_after_it_begins_a_comment() -> None:
    assert parsed("# top\na: 1 # see #4\n  #own line\nb: 'x' #y\nc: [d] #e\nf: | #g\n  #h\n") == {
        "a": "1",
        "b": "x",
        "c": ["d"],
        "f": "#h\n",
    }


def test_a_pasted_line_separator_does_not_break_a_line() -> None:
    assert parsed("a: one\u2028two\nb: x\u2029y") == {"a": "one\u2028two", "b": "x\u2029y"}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        (
            "title: BMW M3: first drive",
            "1:14 a colon with a space after it begins a new value here",
            'put the value in quotes: title: "BMW M3: first drive"',
        ),
        (
            'a: 1\nb: He said: "No"',
            "2:11 a colon with a space after it begins a new value here",
            "put the value in quotes: b: 'He said: \"No\"'",
        ),
        (
            "a:\n\tb: 1",
            "2:1 this line is indented with a tab",
            "YAML wants spaces: use two for each level",
        ),
        (
            "handle: @kerbweight",
            "1:9 a value cannot begin with @ unless it is in quotes",
            'put the value in quotes: handle: "@kerbweight"',
        ),
        (
            "a: `x`",
            "1:4 a value cannot begin with ` unless it is in quotes",
            'put the value in quotes: a: "`x`"',
        ),
        (
            "a: *Really* fast",
            "1:4 a value cannot begin with * unless it is in quotes",
            'put the value in quotes: a: "*Really* fast"',
        ),
        (
            "a: - x",
            "1:4 a value cannot begin with - unless it is in quotes",
            'put the value in quotes: a: "- x"',
        ),
        (
            'a: 1\nb: "never closed\nc: 2\n',
            "2:4 this quote is not closed",
            "close it with the same quote at the end of the value",
        ),
        (
            'a: "never closed\nb: "closed"\n',
            "1:4 this quote is not closed",
            "close it with the same quote at the end of the value",
        ),
        (
            'title: "The M3" again',
            "1:16 the value goes on after its closing quote",
            "put the value in quotes: title: '\"The M3\" again'",
        ),
        (
            "title: [Updated] the M3\nb: 1",
            "1:17 the value goes on after its closing `]`",
            'put the value in quotes: title: "[Updated] the M3"',
        ),
        (
            "tags: [a, b\ntitle: x\n",
            "1:7 this list or group is not closed, or something in it needs quotes",
            "put texts that hold a colon, a comma or brackets in quotes",
        ),
        (
            'a: "C:\\Users"',
            None,
            "put the value in single quotes, or write the backslash twice",
        ),
        ("title:x\ndate: 1", "1:6 there is no space after the colon", "write: title: x"),
        ("date: 1\ntitle:x\n", "2:6 there is no space after the colon", "write: title: x"),
        (
            "a: 1\nA sentence.\n\nAnother.",
            "2:1 this line is not `key: value`",
            "if the story begins here, the line `---` is missing above it",
        ),
        (
            "a: 1\n----\nThe story",
            "2:1 a line of dashes that is not `---`",
            "exactly three hyphens end the front matter",
        ),
        (
            "a: 1\n  b: 2",
            "2:4 the indentation of this line does not fit the lines above it",
            "keys that belong together begin in the same column; use two spaces a level",
        ),
    ],
)
def test_a_common_mistake_is_told_in_plain_words(
    loader: type, text: str, problem: str | None, hint: str
) -> None:
    problems = Problems("x.yaml")
    assert parse_yaml(text, problems, loader=loader) is None
    assert hints(problems.found) == [hint]
    if problem is not None:  # the two parsers differ by a column about escapes
        assert told(problems.found) == [problem]


@pytest.mark.parametrize(
    ("text", "place", "sign"),
    [
        ("a: *b", "1:4", "`*`"),
        ("a: &b c", "1:4", "`&`"),
        ("a: !b c", "1:4", "`!`"),
        ("a: !!str c", "1:4", "`!`"),
        ("a: 1\nb: ! c", "2:4", "`!`"),
        ("a: &b [c]", "1:4", "`&`"),
        ("<<: {a: 1}", "1:1", "`<<`"),
    ],
)
def test_what_yaml_can_and_carblog_does_not_use_is_refused(
    text: str, place: str, sign: str
) -> None:
    [problem] = wrong(text).found
    assert (problem.code, f"{problem.place.line}:{problem.place.column}") == ("yaml-feature", place)
    assert sign in problem.message


def test_a_second_document_is_refused() -> None:
    assert told(wrong("a: 1\n---\nb: 2\n").found) == ["2:1 a second document begins here"]


def test_a_name_given_twice_in_two_forms_of_unicode_is_one_name() -> None:
    """Or what is said of a photo first, such as what must not be seen of it, would be lost."""
    [message] = told(wrong("caf\u00e9.jpg: one\ncafe\u0301.jpg: two").found)
    assert message.endswith("was already given on line 1")


def test_a_key_given_twice_names_the_line_of_the_first() -> None:
    problems = wrong("title: a\ndate: b\ntitle: c\n")
    assert told(problems.found) == ['3:1 the key "title" was already given on line 1']


def test_a_list_entry_too_far_right_is_not_silently_joined() -> None:
    problems = wrong("tags:\n- electric\n - weight\n")
    assert told(problems.found) == [
        "2:3 the lines below are part of this value, although they look like a list"
    ]


def test_a_key_that_is_a_list_is_refused() -> None:
    assert told(wrong("[a]: b").found) == ["1:1 a key must be one word or text"]


@pytest.mark.parametrize("escape", ["\\x00", "\\x07", "\\uFFFE", "\\x80"])
def test_an_escape_for_what_no_page_can_show_is_an_error(escape: str) -> None:
    [problem] = wrong(f'a: 1\nb: "x{escape}"\n').found
    assert (problem.code, problem.place.line) == ("yaml-character", 2)


@pytest.mark.parametrize("loader", LOADERS)
def test_an_escape_beyond_all_letters_is_an_error(loader: type) -> None:
    problems = Problems("x.yaml")
    assert parse_yaml('a: "\\UFFFFFFFF"', problems, loader=loader) is None
    assert [problem.code for problem in problems.found] == ["yaml-syntax"]


def test_values_may_be_nested_but_not_without_end() -> None:
    assert parsed("[" * 32 + "]" * 32) is not None
    [problem] = wrong("[" * 60_000).found
    assert problem.code == "yaml-depth"


def test_a_text_too_long_for_yaml_is_refused_at_once() -> None:
    assert told(wrong("a" * (LONGEST + 1)).found) == ["1:1 this is longer than 256 kB"]


def test_an_empty_file_has_no_keys_and_a_list_is_not_keys_and_values() -> None:
    problems = Problems("x.yaml")
    empty = parse_mapping("# nothing yet\n", problems)
    assert (empty and empty.entries, problems.found) == ({}, [])
    assert parse_mapping("- a\n- b\n", problems) is None
    assert told(problems.found) == ["1:1 here should be keys and values"]


@given(st.dictionaries(TEXTS.map(nfc), TEXTS))
def test_what_is_written_in_quotes_is_read_as_it_was(values: dict[str, str]) -> None:
    text = "\n".join(f"{quoted(key)}: {quoted(value)}" for key, value in values.items())
    assert parsed(text) == (values or None)


@given(st.lists(st.from_regex(r"[a-zA-Z0-9][a-zA-Z0-9#.,;()/ -]*[a-zA-Z0-9#]", fullmatch=True)))
def test_what_is_written_without_quotes_is_read_as_it_was(values: list[str]) -> None:
    kept = [value for value in values if " # " not in value and not value.endswith(" #")]
    assert parsed("\n".join(f"k{at}: {value}" for at, value in enumerate(kept))) == (
        {f"k{at}": value for at, value in enumerate(kept)} or None
    )


@given(TEXTS)
def test_any_text_is_a_tree_or_a_problem_with_a_place_in_it(text: str) -> None:
    lines = text.count("\n") + 1
    for loader in LOADERS:
        problems = Problems("x.yaml")
        parse_yaml(text, problems, loader=loader)
        assert all(1 <= problem.place.line <= lines + 1 for problem in problems.found)


@given(st.text())
def test_no_text_at_all_makes_the_parser_fail(text: str) -> None:
    for loader in LOADERS:
        parse_yaml(text, Problems("x.yaml"), loader=loader)


@pytest.mark.parametrize(
    "line",
    ["- " * 60_000, "-" * 100_000, "a" + " " * 100_000 + "b", "#x" * 60_000, "a: " + '"#' * 60_000],
)
def test_a_line_made_to_be_slow_is_read_like_any_other(line: str) -> None:
    # In quadratic time each of these takes minutes.
    parse_yaml(f"a: 1\n{line}\nb: 2: 3\n", Problems("x.yaml"))
