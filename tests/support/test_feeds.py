"""The feed checks find each broken rule, and nothing in a whole feed."""

import pytest

from tests.support import feeds
from tests.support.publication import Publication
from tests.support.whole_site import BASE, broken

SECOND_ENCLOSURE = '<enclosure url="https://x.example/a.mp3" type="audio/mpeg" length="1"/>'
SECOND_DEFAULT = f'<media:content url="{BASE}coupe.jpg" medium="image" isDefault="true"/>'
GROUP_OF_ONE = f'<media:group><media:content url="{BASE}coupe.jpg" medium="image"/></media:group>'
SAME_ID = '{"id": "tag:cars.example,2026:coupe", "content_text": "x"}'

RSS = [
    ("</channel>", "", {"xml", "feedparser"}),
    ('version="2.0" xmlns:atom', 'version="0.91" xmlns:atom', {"root"}),
    ("<title>Cars</title>\n<link>", "<link>", {"channel", "image"}),
    ("<description>News of cars</description>", "", {"channel"}),
    (f"<link>{BASE}</link>\n<desc", "<link>/blog/</link>\n<desc", {"relative", "image"}),
    ("<language>en-GB", "<language>English (UK)", {"language"}),
    ("<language>en-GB</language>", "", {"language"}),
    ("<ttl>60", "<ttl>an hour", {"ttl"}),
    ('rel="self"', 'rel="alternate"', {"self"}),
    (f'href="{BASE}feed.xml"', f'href="{BASE}other.xml"', {"self"}),
    ('type="application/rss+xml"', 'type="text/xml"', {"self"}),
    (f"<url>{BASE}coupe.jpg", f"<url>{BASE}none.jpg", {"broken"}),
    ("</url><title>Cars", "</url><title>Carz", {"image"}),
    ("http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss", {"namespace"}),
    ("<ttl>60</ttl>", "<pubdate>now</pubdate>", {"element"}),
    ("<ttl>60</ttl>", "<ttl>60</ttl><ttl>60</ttl>", {"element"}),
    ("Thu, 19 Nov 2026", "Sat, 21 Nov 2026", {"order"}),
    ("<title>The coupe</title>", "<titel>The coupe</titel>", {"element"}),
    ("<title>Cars &amp; coffee</title>", "", {"item"}),
    ("<title>The coupe", "<title>The &lt;em&gt;coupe&lt;/em&gt;", {"title"}),
    (f"<link>{BASE}news/coupe/", "<link>/blog/news/coupe/", {"relative"}),
    (f"<link>{BASE}news/coupe/", f"<link>{BASE}news/cope/", {"broken"}),
    (f"<link>{BASE}news/coupe/", "<link>https:///news/", {"relative"}),
    ("<pubDate>Fri, 20 Nov 2026 09:30:00 +0000</pubDate>", "", {"date"}),
    ("Fri, 20 Nov 2026 09:30:00 +0000", "2026-11-20T09:30:00Z", {"date"}),
    ("Fri, 20 Nov 2026 09", "Fri, 20 Nov 26 09", {"date"}),
    ("Fri, 20 Nov 2026", "Fri, 31 Nov 2026", {"date"}),
    ("Fri, 20 Nov 2026", "Mon, 20 Nov 2026", {"date"}),
    ('<guid isPermaLink="false">tag:cars.example,2026:coupe</guid>', "", {"guid"}),
    ('<guid isPermaLink="false">tag:', "<guid>tag:", {"guid"}),
    ("tag:cars.example,2026:coupe", BASE, {"guid"}),
    ("<dc:creator>Ann Writer</dc:creator>", "<author>Ann Writer</author>", {"author"}),
    ("<dc:creator>Ann Writer", "<dc:creator> ", {"author"}),
    ("<description>It is low.</description>\n", "<!-- -->", set()),
    (f'href="{BASE}news/coupe/">it', 'href="/blog/news/coupe/">it', {"relative"}),
    (f'href="{BASE}news/coupe/">it', 'href="#fn1">it', {"relative"}),
    (f'href="{BASE}news/coupe/">it', f'href="{BASE}gone/">it', {"broken"}),
    ("<p>See", f"<img src='{BASE}coupe.jpg' srcset='/blog/coupe.jpg 2x'><p>See", {"relative"}),
    ("<p>See", "<script>alert(1)</script><p>See", {"unsafe"}),
    ("<p>See", "<iframe src='https://video.example/'></iframe><p>See", {"unsafe"}),
    ("<p>See", "<p onclick='go()'>See", {"unsafe"}),
    ("<enclosure", f"{SECOND_ENCLOSURE}<enclosure", {"enclosure"}),
    ('type="image/jpeg" length', 'type="image/webp" length', {"type"}),
    ('type="image/jpeg" length', "length", {"enclosure"}),
    (f'<enclosure url="{BASE}coupe.jpg"', '<enclosure url="/blog/coupe.jpg"', {"relative"}),
    (f'<enclosure url="{BASE}coupe.jpg"', f'<enclosure url="{BASE}none.jpg"', {"broken"}),
    (' length="', ' length="1', {"length"}),
    (' length="', ' size="', {"length"}),
    (' fileSize="', ' fileSize="1', {"length"}),
    ('medium="image"', 'medium="photo"', {"media"}),
    ('width="40" height="30" file', 'width="80" height="60" file', {"size"}),
    ('width="40" height="30"/>', 'width="80" height="60"/>', {"size"}),
    ('role="photographer">Ann', 'role="photographer">', {"media"}),
    ("</media:content>", f"</media:content>{SECOND_DEFAULT}", {"media"}),
    ("</media:content>", f"</media:content>{GROUP_OF_ONE}", {"media"}),
]  # fmt: skip

