"""A port to listen at: the one that was asked for, or the next that is free."""

import errno
import ipaddress
import socket
from collections.abc import Sequence

from carblog.model.problem import Place, Problem
from carblog.run.failure import MachineFailed

LOOPBACK = ("127.0.0.1", "::1")
"""Both: a browser that is told `localhost` tries the one or the other first."""
TRIED = 20
"""Ports from the one asked for on, before it is given up."""
HIGHEST = 65535

ANY = {"0.0.0.0": socket.AF_INET, "::": socket.AF_INET6}  # noqa: S104 - what people type who want it
"""All addresses of this machine, of one family."""
_FAR = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses that nobody has (RFC 5737, RFC 3849), somewhere beyond this machine's network."""

_TAKEN = {errno.EADDRINUSE, errno.EACCES}
_ABSENT = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}


def listening(addresses: Sequence[str], port: int) -> list[socket.socket]:
    """Sockets that listen at one port of all these addresses, those left out that are not there.

    The port is `port`, or the next free one; with 0, one that the system chooses. Raises
    `MachineFailed` when there is none.
    """
    numbers = range(port, min(port + TRIED, HIGHEST + 1)) if port else [0] * TRIED
    for number in numbers:
        try:
            return _all_at(addresses, number)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise MachineFailed(_absent(addresses[0])) from error
    raise MachineFailed(_taken(port, numbers[-1]))


def for_others(address: str) -> tuple[str, ...] | None:
    """The addresses at which other machines see what listens at `address`; None: they do not.

    Of all that there are, the one from which this machine goes to others; none where it goes to
    nobody. Nothing is sent.
    """
    if address not in ANY:
        return None if ipaddress.ip_address(address).is_loopback else (address,)
    family = ANY[address]
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((_FAR[family], 9))
            return (str(asking.getsockname()[0]),)
    except OSError:
        return ()


def _absent(address: str) -> Problem:
    message = f"this machine has no address {address}"
    hint = "give an address that it has, or 0.0.0.0 for all of them"
    return Problem(Place("--bind"), "address", message, hint)


def _taken(first: int, last: int) -> Problem:
    message = f"the ports from {first} to {last} are taken, or not for everybody"
    return Problem(Place("--port"), "port-taken", message, "choose another one with -p")


def _all_at(addresses: Sequence[str], port: int) -> list[socket.socket]:
    found: list[socket.socket] = []
    try:
        for address in addresses:
            try:
                found.append(_at(address, port))
            except OSError as error:
                if error.errno not in _ABSENT or (address == addresses[-1] and not found):
                    raise
                continue
            port = found[0].getsockname()[1]
    except OSError:
        for each in found:
            each.close()
        raise
    return found


def _at(address: str, port: int) -> socket.socket:
    family, _, _, _, place = socket.getaddrinfo(
        address, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
    )[0]
    return socket.create_server(place[:2], family=family, backlog=128)
