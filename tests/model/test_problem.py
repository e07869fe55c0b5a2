"""A mistyped name is told with the nearest, also among many; problems are told in one order."""

from difflib import get_close_matches
from itertools import product

import pytest

from carblog.model.problem import Place, Problem, in_order, nearest, nearest_of

MAKES = ("audi", "bmw", "brindle", "porsche", "rimac", "smart", "volvo")
MODELS = ("coupe", "estate", "gt", "pip", "taycan", "van")
NAMES = [
    f"{make}-{model}-{word}-{number}"
    for make, model, word, number in product(MAKES, MODELS, ("drive", "price", "test"), range(16))
]


@pytest.mark.parametrize(
    "word",
    [
        "audi-cuope-test-7",
        "volvo_van_price_1",
        "rimac-gt-drive",
        "porsche-taycan-tst-15",
        "audi-tt",
    ],
)
def test_of_very_many_names_the_nearest_is_told_as_of_few(word: str) -> None:
    assert len(NAMES) > 2000
    assert nearest_of(word, NAMES) == get_close_matches(word, NAMES, n=1)[0]


def test_upper_and_lower_case_are_no_distance() -> None:
    assert nearest_of("BMW-GT-TEST-3", NAMES) == "bmw-gt-test-3"


@pytest.mark.parametrize("word", ["", "z", "quite-another-thing", "a" * 500])
def test_of_very_many_names_none_may_be_near(word: str) -> None:
    assert nearest(word, NAMES) == ""


def test_problems_that_differ_only_in_what_to_do_are_told_in_the_same_order_in_every_run() -> None:
    place, hints = Place("content/x.md", 5, 1), [f"write ![…]({name}.jpg)" for name in MAKES]
    problems = [Problem(place, "raw-picture", "would publish the photo", hint) for hint in hints]
    assert [problem.hint for problem in in_order(problems)] == hints
