"""What `pelican-quickstart` asks for, its plain theme, two plugins and its cache."""

AUTHOR = "Bench"
SITENAME = "Bench"
SITEURL = ""
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"

FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20

THEME = "simple"
THEME_TEMPLATES_OVERRIDES = ["templates"]
PLUGINS = ["pelican.plugins.neighbors", "pelican.plugins.related_posts"]
RELATED_POSTS_MAX = 4
DEFAULT_PAGINATION = 10
DEFAULT_CATEGORY = "articles"

CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CACHE_PATH = "cache"
