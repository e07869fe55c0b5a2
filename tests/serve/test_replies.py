"""Answers are as HTTP wants them: what is known is not sent again, films can be wound."""

from hypothesis import given
from hypothesis import strategies as st

from carblog.serve import replies

DATA = bytes(range(100))


def part(range_: str, if_range: str = "") -> tuple[int, bytes, str | None]:
    found = replies.file("film.mp4", DATA, '"tag"', range_, if_range)
    return found.status_code, bytes(found.body), found.headers.get("content-range")


def test_a_part_of_a_film_is_sent_alone() -> None:
    assert part("bytes=0-9") == (206, DATA[:10], "bytes 0-9/100")
    assert part("bytes=90-") == (206, DATA[90:], "bytes 90-99/100")
    assert part("bytes=-5") == (206, DATA[95:], "bytes 95-99/100")
    assert part("bytes=50-1000") == (206, DATA[50:], "bytes 50-99/100")
    assert part("bytes=-1000") == (206, DATA, "bytes 0-99/100")


def test_a_part_beyond_the_end_is_said_to_be_none() -> None:
    for beyond in ("bytes=100-", "bytes=200-300", "bytes=9-3", "bytes=-0"):
        assert part(beyond) == (416, b"", "bytes */100")


def test_what_is_no_range_gets_the_whole_file() -> None:
    for no_range in ("", "bytes=-", "bytes=a-b", "lines=0-9", "bytes=0-1,5-6", "bytes=1--2"):
        assert part(no_range) == (200, DATA, None)


def test_a_part_of_another_file_than_the_player_has_is_not_sent() -> None:
    assert part("bytes=0-9", '"tag"')[0] == 206
    assert part("bytes=0-9", '"old"') == (200, DATA, None)


@given(st.from_regex(r"bytes=[0-9]{0,19}-[0-9]{0,19}", fullmatch=True), st.binary(max_size=20))
def test_no_range_whatever_is_too_much(range_: str, data: bytes) -> None:
    found = replies.file("a.mp4", data, '"t"', range_)
    assert found.status_code in {200, 206, 416}
    assert found.status_code != 206 or found.body
    assert int(found.headers["content-length"]) == len(found.body)


def test_what_a_browser_has_is_known_however_it_says_so() -> None:
    tag = replies.etag("key", "token")
    for said in (tag, f"W/{tag}", f'"other", {tag}', f'"other",W/{tag}'):
        assert replies.is_known(tag, said)
    for said in ("", '"other"', tag[:-1], "*"):
        assert not replies.is_known(tag, said)


def test_tags_differ_by_every_part() -> None:
    assert len({replies.etag("a", "b"), replies.etag("ab", ""), replies.etag("a", "c")}) == 3


def test_every_file_has_the_type_that_hosts_give_it() -> None:
    assert replies.media_type("news/index.html") == "text/html; charset=utf-8"
    assert replies.media_type("a.JPG") == "image/jpeg"
    assert replies.media_type("feed.xml") == "application/xml"
    assert replies.media_type("CNAME") == replies.UNKNOWN


def test_a_drawing_that_is_opened_by_itself_runs_nothing() -> None:
    assert "sandbox" in replies.file("a.svg", b"<svg/>", '"t"').headers["content-security-policy"]


def test_no_answer_lets_another_site_read_it() -> None:
    answers = [
        replies.plain(404, "no"),
        replies.moved("/x/"),
        replies.same('"t"'),
        replies.page(b"", 200, '"t"'),
        replies.file("a.css", b"", '"t"'),
    ]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-cache"
        assert not [name for name in answer.headers if name.startswith("access-control")]
