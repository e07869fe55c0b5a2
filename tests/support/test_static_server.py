"""The test host answers as a plain static host does."""

from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from tests.support.publication import Publication
from tests.support.static_server import serving


class Answer(NamedTuple):
    status: int
    kind: str
    body: str


def get(address: str, path: str) -> Answer:
    host = urlsplit(address)
    connection = HTTPConnection(host.hostname or "", host.port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        return Answer(answer.status, answer.headers["Content-Type"], body)
    finally:
        connection.close()


def test_a_folder_is_answered_with_its_index(whole_site: Publication) -> None:
    with serving(whole_site.folder, "/blog/") as address:
        answer = get(address, "/blog/news/coupe/?from=feed")
    assert (answer.status, answer.kind) == (200, "text/html; charset=utf-8")
    assert "<h1>The coupe</h1>" in answer.body


@pytest.mark.parametrize(
    "path", ["/blog/none/", "/blog/news/coupe", "/blog/../../etc/passwd", "/blog/%2e%2e/x"]
)
def test_what_is_not_there_is_the_404_page(whole_site: Publication, path: str) -> None:
    with serving(whole_site.folder, "/blog/") as address:
        answer = get(address, path)
    assert answer.status == 404
    assert "<h1>Not found</h1>" in answer.body


def test_outside_the_base_path_there_is_nothing(whole_site: Publication) -> None:
    with serving(whole_site.folder, "/blog/") as address:
        assert get(address, "/news/coupe/") == Answer(404, "text/plain", "outside the base path")


def test_pictures_and_feeds_have_their_types(whole_site: Publication) -> None:
    with serving(whole_site.folder) as address:
        kinds = [get(address, path).kind for path in ("/coupe.jpg", "/feed.xml", "/site.css")]
    assert kinds == ["image/jpeg", "application/xml", "text/css; charset=utf-8"]
