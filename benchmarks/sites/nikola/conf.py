"""What Nikola asks for, its own plain theme, and lists in pages of ten."""

BLOG_AUTHOR = "Bench"
BLOG_TITLE = "Bench"
SITE_URL = "https://bench.example/"
BLOG_EMAIL = "desk@bench.example"
BLOG_DESCRIPTION = "Articles to measure with."
DEFAULT_LANG = "en"
TRANSLATIONS = {DEFAULT_LANG: ""}
TIMEZONE = "UTC"
THEME = "base"
POSTS = (("posts/*.md", "posts", "report.tmpl"),)
PAGES = ()
COMPILERS = {"markdown": [".md"], "html": [".html"]}
NAVIGATION_LINKS = {DEFAULT_LANG: (("/categories/index.html", "Tags"), ("/rss.xml", "RSS"))}
INDEX_DISPLAY_POST_COUNT = 10
TAG_PAGES_ARE_INDEXES = True
AUTHOR_PAGES_ARE_INDEXES = True
FEED_LENGTH = 20
ENABLE_AUTHOR_PAGES = True
GENERATE_ATOM = False
COMMENT_SYSTEM = ""
SHOW_SOURCELINK = False
COPY_SOURCES = False
PRETTY_URLS = True
