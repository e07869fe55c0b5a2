"""A preview always finds a port, and the same one for every way to write `localhost`."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from carblog.run.failure import MachineFailed
from carblog.serve import ports
from carblog.serve.ports import LOOPBACK, listening

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what people type who want it


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def port_of(stack: ExitStack, port: int) -> int:
    found = listening(LOOPBACK, port)
    for each in found:
        stack.enter_context(closing(each))
    (number,) = {each.getsockname()[1] for each in found}
    return int(number)


def test_others_see_what_is_open_to_them_at_an_address_of_this_machine(stack: ExitStack) -> None:
    for own in ("127.0.0.1", "127.0.0.2", "::1"):
        assert ports.for_others(own) is None
    assert ports.for_others("192.0.2.7") == ("192.0.2.7",)
    for address in ports.for_others(EVERYWHERE) or ():
        assert address not in {EVERYWHERE, "127.0.0.1"}
        for each in listening([address], 0):
            stack.enter_context(closing(each))


def test_a_machine_that_reaches_nobody_knows_no_address_for_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ports, "_FAR", {socket.AF_INET: "no address", socket.AF_INET6: "none"})
    assert ports.for_others(EVERYWHERE) == ()


def test_a_port_that_is_taken_gives_way_to_the_next(stack: ExitStack) -> None:
    first = port_of(stack, 0)
    assert first < port_of(stack, first) <= first + ports.TRIED


def test_a_port_that_is_taken_for_one_way_to_say_localhost_is_taken(stack: ExitStack) -> None:
    taken = stack.enter_context(closing(socket.create_server(("127.0.0.1", 0))))
    assert port_of(stack, taken.getsockname()[1]) > taken.getsockname()[1]


def test_an_address_that_this_machine_has_not_is_an_error() -> None:
    for address in ("192.0.2.1", "somewhere"):
        with pytest.raises(MachineFailed, match=address):
            listening([address], 0)


def test_when_no_port_is_free_that_is_an_error(
    stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = port_of(stack, 0)
    monkeypatch.setattr(ports, "TRIED", 1)
    with pytest.raises(MachineFailed, match=f"from {taken} to {taken} are taken"):
        listening(LOOPBACK, taken)
