"""A published site of four pages with nothing wrong in it, for tests that then break one thing."""

from pathlib import Path

from PIL import Image

from tests.support.publication import Publication

BASE = "https://cars.example/blog/"

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="stylesheet" href="/blog/site.css">
<link rel="alternate" type="application/rss+xml" title="All" href="/blog/feed.xml">
<link rel="alternate" type="application/feed+json" title="All" href="/blog/feed.json">
"""

HOME = (
    _HEAD.format(title="Cars")
    + f"""<link rel="canonical" href="{BASE}">
<meta property="og:image" content="{BASE}coupe.jpg">
<script type="application/ld+json">{{"@id": "{BASE}#org", "url": "{BASE}"}}</script>
</head>
<body data-page="home">
<main>
<h1 id="cars">Cars</h1>
<p><a href="news/coupe/#the-ride">The coupe</a> and <a href="#cars">its kin</a></p>
<p><a href="https://elsewhere.example/">elsewhere</a></p>
<p><a href="mailto:desk@cars.example">desk</a></p>
</main>
</body>
</html>
"""
)

ARTICLE = (
    _HEAD.format(title="The coupe")
    + f"""<link rel="canonical" href="{BASE}news/coupe/">
</head>
<body data-page="article">
<main>
<h1>The coupe</h1>
<p><img src="/blog/coupe.jpg" srcset="/blog/coupe.jpg 40w, ../../coupe.jpg 80w" sizes="40px"
 width="40" height="30" alt="A low coupe"></p>
<h2 id="the-ride">The ride</h2>
<p><a href="/blog/">Home</a></p>
</main>
</body>
</html>
"""
)

NOT_FOUND = (
    _HEAD.format(title="Not found")
    + """</head>
<body data-page="404">
<main>
<h1>Not found</h1>
<p><a href="/blog/">Home</a></p>
</main>
</body>
</html>
"""
)

MOVED = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved</title>
<meta http-equiv="refresh" content="0; url={BASE}news/coupe/">
<meta name="robots" content="noindex">
<link rel="canonical" href="{BASE}news/coupe/">
</head>
<body>
<p><a href="/blog/news/coupe/">Moved</a></p>
</body>
</html>
"""

CSS = """body { color: #111; background: #fff; }
.mark { background: url("coupe.jpg") no-repeat; }
"""

FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>Cars</title>
<link>{BASE}</link>
<description>News of cars</description>
<language>en-GB</language>
<ttl>60</ttl>
<atom:link rel="self" type="application/rss+xml" href="{BASE}feed.xml"/>
<image><url>{BASE}coupe.jpg</url><title>Cars</title><link>{BASE}</link></image>
<item>
<title>The coupe</title>
<link>{BASE}news/coupe/</link>
<guid isPermaLink="false">tag:cars.example,2026:coupe</guid>
<pubDate>Fri, 20 Nov 2026 09:30:00 +0000</pubDate>
<dc:creator>Ann Writer</dc:creator>
<description>It is low.</description>
<content:encoded><![CDATA[<p>See <a href="{BASE}news/coupe/">it</a>.</p>]]></content:encoded>
<enclosure url="{BASE}coupe.jpg" type="image/jpeg" length="SIZE"/>
<media:content url="{BASE}coupe.jpg" type="image/jpeg" medium="image" isDefault="true"
 width="40" height="30" fileSize="SIZE"><media:credit role="photographer">Ann</media:credit>
<media:thumbnail url="{BASE}coupe.jpg" width="40" height="30"/></media:content>
</item>
<item>
<title>Cars &amp; coffee</title>
<link>{BASE}</link>
<guid>{BASE}</guid>
<pubDate>Thu, 19 Nov 2026 09:30:00 GMT</pubDate>
</item>
</channel>
</rss>
"""

JSON_FEED = f"""{{
"version": "https://jsonfeed.org/version/1.1",
"title": "Cars",
"home_page_url": "{BASE}",
"feed_url": "{BASE}feed.json",
"items": [{{
"id": "tag:cars.example,2026:coupe",
"url": "{BASE}news/coupe/",
"title": "The coupe",
"content_html": "<p>See <a href='{BASE}news/coupe/'>it</a>.</p>",
"image": "{BASE}coupe.jpg",
"date_published": "2026-11-20T09:30:00Z",
"authors": [{{"name": "Ann Writer"}}],
"attachments": [{{"url": "{BASE}coupe.jpg", "mime_type": "image/jpeg", "size_in_bytes": SIZE}}],
"_cars": ["marque/coupe"]
}}]
}}
"""

SITEMAP = f"""<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{BASE}</loc></url>
<url><loc>{BASE}news/coupe/</loc><lastmod>2026-11-20T09:30:00+00:00</lastmod>
<image:image><image:loc>{BASE}coupe.jpg</image:loc></image:image></url>
</urlset>
"""

FILES = {
    "index.html": HOME,
    "news/coupe/index.html": ARTICLE,
    "404.html": NOT_FOUND,
    "old/index.html": MOVED,
    "site.css": CSS,
    "feed.xml": FEED,
    "feed.json": JSON_FEED,
    "sitemap.xml": SITEMAP,
    "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n",
}


def write_whole_site(folder: Path) -> Publication:
    """Write the site; the picture is 40 by 30 pixels and every stated length is its own."""
    folder.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 30), "navy").save(folder / "coupe.jpg")
    size = (folder / "coupe.jpg").stat().st_size
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("SIZE", str(size)), encoding="utf-8")
    return Publication(folder, BASE)


def broken(site: Publication, name: str, old: str, new: str) -> Publication:
    """The same site with one text in one file replaced, and read afresh."""
    path = site.folder / name
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{name} does not hold {old!r}")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Publication(site.folder, site.base_url)
