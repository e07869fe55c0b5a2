"""Whatever is sent to the preview, and whoever sends it: nothing is given away, and it goes on."""

import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.serve.fake import SECONDS, Fake, Shown, page

DRAFT = "the draft that nobody may see"
FILES = {"index.html": page(DRAFT), "news/one/index.html": page(DRAFT)}


@pytest.fixture(scope="module")
def shown() -> Iterator[Shown]:
    with Shown(Fake(FILES)).opened() as opened:
        yield opened


def sent(shown: Shown, request: bytes, *, hang_up: bool = False) -> bytes:
    """All that comes back until the connection ends, which we may do ourselves."""
    with socket.create_connection(("127.0.0.1", shown.port), SECONDS) as connection:
        found = b""
        with suppress(ConnectionError):  # it hung up on us
            connection.sendall(request)
            if hang_up:
                connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(65536):
                found += more
        return found


def status(answer: bytes) -> int:
    """Of the first answer; 0 when there is none."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def asked(shown: Shown, target: str, *headers: str, host: str = "") -> bytes:
    lines = [f"GET {target} HTTP/1.1", f"Host: {host or shown.host}", "Connection: close", *headers]
    return sent(shown, "\r\n".join([*lines, "", ""]).encode("latin-1"))


def is_up(shown: Shown) -> bool:
    return DRAFT in shown.get("/").text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1"]
)
@pytest.mark.parametrize("target", ["/", "/-carblog/events?token={token}", "/-carblog/problems"])
def test_a_name_that_was_rebound_to_this_machine_gets_nothing(
    shown: Shown, host: str, target: str
) -> None:
    target = target.format(token=shown.token)
    answer = asked(shown, target, host=host.format(port=shown.port))
    assert status(answer) == 403
    assert DRAFT.encode() not in answer
    assert is_up(shown)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://localhost:{port}"])
def test_a_page_of_another_site_gets_nothing(shown: Shown, origin: str) -> None:
    for target in ("/", f"/-carblog/events?token={shown.token}&page=/"):
        answer = asked(shown, target, f"Origin: {origin.format(port=shown.port)}")
        assert status(answer) == 403
        assert DRAFT.encode() not in answer
        assert b"access-control" not in answer.lower()


def test_no_host_is_no_reason_to_answer(shown: Shown) -> None:
    for request in (b"GET / HTTP/1.0\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET /\r\n\r\n"):
        answer = sent(shown, request)
        assert status(answer) in {0, 400, 403}
        assert DRAFT.encode() not in answer


def test_two_hosts_are_refused(shown: Shown) -> None:
    answer = asked(shown, "/", "Host: evil.example")
    assert status(answer) == 400
    assert DRAFT.encode() not in answer


@pytest.mark.parametrize(
    "target",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e/%252e%252e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/..%5c..%5cetc%5cpasswd",
        "/..\\..\\etc\\passwd",
        "//etc/passwd",
        "/news/one/../../../site.yaml",
        "/-carblog/../site.yaml",
        "/-carblog/%2e%2e/app.py",
        "/-carblog//etc/passwd",
        "/site.yaml",
        "/content/one.md",
        "/.carblog/store",
        "/.git/config",
        "/.env",
        "/%00",
        "/index.html%00.md",
        "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
        "/%ff%fe",
        "http://evil.example/",
        "/news",
        "*",
    ],
)
def test_no_way_leads_to_a_file_that_is_not_planned(shown: Shown, target: str) -> None:
    answer = asked(shown, target)
    assert status(answer) in {302, 400, 404}
    assert b"root:" not in answer
    assert DRAFT.encode() not in answer
    assert is_up(shown)


def test_very_long_lines_are_refused(shown: Shown) -> None:
    for answer in (
        asked(shown, "/" + "a" * 8_000),
        asked(shown, "/" + "a" * 1_000_000),
        asked(shown, "/", "X: " + "a" * 1_000_000),
        asked(shown, "/", *(f"X{number}: a" for number in range(100_000))),
    ):
        assert status(answer) in {0, 400, 414}
    assert is_up(shown)


def test_it_takes_no_orders(shown: Shown) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        got = shown.get("/", method)
        assert (got.status, got.headers["allow"]) == (405, "GET, HEAD")
        assert shown.get(f"/-carblog/events?token={shown.token}", method).status == 405


def test_a_socket_is_not_opened(shown: Shown) -> None:
    answer = asked(shown, "/", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x")
    assert b"101" not in answer.split(b"\r\n")[0]
    assert is_up(shown)


METHODS = st.sampled_from(["GET", "HEAD", "POST", "get", "", "G E T", "\x00", "PRI"])
WORDS = st.text(
    st.sampled_from("/.%2eEfFcC0\\:?#&=-_*@[]{}<>\"' \t\x00\x7féb:abcarblog"), max_size=60
)
NAMES = st.sampled_from(
    "Host Origin Range If-None-Match If-Range Content-Length Expect Transfer-Encoding "
    "Sec-Fetch-Site Connection Cookie X ".split(" ")
)


@given(
    method=METHODS,
    target=st.one_of(WORDS, WORDS.map(lambda word: f"/-carblog/{word}"), WORDS.map("/{}".format)),
    headers=st.lists(st.tuples(NAMES, WORDS), max_size=4),
    body=st.binary(max_size=40),
    knows_host=st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_request_whatever_ends_it_or_is_a_mistake_of_ours(
    shown: Shown,
    method: str,
    target: str,
    headers: list[tuple[str, str]],
    body: bytes,
    knows_host: bool,
) -> None:
    hosts = [f"Host: {shown.host}"] if knows_host else []
    others = (f"{name}: {word}" for name, word in headers)
    lines = [f"{method} {target} HTTP/1.1", "Connection: close", *hosts, *others]
    head = "\r\n".join([*lines, "", ""]).encode("utf-8")
    answer = sent(shown, head + body)
    assert status(answer) < 500
    assert not shown.reports[1:]
    assert b"Traceback" not in answer


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_whatever_end_it(shown: Shown, noise: bytes) -> None:
    assert status(sent(shown, noise, hang_up=True)) < 500
    assert not shown.reports[1:]


def test_after_all_that_it_is_up(shown: Shown) -> None:
    assert is_up(shown)
    assert len(shown.tabs) == 0