JSON = [
    ('"title": "Cars",', '"title": "Cars"', {"json"}),
    ('"items"', '"entries"', {"root"}),
    ("version/1.1", "version/1", {"version"}),
    ('"title": "Cars"', '"title": ""', {"channel"}),
    ('"title": "Cars"', '"titel": "Cars"', {"channel", "member"}),
    (f'"feed_url": "{BASE}feed.json"', f'"feed_url": "{BASE}"', {"self"}),
    (f'"home_page_url": "{BASE}"', '"home_page_url": "/blog/"', {"relative"}),
    ('"id": "tag:cars.example,2026:coupe"', '"id": 7', {"type"}),
    ('"id": "tag:cars.example,2026:coupe",\n', "", {"guid"}),
    ('"items": [{', f'"items": [{SAME_ID}, {{', {"guid"}),
    ('"content_html"', '"_html"', {"content"}),
    ('"2026-11-20T09:30:00Z"', '"2026-11-20 09:30"', {"date"}),
    ('{"name": "Ann Writer"}', '{"title": "Editor"}', {"author"}),
    (f"href='{BASE}news/coupe/'", "href='/blog/news/coupe/'", {"relative"}),
    (f'"url": "{BASE}news/coupe/"', f'"url": "{BASE}news/cope/"', {"broken"}),
    ('"mime_type": "image/jpeg", ', "", {"enclosure"}),
    ('"size_in_bytes": ', '"size_in_bytes": 1', {"length"}),
    ('"_cars"', '"cars"', {"member"}),
]  # fmt: skip


def test_a_whole_feed_has_no_findings(whole_site: Publication) -> None:
    assert feeds.findings(whole_site) == []


@pytest.mark.parametrize(("old", "new", "rules"), RSS)
def test_each_broken_rule_of_rss_is_found(
    whole_site: Publication, old: str, new: str, rules: set[str]
) -> None:
    found = feeds.findings(broken(whole_site, "feed.xml", old, new))
    assert {finding.rule for finding in found} == rules


@pytest.mark.parametrize(("old", "new", "rules"), JSON)
def test_each_broken_rule_of_json_feed_is_found(
    whole_site: Publication, old: str, new: str, rules: set[str]
) -> None:
    found = feeds.findings(broken(whole_site, "feed.json", old, new))
    assert {finding.rule for finding in found} == rules


def test_the_full_text_stands_after_the_description(whole_site: Publication) -> None:
    site = broken(whole_site, "feed.xml", "<description>It is low.</description>\n", "")
    site = broken(site, "feed.xml", "<enclosure", "<description>It is low.</description><enclosure")
    assert [finding.rule for finding in feeds.findings(site)] == ["content"]


def test_a_feed_that_no_page_names_is_found(whole_site: Publication) -> None:
    for name in ("index.html", "news/coupe/index.html", "404.html"):
        whole_site = broken(whole_site, name, 'href="/blog/feed.xml"', 'href="/blog/"')
    assert [str(finding) for finding in feeds.findings(whole_site)] == [
        "feed.xml: [hidden] no page names it"
    ]


def test_a_site_without_any_feed_is_no_clean_site(whole_site: Publication) -> None:
    for name in ("feed.xml", "feed.json"):
        (whole_site.folder / name).unlink()
    assert [finding.rule for finding in feeds.findings(whole_site)] == ["missing"]
