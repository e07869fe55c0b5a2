"""One thread uses the preview; what is asked of it is done in turn, and it outlives mistakes."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

import pytest

from carblog.serve.engine import Engine

SECONDS = 20.0


@contextmanager
def opened() -> Iterator[list[str]]:
    yield [threading.current_thread().name]


def add(word: str, done: list[str]) -> None:
    done.append(word)


def test_all_is_done_by_one_thread_in_turn() -> None:
    with Engine(opened) as engine:
        engine.opened.result(SECONDS)
        for number in range(5):
            engine.ask(partial(add, str(number)))
        assert engine.ask(lambda done: [*done]).result(SECONDS) == ["preview", *"01234"]


def test_what_fails_is_told_to_who_asked_and_the_next_is_done() -> None:
    with Engine(opened) as engine:
        failed = engine.ask(lambda _: 1 // 0)
        assert engine.ask(len).result(SECONDS) == 1
        assert isinstance(failed.exception(), ZeroDivisionError)


def test_a_preview_that_cannot_be_opened_says_why() -> None:
    def closed() -> AbstractContextManager[list[str]]:
        raise PermissionError("no")

    with Engine(closed) as engine, pytest.raises(PermissionError):
        engine.opened.result(SECONDS)


def test_what_waits_at_the_end_is_given_up_and_the_preview_is_left_in_order() -> None:
    entered, may_end, left = threading.Event(), threading.Event(), threading.Event()

    @contextmanager
    def watched() -> Iterator[list[str]]:
        yield []
        left.set()

    engine = Engine(watched).__enter__()

    def hold(_: list[str]) -> bool:
        entered.set()
        return may_end.wait(SECONDS)

    slow = engine.ask(hold)
    waiting = engine.ask(len)
    assert entered.wait(SECONDS)
    engine.stop(0.0)
    assert waiting.cancelled()
    assert not left.is_set()
    may_end.set()
    assert slow.result(SECONDS)
    engine.stop(SECONDS)
    assert left.is_set()
