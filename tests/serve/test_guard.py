"""Nobody but the browser of the person who started the preview is answered."""

from collections.abc import Mapping
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carblog.serve.guard import LONGEST_PATH, Guard, fault_in_path

GUARD = Guard(port=8000)
OWN = {"host": "localhost:8000"}


def status(
    headers: Mapping[str, str] = OWN, guard: Guard = GUARD, path: str = "/", method: str = "GET"
) -> int:
    """Of the refusal; 200 when there is none."""
    refused = guard.refusal(method, path, {**OWN, **headers}, "127.0.0.1")
    return refused.status if refused else 200


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_the_names_that_a_writer_is_told_are_answered(host: str) -> None:
    assert status({"host": host}) == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost",
        "localhost:8001",
        "localhost:8000.evil.example",
        "localhost.evil.example:8000",
        "user@localhost:8000",
        "localhost:8000,evil.example",
        "127.0.0.2:8000",
        "0.0.0.0:8000",
        " localhost:8000",
        "",
    ],
)
def test_a_name_that_was_made_to_lead_here_is_refused(host: str) -> None:
    assert status({"host": host}) == 403


def test_what_a_proxy_says_of_the_name_counts_for_nothing() -> None:
    forwarded = {"x-forwarded-host": "localhost:8000", "forwarded": "host=localhost:8000"}
    assert status({"host": "evil.example", **forwarded}) == 403


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        "https://localhost:8000",
        "http://localhost:8001",
        "http://127.0.0.1:8000",
        "http://localhost:8000/",
        "",
    ],
)
def test_another_origin_is_refused(origin: str) -> None:
    assert status({"origin": origin}) == 403


def test_the_own_origin_is_answered() -> None:
    assert status({"origin": "http://localhost:8000", "sec-fetch-site": "same-origin"}) == 200


def test_another_site_may_link_here_but_neither_read_nor_frame() -> None:
    def sent(site: str, mode: str, dest: str) -> int:
        headers = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        return status(headers)

    assert sent("cross-site", "navigate", "document") == 200
    assert sent("cross-site", "navigate", "iframe") == 403
    for mode in ("no-cors", "cors", "same-origin", "websocket"):
        assert sent("cross-site", mode, "image") == 403
    assert sent("same-site", "no-cors", "script") == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"])
def test_it_can_only_be_read(method: str) -> None:
    assert status(method=method) == 405


def test_a_guard_for_every_address_answers_to_the_one_that_was_reached() -> None:
    guard = Guard(port=8000, any_address=True)

    def is_refused(host: str, address: str) -> bool:
        return guard.refusal("GET", "/", {"host": host}, address) is not None

    assert not is_refused("192.168.1.5:8000", "192.168.1.5")
    assert not is_refused("[fe80::1]:8000", "fe80::1")
    assert not is_refused("192.168.1.5:8000", "::ffff:192.168.1.5")
    assert is_refused("192.168.1.6:8000", "192.168.1.5")
    assert is_refused("evil.example:8000", "192.168.1.5")


def test_the_port_of_the_web_needs_no_mention() -> None:
    guard = Guard(port=80)
    assert status({"host": "localhost"}, guard) == 200
    assert status({"host": "localhost:80"}, guard) == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e%252fetc/passwd",
        "/..%5c..%5cwindows",
        "/..\\windows",
        "/news/..%2f..%2f.env",
        "/.env",
        "/.git/config",
        "/%2egit/config",
        "/a/.carblog/store",
        "/%00",
        "/a%0d%0aSet-Cookie:x",
        "/%c0%ae%c0%ae/\x7f",
        "//evil.example/news",
        "/%2fevil.example/news",
        "http://evil.example/",
        "*",
        "",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(path: str) -> None:
    assert status(path=path) == 404


def test_what_an_address_may_look_like_is_not_refused() -> None:
    for path in ("/", "/news/a%20b/", "/%C3%A9lan/", "/.well-known/security.txt", "/a.b..c/"):
        assert status(path=path) == 200


def test_an_address_that_is_too_long_is_refused() -> None:
    assert status(path="/" + "a" * (LONGEST_PATH - 1)) == 200
    assert status(path="/" + "a" * LONGEST_PATH) == 414


@given(st.text(alphabet="./\\%25eEcC2f\x00a", max_size=30))
def test_no_way_of_writing_it_leads_to_a_folder_above(path: str) -> None:
    if fault_in_path(path) is None:
        for _ in range(10):
            assert not {"..", ".", ".e"} & {*path.replace("\\", "/").split("/")}
            path = unquote(path)


def test_every_preview_has_a_token_of_its_own_that_nobody_guesses() -> None:
    one, other = Guard(port=1), Guard(port=1)
    assert one.token != other.token
    assert len(one.token) >= 43  # 32 random bytes
    assert one.knows(one.token)
    for wrong in ("", one.token[:-1], other.token, "é"):
        assert not one.knows(wrong)
