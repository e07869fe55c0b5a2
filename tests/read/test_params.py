"""Free values for themes."""

from carblog.read.params import params_of
from tests.read.samples import fields, told


def test_only_true_false_and_nothing_are_more_than_text() -> None:
    cursor, problems = fields(
        'params: {a: true, b: false, c: , d: "true", e: yes, f: 1.10, g: [1, {h: null}]}'
    )
    assert params_of(cursor) == {
        "a": True,
        "b": False,
        "c": None,
        "d": "true",
        "e": "yes",
        "f": "1.10",
        "g": ["1", {"h": None}],
    }
    assert problems.found == []


def test_params_are_a_group_of_keys() -> None:
    cursor, problems = fields("params: [a]")
    assert params_of(cursor) == {}
    assert told(problems.found) == ['1:9 "params" must be a group of keys, not a list']
