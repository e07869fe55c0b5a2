"""The few things that edits write: so few that one edit often meets another."""

from tests.support.packets import alt, packet

ARTICLES = [
    *(f"content/news/{name}.md" for name in ("coupe", "estate", "van", "a", "B")),
    *("content/reviews/a.md", "content/reviews/coupe/index.md", "content/top.md"),
]
PHOTOS = [f"galleries/{name}/{n}.jpg" for name in ("m3", "gt", "new", "gt/in") for n in (1, 2)]
BESIDE = ["content/reviews/coupe/front.jpg", "content/reviews/coupe/poster.jpg"]
DAYS = ["2025-12-31 23:30", "2026-05-03 09:00", "2026-05-04 09:00", "2026-07-01", "2027-01-01"]

# key of an article's front matter → what may be written after it; nothing takes the line away
FRONT_MATTER: dict[str, list[str]] = {
    "title": ["The coupe arrives", "'Crème & <chrome>'", "x"],
    "standfirst": ["", "It is low.", "It is high."],
    "date": DAYS,
    "updated": ["", "2026-05-20"],
    "expires": ["", "2026-05-25", "2027-06-01"],
    "draft": ["", "true", "false"],
    "kind": ["", "news", "first_drive", "video_review", "nonsense"],
    "authors": ["", "[Ida Berg]", "[ida, Nell]", "[Nell]"],
    "tags": ["", "[V8]", "[v8, Coupe]", "[Coupe, V8]", "[Estate]"],
    "cars": ["", "[brindle/pip]", "[brindle/pip/mk1]", "[brindle/none]"],
    "image": [
        "",
        "/galleries/gt/1.jpg",
        "{src: /galleries/m3/3.jpg, caption: Here, focus: [0.1, 0.9]}",
        "{src: /content/reviews/coupe/front.jpg, credit: Nell}",
    ],
    "gallery": ["", "m3", "gt", "new", "gt/in"],
    "photos": [
        "",
        "{/content/reviews/coupe/front.jpg: {credit: Jo, redact: [0, 0, 0.5, 0.5]}}",
        "{/content/reviews/coupe/front.jpg: {alt: The nose, focus: [0, 1]}}",
    ],
    "video": ["", '{url: "https://www.youtube.com/watch?v=abcdefghijk", duration: "1:35"}'],
    "verdict": ["", '{score: "7", summary: Heavy}', '{score: "8.5", summary: Light}'],
    "top_story": ["", "true"],
    "aliases": ["", "[/old/estate/]", "[/older/]"],
    "slug": ["", "coupe", "other"],
    "template": ["", "page.html", "missing.html"],
    "social_title": ["", "For friends"],
    "params": ["", "{one: 1, two: 2}", "{two: 2, one: 1}"],
}
SETTINGS: dict[str, list[str]] = {
    "title": ["Showroom", "Other"],
    "tagline": ["", "Small cars, weighed"],
    "description": ["", "All of it"],
    "base_url": ["https://cars.example/", "https://cars.example/blog/"],
    "timezone": ["UTC", "Asia/Tokyo", "America/New_York"],
    "language": ["en", "de"],
    "theme": ["plain", "child", "paddock", "none"],
    "paginate": ["1", "2", "12"],
    "feed_limit": ["1", "4"],
    "top_stories": ["0", "2"],
    "trust": ["owner", "contributors"],
    "copyright": ["", "Showroom Ltd"],
    "menus": ["", "{main: [reviews, /tags/]}", "{main: [news], footer: [pages/about.md]}"],
    "social": ["", '{a: "https://a.example/", b: "https://b.example/"}'],
    "params": ["", "{accent: red, strip: wide}", "{strip: wide, accent: red}"],
    "sections": [
        "{news: {title: News}, reviews: {title: Reviews, kind: road_test}}",
        "{reviews: {title: Tests}, news: {title: News, text: What happened}}",
    ],
}
GALLERY: dict[str, list[str]] = {
    "title": ["", "The M3", "x"],
    "caption": ["", "The M3 at dusk", "At dawn"],
    "credit": ["", "Nell"],
    "kind": ["", "rendering", "ai"],
    "date": ["", *DAYS],
    "draft": ["", "true"],
    "order": ["", "[2.jpg]", "[2.jpg, 1.jpg]", "[none.jpg]"],
    "photos": [
        "",
        "{1.jpg: The front}",
        "{1.jpg: {caption: One, alt: A car, focus: [1, 0]}}",
        "{1.jpg: {redact: [0, 0, 0.5, 0.5]}}",
        "{2.jpg: {date: 2026-01-01, licence: CC0, kind: ai}}",
    ],
    "copyright": ["", "© Nell"],
    "sort": ["", "date"],
    "groups": ["", "{Front: 1.jpg}", "{Rest: '*.jpg', Front: 1.jpg}"],
    "pairs": ["", "{before: 1.jpg, after: 2.jpg, caption: Washed}"],
    "spin": ["", "true"],
    "download": ["", "true"],
    "text": ["", "Words with [a link](../../content/news/coupe.md)."],
}
SIDECARS: list[bytes | None] = [
    None,
    packet(alt("dc:description", x_default="From its sidecar", de="Aus der Datei daneben")),
    packet("", 'photoshop:Credit="Nell" photoshop:City="Turin"'),
    b"<broken",
]
AUTHOR = {"name": ["Ida Berg", "Ida Bergström"], "role": ["", "Editor"], "photo": ["", "ida.jpg"]}
CAR = {
    "name": ["Pip", "Pip E"],
    "summary": ["", "A city car"],
    "image": ["", "../../../galleries/m3/1.jpg", "../../../galleries/gt/2.jpg"],
    "specs": ["", '{Size: {Length: "3,770 mm"}}', "{Power: 81 kW, Torque: 220 Nm}"],
}
PARAGRAPHS = [
    "It is a van.",
    "It is a bus.",  # of the same length
    "![Wide](/galleries/gt/2.jpg)",
    "![](/galleries/m3/)",
    '![Both](/galleries/gt/1.jpg "/galleries/gt/2.jpg")',
    "![](/content/cars/brindle/pip.yaml)",
    "See [the estate](/content/news/estate.md).",
    "See [its weight](/content/reviews/coupe/index.md#weight).",
    "See [the list](/content/news/prices.txt).",
    "See [tags](/tags/) and [nothing](/none/).",
    "## Weight",
]
_STRINGS = """photo.alt: "{caption}, {number}"
by: By
newer: Newer
older: Older
missing: Nothing
stories.one: "{count} story"
stories.other: "{count} stories"
subject.rendering: Rendering
credit.rendering: "Drawn by {credit}"
"""
# file of a theme or of the site's templates → what it may hold; None takes it away
THEMES: dict[str, list[str | None]] = {
    "templates/footer.html": [None, "<footer>{{ site.title }}</footer>", "<footer>{{ none }}"],
    "templates/tags.html": [
        None,
        "{% for t in tags %}{{ t.title }}{{ t.count }} {% endfor %}{{ latest|length }}",
    ],
    "templates/embeds/figure.html": [None, "<b>{{ embed.photo.alt }}</b>"],
    "templates/404.html": [None, "{{ page.nothing }}", "{% if %}"],
    "themes/plain/templates/embeds/specs.html": [None, "<i>{{ embed.specs.title }}</i>"],
    "themes/plain/templates/footer.html": ["<footer>{{ site.tagline }}</footer>", "<footer/>"],
    "themes/plain/static/plain.css": ["a { color: red }", 'b { background: url("dot.png") }'],
    "themes/plain/strings/en.yaml": [
        "by: From",  # and all else is missing
        _STRINGS.replace("By", "From"),
        _STRINGS.replace("Drawn by {credit}", "© {credit}"),
    ],
    "themes/child/templates/photo.html": [None, "{{ page.number }} of {{ page.count }}"],
    "themes/child/theme.yaml": [
        "name: child\nextends: plain\n",
        "name: child\nextends: plain\nparams: {rule: thick}\n",
        "name: child\nextends: plain\npictures: {card: {widths: [20], of: [lead]}}\n",
    ],
    "static/humans.txt": [None, "one", "two"],
    "static/news/van/index.html": [None, "in the way of a story"],
    "content/news/prices.txt": [None, "Van: 21,450\n", "Van: 19,950\n"],
}
