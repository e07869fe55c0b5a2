"""What is made of the same value is made once, and what was not asked about for long is let go."""

from carblog.make.once import Once


class Story:
    """Stands for any value that is compared by identity."""


def test_it_is_made_anew_only_for_another_value_or_when_something_beside_it_is_other() -> None:
    once, story = Once[Story, int](), Story()
    made = iter(range(9))
    answers = [once.of(story, beside, lambda: next(made)) for beside in (1, 1, 2, 2, 1)]
    assert answers == [0, 0, 1, 1, 2]
    assert once.of(Story(), 1, lambda: next(made)) == 3


def test_only_the_latest_thousand_are_kept() -> None:
    once, stories = Once[Story, int](), [Story() for _ in range(1001)]
    for number, story in enumerate(stories):
        once.of(story, None, lambda number=number: number)  # type: ignore[misc]
    assert once.of(stories[1], None, lambda: -1) == 1
    assert once.of(stories[0], None, lambda: -1) == -1
